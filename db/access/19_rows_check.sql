-- What the integrity job asks (TL-07). Only the worker, which speaks for no member.

-- Rows of a table that are not what the log says: changed, put in or taken away behind its back.
create or replace function audit.compare_rows(a int, p_table text) returns table (kind text, row_key text)
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO' set intervalstyle = 'postgres' as $$
declare
  v_keys text[] := (select w.keys from audit.row_watches w where w.table_name = p_table);
begin
  if v_keys is null then raise exception 'table_not_watched' using errcode = 'TC422', detail = p_table; end if;
  return query execute format($q$
    with actual as (
      select audit.row_key(j.row, $2) as key, audit.row_digest(j.row) as digest
        from (select to_jsonb(t) as row from app.%I t where t.authority_id = $1) j),
    expected as (
      select distinct on (r.key) r.key, r.value as digest
        from audit.row_changes c cross join lateral jsonb_each_text(audit.rows_of(c.canonical)) r
       where c.authority_id = $1 and c.table_name = $3
       order by r.key, c.id desc)
    select case when x.digest is null then 'inserted' when n.digest is null then 'deleted' else 'changed' end, coalesce(n.key, x.key)
      from actual n full join expected x on x.key = n.key
     where n.digest is distinct from x.digest$q$, p_table) using a, v_keys, p_table;
end $$;

-- Writes by another login than those of the service and its jobs. A migration is known by the entry it made of itself.
create or replace function audit.rows_by_hand(a int) returns table (table_name text, row_key text, login text)
language sql stable security definer set search_path = '' as $$
  select distinct on (c.table_name, r.key) c.table_name, r.key, substring(c.canonical from '\nlogin=([^\n]*)\n')
    from audit.row_changes c
    join audit.row_watches w on w.table_name = c.table_name
   cross join lateral jsonb_each(audit.rows_of(c.canonical)) r
   where c.authority_id = a and substring(c.canonical from '\nlogin=([^\n]*)\n') not in ('throughcare_actor', 'throughcare_worker', 'throughcare_gate')
     and c.id > coalesce((select max((e.detail ->> 'change')::bigint) from audit.events e
                           where e.authority_id = a and e.action = 'log.rows_accepted' and e.detail ->> 'table' = c.table_name), 0)
     and not exists (select from setup.migrations m where m.xmin::text = ((c.txid::text)::numeric % 4294967296)::text)
   order by c.table_name, r.key, c.id desc
$$;

-- Takes the rows of a table as they are: when it is watched for the first time, or a migration gave it other columns.
create or replace function audit.accept_rows(a int, p_table text, p_reason text) returns int
language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO' set intervalstyle = 'postgres' as $$
declare
  v_found record;
  v_rows  int := 0;
  v_keys  text[] := (select w.keys from audit.row_watches w where w.table_name = p_table);
  v_last  bigint;
begin
  for v_found in execute format($q$
    select f.case_id, jsonb_object_agg(f.key, f.digest) as rows, count(*) as many from (
      select audit.row_key(j.row, $2) as key, audit.row_digest(j.row) as digest,
             coalesce(j.row ->> 'case_id', case $3 when 'cases' then j.row ->> 'id' end)::uuid as case_id, row_number() over () / 500 as part
        from (select to_jsonb(t) as row from app.%I t where t.authority_id = $1) j) f group by 1, f.part$q$, p_table) using a, v_keys, p_table
  loop
    perform audit.write_rows(a, p_table, v_found.case_id, v_found.rows);
    v_rows := v_rows + v_found.many;
  end loop;
  v_last := coalesce((select max(c.id) from audit.row_changes c where c.authority_id = a and c.table_name = p_table), 0);
  perform audit.write(a, null, null, null, 'log.rows_accepted', null,
    jsonb_build_object('table', p_table, 'rows', v_rows, 'reason', p_reason, 'change', v_last), null);
  return v_rows;
end $$;

-- Tables that are watched, and whether their rows must first be taken as they are.
create or replace function audit.watched_tables() returns table (table_name text, reason text)
language sql stable security definer set search_path = '' as $$
  select w.table_name, case when w.accepted is null then 'first_watched' when w.accepted <> w.columns then 'columns_changed' end
    from audit.row_watches w order by 1
$$;

create or replace function audit.rows_accepted(p_table text) returns void
language sql security definer set search_path = '' as $$
  update audit.row_watches w set accepted = w.columns, accepted_at = now() where w.table_name = p_table
$$;

-- What was found; a row that is still not right tonight is the same finding.
create or replace function audit.put_findings(a int, p_kinds text[], p_tables text[], p_keys text[], p_logins text[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_last int := coalesce((select max(f.id) from audit.row_findings f where f.authority_id = a), 0);
  v_new  int;
begin
  update audit.row_findings f set last_seen = now()
    from unnest(p_kinds, p_tables, p_keys) as n(kind, table_name, row_key)
   where f.authority_id = a and f.kind = n.kind and f.table_name = n.table_name and f.row_key = n.row_key;
  insert into audit.row_findings (authority_id, id, kind, table_name, row_key, login)
  select a, v_last + row_number() over (), n.kind, n.table_name, n.row_key, n.login
    from unnest(p_kinds, p_tables, p_keys, p_logins) as n(kind, table_name, row_key, login)
   where not exists (select from audit.row_findings f where f.authority_id = a and f.kind = n.kind
                       and f.table_name = n.table_name and f.row_key = n.row_key);
  get diagnostics v_new = row_count;
  if v_new > 0 then perform act.tell_administrators(a), act.tell_officers(a, 'rows'); end if;
  perform audit.write(a, null, null, null, 'log.compared', null, jsonb_build_object('found', cardinality(p_kinds), 'new', v_new), null);
  return v_new;
end $$;

-- The text of an event made anew from its columns, which are what screens show. The same lines as in audit.write().
create or replace function audit.canonical_of(e audit.events) returns text
language sql stable set search_path = '' as $$
  select concat('throughcare-event/1', E'\n', 'authority=', e.authority_id, E'\n',
    'at=', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), E'\n', 'member=', e.member_id, E'\n', 'agency=', e.agency_id, E'\n',
    'purpose=', e.purpose, E'\n', 'action=', e.action, E'\n', 'case=', e.case_id, E'\n', 'request=', e.request_id, E'\n',
    'detail=', e.detail::text, E'\n')
$$;

-- Entries of the log as they lie there, from a place on; the job hashes them again.
create or replace function audit.leaves_to_check(a int, p_generation int, p_from bigint, p_count int)
returns table (place bigint, hash bytea, gone text, nonce_sealed bytea, canonical text, leaf bytea, told text, case_key bytea)
language sql stable security definer set search_path = '' as $$
  select l.place, l.hash, l.gone, l.nonce_sealed, coalesce(e.canonical, c.canonical), coalesce(e.leaf, c.leaf),
         case when e.id is not null then audit.canonical_of(e) else c.canonical end, k.key_wrapped
    from audit.leaves l
    left join audit.events e on e.id = l.event_id and e.authority_id = a
    left join audit.row_changes c on c.authority_id = a and c.id = l.change_id
    left join app.cases k on k.authority_id = a and k.id = coalesce(e.case_id, c.case_id)
   where l.authority_id = a and l.generation = p_generation and l.place >= p_from and l.place < p_from + p_count
   order by l.place
$$;

grant execute on function audit.compare_rows(int, text), audit.rows_by_hand(int), audit.accept_rows(int, text, text), audit.watched_tables(),
  audit.rows_accepted(text), audit.put_findings(int, text[], text[], text[], text[]), audit.leaves_to_check(int, int, bigint, int)
  to throughcare_worker;
