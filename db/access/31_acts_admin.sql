-- What administrators do: agencies, desks, members. They open doors for others and see no case. Nobody
-- gives rights to themselves, so that an administrator alone never comes near a case.
create or replace function act.only_administrators() returns int
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  if not 'administrator' = any (actor.functions()) then
    raise exception 'administrators_only' using errcode = 'TC403';
  end if;
  -- Numbers are given one after the other: whoever changes the partnership waits for whoever does.
  perform from app.authorities a where a.id = actor.authority() for update;
  return actor.authority();
end $$;

-- An agency that is a partner today.
create or replace function act.living_agency(p_authority int, p_agency int) returns app.agencies
language plpgsql stable security definer set search_path = '' as $$
declare
  g app.agencies;
begin
  select x.* into g from app.agencies x
   where x.authority_id = p_authority and x.id = p_agency and (x.ended_on is null or x.ended_on > actor.today());
  if not found then raise exception 'agency_not_found' using errcode = 'TC404'; end if;
  return g;
end $$;

create or replace function act.refuse_taken_name(p_authority int, p_agency int, p_name text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if exists (select from app.agencies g where g.authority_id = p_authority and lower(g.name) = lower(p_name)
              and g.id is distinct from p_agency) then
    raise exception 'agency_name_taken' using errcode = 'TC409', detail = 'name';
  end if;
end $$;

create or replace function act.next_principal(p_authority int) returns int
language sql stable security definer set search_path = '' as $$
  select coalesce(max(p.id), 0) + 1 from app.principals p where p.authority_id = p_authority
$$;

-- A new partner, with a contact point: without a desk nobody could ask it anything.
create or replace function act.create_agency(p_name text, p_code text, p_kind app.agency_kind, p_phone text, p_email text)
returns int language plpgsql security definer set search_path = '' as $$
declare
  a    int := act.only_administrators();
  made int;
begin
  perform act.refuse_taken_name(a, null, p_name);
  select coalesce(max(g.id), 0) + 1 into made from app.agencies g where g.authority_id = a;
  insert into app.agencies (authority_id, id, name, code, kind, phone, email)
  values (a, made, p_name, p_code, p_kind, p_phone, p_email);
  insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name)
  values (a, act.next_principal(a), 'desk', made, 'contact', p_name);
  perform audit.record('agency.created', null, jsonb_build_object('agency', made, 'kind', p_kind));
  return made;
end $$;

-- Keys that are absent stay as they are; the kind never changes, because duties hang on it.
create or replace function act.change_agency(p_agency int, p_version int, p_change jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_administrators();
  g app.agencies := act.living_agency(a, p_agency);
begin
  if g.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  perform act.refuse_taken_name(a, g.id, p_change ->> 'name');
  update app.agencies x
     set name = coalesce(p_change ->> 'name', x.name), code = coalesce(p_change ->> 'code', x.code),
         phone = case when p_change ? 'phone' then p_change ->> 'phone' else x.phone end,
         email = case when p_change ? 'email' then p_change ->> 'email' else x.email end,
         version = x.version + 1
   where x.authority_id = a and x.id = g.id;
  perform audit.record('agency.changed', null, jsonb_build_object('agency', g.id, 'version', g.version + 1,
    'fields', (select jsonb_agg(k order by k) from jsonb_object_keys(p_change) k)));
end $$;

-- Coordination and privacy desks come with the set-up of an authority, not with a click.
create or replace function act.create_desk(p_agency int, p_name text, p_kind text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  a    int := act.only_administrators();
  g    app.agencies := act.living_agency(a, p_agency);
  made int := act.next_principal(a);
begin
  if p_kind not in ('contact', 'duty', 'team') then
    raise exception 'desk_kind_not_here' using errcode = 'TC422', detail = 'kind';
  end if;
  if exists (select from app.principals p where p.authority_id = a and p.agency_id = g.id and p.kind = 'desk'
              and lower(p.name) = lower(p_name)) then
    raise exception 'desk_name_taken' using errcode = 'TC409', detail = 'name';
  end if;
  insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name)
  values (a, made, 'desk', g.id, p_kind, p_name);
  perform audit.record('desk.created', null, jsonb_build_object('desk', made, 'agency', g.id));
  return made;
end $$;

-- Sits a member at exactly these desks of the own agency. Who leaves a desk leaves its cases in that second.
create or replace function act.seat_at_desks(p_authority int, p_member int, p_agency int, p_desks int[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from unnest(p_desks) d where not exists (select from app.principals p
              where p.authority_id = p_authority and p.id = d and p.kind = 'desk' and p.agency_id = p_agency)) then
    raise exception 'desk_not_of_agency' using errcode = 'TC422', detail = 'desks';
  end if;
  update app.desk_members d set until = now()
   where d.authority_id = p_authority and d.member_id = p_member and d.desk_id <> all (p_desks)
     and (d.until is null or d.until > now());
  insert into app.desk_members as d (authority_id, desk_id, member_id)
  select distinct p_authority, desk, p_member from unnest(p_desks) desk
  on conflict (authority_id, desk_id, member_id) do update set since = now(), until = null where d.until <= now();
end $$;

create or replace function act.give_functions(p_authority int, p_member int, p_functions text[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- An auditor is named by two persons, for a time, and does nothing else (LED-34).
  if ('auditor' = any (p_functions)) <> exists (select from app.auditors x where x.authority_id = p_authority and x.member_id = p_member)
     or 'auditor' = any (p_functions) and cardinality(p_functions) > 1 then
    raise exception 'auditor_invited_only' using errcode = 'TC409', detail = 'functions';
  end if;
  delete from app.member_functions f where f.authority_id = p_authority and f.member_id = p_member and f.function <> all (p_functions);
  insert into app.member_functions (authority_id, member_id, function)
  select distinct p_authority, p_member, f from unnest(p_functions) f on conflict do nothing;
end $$;

-- A new colleague, without a passphrase yet: act.invite_member() makes the link.
create or replace function act.create_member(
  p_agency int, p_name text, p_email text, p_functions text[], p_desks int[], p_locale text
) returns int language plpgsql security definer set search_path = '' as $$
declare
  a    int := act.only_administrators();
  g    app.agencies := act.living_agency(a, p_agency);
  made int;
begin
  perform actor.must_have_proved();
  if exists (select from app.members m where lower(m.email) = lower(p_email)) then
    raise exception 'member_email_taken' using errcode = 'TC409', detail = 'email';
  end if;
  select coalesce(max(m.id), 0) + 1 into made from app.members m where m.authority_id = a;
  insert into app.members (authority_id, id, agency_id, name, email, locale)
  values (a, made, g.id, p_name, p_email, p_locale);
  insert into app.principals (authority_id, id, kind, agency_id, member_id, name)
  values (a, act.next_principal(a), 'member', g.id, made, p_name);
  perform act.give_functions(a, made, p_functions);
  perform act.seat_at_desks(a, made, g.id, p_desks);
  perform audit.record('member.invited', null,
    jsonb_build_object('member', made, 'agency', g.id, 'functions', p_functions, 'desks', p_desks));
  return made;
end $$;

-- A living colleague of the authority, locked, whom the actor may change: anybody but oneself.
create or replace function act.other_member(p_authority int, p_member int, p_version int) returns app.members
language plpgsql security definer set search_path = '' as $$
declare
  m app.members;
begin
  select x.* into m from app.members x
   where x.authority_id = p_authority and x.id = p_member and x.ended_at is null for update;
  if not found then raise exception 'member_not_found' using errcode = 'TC404'; end if;
  if m.id = actor.member() then raise exception 'member_not_oneself' using errcode = 'TC409'; end if;
  if m.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return m;
end $$;

-- The end of the last day in the city's own time: no session of the member outlives it (auth.start_session).
create or replace function act.set_last_day(m app.members, p_day date) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_day < actor.today() then raise exception 'last_day_past' using errcode = 'TC422', detail = 'endsOn'; end if;
  -- Somebody has to be left who can invite others.
  if p_day is not null and not exists (
    select from app.members o join app.member_functions f on f.authority_id = o.authority_id and f.member_id = o.id
     where o.authority_id = m.authority_id and o.id <> m.id and f.function = 'administrator'
       and o.ended_at is null and o.activated_at is not null and o.ends_on is null) then
    raise exception 'last_day_of_all_administrators' using errcode = 'TC409', detail = 'endsOn';
  end if;
  update app.members x set ends_on = p_day where x.authority_id = m.authority_id and x.id = m.id;
  update auth.sessions s set absolute_expires_at = least(s.absolute_expires_at, auth.end_of_day(m.authority_id, p_day))
   where s.authority_id = m.authority_id and s.member_id = m.id and s.ended_at is null;
end $$;

-- Other functions, desks, language or last day. It counts from the member's very next request.
create or replace function act.change_member(p_member int, p_version int, p_change jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_administrators();
  m app.members := act.other_member(a, p_member, p_version);
begin
  if p_change ?| array['functions', 'desks', 'endsOn'] then perform actor.must_have_proved(); end if;
  if p_change ? 'endsOn' and (p_change ->> 'endsOn')::date is distinct from m.ends_on then
    perform act.set_last_day(m, (p_change ->> 'endsOn')::date);
  end if;
  if p_change ? 'functions' then
    perform act.give_functions(a, m.id, array(select jsonb_array_elements_text(p_change -> 'functions')));
  end if;
  if p_change ? 'desks' then
    perform act.seat_at_desks(a, m.id, m.agency_id, array(select jsonb_array_elements_text(p_change -> 'desks')::int));
  end if;
  update app.members x set locale = coalesce(p_change ->> 'locale', x.locale), version = x.version + 1
   where x.authority_id = a and x.id = m.id;
  perform audit.record('member.changed', null, jsonb_build_object('member', m.id, 'change', p_change));
end $$;

-- Ends at once: sessions, desks, open invitations, the passphrase, the passkeys. What waited for the member waits at the desk of
-- the agency until it is handed on, and what the agency has accepted stays with its desks.
create or replace function act.let_go(m app.members) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := m.authority_id;
begin
  perform act.seat_at_desks(a, m.id, m.agency_id, '{}');
  perform auth.end_sessions_of(a, m.id, null);
  update auth.invitations i set used_at = now() where i.authority_id = a and i.member_id = m.id and i.used_at is null;
  delete from auth.credentials c where c.authority_id = a and c.member_id = m.id;
  delete from auth.passkeys k where k.authority_id = a and k.member_id = m.id;
  perform auth.forget_codes(a, m.id);
  perform act.leave_to_desk(m);
  delete from app.member_functions f where f.authority_id = a and f.member_id = m.id;
  update app.members x set ended_at = now(), version = x.version + 1 where x.authority_id = a and x.id = m.id;
end $$;

create or replace function act.end_member(p_member int, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m app.members := act.other_member(act.only_administrators(), p_member, p_version);
begin
  perform act.let_go(m);
  perform audit.record('member.ended', null, jsonb_build_object('member', m.id));
end $$;

-- Whose last day is over: the clock has ended the sessions already, a job tidies up after them. Answers how many left.
create or replace function act.end_members_due() returns int
language plpgsql security definer set search_path = '' as $$
declare
  m app.members;
  v_ended int := 0;
begin
  for m in select x.* from app.members x
            where x.ends_on < actor.day_in(x.authority_id) and x.ended_at is null for update skip locked loop
    perform act.let_go(m);
    perform audit.write(m.authority_id, null, null, null, 'member.ended', null,
      jsonb_build_object('member', m.id, 'lastDay', m.ends_on), null);
    v_ended := v_ended + 1;
  end loop;
  return v_ended;
end $$;
grant execute on function act.end_members_due() to throughcare_worker;

grant execute on function act.create_agency(text, text, app.agency_kind, text, text), act.change_agency(int, int, jsonb),
  act.create_desk(int, text, text), act.create_member(int, text, text, text[], int[], text),
  act.change_member(int, int, jsonb), act.end_member(int, int) to throughcare_actor;
