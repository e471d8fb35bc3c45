-- The extra barrier for minors and victims (PI5): on a marked case the seat of a desk opens nothing to its members unless
-- they are named. No list of minors or victims exists beside the marks themselves.

create table app.protections (
  authority_id      int         not null,
  id                uuid        not null,
  case_id           uuid        not null,
  kind              text        not null constraint protections_kind check (kind in ('minor', 'victim')),
  named             int[]       not null,
  marked_by         int         not null,
  marked_at         timestamptz not null default now(),
  key_wrapped       bytea       not null,
  ended_by          int,
  ended_at          timestamptz,
  end_reason_sealed bytea,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, marked_by) references app.members,
  constraint protections_ended check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason_sealed is null))
);
-- Asked whenever somebody is assumed: of an authority without marks it is empty.
create unique index protections_now on app.protections (authority_id, case_id) where ended_at is null;
create index protections_case on app.protections (authority_id, case_id);

-- One member who may use the seat of their desk on such a case, until a day.
create table app.protection_admissions (
  authority_id  int         not null,
  id            uuid        not null default gen_random_uuid(),
  protection_id uuid        not null,
  case_id       uuid        not null,
  member_id     int         not null,
  until         date        not null,
  admitted_by   int         not null,
  admitted_at   timestamptz not null default now(),
  ended_by      int,
  ended_at      timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, protection_id) references app.protections,
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, member_id) references app.members,
  constraint protection_admissions_ended check ((ended_at is null) = (ended_by is null))
);
create unique index protection_admissions_now on app.protection_admissions (authority_id, protection_id, member_id) where ended_at is null;
create index protection_admissions_case on app.protection_admissions (authority_id, case_id);

-- A look in an emergency at such a case waits for a second person.
alter table app.overrides
  add column needs_second boolean not null default false,
  add column second_by    int,
  add column second_at    timestamptz,
  add column second_said  text constraint overrides_second_said check (second_said in ('agreed', 'refused')),
  add constraint overrides_second check ((second_at is null) = (second_by is null) and (second_at is null) = (second_said is null)
    and (second_at is null or needs_second) and second_by is distinct from member_id),
  add constraint overrides_second_first check (not needs_second or seat_id is null or second_said = 'agreed');
create index overrides_to_second on app.overrides (authority_id, begun_at) where needs_second and second_at is null;
