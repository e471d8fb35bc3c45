-- Which rows were written by whom: what is changed behind the application's back stands out.

create table audit.row_changes (
  authority_id int    not null,
  id           bigint generated always as identity,
  txid         xid8   not null default pg_current_xact_id(),
  table_name   text   not null,
  case_id      uuid,
  nonce        bytea,
  canonical    text   not null,
  leaf         bytea  not null,
  primary key (authority_id, id)
);
create index row_changes_table on audit.row_changes (authority_id, table_name, id);
create index row_changes_unsealed on audit.row_changes (authority_id, txid, id) where nonce is not null;

alter table audit.leaves add column change_id bigint;
create unique index leaves_change on audit.leaves (authority_id, change_id) where change_id is not null;

-- Tables whose rows are watched, and since when their rows are taken as they were.
create table audit.row_watches (
  table_name  text        primary key,
  keys        text[]      not null,
  columns     text[]      not null,
  accepted    text[],
  accepted_at timestamptz
);

-- Rows that are not what the log says they are.
create table audit.row_findings (
  authority_id int         not null references app.authorities,
  id           int         not null,
  kind         text        not null constraint row_findings_kind check (kind in ('changed', 'inserted', 'deleted', 'by_hand', 'log_changed')),
  table_name   text        not null,
  row_key      text        not null,
  login        text,
  first_seen   timestamptz not null default now(),
  last_seen    timestamptz not null default now(),
  primary key (authority_id, id),
  constraint row_findings_once unique (authority_id, kind, table_name, row_key)
);
