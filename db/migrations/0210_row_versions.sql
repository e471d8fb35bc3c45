-- What stood in the rows of a case before each change, so that it can be shown as it was known then (AU4, LED-39).

-- One entry for each statement and case. `former` holds by row key what stood there before and is another now: the columns that
-- changed, of a row that was taken away all of them, null of a row that was not there.
create table audit.row_versions (
  authority_id int         not null,
  case_id      uuid        not null,
  id           bigint      generated always as identity,
  table_name   text        not null,
  txid         xid8        not null default pg_current_xact_id(),
  at           timestamptz not null default clock_timestamp(),
  former       jsonb       not null,
  primary key (authority_id, case_id, id)
);
-- The planner keeps samples of columns: of sealed words there is none.
alter table audit.row_versions alter column former set statistics 0;

-- Since when what stood before is kept. Earlier moments cannot be told.
alter table audit.row_watches add column kept_since timestamptz;

-- They take the day now.
drop function if exists read.continuity_made(app.cases, app.leads[], app.case_needs[], app.case_leads[], app.milestones[], app.continuations[]);
drop function if exists act.arranged_from(app.cases, app.leads[]);
