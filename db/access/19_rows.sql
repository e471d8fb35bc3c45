-- Each statement that writes rows of a watched table leaves their new hashes in the log, in the same transaction.
-- The integrity job compares the rows with what the log says of them.

-- The hash of a row: all its columns but the wrapped key, which a rotation changes. A column that is empty counts as absent.
-- It and the next one are written so that the planner puts them in place of their calls.
create or replace function audit.row_digest(p_row jsonb) returns text
language sql stable as $$
  select encode(sha256(convert_to(jsonb_strip_nulls(p_row - 'key_wrapped')::text, 'UTF8')), 'base64')
$$;

create or replace function audit.row_key(p_row jsonb, p_keys text[]) returns text
language sql stable as $$
  select concat_ws('/', p_row ->> p_keys[1], p_row ->> p_keys[2], p_row ->> p_keys[3], p_row ->> p_keys[4], p_row ->> p_keys[5])
$$;

-- Writes down the hashes of some rows; null where a row was deleted. Five hundred at most stand in one entry. Only functions
-- that run as the owner call it.
create or replace function audit.write_rows(a int, p_table text, p_case uuid, p_rows jsonb) returns void
language plpgsql as $$
declare
  v_nonce bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  v_text  text := concat(
    'throughcare-rows/1', E'\n',
    'authority=', a, E'\n',
    'at=', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), E'\n',
    'transaction=', pg_current_xact_id(), E'\n',
    'login=', session_user, E'\n',
    'table=', p_table, E'\n',
    'rows=', p_rows::text, E'\n');
begin
  insert into audit.row_changes (authority_id, table_name, case_id, nonce, canonical, leaf)
  values (a, p_table, p_case, v_nonce, v_text, sha256('\x00'::bytea || v_nonce || convert_to(v_text, 'UTF8')));
end $$;

create or replace function audit.rows_of(p_canonical text) returns jsonb
language sql immutable set search_path = '' as $$ select substring(p_canonical from 'rows=(.*)\n$')::jsonb $$;

create or replace function audit.note_rows() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO' set intervalstyle = 'postgres' as $$
declare
  v_keys  text[] := string_to_array(tg_argv[0], ',');
  v_found record;
begin
  if tg_op = 'INSERT' then
    for v_found in
      select f.a, f.case_id, jsonb_object_agg(f.key, f.digest) as rows from (
        select (r.row ->> 'authority_id')::int as a, audit.row_key(r.row, v_keys) as key, audit.row_digest(r.row) as digest,
               coalesce(r.row ->> 'case_id', case tg_table_name when 'cases' then r.row ->> 'id' end)::uuid as case_id, r.nr / 500 as part
          from (select to_jsonb(x) as row, row_number() over () as nr from fresh x) r) f group by 1, 2, f.part
    loop
      perform audit.write_rows(v_found.a, tg_table_name, v_found.case_id, v_found.rows);
    end loop;
  elsif tg_op = 'DELETE' then
    for v_found in
      select f.a, f.case_id, jsonb_object_agg(f.key, null) as rows from (
        select (r.row ->> 'authority_id')::int as a, audit.row_key(r.row, v_keys) as key,
               coalesce(r.row ->> 'case_id', case tg_table_name when 'cases' then r.row ->> 'id' end)::uuid as case_id, r.nr / 500 as part
          from (select to_jsonb(x) as row, row_number() over () as nr from former x) r) f group by 1, 2, f.part
    loop
      perform audit.write_rows(v_found.a, tg_table_name, v_found.case_id, v_found.rows);
    end loop;
  else
    -- What a statement wrote without changing it is left out; a row that got another key is a deleted and a new one.
    for v_found in
      select f.a, f.case_id, jsonb_object_agg(f.key, f.digest) as rows from (
        select coalesce(n.a, o.a) as a, coalesce(n.key, o.key) as key, n.digest, coalesce(n.case_id, o.case_id)::uuid as case_id,
               row_number() over () / 500 as part
          from (select (x.row ->> 'authority_id')::int as a, audit.row_key(x.row, v_keys) as key, audit.row_digest(x.row) as digest,
                       coalesce(x.row ->> 'case_id', case tg_table_name when 'cases' then x.row ->> 'id' end) as case_id
                  from (select to_jsonb(y) as row from fresh y) x) n
          full join (select (x.row ->> 'authority_id')::int as a, audit.row_key(x.row, v_keys) as key, audit.row_digest(x.row) as digest,
                       coalesce(x.row ->> 'case_id', case tg_table_name when 'cases' then x.row ->> 'id' end) as case_id
                  from (select to_jsonb(y) as row from former y) x) o on o.key = n.key and o.a = n.a
         where n.digest is distinct from o.digest) f group by 1, 2, f.part
    loop
      perform audit.write_rows(v_found.a, tg_table_name, v_found.case_id, v_found.rows);
    end loop;
  end if;
  return null;
end $$;

-- Facts about persons, and who sees them. Pictures of cases, staged lists, mail and counters can be made anew.
do $$
declare
  v_table text;
  v_keys  text[];
begin
  foreach v_table in array array[
    'members', 'member_functions', 'principals', 'desk_members', 'arrangements', 'arrangement_parties', 'clauses', 'clause_rights',
    'persons', 'person_identifiers', 'cases', 'seats', 'leads', 'case_leads', 'release_dates', 'milestones', 'periods', 'decisions',
    'items', 'item_versions', 'item_audiences', 'special_items', 'special_item_versions', 'consents', 'consent_recipients', 'shares',
    'share_items', 'disclosures', 'disclosure_items', 'overrides', 'closeness'] loop
    select array_agg(t.attname::text order by k.nr) into v_keys
      from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, nr)
      join pg_attribute t on t.attrelid = i.indrelid and t.attnum = k.attnum
     where i.indrelid = ('app.' || v_table)::regclass and i.indisprimary and t.attname <> 'authority_id';
    if cardinality(v_keys) > 5 then raise exception 'audit.row_key() knows five columns, % has more', v_table; end if;
    insert into audit.row_watches as w (table_name, keys, columns)
    select v_table, v_keys, array_agg(t.attname::text order by t.attnum) from pg_attribute t
     where t.attrelid = ('app.' || v_table)::regclass and t.attnum > 0 and not t.attisdropped
    on conflict (table_name) do update set keys = excluded.keys, columns = excluded.columns;
    execute format('create or replace trigger note_inserted after insert on app.%I referencing new table as fresh
      for each statement execute function audit.note_rows(%L)', v_table, array_to_string(v_keys, ','));
    execute format('create or replace trigger note_updated after update on app.%I referencing new table as fresh old table as former
      for each statement execute function audit.note_rows(%L)', v_table, array_to_string(v_keys, ','));
    execute format('create or replace trigger note_deleted after delete on app.%I referencing old table as former
      for each statement execute function audit.note_rows(%L)', v_table, array_to_string(v_keys, ','));
  end loop;
end $$;
