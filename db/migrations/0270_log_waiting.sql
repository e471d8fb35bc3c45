-- What waits for its place in the log waits in a table of its own: a narrow row that is put in with the entry and taken out when
-- it is sealed. The entry itself is never written again (decision 0040).
-- Functions that note rows are laid down anew after the last step: one that runs after this and writes rows of a watched table
-- must first drop the three triggers of that table.
create table audit.waiting (
  authority_id int     not null,
  txid         xid8    not null default pg_current_xact_id(),
  is_event     boolean not null,
  id           bigint  not null,
  case_id      uuid,
  leaf         bytea   not null,
  nonce        bytea   not null,
  primary key (authority_id, txid, is_event, id)
);
-- The planner's picture of a column keeps samples of it.
alter table audit.waiting alter column nonce set statistics 0;

insert into audit.waiting (authority_id, txid, is_event, id, case_id, leaf, nonce)
select e.authority_id, e.txid, true, e.id, e.case_id, e.leaf, e.nonce from audit.events e where e.nonce is not null
union all
select r.authority_id, r.txid, false, r.id, r.case_id, r.leaf, r.nonce from audit.row_changes r where r.nonce is not null;

drop index audit.events_unsealed;
drop index audit.row_changes_unsealed;
alter table audit.events drop column nonce;
alter table audit.row_changes drop column nonce;
