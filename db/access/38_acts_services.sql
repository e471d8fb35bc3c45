-- What is done with the directory of services. Everybody reads; the agency that looks after an entry and
-- the coordinator change it. None of it needs an agreement, because none of it is about a person.

-- Whoever changes an entry: a member of this agency, or the coordinator of the authority.
create or replace function act.may_look_after(p_agency int) returns boolean
language sql stable security definer set search_path = '' as $$
  select not 'elected_member' = any (actor.functions())
     and (p_agency = actor.agency() or 'coordinator' = any (actor.functions()))
$$;

-- The keys in which two rows differ, without those that only count.
create or replace function act.fields_changed(p_before jsonb, p_after jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(n.key order by n.key), '{}') from jsonb_each(p_after) n
   where n.value is distinct from p_before -> n.key and n.key not in ('version', 'changed_at', 'reviewed_on')
$$;

-- An entry that the actor may change, locked, at the version that they have seen.
create or replace function act.own_service(p_service uuid, p_version int) returns app.services
language plpgsql security definer set search_path = '' as $$
declare
  s app.services;
begin
  perform act.who();
  select x.* into s from app.services x where x.authority_id = actor.authority() and x.id = p_service for update;
  if not found then raise exception 'service_not_found' using errcode = 'TC404'; end if;
  if not act.may_look_after(s.owner_agency_id) then
    raise exception 'service_not_yours' using errcode = 'TC403';
  end if;
  if s.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return s;
end $$;

create or replace function act.note_directory_change(p_service uuid, p_card int, p_kind text, p_fields text[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.directory_changes (authority_id, service_id, card_agency_id, kind, fields, member_id, agency_id)
  values (actor.authority(), p_service, p_card, p_kind, p_fields, actor.member(), actor.agency());
  perform audit.record(case when p_card is null then 'service.' else 'prison_card.' end || p_kind, null,
    jsonb_build_object('service', p_service, 'prison', p_card, 'fields', p_fields));
end $$;

-- The entry as it will stand: what is not named stays. Refuses agencies that are no partners, prisons that are none.
create or replace function act.service_with(s app.services, p_entry jsonb) returns app.services
language plpgsql security definer set search_path = '' as $$
declare
  r app.services := jsonb_populate_record(s, p_entry - array['authority_id', 'id', 'owner_agency_id', 'organization_id',
    'location_id', 'reviewed_on', 'retired_at', 'changed_at', 'version']);
begin
  if r.provider_agency_id is not null then
    if not exists (select from app.agencies g where g.authority_id = s.authority_id and g.id = r.provider_agency_id
                    and (g.ended_on is null or g.ended_on > actor.today())) then
      raise exception 'agency_not_found' using errcode = 'TC422', detail = 'providerAgencyId';
    end if;
    if not act.may_look_after(r.provider_agency_id) then
      raise exception 'service_other_agency' using errcode = 'TC403', detail = 'providerAgencyId';
    end if;
    r.owner_agency_id := r.provider_agency_id;
  end if;
  if exists (select from unnest(r.prisons) p where not exists (select from app.agencies g
              where g.authority_id = s.authority_id and g.id = p and g.kind = 'custody')) then
    raise exception 'prison_not_known' using errcode = 'TC422', detail = 'prisons';
  end if;
  return r;
end $$;

-- One provider has one number in the exchange format, however many services it has.
create or replace function act.organization_of(s app.services, p_wish uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select x.organization_id from app.services x where x.authority_id = s.authority_id
        and (x.provider_agency_id = s.provider_agency_id or lower(x.provider_name) = lower(s.provider_name))
      order by x.changed_at limit 1),
    p_wish, gen_random_uuid())
$$;

create or replace function act.insert_service(r app.services, p_kind text) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.services select r.*;
  perform act.note_directory_change(r.id, null, p_kind, '{}');
  return r.id;
end $$;

-- An empty entry of the actor's agency, reviewed today.
create or replace function act.new_service() returns app.services
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  return jsonb_populate_record(null::app.services, jsonb_build_object('authority_id', actor.authority(), 'id', gen_random_uuid(),
    'owner_agency_id', actor.agency(), 'location_id', gen_random_uuid(), 'method', '', 'target_group', '', 'domains', array[]::text[],
    'languages', array[]::text[], 'place_name', '', 'street', '', 'postcode', '', 'town', '', 'access', '', 'hours', '', 'waiting', '',
    'eligibility', '', 'cost', 'unknown', 'cost_note', '', 'capacity_note', '', 'evidence', '', 'contact', '', 'phone', '',
    'email', '', 'website', '', 'prisons', array[]::int[], 'reviewed_on', actor.today(), 'changed_at', now(), 'version', 1));
end $$;

-- A new entry. Its owner is the partner that provides it, or whoever writes it down for somebody outside.
create or replace function act.create_service(p_entry jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  s app.services := act.new_service();
begin
  if not act.may_look_after(actor.agency()) then raise exception 'service_not_yours' using errcode = 'TC403'; end if;
  s := act.service_with(s, p_entry);
  s.organization_id := act.organization_of(s, null);
  return act.insert_service(s, 'created');
end $$;

-- Writes what differs, and says in the history which parts did.
create or replace function act.write_service(s app.services, r app.services, p_kind text) returns text[]
language plpgsql security definer set search_path = '' as $$
declare
  v_fields text[] := act.fields_changed(to_jsonb(s), to_jsonb(r));
begin
  if v_fields = '{}' and r.reviewed_on = s.reviewed_on then return v_fields; end if;
  update app.services x
     set owner_agency_id = r.owner_agency_id, provider_agency_id = r.provider_agency_id, provider_name = r.provider_name,
         organization_id = r.organization_id, location_id = r.location_id, name = r.name, method = r.method, target_group = r.target_group,
         domains = r.domains, languages = r.languages, place_name = r.place_name, street = r.street, postcode = r.postcode, town = r.town,
         access = r.access, hours = r.hours, waiting = r.waiting, eligibility = r.eligibility, cost = r.cost, cost_note = r.cost_note,
         capacity_units = r.capacity_units, capacity_note = r.capacity_note, capacity_as_of = r.capacity_as_of, evidence = r.evidence,
         contact = r.contact, phone = r.phone, email = r.email, website = r.website, prisons = r.prisons,
         reviewed_on = r.reviewed_on, retired_at = r.retired_at, changed_at = now(), version = x.version + 1
   where x.authority_id = s.authority_id and x.id = s.id;
  perform act.note_directory_change(s.id, null, p_kind, v_fields);
  return v_fields;
end $$;

create or replace function act.change_service(p_service uuid, p_version int, p_entry jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s app.services := act.own_service(p_service, p_version);
  r app.services := act.service_with(s, p_entry);
begin
  if (r.provider_agency_id, lower(r.provider_name)) is distinct from (s.provider_agency_id, lower(s.provider_name)) then
    r.organization_id := act.organization_of(r, null);
  end if;
  perform act.write_service(s, r, 'changed');
end $$;

-- "Still right": the entry counts as reviewed today.
create or replace function act.review_service(p_service uuid, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s app.services := act.own_service(p_service, p_version);
begin
  update app.services x set reviewed_on = actor.today(), version = x.version + 1 where x.authority_id = s.authority_id and x.id = s.id;
  perform act.note_directory_change(s.id, null, 'reviewed', '{}');
end $$;

-- Takes an entry out of the directory, or brings it back: nothing is lost.
create or replace function act.retire_service(p_service uuid, p_version int, p_retired boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s app.services := act.own_service(p_service, p_version);
begin
  if (s.retired_at is not null) = p_retired then return; end if;
  update app.services x set retired_at = case when p_retired then now() end, version = x.version + 1
   where x.authority_id = s.authority_id and x.id = s.id;
  perform act.note_directory_change(s.id, null, case when p_retired then 'retired' else 'restored' end, '{}');
end $$;

-- A file of entries, whole or not at all. Known by its number an entry is changed; unknown, it is new under that
-- number. A file never makes an entry look longer unreviewed than it is here.
create or replace function act.import_services(p_entries jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  e         jsonb;
  s         app.services;
  r         app.services;
  v_added   int := 0;
  v_changed int := 0;
begin
  perform act.who();
  if not 'coordinator' = any (actor.functions()) then raise exception 'coordinators_only' using errcode = 'TC403'; end if;
  for e in select x from jsonb_array_elements(p_entries) x loop
    select x.* into s from app.services x where x.authority_id = actor.authority() and x.id = (e ->> 'id')::uuid for update;
    if found then
      r := act.service_with(s, e -> 'entry');
      r.reviewed_on := greatest(coalesce((e ->> 'reviewed_on')::date, s.reviewed_on), s.reviewed_on);
      r.retired_at := case when (e ->> 'retired')::boolean then coalesce(s.retired_at, now()) end;
      if act.write_service(s, r, 'imported') <> '{}' or r.reviewed_on <> s.reviewed_on then v_changed := v_changed + 1; end if;
    else
      s := act.new_service();
      s.id := (e ->> 'id')::uuid;
      s.location_id := coalesce((e ->> 'location_id')::uuid, s.location_id);
      s := act.service_with(s, e -> 'entry');
      s.organization_id := act.organization_of(s, (e ->> 'organization_id')::uuid);
      s.reviewed_on := least(coalesce((e ->> 'reviewed_on')::date, s.reviewed_on), s.reviewed_on);
      s.retired_at := case when (e ->> 'retired')::boolean then now() end;
      perform act.insert_service(s, 'imported');
      v_added := v_added + 1;
    end if;
  end loop;
  return jsonb_build_object('added', v_added, 'changed', v_changed);
end $$;

-- On the day on which an entry or a card becomes overdue its owner's desks are told that there is something new; a machine
-- that was off on that day tells it on the next one. What it is stands under Today, for as long as nobody looks at it.
create or replace function act.tell_overdue_entries(p_today date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  a record;
  v_after date := coalesce((select b.at::date from app.job_beats b where b.name = 'overdue-entries'), p_today - 1);
  v_told int := 0;
begin
  for a in
    select x.authority_id, x.agency_id, array_agg(p.id) as desks
      from (select s.authority_id, s.owner_agency_id as agency_id, (s.reviewed_on + interval '12 months')::date as due
              from app.services s where s.retired_at is null
            union
            select c.authority_id, c.agency_id, c.reviewed_on + 181 from app.prison_cards c) x
      join app.principals p on p.authority_id = x.authority_id and p.agency_id = x.agency_id and p.kind = 'desk'
     where x.due > v_after and x.due <= p_today
     group by 1, 2
  loop
    perform act.notify(a.authority_id, a.desks, 'services', '{}');
    v_told := v_told + 1;
  end loop;
  insert into app.job_beats as b (name, at) values ('overdue-entries', greatest(p_today, v_after))
  on conflict (name) do update set at = excluded.at;
  return v_told;
end $$;
grant execute on function act.tell_overdue_entries(date) to throughcare_worker;

grant execute on function act.may_look_after(int), act.create_service(jsonb), act.change_service(uuid, int, jsonb),
  act.review_service(uuid, int), act.retire_service(uuid, int, boolean), act.import_services(jsonb) to throughcare_actor;
