-- The day of an unplanned release: who is on duty, what was asked and confirmed, and the paper that goes with it.

-- Who answers a duty desk: week by week, and on single days otherwise than usual. The desk is a principal, so a
-- seat given to it reaches whoever is on duty, and nothing is rewritten when shifts change.
create table app.duty_shifts (
  authority_id  int         not null,
  id            uuid        not null,
  desk_id       int         not null,
  weekday       int         constraint duty_shifts_weekday check (weekday between 1 and 7),
  on_day        date,
  starts        time        not null,
  ends          time        not null,
  member_id     int         not null,
  substitute_id int,
  phone         text,
  valid_from    date        not null,
  valid_until   date,
  made_by       int         not null,
  made_at       timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, desk_id) references app.principals,
  foreign key (authority_id, member_id) references app.members,
  foreign key (authority_id, substitute_id) references app.members,
  constraint duty_shifts_weekly_or_once check ((weekday is null) <> (on_day is null)),
  constraint duty_shifts_two_persons check (substitute_id <> member_id),
  constraint duty_shifts_valid check (valid_until is null or valid_until > valid_from)
);
create index duty_shifts_desk on app.duty_shifts (authority_id, desk_id);
create index duty_shifts_member on app.duty_shifts (authority_id, member_id);

-- Whom a partnership asks first for each of the five basics.
create table app.basic_contacts (
  authority_id int  not null references app.authorities,
  basic        text not null constraint basic_contacts_basic
    check (basic in ('bed', 'money', 'medication', 'papers', 'appointment')),
  agency_id    int  not null,
  phone        text,
  primary key (authority_id, basic),
  foreign key (authority_id, agency_id) references app.agencies
);

-- Where the five basics of a person stand: each row was said once, by somebody, and stays as it was said.
create table app.case_basics (
  authority_id   int         not null,
  id             uuid        not null,
  case_id        uuid,
  notice_id      uuid,
  basic          text        not null constraint case_basics_basic
    check (basic in ('bed', 'money', 'medication', 'papers', 'appointment')),
  clause_id      int         not null,
  state          text        not null constraint case_basics_state
    check (state in ('asked', 'confirmed', 'open', 'not_needed', 'not_wanted')),
  source         text        not null constraint case_basics_source check (source in ('screen', 'phone', 'paper')),
  agency_id      int         not null,
  to_principal   int,
  from_agency_id int         not null,
  recorded_by    int         not null,
  recorded_at    timestamptz not null default clock_timestamp(),
  said_at        timestamptz not null,
  lead_id        uuid,
  key_wrapped    bytea,
  said_by_sealed bytea,
  words_sealed   bytea,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases on delete cascade,
  foreign key (authority_id, notice_id) references app.release_notices on delete cascade,
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, clause_id) references app.clauses,
  constraint case_basics_of_somebody check ((case_id is null) <> (notice_id is null))
);
create index case_basics_case on app.case_basics (authority_id, case_id, basic, recorded_at desc) where case_id is not null;
create index case_basics_notice on app.case_basics (authority_id, notice_id) where notice_id is not null;

-- Somebody left prison today and nobody knew it yesterday.
create table app.unplanned_releases (
  authority_id int         not null,
  id           uuid        not null,
  case_id      uuid        not null,
  clause_id    int         not null,
  known_at     timestamptz not null,
  recorded_by  int         not null,
  key_wrapped  bytea       not null,
  words_sealed bytea       not null,
  until        timestamptz not null,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases on delete cascade,
  foreign key (authority_id, clause_id) references app.clauses
);
create index unplanned_releases_case on app.unplanned_releases (authority_id, case_id, known_at desc);

-- Who was told of it when, on whose screen it arrived, and who said "I have it".
create table app.unplanned_told (
  authority_id    int         not null,
  release_id      uuid        not null,
  principal       int         not null,
  role            text        not null constraint unplanned_told_role check (role in ('duty', 'substitute', 'coordination', 'agency')),
  member_id       int,
  told_at         timestamptz not null default clock_timestamp(),
  delivered_at    timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by int,
  primary key (authority_id, release_id, principal),
  foreign key (authority_id, release_id) references app.unplanned_releases on delete cascade,
  foreign key (authority_id, principal) references app.principals
);
create index unplanned_told_principal on app.unplanned_told (authority_id, principal, told_at desc);
create index unplanned_told_waiting on app.unplanned_told (told_at) where acknowledged_at is null and role = 'duty';

-- Sheets of paper: a wing list of a prison, the sheet of one unplanned release, an empty one.
create table app.paper_sheets (
  authority_id     int         not null,
  id               uuid        not null,
  kind             text        not null constraint paper_sheets_kind check (kind in ('wing', 'released', 'empty')),
  prison_agency_id int,
  agency_id        int         not null,
  weeks            int,
  printed_by       int         not null,
  printed_at       timestamptz not null default now(),
  expires_on       date        not null,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies,
  constraint paper_sheets_wing check ((kind = 'wing') = (prison_agency_id is not null))
);
create index paper_sheets_agency on app.paper_sheets (authority_id, agency_id, printed_at desc);

-- One line of a sheet. The code says nothing of the person; it opens this line until the sheet expires.
create table app.paper_lines (
  authority_id int         not null,
  sheet_id     uuid        not null,
  code         text        not null constraint paper_lines_code check (code ~ '^[2-9A-HJKMNP-Z]{5}$'),
  position     int         not null,
  case_id      uuid,
  notice_id    uuid,
  recorded_at  timestamptz,
  recorded_by  int,
  primary key (authority_id, code),
  foreign key (authority_id, sheet_id) references app.paper_sheets on delete cascade,
  foreign key (authority_id, case_id) references app.cases on delete cascade,
  foreign key (authority_id, notice_id) references app.release_notices on delete cascade,
  constraint paper_lines_of_one check (case_id is null or notice_id is null)
);
create index paper_lines_sheet on app.paper_lines (authority_id, sheet_id, position);

-- A notice may come from a list, or from whoever pressed "released today".
alter table app.release_notices alter column import_id drop not null;
alter table app.release_notices add column source text not null default 'list'
  constraint release_notices_source check (source in ('list', 'released_today'));
alter table app.release_notices add constraint release_notices_listed check (source <> 'list' or import_id is not null);

-- What the prison said of somebody goes with them into the case.
create function app.basics_follow_notice() returns trigger language plpgsql set search_path = '' as $$
begin
  update app.case_basics b set case_id = new.case_id, notice_id = null
   where b.authority_id = new.authority_id and b.notice_id = new.id;
  update app.paper_lines l set case_id = new.case_id, notice_id = null
   where l.authority_id = new.authority_id and l.notice_id = new.id;
  return null;
end $$;
create trigger basics_follow_notice after update of case_id on app.release_notices
  for each row when (new.case_id is not null and old.case_id is null) execute function app.basics_follow_notice();
