-- What is kept of rows before they change: the tables of which a case is rebuilt as it was known (AU4, LED-39).

-- What is kept of a table. `all`: what changed, what was taken away, and that a row was not there before. `changed`: what changed
-- alone; such rows say themselves since when they are there, and only an erasure takes them away, after which nothing is kept.
create or replace function audit.keeps(p_table text) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_table in ('cases', 'seats', 'leads', 'case_leads', 'case_needs', 'continuations', 'milestones') then 'all'
    when p_table in ('periods', 'items', 'special_items', 'item_versions', 'special_item_versions', 'shares', 'consents') then 'changed'
  end
$$;

-- The columns of a row that were another before (`o`) than after (`n`), as the text of a jsonb object with what stood there.
-- The wrapped key is never kept: what is sealed under it goes with it.
create or replace function audit.former_of(p_table text) returns text
language sql stable set search_path = '' as $$
  select format('(''{'' || concat_ws('', '', %s) || ''}'')::jsonb', string_agg(
      format('case when n.%1$I is distinct from o.%1$I then %2$L || coalesce(to_json(o.%1$I)::text, ''null'') end', t.attname, '"' || t.attname || '": '),
      ', ' order by t.attnum))
    from pg_attribute t
   where t.attrelid = ('app.' || p_table)::regclass and t.attnum > 0 and not t.attisdropped
     and t.attname <> all (array['authority_id', 'case_id', 'key_wrapped'])
$$;
