-- Keys of partner systems: asked for by one person, and agreed to by a second one of the agency whose data it opens, who alone
-- is shown the key. Nobody who runs the desk ever holds the key of a partner.

-- Who answers for what an agency's software may do.
create or replace function act.answers_for_agency() returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(actor.functions() && array['signatory', 'manager', 'data_protection_officer', 'administrator'], false)
$$;

create or replace function act.ask_system_key(
  p_id uuid, p_agency int, p_principal int, p_purpose text, p_label text, p_scopes text[], p_addresses text[], p_valid_until date
) returns void language plpgsql security definer set search_path = '' as $$
declare
  a           int := (act.who())[1]::int;
  v_addresses cidr[];
begin
  if not ('administrator' = any (actor.functions()) or act.answers_for_agency() and p_agency = actor.agency()) then
    raise exception 'system_keys_not_yours' using errcode = 'TC403';
  end if;
  perform actor.must_have_proved();
  if not exists (select from app.agencies g where g.authority_id = a and g.id = p_agency and (g.ended_on is null or g.ended_on > actor.today())) then
    raise exception 'agency_not_found' using errcode = 'TC404', detail = 'agencyId';
  end if;
  if not exists (select from app.principals p where p.authority_id = a and p.id = p_principal and p.agency_id = p_agency and p.kind = 'desk') then
    raise exception 'system_desk_unknown' using errcode = 'TC422', detail = 'desk';
  end if;
  if not exists (select from app.purposes p where p.code = p_purpose) then raise exception 'purpose_unknown' using errcode = 'TC422', detail = 'purpose'; end if;
  if not p_scopes <@ array(select s.code from app.system_scopes s) or not p_scopes && array['cases', 'continuity', 'offers'] then
    raise exception 'system_scopes_invalid' using errcode = 'TC422', detail = 'scopes';
  end if;
  if p_valid_until < actor.today() or p_valid_until > actor.today() + 400 then
    raise exception 'system_end_invalid' using errcode = 'TC422', detail = 'validUntil';
  end if;
  begin
    v_addresses := array(select distinct network(x::inet)::cidr from unnest(p_addresses) x);
  exception when others then
    raise exception 'system_address_invalid' using errcode = 'TC422', detail = 'addresses';
  end;
  insert into app.system_keys (authority_id, id, agency_id, principal, purpose, label, scopes, addresses, asked_by, asked_on, valid_until)
  values (a, p_id, p_agency, p_principal, p_purpose, p_label, array(select distinct x from unnest(p_scopes) x order by 1), v_addresses,
    actor.member(), actor.today(), p_valid_until);
  perform audit.record('system_key.asked', null, jsonb_build_object('key', p_id, 'of', p_agency, 'scopes', p_scopes));
end $$;

-- A key that the actor may decide about; of other agencies there is none.
create or replace function act.system_key_of_mine(p_id uuid) returns app.system_keys
language plpgsql security definer set search_path = '' as $$
declare
  a int := (act.who())[1]::int;
  k app.system_keys;
begin
  select x.* into k from app.system_keys x where x.authority_id = a and x.id = p_id
     and (x.agency_id = actor.agency() and act.answers_for_agency() or 'administrator' = any (actor.functions())) for update;
  if not found then raise exception 'system_key_not_found' using errcode = 'TC404'; end if;
  return k;
end $$;

-- The second person, of the agency that the key speaks for. What nobody agreed to within two weeks is over.
create or replace function act.confirm_system_key(p_id uuid, p_token_hash bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.system_keys := act.system_key_of_mine(p_id);
begin
  if k.agency_id <> actor.agency() then raise exception 'system_second_only' using errcode = 'TC403'; end if;
  perform act.be_second(array[k.asked_by], 'system_second_person');
  if k.confirmed_at is not null or k.ended_at is not null or k.valid_until < actor.today() or k.asked_on < actor.today() - 14 then
    raise exception 'system_key_over' using errcode = 'TC409';
  end if;
  update app.system_keys x set confirmed_by = actor.member(), confirmed_at = now(), token_hash = p_token_hash
   where x.authority_id = k.authority_id and x.id = k.id;
  perform audit.record('system_key.confirmed', null, jsonb_build_object('key', k.id, 'of', k.agency_id));
end $$;

-- From the next request on the key is as unknown as any other.
create or replace function act.end_system_key(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.system_keys := act.system_key_of_mine(p_id);
begin
  if k.ended_at is not null then raise exception 'system_key_over' using errcode = 'TC409'; end if;
  update app.system_keys x set ended_by = actor.member(), ended_at = now() where x.authority_id = k.authority_id and x.id = k.id;
  perform audit.record('system_key.ended', null, jsonb_build_object('key', k.id, 'of', k.agency_id));
end $$;

grant execute on function act.ask_system_key(uuid, int, int, text, text, text[], text[], date), act.confirm_system_key(uuid, bytea),
  act.end_system_key(uuid) to throughcare_actor;
