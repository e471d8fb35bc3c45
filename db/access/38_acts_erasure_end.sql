-- What follows an erasure: the journal outside the database, the log, the files of the database. Only the worker.

-- Lines of the journal that do not lie outside the database yet.
create or replace function act.erasures_to_file() returns table (authority_id int, id_hash text, kind text, erased_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select j.authority_id, encode(j.id_hash, 'hex'), j.kind, j.erased_at from app.erasure_journal j where j.filed_at is null order by j.erased_at, j.id_hash
$$;

create or replace function act.note_filed(p_hashes text[]) returns void
language sql security definer set search_path = '' as $$
  update app.erasure_journal j set filed_at = now() where j.filed_at is null and encode(j.id_hash, 'hex') = any (p_hashes)
$$;

-- The whole journal, for a file that was lost.
create or replace function act.erasure_lines() returns table (authority_id int, id_hash text, kind text, erased_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select j.authority_id, encode(j.id_hash, 'hex'), j.kind, j.erased_at from app.erasure_journal j order by j.erased_at, j.id_hash
$$;

-- The entries of the log that speak of what was erased. One about several cases or persons stays: without the case its number
-- leads nowhere, and the looks at the others must not be forgotten with it.
create or replace function audit.events_of_erased(j app.erasure_journal) returns setof bigint
language sql stable security definer set search_path = '' as $$
  select audit.events_of(j.authority_id, j.case_id, j.target) where j.kind in ('item', 'item_words')
  union
  select e.id from audit.events e where e.authority_id = j.authority_id and j.kind = 'case' and e.case_id = j.target
  union
  select e.id from audit.events e where e.authority_id = j.authority_id and j.kind in ('case', 'person', 'announced') and e.case_id is null
     and strpos(e.canonical, j.target::text) > 0
     and e.action not in ('notices.list', 'list.exported') and (e.action <> 'persons.search' or e.detail -> 'shown' = jsonb_build_array(j.target))
$$;

-- Of rows that were written together with those of other persons the note stays.
create or replace function audit.changes_of_erased(j app.erasure_journal) returns setof bigint
language sql stable security definer set search_path = '' as $$
  select r.id from audit.row_changes r where r.authority_id = j.authority_id and j.kind = 'case' and r.case_id = j.target
  union
  (with named as materialized (
     select r.id, r.table_name, k.key from audit.row_changes r cross join lateral jsonb_object_keys(audit.rows_of(r.canonical)) k(key)
      where r.authority_id = j.authority_id and j.kind = 'person' and r.table_name in ('persons', 'person_identifiers', 'closeness')
        and r.case_id is null and exists (select from unnest(j.rows_named) n where strpos(r.canonical, n) > 0)),
   mixed as (select x.id from named x where x.key <> all (j.rows_named)),
   kept as (select x.table_name, x.key from named x where x.id in (select m.id from mixed m))
   select n.id from named n where not exists (select from named o join kept k on k.table_name = o.table_name and k.key = o.key where o.id = n.id))
$$;

-- The log forgets what was erased: event, nonce and text go, the hash keeps its place, so the tree and every other proof
-- stay as they are. An event that has no place yet is left until it has one: else it would be missing from the order.
create or replace function act.blind_erased() returns int
language plpgsql security definer set search_path = '' as $$
declare
  j app.erasure_journal;
  v_events bigint[];
  v_changes bigint[];
  v_all int := 0;
begin
  for j in select x.* from app.erasure_journal x where x.blinded_at is null order by x.erased_at for update skip locked loop
    -- A member may be writing such an event at this moment; what was erased speaks of nothing that can still be read.
    continue when j.erased_in >= pg_snapshot_xmin(pg_current_snapshot());
    v_events := array(select audit.events_of_erased(j));
    v_changes := array(select audit.changes_of_erased(j));
    continue when exists (select from audit.waiting w
      where w.authority_id = j.authority_id and w.id = any (case when w.is_event then v_events else v_changes end));
    update audit.leaves l set event_id = null, change_id = null, nonce_sealed = null, gone = 'erased'
     where l.authority_id = j.authority_id and (l.event_id = any (v_events) or l.change_id = any (v_changes));
    delete from audit.events e where e.authority_id = j.authority_id and e.id = any (v_events);
    delete from audit.row_changes r where r.authority_id = j.authority_id and r.id = any (v_changes);
    -- An entry of the review list of which no event is left speaks of nothing any more.
    delete from audit.reviews r where r.authority_id = j.authority_id and r.events && v_events
       and not exists (select from audit.events e where e.authority_id = r.authority_id and e.id = any (r.events));
    update app.erasure_journal x set blinded_at = now(), target = null, case_id = null, rows_named = null, erased_in = pg_current_xact_id()
     where x.authority_id = j.authority_id and x.id_hash = j.id_hash;
    v_all := v_all + cardinality(v_events) + cardinality(v_changes);
  end loop;
  return v_all;
end $$;

-- Tables that held words, keys or marks of what was erased are written anew, so that no dead row keeps them. A table that
-- is in use waits for the next time; one that is too large to be held up for a moment is named, for a quiet hour.
-- Null where there is nothing to do. After a restore it does not wait for the log, whose last events may have no place yet.
create or replace function act.sweep_erased(p_most_bytes bigint default 536870912, p_early boolean default false) returns text[]
language plpgsql security definer set search_path = '' as $$
declare
  t record;
  v_left text[] := '{}';
  v_due bytea[] := array(select j.id_hash from app.erasure_journal j where j.swept_at is null and (p_early or j.blinded_at is not null)
                          and j.erased_in < pg_snapshot_xmin(pg_current_snapshot()));
  v_whole boolean := exists (select from app.erasure_journal j where j.id_hash = any (v_due) and j.kind in ('case', 'person', 'announced'));
begin
  if v_due = '{}' then return null; end if;
  perform set_config('lock_timeout', '2s', true);
  for t in
    select c.oid, n.nspname, c.relname, p.relname as key, pg_total_relation_size(c.oid) as bytes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indrelid = c.oid and i.indisprimary join pg_class p on p.oid = i.indexrelid
     where c.relkind = 'r' and (n.nspname, c.relname) in (
       select 'app', x.relation from (select unnest(array[false, true]) as special) s cross join lateral act.erasure_plan(s.special) x
       union all select x.space, x.relation from act.case_erasure_plan() x where v_whole
       union all select x.space, x.relation from act.person_erasure_plan() x where v_whole
       union all values ('app', 'share_departures'), ('app', 'item_facts'), ('app', 'erasures'), ('app', 'erasure_tellings'), ('app', 'erasure_journal'),
         ('audit', 'leaves'), ('audit', 'events'), ('audit', 'row_changes'), ('audit', 'row_versions'),
         ('audit', 'waiting'), ('audit', 'reviews'))
     order by c.relname
  loop
    if t.bytes > p_most_bytes then v_left := v_left || format('%s.%s', t.nspname, t.relname); continue; end if;
    begin
      execute format('cluster %I.%I using %I', t.nspname, t.relname, t.key);
      -- The planner keeps samples of columns: they are taken anew, without what is gone.
      if v_whole then execute format('analyze %I.%I', t.nspname, t.relname); end if;
    exception when lock_not_available or deadlock_detected then v_left := v_left || format('%s.%s', t.nspname, t.relname);
    end;
  end loop;
  if v_left = '{}' then update app.erasure_journal j set swept_at = now() where j.id_hash = any (v_due) and j.blinded_at is not null; end if;
  return v_left;
end $$;

-- The planner's picture of a column keeps samples of it: of keys and sealed words there is none.
do $$
declare
  c record;
begin
  for c in
    select n.nspname, t.relname, a.attname from pg_attribute a join pg_class t on t.oid = a.attrelid and t.relkind in ('r', 'p')
      join pg_namespace n on n.oid = t.relnamespace and n.nspname in ('app', 'audit')
     where a.attnum > 0 and not a.attisdropped and (a.attname = 'key_wrapped' or a.attname like '%\_sealed') and coalesce(a.attstattarget, -1) <> 0
  loop
    execute format('alter table %I.%I alter column %I set statistics 0', c.nspname, c.relname, c.attname);
  end loop;
end $$;

grant execute on function act.erasures_to_file(), act.note_filed(text[]), act.erasure_lines(), act.blind_erased(), act.sweep_erased(bigint, boolean)
  to throughcare_worker;
