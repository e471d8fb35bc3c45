-- One case opened to one auditor: by the officer and a second person, for at most fourteen days, with a reason (LED-35).
create table app.audit_cases (
  authority_id  int         not null,
  id            uuid        not null,
  audit_id      uuid        not null,
  case_id       uuid        not null,
  asked_by      int         not null,
  asked_at      timestamptz not null default now(),
  ends_at       timestamptz not null,
  key_wrapped   bytea       not null,
  reason_sealed bytea       not null,
  confirmed_by  int,
  confirmed_at  timestamptz,
  ended_by      int,
  ended_at      timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, audit_id) references app.auditors,
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, asked_by) references app.members,
  foreign key (authority_id, confirmed_by) references app.members,
  foreign key (authority_id, ended_by) references app.members,
  constraint audit_cases_time check (ends_at > asked_at and ends_at <= asked_at + interval '14 days'),
  constraint audit_cases_two_persons check (confirmed_by <> asked_by),
  constraint audit_cases_confirmed check ((confirmed_by is null) = (confirmed_at is null)),
  constraint audit_cases_ended check ((ended_by is null) = (ended_at is null))
);
create index audit_cases_case on app.audit_cases (authority_id, case_id);
create index audit_cases_audit on app.audit_cases (authority_id, audit_id);
