-- The rows of a case as they stood at a moment: those of today, taken back change by change (AU4). No login reaches these
-- functions; what of it somebody may see is decided by read.rows_as_known().

-- Since when what stood before is kept of every table of which a case is rebuilt.
create or replace function audit.kept_since() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select max(w.kept_since) from audit.row_watches w where audit.keeps(w.table_name) is not null
$$;

-- What became another after a moment, by table and row key: what stood there then of the columns that changed since; null of a row
-- that was not there yet. What one transaction did took effect together, at its last statement.
create or replace function audit.changed_since(a int, p_case uuid, p_at timestamptz) returns table (table_name text, key text, former jsonb)
language sql stable security definer set search_path = '' as $$
  with later as (
    select v.id, v.table_name, v.former from (
      select x.*, max(x.at) over (partition by x.txid) as effective
        from audit.row_versions x where x.authority_id = a and x.case_id = p_case) v
     where v.effective > p_at)
  select l.table_name, r.key,
         -- Of two values of a column the older one is put in last, and stays.
         case when (array_agg(r.value order by l.id))[1] <> 'null' then jsonb_object_agg(c.key, c.value order by l.id desc) filter (where c.key is not null) end
    from later l cross join lateral jsonb_each(l.former) r
    left join lateral jsonb_each(case when jsonb_typeof(r.value) = 'object' then r.value else '{}' end) c on true
   group by l.table_name, r.key
$$;

-- When a case was opened, as far as it was kept: when the transaction that wrote its row took effect.
create or replace function audit.case_began(a int, p_case uuid) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select max(v.at) from audit.row_versions v
   where v.authority_id = a and v.case_id = p_case
     and v.txid = (select x.txid from audit.row_versions x where x.authority_id = a and x.case_id = p_case and x.table_name = 'cases'
                     and x.former -> p_case::text = 'null' order by x.id limit 1)
$$;

-- The rows of one table of a case at a moment, as jsonb. A row that has been erased since is not among them; keys are those of today.
create or replace function audit.rows_at(a int, p_case uuid, p_table text, p_at timestamptz) returns setof jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_keys text[] := (select w.keys from audit.row_watches w where w.table_name = p_table);
begin
  if audit.keeps(p_table) is null then raise exception 'nothing is kept of the rows of %', p_table; end if;
  return query execute format($q$
    select coalesce(n.row, '{}') || jsonb_build_object('authority_id', $1, %3$L, $2) || coalesce(f.former, '{}')
      from (select j.row, audit.row_key(j.row, $5) as key
              from (select to_jsonb(t) as row from app.%1$I t where t.authority_id = $1 and t.%2$I = $2) j) n
      full join (select c.key, c.former from audit.changed_since($1, $2, $4) c where c.table_name = $3) f on f.key = n.key
     where f.key is null or f.former is not null$q$,
    p_table, case p_table when 'cases' then 'id' else 'case_id' end, case p_table when 'cases' then 'id' else 'case_id' end)
    using a, p_case, p_table, p_at, v_keys;
end $$;

-- An item that is erased: what its rows once were goes too, in the transaction that erases it.
create or replace function audit.forget_item(a int, p_case uuid, p_item uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update audit.row_versions v
     set former = coalesce((select jsonb_object_agg(r.key, r.value) from jsonb_each(v.former) r
           where p_item::text <> all (string_to_array(r.key, '/'))
             and (v.table_name <> 'shares' or exists (select from app.shares s where s.authority_id = a and s.id::text = r.key))), '{}')
   where v.authority_id = a and v.case_id = p_case
     and v.table_name in ('items', 'special_items', 'item_versions', 'special_item_versions', 'shares');
  delete from audit.row_versions v where v.authority_id = a and v.case_id = p_case and v.former = '{}';
end $$;

-- A case that is erased.
create or replace function audit.forget_case(a int, p_case uuid) returns void
language sql security definer set search_path = '' as $$
  delete from audit.row_versions v where v.authority_id = a and v.case_id = p_case
$$;
