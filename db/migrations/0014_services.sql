-- What helps in this place: the directory of services, the cards of the prisons, sessions inside, and calendars.
-- Nothing here is about a person concerned: agencies, their offers and their staff alone.

-- One entry of the directory. Whoever provides it is a partner agency or an organisation outside; the owner
-- agency looks after the entry and is asked once a year whether it is still right.
create table app.services (
  authority_id       int         not null references app.authorities,
  id                 uuid        not null default gen_random_uuid(),
  owner_agency_id    int         not null,
  provider_agency_id int,
  provider_name      text,
  organization_id    uuid        not null default gen_random_uuid(),
  location_id        uuid        not null default gen_random_uuid(),
  name               text        not null,
  method             text        not null default '',
  target_group       text        not null default '',
  domains            text[]      not null default '{}',
  languages          text[]      not null default '{}',
  place_name         text        not null default '',
  street             text        not null default '',
  postcode           text        not null default '',
  town               text        not null default '',
  access             text        not null default '',
  hours              text        not null default '',
  waiting            text        not null default '',
  eligibility        text        not null default '',
  cost               text        not null default 'unknown' constraint services_cost check (cost in ('free', 'paid', 'unknown')),
  cost_note          text        not null default '',
  capacity_units     int         constraint services_capacity check (capacity_units between 0 and 100000),
  capacity_note      text        not null default '',
  capacity_as_of     date,
  evidence           text        not null default '',
  contact            text        not null default '',
  phone              text        not null default '',
  email              text        not null default '',
  website            text        not null default '',
  prisons            int[]       not null default '{}',
  reviewed_on        date        not null,
  retired_at         timestamptz,
  changed_at         timestamptz not null default now(),
  version            int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, owner_agency_id) references app.agencies,
  foreign key (authority_id, provider_agency_id) references app.agencies,
  constraint services_one_provider check ((provider_agency_id is null) <> (provider_name is null)),
  constraint services_domains check (domains <@ array['accommodation', 'work', 'education', 'health',
    'substance_use', 'finance_papers', 'family_community', 'relations'])
);
create index services_by_name on app.services (authority_id, lower(name) collate "C", id);
create index services_owner on app.services (authority_id, owner_agency_id, reviewed_on) where retired_at is null;

-- What an outside service has to know before it stands at the gate of a prison.
create table app.prison_cards (
  authority_id    int         not null,
  agency_id       int         not null,
  address         text        not null default '',
  contact         text        not null default '',
  phone           text        not null default '',
  email           text        not null default '',
  hours           text        not null default '',
  visiting        text        not null default '',
  bring           text        not null default '',
  booking         text        not null default '',
  release_times   text        not null default '',
  release_place   text        not null default '',
  money           text        not null default '',
  languages       text[]      not null default '{}',
  terms           jsonb       not null default '[]',
  liaisons        jsonb       not null default '[]',
  reviewed_on     date,
  changed_at      timestamptz not null default now(),
  version         int         not null default 1,
  primary key (authority_id, agency_id),
  foreign key (authority_id, agency_id) references app.agencies
);

-- Who changed an entry of the directory or a card, when, and which parts of it.
create table app.directory_changes (
  authority_id   int         not null,
  id             bigint      not null generated always as identity,
  service_id     uuid,
  card_agency_id int,
  kind           text        not null constraint directory_changes_kind
    check (kind in ('created', 'changed', 'reviewed', 'retired', 'restored', 'imported')),
  fields         text[]      not null default '{}',
  at             timestamptz not null default now(),
  member_id      int         not null,
  agency_id      int         not null,
  primary key (authority_id, id),
  foreign key (authority_id, service_id) references app.services on delete cascade,
  foreign key (authority_id, card_agency_id) references app.prison_cards,
  constraint directory_changes_one_thing check ((service_id is null) <> (card_agency_id is null))
);
create index directory_changes_service on app.directory_changes (authority_id, service_id, id desc);
create index directory_changes_card on app.directory_changes (authority_id, card_agency_id, id desc);

-- A liaison visit to a prison, and what it left open.
create table app.prison_visits (
  authority_id    int         not null,
  id              uuid        not null default gen_random_uuid(),
  prison_agency_id int        not null,
  by_agency_id    int         not null,
  visited_on      date        not null,
  topic           text        not null default '',
  recorded_by     int         not null,
  recorded_at     timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, prison_agency_id) references app.agencies,
  foreign key (authority_id, by_agency_id) references app.agencies
);
create index prison_visits_prison on app.prison_visits (authority_id, prison_agency_id, visited_on desc);

create table app.visit_issues (
  authority_id       int  not null,
  id                 uuid not null default gen_random_uuid(),
  visit_id           uuid not null,
  position           int  not null,
  question           text not null,
  answer             text,
  answered_on        date,
  answered_agency_id int,
  version            int  not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, visit_id) references app.prison_visits on delete cascade,
  constraint visit_issues_answered check ((answer is null) = (answered_on is null))
);
create index visit_issues_visit on app.visit_issues (authority_id, visit_id, position);

-- A session of an outside service inside a prison. Who takes part is a number and never a person.
create table app.inreach_sessions (
  authority_id      int         not null,
  id                uuid        not null default gen_random_uuid(),
  prison_agency_id  int         not null,
  asking_agency_id  int         not null,
  asked_by          int         not null,
  asked_at          timestamptz not null default now(),
  domain            text        not null constraint inreach_domain check (domain in ('accommodation', 'work',
    'education', 'health', 'substance_use', 'finance_papers', 'family_community', 'relations')),
  service_id        uuid,
  topic             text        not null,
  wish_on           date        not null,
  wish_time         text        not null default '',
  minutes           int         not null constraint inreach_minutes check (minutes between 10 and 600),
  group_size        int         not null constraint inreach_group check (group_size between 1 and 200),
  needs             text        not null default '',
  state             text        not null default 'asked' constraint inreach_state
    check (state in ('asked', 'proposed', 'planned', 'declined', 'withdrawn', 'held', 'not_held')),
  slot_on           date,
  slot_at           time,
  room              text        not null default '',
  answer_note       text        not null default '',
  decline_reason    text,
  not_held_because  text        constraint inreach_not_held check (not_held_because in ('prison', 'provider', 'other')),
  attended          int         constraint inreach_attended check (attended between 0 and 500),
  changed_at        timestamptz not null default now(),
  version           int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, prison_agency_id) references app.agencies,
  foreign key (authority_id, asking_agency_id) references app.agencies,
  foreign key (authority_id, service_id) references app.services,
  constraint inreach_slot check ((state in ('proposed', 'planned', 'held', 'not_held')) <= (slot_on is not null and slot_at is not null)),
  constraint inreach_held check ((state = 'held') = (attended is not null)),
  constraint inreach_not_held_why check ((state = 'not_held') = (not_held_because is not null)),
  constraint inreach_declined_why check ((state = 'declined') = (decline_reason is not null))
);
create index inreach_prison on app.inreach_sessions (authority_id, prison_agency_id, state);
create index inreach_asking on app.inreach_sessions (authority_id, asking_agency_id, state);

-- Who of the service comes to the gate, and whether the prison lets them in. Names of staff and reasons are
-- sealed: a refusal may rest on what is nobody else's business.
create table app.inreach_workers (
  authority_id   int   not null,
  id             uuid  not null,
  session_id     uuid  not null,
  position       int   not null,
  key_wrapped    bytea not null,
  worker_sealed  bytea not null,
  clearance      text  not null default 'asked' constraint inreach_workers_clearance check (clearance in ('asked', 'cleared', 'refused')),
  cleared_until  date,
  reason_sealed  bytea,
  version        int   not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, session_id) references app.inreach_sessions on delete cascade,
  constraint inreach_workers_cleared check ((clearance = 'cleared') = (cleared_until is not null)),
  constraint inreach_workers_refused check ((clearance = 'refused') = (reason_sealed is not null))
);
create index inreach_workers_session on app.inreach_workers (authority_id, session_id, position);

-- The secret address of a member's calendar: one for each member, of which only the hash is kept.
create table app.calendar_feeds (
  authority_id    int         not null,
  member_id       int         not null,
  token_hash      bytea       not null unique,
  made_at         timestamptz not null default now(),
  last_fetched_at timestamptz,
  primary key (authority_id, member_id),
  foreign key (authority_id, member_id) references app.members
);
