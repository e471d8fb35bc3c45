-- The kernel of the work: persons, cases, seats, leads, milestones.
create table app.persons (
  authority_id    int         not null references app.authorities,
  id              uuid        not null,
  key_wrapped     bytea       not null,
  identity_sealed bytea       not null,
  name_tokens     bigint[]    not null,
  birth_tokens    bigint[]    not null,
  created_at      timestamptz not null default now(),
  version         int         not null default 1,
  primary key (authority_id, id)
);
create index persons_names on app.persons using gin (name_tokens);

create table app.person_identifiers (
  authority_id     int    not null,
  person_id        uuid   not null,
  issuer_agency_id int    not null,
  number_token     bigint not null,
  number_sealed    bytea  not null,
  valid_from       date   not null,
  valid_until      date,
  primary key (authority_id, issuer_agency_id, number_token),
  foreign key (authority_id, person_id) references app.persons,
  foreign key (authority_id, issuer_agency_id) references app.agencies
);
create index person_identifiers_person on app.person_identifiers (authority_id, person_id);
create index person_identifiers_number on app.person_identifiers (authority_id, number_token);

create table app.pathways (
  id      int  primary key,
  code    text not null,
  country text,
  version int  not null,
  unique (code, version)
);

create table app.pathway_steps (
  pathway_id  int     not null references app.pathways,
  position    int     not null,
  code        text    not null,
  anchor      text    not null constraint pathway_steps_anchor check (anchor in ('reception', 'release')),
  offset_days int     not null,
  conference  boolean not null default false,
  owner       text    not null constraint pathway_steps_owner
    check (owner in ('lead', 'coordination', 'prison')),
  primary key (pathway_id, code)
);

create table app.cases (
  authority_id       int         not null references app.authorities,
  id                 uuid        not null,
  ref                text        not null,
  person_id          uuid        not null,
  purpose            text        not null references app.purposes,
  arrangement_id     int         not null,
  clause_id          int         not null,
  stage              text        not null default 'preparation' constraint cases_stage
    check (stage in ('preparation', 'release', 'community', 'closing', 'closed')),
  pathway_id         int         not null references app.pathways,
  prison_agency_id   int,
  opened_on          date        not null,
  opened_by          int         not null,
  closed_on          date,
  reception_on       date,
  release_on         date,
  release_certainty  text        not null constraint cases_certainty
    check (release_certainty in ('earliest', 'expected', 'fixed', 'unknown')),
  earliest_on        date,
  measure_ends_on    date,
  conferences_needed boolean     not null default false,
  informed_state     text        not null constraint cases_informed check (informed_state in ('informed', 'not_yet')),
  informed_on        date,
  informed_how       text,
  informed_language  text,
  informed_ground    text,
  informed_review_on date,
  key_wrapped        bytea       not null,
  version            int         not null default 1,
  primary key (authority_id, id),
  unique (authority_id, ref),
  foreign key (authority_id, person_id) references app.persons,
  foreign key (authority_id, arrangement_id) references app.arrangements,
  foreign key (authority_id, clause_id) references app.clauses,
  foreign key (authority_id, prison_agency_id) references app.agencies,
  constraint cases_release check ((release_certainty = 'unknown') = (release_on is null)),
  constraint cases_told_or_why_not check (
    (informed_state = 'informed' and informed_on is not null and informed_how is not null)
    or (informed_state = 'not_yet' and informed_ground is not null and informed_review_on is not null))
);
create index cases_person on app.cases (authority_id, person_id);

-- No seat, no case. Lists are driven from here, so the seat carries the day that orders them.
create table app.seats (
  authority_id int       not null,
  id           uuid      not null default gen_random_uuid(),
  case_id      uuid      not null,
  person_id    uuid      not null,
  principal    int       not null,
  relation     text      not null constraint seats_relation
    check (relation in ('coordination', 'lead', 'member', 'guest', 'provider', 'cover')),
  purpose      text      not null references app.purposes,
  period       tstzrange not null,
  by_lead      boolean   not null default false,
  release_on   date      not null default 'infinity',
  given_by     int,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, principal) references app.principals,
  constraint seats_once exclude using gist
    (authority_id with =, case_id with =, principal with =, relation with =, period with &&)
);
create index seats_list on app.seats (authority_id, principal, purpose, release_on, case_id);
create index seats_case on app.seats (authority_id, case_id, principal);
create index seats_person on app.seats (authority_id, person_id, principal);

create table app.release_dates (
  authority_id  int         not null,
  case_id       uuid        not null,
  seq           int         not null,
  clause_id     int         not null,
  release_on    date,
  certainty     text        not null,
  earliest_on   date,
  source_sealed bytea       not null,
  recorded_by   int         not null,
  recorded_at   timestamptz not null default now(),
  primary key (authority_id, case_id, seq),
  foreign key (authority_id, case_id) references app.cases
);

create table app.decisions (
  authority_id  int         not null,
  id            uuid        not null default gen_random_uuid(),
  case_id       uuid        not null,
  clause_id     int         not null,
  kind          text        not null constraint decisions_kind check (kind in ('case_opened', 'conferences_needed', 'need_added')),
  decided_by    int         not null,
  decided_at    timestamptz not null default now(),
  reason_sealed bytea       not null,
  detail        jsonb       not null default '{}',
  review_on     date,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases
);
create index decisions_case on app.decisions (authority_id, case_id);

-- Which parts of life need somebody, and why. Wishes are known to the desk and the provider only.
create table app.case_needs (
  authority_id int  not null,
  case_id      uuid not null,
  domain       text not null,
  clause_id    int  not null,
  required     text not null constraint case_needs_required check (required in ('default', 'wish', 'imposed')),
  from_custody boolean not null default false,
  days         int  not null default 90 constraint case_needs_days check (days between 1 and 3660),
  primary key (authority_id, case_id, domain),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, domain) references app.domains
);

-- Offers and acceptances, for the lead of the case and for each part of life. `agreed` and the two
-- offsets are what was said; `period` is what it means with the release date in force.
create table app.leads (
  authority_id    int         not null,
  id              uuid        not null,
  case_id         uuid        not null,
  domain          text        not null,
  clause_id       int         not null,
  agency_id       int         not null,
  to_principal    int         not null,
  from_agency_id  int         not null,
  from_principal  int         not null,
  offered_by      int,
  offered_at      timestamptz not null default now(),
  answer_by       date,
  state           text        not null default 'offered' constraint leads_state
    check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
  voluntary       boolean     not null default false,
  agreed          daterange   not null,
  from_offset     int,
  until_offset    int,
  period          daterange   not null,
  answered_by     int,
  answered_at     timestamptz,
  channel         text        not null default 'self' constraint leads_channel check (channel in ('self', 'phone', 'paper')),
  confirm_by      date,
  confirmed_at    timestamptz,
  key_wrapped     bytea,
  words_sealed    bytea,
  reason_sealed   bytea,
  said_by_sealed  bytea,
  version         int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, to_principal) references app.principals,
  constraint leads_domain check (domain in ('lead', 'accommodation', 'work', 'education', 'health',
    'substance_use', 'finance_papers', 'family_community', 'relations')),
  constraint leads_answered check ((state in ('accepted', 'declined')) = (answered_at is not null)),
  constraint leads_words_have_key check (key_wrapped is not null
    or (words_sealed is null and reason_sealed is null and said_by_sealed is null)),
  constraint leads_paper_is_confirmed check (channel = 'self' or state <> 'accepted' or confirm_by is not null),
  constraint leads_one_accountable exclude using gist
    (authority_id with =, case_id with =, domain with =, period with &&)
    where (state = 'accepted' and domain <> 'lead') deferrable initially immediate
);
create index leads_case on app.leads (authority_id, case_id, domain);
create index leads_waiting on app.leads (authority_id, to_principal, answer_by) where state = 'offered';
create index leads_asked on app.leads (authority_id, from_principal, answer_by) where state = 'offered';
create index leads_to_confirm on app.leads (authority_id, from_principal, confirm_by)
  where state = 'accepted' and channel <> 'self' and confirmed_at is null;

-- Who leads the case: change points, each lasting until the next. The first can neither move nor go,
-- so on every day from the opening exactly one agency leads.
create table app.case_leads (
  authority_id int     not null,
  case_id      uuid    not null,
  position     int     not null,
  clause_id    int     not null,
  agency_id    int     not null,
  principal    int     not null,
  lead_id      uuid,
  agreed_on    date    not null,
  from_offset  int,
  starts_on    date    not null,
  overtaken    boolean not null default false,
  primary key (authority_id, case_id, position) deferrable initially immediate,
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, principal) references app.principals,
  constraint case_leads_position check (position >= 0),
  constraint case_leads_first_is_fixed check (position > 0 or (from_offset is null and not overtaken and starts_on = agreed_on))
);
create unique index case_leads_one_a_day on app.case_leads (authority_id, case_id, starts_on)
  where not overtaken and starts_on < 'infinity';

create function app.keep_first_lead() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' and old.position = 0
     and exists (select from app.cases c where c.authority_id = old.authority_id and c.id = old.case_id) then
    raise exception 'case_lead_never_empty' using errcode = 'TC409';
  end if;
  if tg_op = 'UPDATE' and old.position = 0 and (new.position <> 0 or new.starts_on <> old.starts_on) then
    raise exception 'case_lead_never_empty' using errcode = 'TC409';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger keep_first_lead before update or delete on app.case_leads
  for each row execute function app.keep_first_lead();

create function app.case_has_lead() returns trigger language plpgsql set search_path = '' as $$
begin
  if not exists (select from app.case_leads l where l.authority_id = new.authority_id
                 and l.case_id = new.id and l.position = 0 and l.starts_on = new.opened_on) then
    raise exception 'case_lead_never_empty' using errcode = 'TC409';
  end if;
  return null;
end $$;
create constraint trigger case_has_lead after insert or update of opened_on on app.cases
  deferrable initially deferred for each row execute function app.case_has_lead();

create table app.milestones (
  authority_id    int  not null,
  id              uuid not null default gen_random_uuid(),
  case_id         uuid not null,
  clause_id       int  not null,
  code            text not null,
  anchor          text not null,
  offset_days     int  not null,
  due_on          date,
  status          text not null default 'open' constraint milestones_status check (status in ('open', 'done', 'before_start')),
  owner_principal int  not null,
  done_on         date,
  done_by         int,
  version         int  not null default 1,
  primary key (authority_id, id),
  unique (authority_id, case_id, code),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, owner_principal) references app.principals,
  constraint milestones_done check ((status = 'done') = (done_on is not null))
);
create index milestones_due on app.milestones (authority_id, owner_principal, due_on) where status = 'open';
