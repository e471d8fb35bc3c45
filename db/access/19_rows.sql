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

-- The text of an entry: whose rows, when, in which transaction, by which login, and the hash of each as it is now, null where
-- it was deleted.
create or replace function audit.rows_text(a int, p_table text, p_rows jsonb) returns text
language sql volatile as $$
  select concat(
    'throughcare-rows/1', E'\n',
    'authority=', a, E'\n',
    'at=', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), E'\n',
    'transaction=', pg_current_xact_id(), E'\n',
    'login=', session_user, E'\n',
    'table=', p_table, E'\n',
    'rows=', p_rows::text, E'\n')
$$;

-- Writes down the hashes of some rows, at most five hundred; the nonce lies beside them until they are sealed. Only functions
-- that run as the owner call it.
create or replace function audit.write_rows(a int, p_table text, p_case uuid, p_rows jsonb) returns void
language plpgsql as $$
declare
  v_nonce bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  v_text  text := audit.rows_text(a, p_table, p_rows);
  v_leaf  bytea := sha256('\x00'::bytea || v_nonce || convert_to(v_text, 'UTF8'));
begin
  with r as (
    insert into audit.row_changes (authority_id, table_name, case_id, canonical, leaf) values (a, p_table, p_case, v_text, v_leaf) returning id)
  insert into audit.waiting (authority_id, is_event, id, case_id, leaf, nonce) select a, false, r.id, p_case, v_leaf, v_nonce from r;
end $$;

create or replace function audit.rows_of(p_canonical text) returns jsonb
language sql immutable set search_path = '' as $$ select substring(p_canonical from 'rows=(.*)\n$')::jsonb $$;

-- Each watched table has a trigger function of its own: a statement that names its columns costs far less than one that fits any
-- table, and saving a case runs a handful of them. Every row is hashed once, as it is now. What a statement wrote without
-- changing it is left out: rows are compared as they lie there, and by their hashes only where the wrapped key changed. A row
-- that got another key is a deleted and a new one.
-- They name the columns that a table has now: a migration that takes a column away or renames it drops the three triggers of that
-- table before it changes a row; they are laid down anew after it.

-- The statement that writes the entries, five hundred rows at most in each. `p_rows` asks for a (the authority), case_id, key
-- and digest; where former rows are kept (18_rows_former.sql) for `former` too, in the same statement: a second one costs more.
drop function if exists audit.noting(text, text);
create or replace function audit.noting(p_table text, p_rows text, p_kept boolean) returns text
language sql immutable as $$
  select format($q$with r as (%2$s)%3$s,
        entry as (
          select t.*, nextval('audit.row_changes_id_seq') as id, sha256('\x00'::bytea || t.nonce || convert_to(t.canonical, 'UTF8')) as leaf
            from (select f.a, f.case_id, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as nonce,
                         audit.rows_text(f.a, %1$L, jsonb_object_agg(f.key, f.digest)) as canonical
                    from (select r.*, row_number() over () / 500 as part from r) f
                   group by f.a, f.case_id, f.part) t),
        noted as (
          insert into audit.row_changes (id, authority_id, table_name, case_id, canonical, leaf) overriding system value
          select e.id, e.a, %1$L, e.case_id, e.canonical, e.leaf from entry e)
        insert into audit.waiting (authority_id, is_event, id, case_id, leaf, nonce)
        select e.a, false, e.id, e.case_id, e.leaf, e.nonce from entry e;$q$, p_table, p_rows, case when p_kept then format($k$,
        kept as (insert into audit.row_versions (authority_id, case_id, table_name, former)
          select r.a, r.case_id, %L, jsonb_object_agg(r.key, r.former) from r
           where r.case_id is not null and r.former is distinct from '{}' group by r.a, r.case_id)$k$, p_table) else '' end)
$$;

-- How the hash of a row (`@`) of this table is asked for: that of audit.row_digest(), whose text is put together without making
-- jsonb of the row. Keys stand in the order of jsonb, shorter ones first.
create or replace function audit.digest_of(p_table text) returns text
language sql stable set search_path = '' as $$
  select format('encode(sha256(convert_to(''{'' || concat_ws('', '', %s) || ''}'', ''UTF8'')), ''base64'')',
      string_agg(format('%L || ', '"' || t.attname || '": ') || format(case
        when t.atttypid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'bool'::regtype) then '@.%I::text'
        when t.atttypid = 'uuid'::regtype then '''"'' || @.%I || ''"'''
        when t.atttypid in ('text'::regtype, 'date'::regtype, 'timestamptz'::regtype, 'bytea'::regtype) or y.typtype = 'r' then 'to_json(@.%I)::text'
        else 'nullif(jsonb_strip_nulls(to_jsonb(@.%I))::text, ''null'')' end, t.attname), ', ' order by octet_length(t.attname), t.attname collate "C"))
    from pg_attribute t join pg_type y on y.oid = t.atttypid
   where t.attrelid = ('app.' || p_table)::regclass and t.attnum > 0 and not t.attisdropped and t.attname <> 'key_wrapped'
$$;

-- Watches a table. The hashes and keys are those of audit.row_digest() and audit.row_key(); `@` stands for the row.
create or replace function audit.watch_rows(p_table text, p_keys text[]) returns void
language plpgsql as $$
declare
  v_columns text[] := array(select t.attname::text from pg_attribute t
    where t.attrelid = ('app.' || p_table)::regclass and t.attnum > 0 and not t.attisdropped);
  v_keyed   boolean := 'key_wrapped' = any (v_columns);
  v_function text := 'note_' || p_table;
  v_case    text := case when 'case_id' = any (v_columns) then '@.case_id' when p_table = 'cases' then '@.id' else 'null::uuid' end;
  v_key     text := (select format('concat_ws(%L, %s)', '/', string_agg(format('to_jsonb(@.%I) #>> %L', k, '{}'), ', ')) from unnest(p_keys) k);
  v_digest  text := audit.digest_of(p_table);
  v_same    text := (select string_agg(format('n.%1$I = o.%1$I', k), ' and ') from unnest(array['authority_id'] || p_keys) k);
  v_all     boolean := audit.keeps(p_table) is not distinct from 'all';
  v_kept    boolean := audit.keeps(p_table) is not null;
  v_gone    text := 'to_jsonb(o) - ''key_wrapped''';
  v_news    text := replace(format('select @.authority_id as a, %s as case_id, %s as key, %s as digest, null::jsonb as former from fresh @',
    v_case, v_key, v_digest), '@', 'n');
  v_taken   text := replace(format('select @.authority_id as a, %s as case_id, %s as key, null::text as digest, %s as former from former @',
    v_case, v_key, case when v_all then v_gone else 'null::jsonb' end), '@', 'o');
  v_changed text := format('select coalesce(n.authority_id, o.authority_id) as a, coalesce(%s, %s) as case_id, case when n.authority_id is not null then %s else %s end as key,
      case when n.authority_id is not null then %s end as digest, %s as former
      from fresh n full join former o on %s where n.authority_id is null or o.authority_id is null or n *<> o',
    replace(v_case, '@', 'n'), replace(v_case, '@', 'o'), replace(v_key, '@', 'n'), replace(v_key, '@', 'o'), replace(v_digest, '@', 'n'),
    case when v_kept then format('case when o.authority_id is null then null when n.authority_id is null then %s else %s end', v_gone, audit.former_of(p_table))
         else 'null::jsonb' end, v_same);
begin
  if v_keyed then
    v_changed := format('%s and (n.key_wrapped is not distinct from o.key_wrapped or %s is distinct from %s)',
      v_changed, replace(v_digest, '@', 'n'), replace(v_digest, '@', 'o'));
  end if;
  execute format($f$
    create or replace function audit.%1$I() returns trigger
    language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO' set intervalstyle = 'postgres' as $b$
    begin
      if tg_op = 'INSERT' then
        %2$s
      elsif tg_op = 'DELETE' then
        %3$s
      else
        %4$s
      end if;
      return null;
    end $b$ $f$, v_function, audit.noting(p_table, v_news, v_all), audit.noting(p_table, v_taken, v_all), audit.noting(p_table, v_changed, v_kept));
  execute format('create or replace trigger note_inserted after insert on app.%I referencing new table as fresh
    for each statement execute function audit.%I()', p_table, v_function);
  execute format('create or replace trigger note_updated after update on app.%I referencing new table as fresh old table as former
    for each statement execute function audit.%I()', p_table, v_function);
  execute format('create or replace trigger note_deleted after delete on app.%I referencing old table as former
    for each statement execute function audit.%I()', p_table, v_function);
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
    'share_items', 'disclosures', 'disclosure_items', 'overrides', 'closeness', 'case_needs', 'continuations',
    'breaches', 'breach_accounts', 'breach_reports', 'breach_tellings', 'breach_extents', 'breach_extent_cases'] loop
    select array_agg(t.attname::text order by k.nr) into v_keys
      from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, nr)
      join pg_attribute t on t.attrelid = i.indrelid and t.attnum = k.attnum
     where i.indrelid = ('app.' || v_table)::regclass and i.indisprimary and t.attname <> 'authority_id';
    if cardinality(v_keys) > 5 then raise exception 'audit.row_key() knows five columns, % has more', v_table; end if;
    insert into audit.row_watches as w (table_name, keys, columns, kept_since)
    select v_table, v_keys, array_agg(t.attname::text order by t.attnum), case when audit.keeps(v_table) is not null then now() end from pg_attribute t
     where t.attrelid = ('app.' || v_table)::regclass and t.attnum > 0 and not t.attisdropped
    on conflict (table_name) do update set keys = excluded.keys, columns = excluded.columns, kept_since = coalesce(w.kept_since, excluded.kept_since);
    perform audit.watch_rows(v_table, v_keys);
  end loop;
end $$;

-- Until the triggers had a function for each table, this one stood behind all of them.
drop function if exists audit.note_rows();
