-- Shares (SH2, MA-02, LED-11): an agency lets named recipients have items of its own, until a day. What clause and task
-- already say needs no words; what goes beyond them does. A refusal cites the clause.

-- Why these items may not be handed on by the actor's agency: the first reason, or null. What is not theirs is unseen.
create or replace function act.hand_on_refusal(k app.cases, p_items uuid[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  x record;
begin
  if p_items = '{}' then return jsonb_build_object('status', 422, 'code', 'share_needs_items', 'field', 'items'); end if;
  for x in select i.id, h.*, c.label, c.id as clause_id from unnest(p_items) i(id)
             left join lateral actor.item_to_hand_on(k.authority_id, i.id, actor.today()) h on true
             left join app.clauses c on c.authority_id = k.authority_id and c.id = h.clause loop
    if x.case_id is distinct from k.id or x.owner <> actor.agency() then
      return jsonb_build_object('status', 404, 'code', 'item_not_found', 'field', 'items');
    end if;
    if x.held_back is not null then
      return jsonb_build_object('status', 409, 'code', 'hand_on_' || x.held_back, 'field', 'items', 'clause', x.label, 'item', x.id);
    end if;
    if not exists (select from actor.rights_of(k.authority_id, x.owner, k.purpose, actor.today()) r
                    where r.clause_id = x.clause and r.sight = 'full') then
      return jsonb_build_object('status', 409, 'code', 'share_not_in_clause', 'field', 'items', 'clause', x.label,
        'agency', (select g.name from app.agencies g where g.authority_id = k.authority_id and g.id = x.owner));
    end if;
  end loop;
  return null;
end $$;

-- Why a share of these items with these recipients until this day is refused, or null.
create or replace function act.share_refusal(
  p_case uuid, p_items uuid[], p_recipients int[], p_expires date, p_reasoned boolean, p_released boolean
) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  k        app.cases;
  v_no     jsonb;
  x        record;
  v_last   date := 'infinity';
  v_beyond boolean := false;
  v_secret boolean := false;
begin
  perform act.who();
  select c.* into k from app.cases c where c.authority_id = actor.authority() and c.id = p_case and act.sits_on(c.id);
  if not found then return jsonb_build_object('status', 404, 'code', 'case_not_found'); end if;
  if act.relations(k.id) <@ array['guest', 'override'] then return jsonb_build_object('status', 403, 'code', 'share_not_yours'); end if;
  v_no := act.hand_on_refusal(k, p_items);
  if v_no is not null then return v_no; end if;
  if p_recipients = '{}' then return jsonb_build_object('status', 422, 'code', 'share_needs_recipients', 'field', 'recipients'); end if;
  for x in select q.id, p.agency_id, g.name, h.clause, h.special, c.label, r.sight, r.on_decision, o.secrecy, o.ends_on
             from unnest(p_recipients) q(id)
             left join app.principals p on p.authority_id = k.authority_id and p.id = q.id
             left join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id and (g.ended_on is null or g.ended_on > actor.today())
             cross join unnest(p_items) i(id)
             cross join lateral actor.item_to_hand_on(k.authority_id, i.id, actor.today()) h
             join app.clauses c on c.authority_id = k.authority_id and c.id = h.clause
             join lateral actor.rights_of(k.authority_id, actor.agency(), k.purpose, actor.today()) o on o.clause_id = h.clause
             left join lateral actor.rights_of(k.authority_id, p.agency_id, k.purpose, actor.today()) r on r.clause_id = h.clause loop
    if x.name is null then return jsonb_build_object('status', 422, 'code', 'share_recipient_unknown', 'field', 'recipients'); end if;
    if x.sight is distinct from 'full' and x.on_decision is not true then
      return jsonb_build_object('status', 409, 'code', 'share_not_in_clause', 'field', 'recipients', 'clause', x.label, 'agency', x.name);
    end if;
    v_beyond := v_beyond or x.sight is distinct from 'full' or x.special;
    v_secret := v_secret or x.secrecy;
    v_last := least(v_last, coalesce(x.ends_on, 'infinity'));
  end loop;
  if p_expires is null or p_expires < actor.today() then
    return jsonb_build_object('status', 422, 'code', 'share_expiry_past', 'field', 'expiresOn');
  end if;
  if p_expires > v_last then
    return jsonb_build_object('status', 422, 'code', 'share_expiry_beyond', 'field', 'expiresOn', 'until', v_last);
  end if;
  if v_beyond and not p_reasoned then return jsonb_build_object('status', 422, 'code', 'share_needs_necessity', 'field', 'necessity'); end if;
  if v_secret and not p_released then return jsonb_build_object('status', 422, 'code', 'share_needs_release', 'field', 'releaseGround'); end if;
  return null;
end $$;

-- Raises a refusal as every act does.
create or replace function act.refuse(p_refusal jsonb) returns void
language plpgsql as $$
begin
  if p_refusal is null then return; end if;
  raise exception using message = p_refusal ->> 'code', errcode = 'TC' || (p_refusal ->> 'status'), detail = coalesce(p_refusal ->> 'field', '');
end $$;

-- Decides a share of items under one clause, each in the version that stands now.
create or replace function act.decide_share(
  p_id uuid, p_case uuid, p_items uuid[], p_recipients int[], p_expires date, p_conditions text[], p_key bytea,
  p_necessity bytea, p_token bigint, p_release bytea, p_informed jsonb
) returns void language plpgsql security definer set search_path = '' as $$
declare
  k        app.cases := act.seated_case(p_case);
  v_clause int;
  v_basis  int;
begin
  perform act.refuse(act.share_refusal(p_case, p_items, p_recipients, p_expires, p_necessity is not null, p_release is not null));
  select min(h.clause) into v_clause from unnest(p_items) i(id) cross join lateral actor.item_to_hand_on(k.authority_id, i.id, actor.today()) h;
  if exists (select from unnest(p_items) i(id) cross join lateral actor.item_to_hand_on(k.authority_id, i.id, actor.today()) h where h.clause <> v_clause) then
    raise exception 'share_one_clause' using errcode = 'TC422', detail = 'items';
  end if;
  select r.basis_id into v_basis from app.clause_rights r
   where r.authority_id = k.authority_id and r.clause_id = v_clause and r.agency_id = actor.agency();
  insert into app.shares (authority_id, id, case_id, owner_agency_id, purpose, clause_id, basis_id, recipients, key_wrapped, necessity_sealed,
    necessity_token, release_ground_sealed, conditions, expires_on, informed_on, informed_how, postponed_sealed, postponed_until, decided_by)
  values (k.authority_id, p_id, k.id, actor.agency(), k.purpose, v_clause, v_basis, p_recipients, p_key, p_necessity,
    p_token, p_release, coalesce(p_conditions, '{}'), p_expires, (p_informed ->> 'on')::date, p_informed ->> 'how',
    decode(p_informed ->> 'postponed', 'hex'), (p_informed ->> 'until')::date, actor.member());
  insert into app.share_items (authority_id, share_id, item_id, version, case_id, special)
  select distinct k.authority_id, p_id, i.id, h.version, k.id, h.special
    from unnest(p_items) i(id) cross join lateral actor.item_to_hand_on(k.authority_id, i.id, actor.today()) h;
  perform audit.record('share.decided', k.id, jsonb_build_object('share', p_id, 'recipients', p_recipients, 'until', p_expires,
    'items', (select jsonb_agg(jsonb_build_object('item', s.item_id, 'version', s.version)) from app.share_items s
               where s.authority_id = k.authority_id and s.share_id = p_id)));
  perform act.notify(k.authority_id, p_recipients, 'share', array[k.ref]);
  perform act.tell_case(k.authority_id, k.id, 'case');
end $$;

-- A share of my own agency, held; for members who sit on the case otherwise than as guests or in an emergency.
create or replace function act.my_share(p_id uuid, p_version int) returns app.shares
language plpgsql security definer set search_path = '' as $$
declare
  s app.shares;
begin
  perform act.who();
  select x.* into s from app.shares x where x.authority_id = actor.authority() and x.id = p_id and x.case_id <> all (actor.shut());
  if not found or not act.sits_on(s.case_id) or not (s.owner_agency_id = actor.agency()
       or s.recipients && actor.principals() and actor.share_until(s, actor.today()) is not null) then
    raise exception 'share_not_found' using errcode = 'TC404';
  end if;
  perform act.seated_case(s.case_id);
  if s.owner_agency_id <> actor.agency() or act.relations(s.case_id) <@ array['guest', 'override'] then
    raise exception 'share_not_yours' using errcode = 'TC403';
  end if;
  select x.* into strict s from app.shares x where x.authority_id = s.authority_id and x.id = s.id for update;
  if s.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return s;
end $$;

-- Taken back: in this transaction access ends.
create or replace function act.withdraw_share(p_id uuid, p_version int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  s app.shares := act.my_share(p_id, p_version);
begin
  if s.withdrawn_at is not null then raise exception 'share_already_withdrawn' using errcode = 'TC409'; end if;
  update app.shares x set withdrawn_at = now(), withdrawn_by = actor.member(), version = x.version + 1
   where x.authority_id = s.authority_id and x.id = s.id;
  perform audit.record('share.withdrawn', s.case_id, jsonb_build_object('share', s.id));
  perform act.notify(s.authority_id, s.recipients, 'share', array[(select c.ref from app.cases c where c.authority_id = s.authority_id and c.id = s.case_id)]);
  perform act.tell_case(s.authority_id, s.case_id, 'case');
  return s.version + 1;
end $$;

-- A later last day: asked anew whether each item may still be handed on.
create or replace function act.extend_share(p_id uuid, p_version int, p_expires date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  s app.shares := act.my_share(p_id, p_version);
begin
  if actor.share_until(s, actor.today()) is null then raise exception 'share_over' using errcode = 'TC409'; end if;
  if p_expires <= s.expires_on then raise exception 'share_expiry_not_later' using errcode = 'TC422', detail = 'expiresOn'; end if;
  perform act.refuse(act.share_refusal(s.case_id, array(select i.item_id from app.share_items i where i.authority_id = s.authority_id and i.share_id = s.id),
    s.recipients, p_expires, s.necessity_sealed is not null, s.release_ground_sealed is not null));
  update app.shares x set expires_on = p_expires, version = x.version + 1 where x.authority_id = s.authority_id and x.id = s.id;
  perform audit.record('share.extended', s.case_id, jsonb_build_object('share', s.id, 'from', s.expires_on, 'until', p_expires));
  perform act.tell_case(s.authority_id, s.case_id, 'case');
  return s.version + 1;
end $$;

-- No surprises (MA-13): when and how the person was told of a share.
create or replace function act.told_of_share(p_id uuid, p_version int, p_on date, p_how text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  s app.shares := act.my_share(p_id, p_version);
begin
  if p_on > actor.today() then raise exception 'share_told_in_future' using errcode = 'TC422', detail = 'on'; end if;
  update app.shares x set informed_on = p_on, informed_how = p_how, postponed_sealed = null, postponed_until = null, version = x.version + 1
   where x.authority_id = s.authority_id and x.id = s.id;
  perform audit.record('share.person_told', s.case_id, jsonb_build_object('share', s.id, 'on', p_on, 'how', p_how));
  return s.version + 1;
end $$;

grant execute on function act.share_refusal(uuid, uuid[], int[], date, boolean, boolean),
  act.decide_share(uuid, uuid, uuid[], int[], date, text[], bytea, bytea, bigint, bytea, jsonb), act.withdraw_share(uuid, int),
  act.extend_share(uuid, int, date), act.told_of_share(uuid, int, date, text) to throughcare_actor;
