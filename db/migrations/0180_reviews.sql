-- The review of who looked: entries for the data protection officer, each with its reason and the events behind it (AU3).

-- Drives the log of a case by search hits and exports, which name persons and cases in their detail.
create index events_search_hits on audit.events using gin ((detail -> 'shown')) where action = 'persons.search';
create index events_exports on audit.events using gin ((detail -> 'cases')) where action = 'list.exported';

-- One entry: what was found of one member on one day, for one reason. No count of anybody's work stands here.
create table audit.reviews (
  authority_id int         not null references app.authorities,
  id           uuid        not null default gen_random_uuid(),
  kind         text        not null constraint reviews_kind check (kind in
    ('override', 'own_name', 'colleague_name', 'declared', 'bulk', 'off_hours', 'search_only', 'practice_case')),
  member_id    int         not null,
  agency_id    int         not null,
  on_day       date        not null,
  case_id      uuid,
  events       bigint[]    not null,
  facts        jsonb       not null default '{}',
  found_at     timestamptz not null default now(),
  verdict      text        constraint reviews_verdict check (verdict in ('justified', 'to_clarify', 'not_justified')),
  judged_by    int,
  judged_at    timestamptz,
  key_wrapped  bytea,
  note_sealed  bytea,
  primary key (authority_id, id),
  constraint reviews_once unique nulls not distinct (authority_id, kind, member_id, on_day, case_id),
  foreign key (authority_id, member_id) references app.members,
  foreign key (authority_id, agency_id) references app.agencies,
  constraint reviews_judged check ((verdict is null) = (judged_at is null) and (judged_by is null) = (judged_at is null)
    and (note_sealed is null) = (judged_at is null) and (key_wrapped is null) = (judged_at is null))
);
create index reviews_by_day on audit.reviews (authority_id, on_day desc, id desc);

-- Practice cases that nobody has a reason to open; which they are is known to the officer alone.
create table audit.practice_cases (
  authority_id int         not null,
  case_id      uuid        not null,
  marked_by    int         not null,
  marked_at    timestamptz not null default now(),
  ended_at     timestamptz,
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references app.cases on delete cascade,
  foreign key (authority_id, marked_by) references app.members
);
