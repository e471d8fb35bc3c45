-- Erasure that survives a restore (GD-09, LED-25, OPS-02, TL-06, SEC-02): what was asked and decided by two people, and a
-- journal of what is gone, in hashes, that lies outside the database as well and is replayed after every restore.

-- What somebody asked to have erased. Once it is gone, the row is its tombstone: no name, no category, no way back to it.
create table app.erasures (
  authority_id int         not null references app.authorities,
  id           uuid        not null,
  kind         text        not null constraint erasures_kind check (kind in ('item', 'case', 'person')),
  target       uuid,
  case_id      uuid,
  special      boolean     not null default false,
  agency_id    int         not null,
  ground       text        not null constraint erasures_ground check (ground in
    ('unlawful', 'not_needed', 'consent_withdrawn', 'objection', 'retention_ended', 'legal_duty', 'supervisory_order')),
  state        text        not null default 'asked'
    constraint erasures_state check (state in ('asked', 'erased', 'restricted', 'refused', 'overtaken')),
  asked_by     int         not null,
  asked_at     timestamptz not null default now(),
  decided_by   int,
  decided_at   timestamptz,
  rows_gone    int,
  told         int,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, asked_by) references app.members,
  foreign key (authority_id, decided_by) references app.members,
  constraint erasures_two_people check (decided_by <> asked_by),
  constraint erasures_decided check ((decided_by is null) = (state in ('asked', 'overtaken')) and (decided_at is null) = (state = 'asked')),
  constraint erasures_target check ((target is null) = (state in ('erased', 'overtaken'))),
  constraint erasures_counted check ((rows_gone is null) = (state <> 'erased'))
);
create unique index erasures_one_open on app.erasures (authority_id, kind, target) where state = 'asked';
create index erasures_case on app.erasures (authority_id, case_id);
alter table app.erasures enable row level security;

-- What is gone, as a hash of its random id. The id itself stays only until the log has forgotten it too.
create table app.erasure_journal (
  authority_id int         not null references app.authorities,
  id_hash      bytea       not null constraint erasure_journal_hash check (octet_length(id_hash) = 32),
  kind         text        not null constraint erasure_journal_kind check (kind in ('item', 'item_words', 'case', 'person')),
  erasure_id   uuid,
  erased_at    timestamptz not null default now(),
  erased_in    xid8        not null default pg_current_xact_id(),
  target       uuid,
  case_id      uuid,
  filed_at     timestamptz,
  blinded_at   timestamptz,
  swept_at     timestamptz,
  primary key (authority_id, id_hash),
  constraint erasure_journal_forgets check (blinded_at is null or (target is null and case_id is null))
);
create index erasure_journal_unfinished on app.erasure_journal (authority_id, erased_at) where filed_at is null or blinded_at is null or swept_at is null;
create index erasure_journal_erasure on app.erasure_journal (authority_id, erasure_id);
alter table app.erasure_journal enable row level security;
