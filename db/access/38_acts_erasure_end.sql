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

-- The log forgets what was erased: event, nonce and text go, the hash keeps its place, so the tree and every other proof
-- stay as they are. An event that has no place yet is left until it has one: else it would be missing from the order.
create or replace function act.blind_erased() returns int
language plpgsql security definer set search_path = '' as $$
declare
  j record;
  v_events bigint[];
  v_all int := 0;
begin
  for j in select x.* from app.erasure_journal x where x.blinded_at is null order by x.erased_at for update skip locked loop
    v_events := array(select audit.events_of(j.authority_id, j.case_id, j.target));
    -- A member may be writing such an event at this moment; what was erased speaks of nothing that can still be read.
    continue when exists (select from audit.events e where e.authority_id = j.authority_id and e.id = any (v_events) and e.nonce is not null)
      or j.erased_in >= pg_snapshot_xmin(pg_current_snapshot());
    update audit.leaves l set event_id = null, nonce_sealed = null, gone = 'erased' where l.authority_id = j.authority_id and l.event_id = any (v_events);
    delete from audit.events e where e.authority_id = j.authority_id and e.id = any (v_events);
    update app.erasure_journal x set blinded_at = now(), target = null, case_id = null, erased_in = pg_current_xact_id() where x.authority_id = j.authority_id and x.id_hash = j.id_hash;
    v_all := v_all + cardinality(v_events);
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
begin
  if v_due = '{}' then return null; end if;
  perform set_config('lock_timeout', '2s', true);
  for t in
    select c.oid, n.nspname, c.relname, p.relname as key, pg_total_relation_size(c.oid) as bytes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indrelid = c.oid and i.indisprimary join pg_class p on p.oid = i.indexrelid
     where c.relkind = 'r' and (n.nspname, c.relname) in (
       select 'app', x.relation from (select unnest(array[false, true]) as special) s cross join lateral act.erasure_plan(s.special) x
       union all values ('app', 'share_departures'), ('app', 'item_facts'), ('app', 'erasures'), ('app', 'erasure_journal'), ('audit', 'leaves'), ('audit', 'events'))
     order by c.relname
  loop
    if t.bytes > p_most_bytes then v_left := v_left || format('%s.%s', t.nspname, t.relname); continue; end if;
    begin
      execute format('cluster %I.%I using %I', t.nspname, t.relname, t.key);
    exception when lock_not_available or deadlock_detected then v_left := v_left || format('%s.%s', t.nspname, t.relname);
    end;
  end loop;
  if v_left = '{}' then update app.erasure_journal j set swept_at = now() where j.id_hash = any (v_due) and j.blinded_at is not null; end if;
  return v_left;
end $$;

-- After a restore: what the journal names goes again, and stands in this database's journal too. Answers how many there were.
create or replace function act.replay_erasures(p_lines jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  i record;
  v_count int := 0;
begin
  create temporary table named on commit drop as
    select distinct on (l."idHash") l.authority, decode(l."idHash", 'hex') as id_hash, l.kind, l."erasedAt" as erased_at
      from jsonb_to_recordset(p_lines) as l(authority int, "idHash" text, kind text, "erasedAt" timestamptz) order by l."idHash", l."erasedAt";
  delete from pg_temp.named n using app.erasure_journal j where j.authority_id = n.authority and j.id_hash = n.id_hash;
  if not exists (select from pg_temp.named) then drop table pg_temp.named; return 0; end if;
  for i in
    select x.*, n.kind from (
      select authority_id, id, case_id, false as special from app.items union all select authority_id, id, case_id, true from app.special_items) x
      join pg_temp.named n on n.authority = x.authority_id and n.id_hash = act.erasure_hash('item', x.id)
  loop
    if i.kind = 'item' then
      perform act.remove_item(i.authority_id, i.id, i.special);
      perform act.journal_erasure(i.authority_id, 'item', i.id, i.case_id, null);
    else
      perform act.erase_item(i.authority_id, i.id, i.special);
      delete from app.item_contests c where c.authority_id = i.authority_id and c.item_id = i.id;
    end if;
    update app.erasures e set state = 'overtaken', target = null, special = false, decided_at = now()
     where e.authority_id = i.authority_id and e.kind = 'item' and e.target = i.id and e.state = 'asked';
    perform audit.write(i.authority_id, null, null, null, 'erasure.replayed', i.case_id, jsonb_build_object('kind', i.kind), null);
    v_count := v_count + 1;
  end loop;
  insert into app.erasure_journal (authority_id, id_hash, kind, erased_at, filed_at, blinded_at, swept_at)
  select n.authority, n.id_hash, n.kind, n.erased_at, now(), now(), now() from pg_temp.named n
    join app.authorities a on a.id = n.authority on conflict do nothing;
  drop table pg_temp.named;
  return v_count;
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

grant execute on function act.erasures_to_file(), act.note_filed(text[]), act.erasure_lines(), act.blind_erased(), act.sweep_erased(bigint, boolean),
  act.replay_erasures(jsonb) to throughcare_worker;
