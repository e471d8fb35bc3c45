-- Shares and disclosures, looking in an emergency, closeness, and questions to the desk.

-- A seat for one member for four hours: it reads and never acts.
alter table app.seats drop constraint seats_relation;
alter table app.seats add constraint seats_relation
  check (relation in ('coordination', 'lead', 'member', 'guest', 'provider', 'cover', 'override'));

-- What a member declared about themselves and a person. No relative is named anywhere; the reason is sealed.
create table app.closeness (
  authority_id  int         not null,
  id            uuid        not null,
  member_id     int         not null,
  person_id     uuid        not null,
  case_id       uuid        not null,
  declared_at   timestamptz not null default now(),
  key_wrapped   bytea       not null,
  reason_sealed bytea       not null,
  lifted_at     timestamptz,
  lifted_by     int,
  primary key (authority_id, id),
  foreign key (authority_id, member_id) references app.members,
  foreign key (authority_id, person_id) references app.persons,
  foreign key (authority_id, case_id) references app.cases,
  constraint closeness_lifted check ((lifted_at is null) = (lifted_by is null))
);
create unique index closeness_of_member on app.closeness (authority_id, member_id, person_id) where lifted_at is null;
create index closeness_of_person on app.closeness (authority_id, person_id) where lifted_at is null;

-- Somebody had to see a case at once. An attempt that opened nothing is kept too.
create table app.overrides (
  authority_id     int         not null,
  id               uuid        not null,
  member_id        int         not null,
  agency_id        int         not null,
  purpose          text        not null references app.purposes,
  case_id          uuid,
  seat_id          uuid,
  key_wrapped      bytea       not null,
  asked_sealed     bytea       not null,
  reason_sealed    bytea       not null,
  begun_at         timestamptz not null default now(),
  ends_at          timestamptz not null,
  judged_by        int,
  judged_at        timestamptz,
  verdict          text        constraint overrides_verdict check (verdict in ('justified', 'not_justified')),
  judgement_sealed bytea,
  primary key (authority_id, id),
  foreign key (authority_id, member_id) references app.members,
  foreign key (authority_id, case_id) references app.cases,
  constraint overrides_opened check (case_id is not null or seat_id is null),
  constraint overrides_judged check ((verdict is null) = (judged_at is null) and (judged_by is null) = (judged_at is null)
    and (judgement_sealed is null) = (judged_at is null))
);
create index overrides_member on app.overrides (authority_id, member_id, ends_at);
create index overrides_to_judge on app.overrides (authority_id, begun_at) where judged_at is null;
create index overrides_case on app.overrides (authority_id, case_id) where case_id is not null;

-- A question to the coordination desk. It names no case: that would already be an answer.
create table app.desk_questions (
  authority_id    int         not null,
  id              uuid        not null,
  asked_by        int         not null,
  agency_id       int         not null,
  to_principal    int         not null,
  asked_at        timestamptz not null default now(),
  key_wrapped     bytea       not null,
  question_sealed bytea       not null,
  answered_by     int,
  answered_at     timestamptz,
  answer_sealed   bytea,
  version         int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, asked_by) references app.members,
  foreign key (authority_id, to_principal) references app.principals,
  constraint desk_questions_answered check ((answered_at is null) = (answer_sealed is null)
    and (answered_at is null) = (answered_by is null))
);
create index desk_questions_waiting on app.desk_questions (authority_id, to_principal, asked_at) where answered_at is null;
create index desk_questions_member on app.desk_questions (authority_id, asked_by, asked_at);

-- A decision that lets named recipients have named items, until a day. Never rewritten by time.
create table app.shares (
  authority_id          int         not null,
  id                    uuid        not null,
  case_id               uuid        not null,
  owner_agency_id       int         not null,
  purpose               text        not null references app.purposes,
  clause_id             int         not null,
  basis_id              int,
  recipients            int[]       not null,
  key_wrapped           bytea       not null,
  necessity_sealed      bytea,
  necessity_token       bigint,
  release_ground_sealed bytea,
  conditions            text[]      not null default '{}',
  expires_on            date        not null,
  informed_on           date,
  informed_how          text,
  postponed_sealed      bytea,
  postponed_until       date,
  decided_by            int         not null,
  decided_at            timestamptz not null default now(),
  withdrawn_at          timestamptz,
  withdrawn_by          int,
  version               int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, owner_agency_id) references app.agencies,
  foreign key (authority_id, clause_id) references app.clauses,
  constraint shares_to_somebody check (cardinality(recipients) > 0),
  constraint shares_conditions check (conditions <@ array['view_only', 'spoken_only', 'ask_first']),
  constraint shares_necessity check ((necessity_sealed is null) = (necessity_token is null)),
  constraint shares_informed check ((informed_on is null) = (informed_how is null)
    and (postponed_sealed is null) = (postponed_until is null) and (informed_on is null or postponed_sealed is null)),
  constraint shares_informed_how check (informed_how in ('talk', 'letter', 'talk_and_letter', 'video')),
  constraint shares_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index shares_case on app.shares (authority_id, case_id);
create index shares_recipients on app.shares using gin (recipients) where withdrawn_at is null;
create index shares_necessity on app.shares (authority_id, necessity_token) where necessity_token is not null;

create table app.share_items (
  authority_id int     not null,
  share_id     uuid    not null,
  item_id      uuid    not null,
  version      int     not null,
  case_id      uuid    not null,
  special      boolean not null default false,
  primary key (authority_id, share_id, item_id),
  foreign key (authority_id, share_id) references app.shares on delete cascade,
  foreign key (authority_id, case_id) references app.cases
);
create index share_items_item on app.share_items (authority_id, item_id);

-- Something that shall reach somebody outside the table of agencies: nothing leaves before the chair said so.
create table app.disclosures (
  authority_id      int         not null,
  id                uuid        not null,
  case_id           uuid        not null,
  owner_agency_id   int         not null,
  purpose           text        not null references app.purposes,
  clause_id         int         not null,
  key_wrapped       bytea       not null,
  to_sealed         bytea       not null,
  why_sealed        bytea       not null,
  conditions_sealed bytea,
  necessity_token   bigint      not null,
  informed_on       date,
  informed_how      text,
  postponed_sealed  bytea,
  expires_on        date        not null,
  state             text        not null default 'asked'
    constraint disclosures_state check (state in ('asked', 'approved', 'refused', 'withdrawn')),
  asked_by          int         not null,
  asked_at          timestamptz not null default now(),
  decided_by        int,
  decided_at        timestamptz,
  decision_sealed   bytea,
  handed_by         int,
  handed_at         timestamptz,
  version           int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, owner_agency_id) references app.agencies,
  foreign key (authority_id, clause_id) references app.clauses,
  constraint disclosures_by_two check (decided_by is null or decided_by <> asked_by),
  constraint disclosures_decided check ((state in ('approved', 'refused')) <= (decided_at is not null and decided_by is not null
    and decision_sealed is not null)),
  constraint disclosures_informed check ((informed_on is null) = (informed_how is null) and (informed_on is null) <> (postponed_sealed is null)),
  constraint disclosures_informed_how check (informed_how in ('talk', 'letter', 'talk_and_letter', 'video')),
  constraint disclosures_handed check ((handed_at is null) = (handed_by is null) and (handed_at is null or state in ('approved', 'withdrawn')))
);
create index disclosures_case on app.disclosures (authority_id, case_id);
create index disclosures_waiting on app.disclosures (authority_id, asked_at) where state = 'asked';

create table app.disclosure_items (
  authority_id  int     not null,
  disclosure_id uuid    not null,
  item_id       uuid    not null,
  version       int     not null,
  case_id       uuid    not null,
  special       boolean not null default false,
  primary key (authority_id, disclosure_id, item_id),
  foreign key (authority_id, disclosure_id) references app.disclosures on delete cascade,
  foreign key (authority_id, case_id) references app.cases
);
create index disclosure_items_item on app.disclosure_items (authority_id, item_id);

-- A desk that took over what a colleague held who stepped back.
alter table app.told drop constraint told_kind;
alter table app.told add constraint told_kind check (kind in
  ('release_moved', 'recalled', 'transferred', 'pathway_changed', 'period_changed', 'taken_over'));

-- Whom a message does not concern, although their desk is told: they declared closeness.
alter table app.mail_news add column not_told int[] not null default '{}';
