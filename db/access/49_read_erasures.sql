-- Erasures: the preview before somebody asks, and what waits for a second person or is done.

-- What goes with an item, and who is told. Only for who could ask for it: the agency that brought it, at the table of its case.
create or replace function read.item_erasure_rows(p_item uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  h record;
begin
  select i.case_id, i.owner_agency_id, false as special into h from app.items i
   where i.authority_id = actor.authority() and i.id = p_item and i.erased_on is null;
  if not found then
    select i.case_id, i.owner_agency_id, true as special into h from app.special_items i
     where i.authority_id = actor.authority() and i.id = p_item and i.erased_on is null;
  end if;
  if not found or h.case_id = any (actor.shut()) or h.owner_agency_id <> actor.agency() or not act.reads_item(p_item)
     or act.relations(h.case_id) <@ array['guest', 'override'] then
    return null;
  end if;
  return act.erasure_effect(actor.authority(), p_item, h.case_id, h.special);
end $$;

-- Counted by the list from which the act deletes.
create or replace function act.erasure_effect(p_authority int, p_item uuid, p_case uuid, p_special boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'goes', (select coalesce(jsonb_agg(jsonb_build_object('what', q.what, 'rows', q.rows) order by q.nr), '[]') from (
        select c.what, sum(c.counted)::int as rows, min(c.nr) as nr
          from (select x.*, row_number() over () as nr from act.count_erasure(p_authority, p_item, p_special) x) c group by c.what) q),
    'events', (select count(*)::int from audit.events_of(p_authority, p_case, p_item)),
    'agencies', (select coalesce(jsonb_agg(distinct r.agency), '[]') from actor.item_recipients(p_authority, p_item) r where r.agency is not null),
    'thirdParties', (select count(*)::int from actor.item_recipients(p_authority, p_item) r where r.disclosure is not null),
    'reliedOn', (select count(distinct f.item_id)::int from app.item_facts f where f.authority_id = p_authority and f.fact_id = p_item))
$$;

create or replace function read.item_erasure(p_token text, p_purpose text, p_request text, p_item uuid) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_effect jsonb;
  v_ref text;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_effect := read.item_erasure_rows(p_item);
  v_ref := read.item_case(p_item);
  if v_effect is null or v_ref is null then
    perform audit.record('refused', null, jsonb_build_object('code', 'item_not_found', 'what', 'erasure'));
    return null;
  end if;
  perform audit.record_read('erasure.previewed', (select c.id from app.cases c where c.authority_id = v_authority and c.ref = v_ref), jsonb_build_object('item', p_item));
  return v_effect || jsonb_build_object('ref', v_ref,
    'waiting', read.erasures_listed(p_item) -> 0,
    'deciders', read.erasure_deciders(),
    'book', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- Who could be the second person, by name.
create or replace function read.erasure_deciders() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(m.name order by m.name), '[]') from app.principals p
    join app.members m on m.authority_id = p.authority_id and m.id = p.member_id
   where p.authority_id = actor.authority() and p.id = any (act.erasure_approvers(actor.authority(), actor.member()))
$$;

-- Who may be the second person knows of each; others of those of their own agency: their own, and those of cases at whose
-- table they sit. Never of a case that somebody closed to themselves.
create or replace function act.erasures_seen() returns setof app.erasures
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select e.* from app.erasures e
   where e.authority_id = actor.authority() and (e.case_id = any (actor.shut_by_me())) is not true
     and (act.decides_erasure(e.agency_id) or e.agency_id = actor.agency() and (e.case_id = any (actor.shut())) is not true
       and (e.asked_by = actor.member() or cardinality(act.relations(e.case_id)) > 0))
   order by e.asked_at desc limit 200;
end $$;

-- Of a case its reference alone: who decides need not sit on it. What would go is counted for who decides, without a word of
-- what it says or of what kind it is; how far it is finished stands with what is gone.
create or replace function read.erasures_listed(p_target uuid default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'agency', e.agency_id, 'ground', e.ground, 'state', e.state,
      'ref', (select c.ref from app.cases c where c.authority_id = e.authority_id and c.id = e.case_id),
      'askedBy', read.member_name(e.authority_id, e.asked_by), 'askedAt', e.asked_at,
      'decidedBy', read.member_name(e.authority_id, e.decided_by), 'decidedAt', e.decided_at, 'rows', e.rows_gone, 'told', e.told,
      'heldBy', e.held_by, 'heldUntil', e.held_until, 'mine', e.asked_by = actor.member(),
      'effect', case when not x.decides then null when e.kind = 'item' then act.erasure_effect(e.authority_id, e.target, e.case_id, e.special)
        else act.case_erasure_effect(e.authority_id, act.cases_meant(e.kind, e.case_id, false)) end,
      'holds', case when x.decides and e.kind <> 'item' then act.holds_json(e.authority_id, act.cases_meant(e.kind, e.case_id, false), e.agency_id, e.kind, e.ground, true) else '[]' end,
      'steps', (select jsonb_build_object('filed', case when bool_and(j.filed_at is not null) then max(j.filed_at) end,
          'blinded', case when bool_and(j.blinded_at is not null) then max(j.blinded_at) end,
          'swept', case when bool_and(j.swept_at is not null) then max(j.swept_at) end)
        from app.erasure_journal j where j.authority_id = e.authority_id and j.erasure_id = e.id having count(*) > 0)) order by e.asked_at desc), '[]')
    from act.erasures_seen() e
    cross join lateral (select e.state = 'asked' and act.decides_erasure(e.agency_id) as decides) x
   where (e.case_id = any (actor.shut_by_me())) is not true and (p_target is null or e.target = p_target and e.state = 'asked')
$$;

create or replace function read.erasures(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  perform audit.record_read('erasure.listed', null);
  return jsonb_build_object('decides', actor.functions() && array['data_protection_officer', 'chair'],
    'erasures', read.erasures_listed(), 'tellings', read.erasure_tellings(),
    'book', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

grant execute on function read.item_erasure_rows(uuid), read.item_erasure(text, text, text, uuid), read.erasure_deciders(),
  read.erasures_listed(uuid), read.erasures(text, text, text) to throughcare_actor;
