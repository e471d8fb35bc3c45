-- The meeting at which prison, probation, city and the person hand over: who was there, what was checked,
-- and what was in the map on that day.
create table app.handover_check_kinds (
  code     text primary key,
  position int     not null unique,
  category text    not null,
  plain    boolean not null default false
);
insert into app.handover_check_kinds (position, code, category, plain) values
  (1, 'id_document', 'finance_papers', false),
  (2, 'first_night', 'accommodation', false),
  (3, 'money', 'finance_papers', false),
  (4, 'medication', 'health', false),
  (5, 'first_appointments', 'lead', false),
  (6, 'keys_phone_clothes', 'lead', false),
  (7, 'debts_fines', 'finance_papers', false),
  (8, 'victims_notice', 'lead', true),
  (9, 'conditions_explained', 'lead', false),
  (10, 'contacts_exchanged', 'lead', false),
  (11, 'who_leads', 'lead', false);

create table app.handover_meetings (
  authority_id         int  not null,
  id                   uuid not null,
  case_id              uuid not null,
  clause_id            int  not null,
  state                text not null default 'planned'
    constraint handover_meetings_state check (state in ('planned', 'held', 'cancelled')),
  planned_on           date not null,
  planned_at           text constraint handover_meetings_time check (planned_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  channel              text not null constraint handover_meetings_channel
    check (channel in ('prison', 'office', 'video', 'phone', 'elsewhere')),
  place_sealed         bytea,
  invited              int[] not null default '{}',
  interpreter          text constraint handover_meetings_interpreter check (interpreter ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  held_on              date,
  present              int[] not null default '{}',
  person_presence      text constraint handover_meetings_person
    check (person_presence in ('present', 'did_not_want', 'could_not', 'not_asked')),
  person_reason_sealed bytea,
  people_sealed        bytea,
  said_sealed          bytea,
  said_language        text,
  outcome_sealed       bytea,
  recorded_by          int  not null,
  recorded_at          timestamptz not null default now(),
  held_by              int,
  version              int  not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  constraint handover_meetings_held check (
    (state = 'held') = (held_on is not null) and (state = 'held') = (person_presence is not null)
    and (state <> 'held' or cardinality(present) >= 2))
);
create index handover_meetings_case on app.handover_meetings (authority_id, case_id, planned_on);

create table app.handover_checks (
  authority_id int  not null,
  meeting_id   uuid not null,
  code         text not null references app.handover_check_kinds,
  case_id      uuid not null,
  clause_id    int  not null,
  answer       text not null default 'open' constraint handover_checks_answer
    check (answer in ('open', 'yes', 'no', 'not_applicable')),
  agency_id    int,
  until_on     date,
  primary key (authority_id, meeting_id, code),
  foreign key (authority_id, meeting_id) references app.handover_meetings
);

-- What was in the map when it was handed over, in parts with readers of their own. It never changes.
create table app.handover_packages (
  authority_id   int         not null,
  meeting_id     uuid        not null,
  category       text        not null,
  case_id        uuid        not null,
  clause_id      int         not null,
  content_sealed bytea       not null,
  sha256         bytea       not null constraint handover_packages_sha256 check (length(sha256) = 32),
  made_at        timestamptz not null default now(),
  primary key (authority_id, meeting_id, category),
  foreign key (authority_id, meeting_id) references app.handover_meetings
);
create function app.keep_package() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'package_never_changes' using errcode = 'TC409';
end $$;
create trigger keep_package before update on app.handover_packages for each row execute function app.keep_package();
