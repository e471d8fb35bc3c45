-- What goes with an item: one list, from which the preview counts and by which the act deletes.

create or replace function act.erasure_hash(p_kind text, p_id uuid) returns bytea
language sql immutable set search_path = '' as $$ select sha256(convert_to(p_kind || ':' || p_id, 'UTF8')) $$;

-- In this order; `what` is how the preview names it. $1 is the authority, $2 the item.
create or replace function act.erasure_plan(p_special boolean) returns table (nr int, what text, relation text, rows_of text)
language sql immutable set search_path = '' as $$
  select p.nr, p.what, p.relation, p.rows_of from (values
    (1, 'links', 'item_facts', 't.item_id = $2 or t.fact_id = $2', null::boolean),
    (2, 'history', 'item_changes', 't.item_id = $2', null),
    (3, 'history', 'item_audiences', 't.item_id = $2', null),
    (4, 'history', 'item_closures', 't.item_id = $2', null),
    (5, 'contests', 'item_contests', 't.item_id = $2', null),
    (6, 'contests', 'restriction_tellings', 't.item_id = $2', null),
    (7, 'retention', 'retention_extensions', 't.item_id = $2', null),
    (8, 'retention', 'retention_marks', 't.item_id = $2', null),
    -- A share of nothing else goes whole, with the reasons that were given for it.
    (9, 'shares', 'shares', 't.id in (select x.share_id from app.share_items x where x.authority_id = $1 and x.item_id = $2)
       and not exists (select from app.share_items x where x.authority_id = $1 and x.share_id = t.id and x.item_id <> $2)', null),
    (10, 'shares', 'share_items', 't.item_id = $2', null),
    (11, 'disclosures', 'disclosure_items', 't.item_id = $2', null),
    (12, 'proposals', 'special_item_changes', 't.item_id = $2', true),
    (13, 'versions', 'special_item_versions', 't.item_id = $2', true),
    (14, 'key', 'special_items', 't.id = $2', true),
    (15, 'versions', 'item_versions', 't.item_id = $2', false),
    (16, 'key', 'items', 't.id = $2', false),
    (17, 'receipts', 'idempotency', 't.result_id = $2::text', null)
  ) as p(nr, what, relation, rows_of, special)
  where p.special is null or p.special = p_special
$$;

-- How many rows would go, by what they are.
create or replace function act.count_erasure(p_authority int, p_item uuid, p_special boolean) returns table (what text, counted int)
language plpgsql stable security definer set search_path = '' as $$
declare
  s record;
begin
  for s in select * from act.erasure_plan(p_special) p order by p.nr loop
    what := s.what;
    execute format('select count(*)::int from app.%I t where t.authority_id = $1 and (%s)', s.relation, s.rows_of) into counted using p_authority, p_item;
    if counted > 0 then return next; end if;
  end loop;
end $$;

-- The events of the log that speak of an item: those of its case that hold its number.
create or replace function audit.events_of(p_authority int, p_case uuid, p_id uuid) returns setof bigint
language sql stable security definer set search_path = '' as $$
  select e.id from audit.events e
   where e.authority_id = p_authority and e.case_id = p_case and strpos(e.canonical, p_id::text) > 0
$$;

-- What was erased stands in the journal from the same moment on. Some rows are named in the log by other keys than its number.
drop function if exists act.journal_erasure(int, text, uuid, uuid, uuid);
create or replace function act.journal_erasure(p_authority int, p_kind text, p_id uuid, p_case uuid, p_erasure uuid, p_named text[] default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.erasure_journal (authority_id, id_hash, kind, erasure_id, target, case_id, rows_named)
  values (p_authority, act.erasure_hash(case p_kind when 'item_words' then 'item' else p_kind end, p_id), p_kind, p_erasure, p_id, p_case, p_named)
  on conflict (authority_id, id_hash) do update set kind = p_kind, erasure_id = coalesce(p_erasure, app.erasure_journal.erasure_id), rows_named = p_named,
    target = p_id, case_id = p_case, erased_at = now(), erased_in = pg_current_xact_id(), filed_at = null, blinded_at = null, swept_at = null;
  perform app.enqueue('finish-erasures', '{}', 'finish-erasures');
end $$;

create or replace function act.case_of_item(p_authority int, p_item uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select i.case_id from app.items i where i.authority_id = p_authority and i.id = p_item
  union all select i.case_id from app.special_items i where i.authority_id = p_authority and i.id = p_item limit 1
$$;

-- Everything of one item goes, and what its rows once were: words, key, readers, links, what was said against it. Answers how many rows.
create or replace function act.remove_item(p_authority int, p_item uuid, p_special boolean) returns int
language plpgsql security definer set search_path = '' as $$
declare
  s record;
  v_case uuid := act.case_of_item(p_authority, p_item);
  v_one int;
  v_all int := 0;
begin
  for s in select * from act.erasure_plan(p_special) p order by p.nr loop
    execute format('delete from app.%I t where t.authority_id = $1 and (%s)', s.relation, s.rows_of) using p_authority, p_item;
    get diagnostics v_one = row_count;
    v_all := v_all + v_one;
  end loop;
  perform audit.forget_item(p_authority, v_case, p_item);
  return v_all;
end $$;
