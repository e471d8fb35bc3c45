-- Disclosure to somebody outside the table of agencies (MA-04): asked by the owner of the items, decided by the chair, who
-- is somebody else. Nothing leaves before, and nothing after the last day.

create or replace function act.ask_disclosure(
  p_id uuid, p_case uuid, p_items uuid[], p_expires date, p_key bytea, p_to bytea, p_why bytea, p_token bigint, p_conditions bytea, p_informed jsonb
) returns void language plpgsql security definer set search_path = '' as $$
declare
  k       app.cases := act.seated_case(p_case);
  v_chair int[];
begin
  if act.relations(p_case) <@ array['guest', 'override'] then raise exception 'disclosure_not_yours' using errcode = 'TC403'; end if;
  perform act.refuse(act.hand_on_refusal(k, p_items));
  if p_expires < actor.today() then raise exception 'share_expiry_past' using errcode = 'TC422', detail = 'expiresOn'; end if;
  if p_expires > actor.today() + 90 then raise exception 'disclosure_too_long' using errcode = 'TC422', detail = 'expiresOn'; end if;
  insert into app.disclosures (authority_id, id, case_id, owner_agency_id, purpose, clause_id, key_wrapped, to_sealed, why_sealed, conditions_sealed,
    necessity_token, informed_on, informed_how, postponed_sealed, expires_on, asked_by)
  select k.authority_id, p_id, k.id, actor.agency(), k.purpose, min(h.clause), p_key, p_to, p_why, p_conditions, p_token,
         (p_informed ->> 'on')::date, p_informed ->> 'how', decode(p_informed ->> 'postponed', 'hex'), p_expires, actor.member()
    from unnest(p_items) i(id) cross join lateral actor.item_to_hand_on(k.authority_id, i.id, actor.today()) h;
  insert into app.disclosure_items (authority_id, disclosure_id, item_id, version, case_id, special)
  select distinct k.authority_id, p_id, i.id, h.version, k.id, h.special
    from unnest(p_items) i(id) cross join lateral actor.item_to_hand_on(k.authority_id, i.id, actor.today()) h;
  perform audit.record('disclosure.asked', k.id, jsonb_build_object('disclosure', p_id,
    'items', (select jsonb_agg(jsonb_build_object('item', d.item_id, 'version', d.version)) from app.disclosure_items d
               where d.authority_id = k.authority_id and d.disclosure_id = p_id)));
  -- Chairs who sit here, themselves or through a desk: to others it would name a case that they may not know of.
  v_chair := array(select p.id from app.principals p
    join app.member_functions f on f.authority_id = p.authority_id and f.member_id = p.member_id and f.function = 'chair'
   where p.authority_id = k.authority_id and exists (select from app.seats s
     where s.authority_id = k.authority_id and s.case_id = k.id and s.relation <> 'override' and s.period @> now()
       and (s.principal = p.id or exists (select from app.desk_members d where d.authority_id = s.authority_id and d.desk_id = s.principal
         and d.member_id = p.member_id and (d.until is null or d.until > now())))));
  perform act.notify(k.authority_id, v_chair, 'disclosure', array[k.ref]);
  perform act.tell_case(k.authority_id, k.id, 'case');
end $$;

-- A disclosure that I may know of, held: of my agency's items, or as the chair.
create or replace function act.my_disclosure(p_id uuid, p_version int) returns app.disclosures
language plpgsql security definer set search_path = '' as $$
declare
  d app.disclosures;
begin
  perform act.who();
  select x.* into d from app.disclosures x
   where x.authority_id = actor.authority() and x.id = p_id and x.case_id <> all (actor.shut())
     and (x.owner_agency_id = actor.agency() or 'chair' = any (actor.functions()));
  if not found or not act.sits_on(d.case_id) then raise exception 'disclosure_not_found' using errcode = 'TC404'; end if;
  perform act.seated_case(d.case_id);
  select x.* into strict d from app.disclosures x where x.authority_id = d.authority_id and x.id = d.id for update;
  if d.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return d;
end $$;

-- Why the items of a disclosure may not leave now, in the version that was asked for: the first reason, or null.
create or replace function act.still_held_back(d app.disclosures) returns text
language sql stable security definer set search_path = '' as $$
  select case when h.owner is null then 'withdrawn' when h.version <> i.version then 'changed' else h.held_back end
    from app.disclosure_items i
    left join lateral actor.item_to_hand_on(i.authority_id, i.item_id, actor.today()) h on true
   where i.authority_id = d.authority_id and i.disclosure_id = d.id
     and (h.owner is null or h.version <> i.version or h.held_back is not null)
   limit 1
$$;

-- The chair says yes or no, in words; never to what they asked for themselves.
create or replace function act.decide_disclosure(p_id uuid, p_version int, p_outcome text, p_words bytea) returns int
language plpgsql security definer set search_path = '' as $$
declare
  d app.disclosures := act.my_disclosure(p_id, p_version);
begin
  if not 'chair' = any (actor.functions()) then raise exception 'disclosure_chair_only' using errcode = 'TC403'; end if;
  if d.asked_by = actor.member() then raise exception 'disclosure_by_two' using errcode = 'TC403'; end if;
  if d.state <> 'asked' then raise exception 'disclosure_already_decided' using errcode = 'TC409'; end if;
  if d.expires_on < actor.today() then raise exception 'disclosure_over' using errcode = 'TC409'; end if;
  if p_outcome = 'approved' then
    perform act.refuse((select jsonb_build_object('status', 409, 'code', 'hand_on_' || x, 'field', 'items') from act.still_held_back(d) x where x is not null));
  end if;
  update app.disclosures x set state = p_outcome, decided_by = actor.member(), decided_at = now(), decision_sealed = p_words, version = x.version + 1
   where x.authority_id = d.authority_id and x.id = d.id;
  perform audit.record('disclosure.' || p_outcome, d.case_id, jsonb_build_object('disclosure', d.id));
  perform act.notify(d.authority_id, array(select p.id from app.principals p where p.authority_id = d.authority_id and p.member_id = d.asked_by),
    'disclosure', array[(select c.ref from app.cases c where c.authority_id = d.authority_id and c.id = d.case_id)]);
  perform act.tell_case(d.authority_id, d.case_id, 'case');
  return d.version + 1;
end $$;

-- The owner hands over what was approved, once, until the last day.
create or replace function act.hand_over_disclosure(p_id uuid, p_version int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  d app.disclosures := act.my_disclosure(p_id, p_version);
begin
  if d.owner_agency_id <> actor.agency() or act.relations(d.case_id) <@ array['guest', 'override'] then
    raise exception 'disclosure_not_yours' using errcode = 'TC403';
  end if;
  if d.state <> 'approved' then raise exception 'disclosure_not_approved' using errcode = 'TC409'; end if;
  if d.expires_on < actor.today() then raise exception 'disclosure_over' using errcode = 'TC409'; end if;
  if d.handed_at is not null then raise exception 'disclosure_already_handed' using errcode = 'TC409'; end if;
  perform act.refuse((select jsonb_build_object('status', 409, 'code', 'hand_on_' || x, 'field', 'items') from act.still_held_back(d) x where x is not null));
  update app.disclosures x set handed_by = actor.member(), handed_at = now(), version = x.version + 1
   where x.authority_id = d.authority_id and x.id = d.id;
  perform audit.record('disclosure.handed_over', d.case_id, jsonb_build_object('disclosure', d.id,
    'items', (select jsonb_agg(jsonb_build_object('item', i.item_id, 'version', i.version)) from app.disclosure_items i
               where i.authority_id = d.authority_id and i.disclosure_id = d.id)));
  perform act.tell_case(d.authority_id, d.case_id, 'case');
  return d.version + 1;
end $$;

-- Taken back before it left.
create or replace function act.withdraw_disclosure(p_id uuid, p_version int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  d app.disclosures := act.my_disclosure(p_id, p_version);
begin
  if d.owner_agency_id <> actor.agency() or act.relations(d.case_id) <@ array['guest', 'override'] then
    raise exception 'disclosure_not_yours' using errcode = 'TC403';
  end if;
  if d.state not in ('asked', 'approved') then raise exception 'disclosure_already_decided' using errcode = 'TC409'; end if;
  if d.handed_at is not null then raise exception 'disclosure_already_handed' using errcode = 'TC409'; end if;
  update app.disclosures x set state = 'withdrawn', version = x.version + 1 where x.authority_id = d.authority_id and x.id = d.id;
  perform audit.record('disclosure.withdrawn', d.case_id, jsonb_build_object('disclosure', d.id));
  perform act.tell_case(d.authority_id, d.case_id, 'case');
  return d.version + 1;
end $$;

grant execute on function act.ask_disclosure(uuid, uuid, uuid[], date, bytea, bytea, bytea, bigint, bytea, jsonb),
  act.decide_disclosure(uuid, int, text, bytea), act.hand_over_disclosure(uuid, int), act.withdraw_disclosure(uuid, int) to throughcare_actor;
