-- The breach register (LED art. 30, GDPR art. 33): what was recorded, what was told to the supervisory authority and to the other
-- agencies, and who was affected as the access log says. Nothing in it is deleted; what is said anew stands beside what was said before.
create table app.breaches (
  authority_id int         not null references app.authorities,
  id           uuid        not null,
  agency_id    int         not null,
  number       int         not null constraint breaches_number check (number > 0),
  recorded_by  int         not null,
  recorded_at  timestamptz not null default now(),
  version      int         not null default 1,
  closed_by    int,
  closed_at    timestamptz,
  primary key (authority_id, id),
  unique (authority_id, agency_id, number),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, recorded_by) references app.members,
  foreign key (authority_id, closed_by) references app.members,
  constraint breaches_closed check ((closed_by is null) = (closed_at is null))
);

create table app.breach_accounts (
  authority_id        int         not null,
  breach_id           uuid        not null,
  version             int         not null,
  aware_at            timestamptz not null,
  kinds               text[]      not null
    constraint breach_accounts_kinds check (cardinality(kinds) > 0 and kinds <@ array['confidentiality', 'integrity', 'availability']),
  key_wrapped         bytea       not null,
  what_sealed         bytea       not null,
  found_sealed        bytea       not null,
  consequences_sealed bytea,
  measures_sealed     bytea,
  written_by          int         not null,
  written_at          timestamptz not null default now(),
  primary key (authority_id, breach_id, version),
  foreign key (authority_id, breach_id) references app.breaches,
  foreign key (authority_id, written_by) references app.members,
  constraint breach_accounts_aware check (aware_at <= written_at)
);

create table app.breach_reports (
  authority_id     int         not null,
  id               uuid        not null,
  breach_id        uuid        not null,
  phase            text        not null
    constraint breach_reports_phase check (phase in ('first', 'follow_up', 'final', 'not_reported')),
  at               timestamptz not null,
  key_wrapped      bytea       not null,
  reference_sealed bytea,
  reason_sealed    bytea,
  delay_sealed     bytea,
  recorded_by      int         not null,
  recorded_at      timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, breach_id) references app.breaches,
  foreign key (authority_id, recorded_by) references app.members,
  constraint breach_reports_time check (at <= recorded_at),
  constraint breach_reports_reasoned check ((reason_sealed is not null) = (phase = 'not_reported'))
);
create index breach_reports_breach on app.breach_reports (authority_id, breach_id, at);

create table app.breach_tellings (
  authority_id int         not null,
  breach_id    uuid        not null,
  agency_id    int         not null,
  recipients   int[]       not null,
  told_by      int,
  told_at      timestamptz,
  primary key (authority_id, breach_id, agency_id),
  foreign key (authority_id, breach_id) references app.breaches,
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, told_by) references app.members,
  constraint breach_tellings_told check ((told_by is null) = (told_at is null))
);

create table app.breach_extents (
  authority_id  int         not null,
  id            uuid        not null,
  breach_id     uuid        not null,
  member_id     int         not null,
  from_at       timestamptz not null,
  until_at      timestamptz not null,
  computed_by   int         not null,
  computed_at   timestamptz not null default now(),
  entries       int         not null,
  nameless      int         not null,
  cases_read    int         not null,
  persons_read  int         not null,
  cases_shown   int         not null,
  persons_shown int         not null,
  announced     int         not null,
  records       int         not null,
  whats         jsonb       not null,
  categories    jsonb       not null,
  primary key (authority_id, id),
  foreign key (authority_id, breach_id) references app.breaches,
  foreign key (authority_id, member_id) references app.members,
  foreign key (authority_id, computed_by) references app.members,
  constraint breach_extents_period check (until_at > from_at)
);
create index breach_extents_breach on app.breach_extents (authority_id, breach_id, computed_at);

create table app.breach_extent_cases (
  authority_id int         not null,
  extent_id    uuid        not null,
  case_id      uuid        not null,
  opened       boolean     not null,
  how          text[]      not null,
  entries      int         not null,
  records      int         not null,
  first_at     timestamptz not null,
  last_at      timestamptz not null,
  primary key (authority_id, extent_id, case_id),
  foreign key (authority_id, extent_id) references app.breach_extents,
  foreign key (authority_id, case_id) references app.cases
);
create index breach_extent_cases_case on app.breach_extent_cases (authority_id, case_id);
