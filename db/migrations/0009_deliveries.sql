-- Second deliveries of prison lists: what an import changed, so that it can be undone; what a list says of a
-- case, until somebody answers; and lists that a prison leaves at the door.

alter table app.imports
  add column delivered_on date,
  add column drop_id uuid,
  add column undo_until date,
  add column undone_by int,
  add column undone_at timestamptz,
  drop constraint imports_status,
  add constraint imports_status check (status in ('previewed', 'applied', 'discarded', 'undone'));
create index imports_of_prison on app.imports (authority_id, agency_id, applied_at) where applied_at is not null;

alter table app.release_notices add column added_by uuid;
create index release_notices_vanished on app.release_notices (authority_id, vanished_on) where vanished_on is not null;

-- Each change of an applied import, in the words of the tables and without a name.
create table app.import_deeds (
  authority_id  int    not null,
  import_id     uuid   not null,
  notice_id     uuid   not null,
  deed          text   not null constraint import_deeds_deed
    check (deed in ('new', 'changed', 'held', 'case', 'replaced', 'gone', 'back', 'elsewhere')),
  number_token  bigint not null,
  version_after int,
  kept          jsonb,
  beside        jsonb,
  primary key (authority_id, import_id, notice_id),
  foreign key (authority_id, import_id) references app.imports
);

-- Names as they stood before an import respelled them. They go with their notice.
create table app.former_identities (
  authority_id    int      not null,
  import_id       uuid     not null,
  notice_id       uuid     not null,
  beside          boolean  not null,
  key_wrapped     bytea    not null,
  identity_sealed bytea    not null,
  name_tokens     bigint[] not null,
  birth_tokens    bigint[] not null,
  primary key (authority_id, import_id, notice_id, beside),
  foreign key (authority_id, notice_id) references app.release_notices on delete cascade
);

-- Of rows that are not kept: blind marks of one delivery, sealed as one, to compare with the next.
create table app.delivery_marks (
  authority_id int   not null,
  import_id    uuid  not null,
  agency_id    int   not null,
  key_wrapped  bytea not null,
  marks_sealed bytea not null,
  primary key (authority_id, import_id),
  foreign key (authority_id, import_id) references app.imports
);

-- What a list says of somebody who has a case. The case changes by a decision only.
create table app.list_proposals (
  authority_id     int         not null,
  id               uuid        not null,
  case_id          uuid        not null,
  clause_id        int         not null,
  notice_id        uuid        not null,
  prison_agency_id int         not null,
  import_id        uuid        not null,
  kind             text        not null constraint list_proposals_kind check (kind in ('date', 'gone')),
  release_on       date,
  certainty        text        constraint list_proposals_certainty
    check (certainty in ('earliest', 'expected', 'fixed', 'unknown')),
  earliest_on      date,
  listed_on        date        not null,
  status           text        not null default 'open' constraint list_proposals_status
    check (status in ('open', 'applied', 'declined', 'noted', 'outdated')),
  made_at          timestamptz not null default now(),
  answered_by      int,
  answered_at      timestamptz,
  reason_sealed    bytea,
  version          int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, import_id) references app.imports,
  constraint list_proposals_answered check ((status in ('open', 'outdated')) = (answered_by is null))
);
create unique index list_proposals_open on app.list_proposals (authority_id, case_id, notice_id, kind) where status = 'open';

-- Two notices that may mean one person in two prisons, and what a human said about it.
create table app.transfer_answers (
  authority_id   int         not null,
  from_notice_id uuid        not null,
  to_notice_id   uuid        not null,
  same           boolean     not null,
  decided_by     int         not null,
  decided_at     timestamptz not null default now(),
  primary key (authority_id, from_notice_id, to_notice_id),
  foreign key (authority_id, to_notice_id) references app.release_notices on delete cascade
);

-- A door for one prison's lists: what comes in cannot be read through it.
create table app.drop_links (
  authority_id int         not null,
  id           uuid        not null,
  agency_id    int         not null,
  token_hash   bytea       not null,
  created_by   int         not null,
  created_at   timestamptz not null default now(),
  expires_on   date        not null,
  revoked_by   int,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  primary key (authority_id, id),
  unique (token_hash, authority_id),
  foreign key (authority_id, agency_id) references app.agencies
);

create table app.drops (
  authority_id int         not null,
  id           uuid        not null,
  agency_id    int         not null,
  clause_id    int         not null,
  link_id      uuid,
  way          text        not null constraint drops_way check (way in ('link', 'folder')),
  receipt      text        not null,
  bytes        int         not null,
  file_hash    bytea       not null,
  key_wrapped  bytea,
  file_sealed  bytea,
  received_at  timestamptz not null default now(),
  status       text        not null default 'waiting' constraint drops_status
    check (status in ('waiting', 'taken', 'discarded', 'expired')),
  decided_by   int,
  decided_at   timestamptz,
  version      int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, clause_id) references app.clauses,
  constraint drops_nothing_left_behind check ((status = 'waiting') = (file_sealed is not null)
    and (file_sealed is null) = (key_wrapped is null))
);
create index drops_waiting on app.drops (authority_id, received_at) where status = 'waiting';
