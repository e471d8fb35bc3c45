-- Auditors of the supervisory authority: for a time, read-only, invited by two persons (LED-34, LED-35, art. 47).
create table app.auditors (
  authority_id int         not null,
  id           uuid        not null,
  member_id    int         not null,
  body         text        not null constraint auditors_body check (length(body) between 2 and 200),
  invited_by   int         not null,
  invited_at   timestamptz not null default now(),
  starts_at    timestamptz not null default now(),
  ends_at      timestamptz not null,
  confirmed_by int,
  confirmed_at timestamptz,
  ended_by     int,
  ended_at     timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, member_id) references app.members,
  foreign key (authority_id, invited_by) references app.members,
  foreign key (authority_id, confirmed_by) references app.members,
  foreign key (authority_id, ended_by) references app.members,
  constraint auditors_time check (ends_at > starts_at and ends_at <= starts_at + interval '90 days'),
  constraint auditors_two_persons check (confirmed_by <> invited_by and confirmed_by <> member_id),
  constraint auditors_confirmed check ((confirmed_by is null) = (confirmed_at is null)),
  constraint auditors_ended check ((ended_by is null) = (ended_at is null))
);
-- The same auditor may come back another year.
create index auditors_of_member on app.auditors (authority_id, member_id);
