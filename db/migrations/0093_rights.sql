-- Rights that must not wait: what the person contests, whom a correction reaches, a restriction that is enforced, and
-- how long anything is kept (LED-06, LED-12, LED-24, LED-25, GD-10).

-- The person does not agree with an item. Their words stand beside it wherever it is read.
create table app.item_contests (
  authority_id     int         not null,
  id               uuid        not null,
  item_id          uuid        not null,
  case_id          uuid        not null,
  statement_sealed bytea       not null,
  language         text        not null constraint item_contests_language check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  wish             text        not null constraint item_contests_wish check (wish in ('correct', 'complete', 'restrict', 'erase')),
  way              text        not null constraint item_contests_way check (way in ('talk', 'paper', 'witnessed')),
  said_on          date        not null,
  against_version  int         not null,
  recorded_by      int         not null,
  recorded_at      timestamptz not null default now(),
  state            text        not null default 'open'
    constraint item_contests_state check (state in ('open', 'corrected', 'completed', 'restricted', 'erased', 'refused')),
  decided_by       int,
  decided_at       timestamptz,
  reasons_sealed   bytea,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  constraint item_contests_decided check ((state = 'open') = (decided_at is null) and (decided_at is null) = (decided_by is null)
    and (decided_at is null) = (reasons_sealed is null))
);
create index item_contests_item on app.item_contests (authority_id, item_id);
create unique index item_contests_one_open on app.item_contests (authority_id, item_id) where state = 'open';

-- What everybody who was given an item is told when it was wrong, may not be used, or is gone.
create table app.correction_notices (
  authority_id    int         not null,
  id              uuid        not null default gen_random_uuid(),
  item_id         uuid        not null,
  case_id         uuid        not null,
  clause_id       int         not null,
  kind            text        not null constraint correction_notices_kind check (kind in ('corrected', 'restricted', 'released', 'erased')),
  item_version    int         not null,
  from_agency_id  int         not null,
  agency_id       int,
  disclosure_id   uuid,
  recipients      int[]       not null default '{}',
  made_by         int         not null,
  made_at         timestamptz not null default now(),
  due_on          date        not null,
  acknowledged_by int,
  acknowledged_at timestamptz,
  escalated_at    timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, disclosure_id) references app.disclosures,
  constraint correction_notices_to_somebody check ((agency_id is null) <> (disclosure_id is null)),
  constraint correction_notices_acknowledged check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index correction_notices_item on app.correction_notices (authority_id, item_id);
create index correction_notices_open on app.correction_notices (authority_id, due_on) where acknowledged_at is null;
create index correction_notices_to on app.correction_notices using gin (recipients) where acknowledged_at is null;

-- That the person was told before a restriction was lifted. Without it nothing is lifted.
create table app.restriction_tellings (
  authority_id int         not null,
  id           uuid        not null default gen_random_uuid(),
  item_id      uuid        not null,
  case_id      uuid        not null,
  told_on      date        not null,
  how          text        not null constraint restriction_tellings_how check (how in ('talk', 'letter', 'video')),
  told_by      int         not null,
  recorded_at  timestamptz not null default now(),
  used_at      timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases
);
create index restriction_tellings_item on app.restriction_tellings (authority_id, item_id) where used_at is null;

-- Kept longer than agreed: with reasons, and never by one person alone.
create table app.retention_extensions (
  authority_id   int         not null,
  id             uuid        not null,
  item_id        uuid        not null,
  case_id        uuid        not null,
  until          date        not null,
  reasons_sealed bytea       not null,
  asked_by       int         not null,
  asked_at       timestamptz not null default now(),
  approved_by    int,
  approved_at    timestamptz,
  refused_at     timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  constraint retention_extensions_two_people check (approved_by is null or approved_by <> asked_by),
  constraint retention_extensions_answer check (approved_at is null or (approved_by is not null and refused_at is null))
);
create index retention_extensions_item on app.retention_extensions (authority_id, item_id);

-- What the clock did: a review opened thirty days before, and at the limit what was agreed, once. No content.
create table app.retention_marks (
  authority_id int         not null,
  item_id      uuid        not null,
  case_id      uuid        not null,
  what         text        not null constraint retention_marks_what check (what in ('review', 'erased', 'restricted')),
  category     text        not null,
  agency_id    int         not null,
  clause_id    int         not null,
  due_on       date        not null,
  done_at      timestamptz not null default now(),
  primary key (authority_id, item_id, what, due_on),
  foreign key (authority_id, case_id) references app.cases
);
create index retention_marks_case on app.retention_marks (authority_id, case_id);
