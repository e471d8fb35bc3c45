-- Setting a city up. The link is made by whoever starts the program on the machine itself; who holds it makes the
-- authority and its first administrator, once, in one transaction.
alter table auth.set_up_links enable row level security;

-- A new link, as long as there is no authority here. Older ones stop working.
create or replace function auth.offer_set_up(p_token_hash bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('throughcare.set_up'));
  if exists (select from app.authorities) then return false; end if;
  delete from auth.set_up_links;
  insert into auth.set_up_links (token_hash) values (p_token_hash);
  return true;
end $$;

-- What the holder of a link may know: `open`, `used` (said kindly), or `gone`. Without a link: whether there is
-- an authority here, and whether it is an invented one.
create or replace function auth.find_set_up(p_token_hash bytea default null)
returns table (state text, authority text, practice boolean)
language sql stable security definer set search_path = '' as $$
  select case when l.used_at is not null then 'used'
              when l.token_hash is not null and l.expires_at > now() and a.id is null then 'open'
              when p_token_hash is null then case when a.id is null then 'open' else 'done' end
              else 'gone' end,
    case when l.used_at is not null then a.name end, coalesce(a.demo, false)
  from (values (1)) one
  left join auth.set_up_links l on l.token_hash = p_token_hash
  left join lateral (select x.id, x.name, x.demo from app.authorities x order by x.id limit 1) a on true
$$;

-- The parts of life that every partnership begins with.
create or replace function auth.add_domains(p_authority int) returns void
language sql security definer set search_path = '' as $$
  insert into app.domains (authority_id, code, position, basic)
  select p_authority, d.code, d.position, d.code in ('accommodation', 'health', 'finance_papers')
    from unnest(array['accommodation', 'work', 'education', 'health', 'substance_use', 'finance_papers',
      'family_community', 'relations']) with ordinality as d(code, position)
$$;

-- The city's own agency with the desks that come with a set-up: coordination, and privacy.
create or replace function auth.add_own_agency(p_authority int, p_city jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into app.agencies (authority_id, id, name, code, kind)
  values (p_authority, 1, p_city ->> 'office', p_city ->> 'code', 'city');
  insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name)
  values (p_authority, 1, 'desk', 1, 'coordination', p_city ->> 'coordinationDesk'),
         (p_authority, 2, 'desk', 1, 'privacy', p_city ->> 'privacyDesk');
$$;

-- Everything or nothing: the authority with its keys, its own agency, the first administrator, who is signed in.
-- The administrator looks after accounts and settings and sits at no desk, so no case comes near.
create or replace function auth.set_up(
  p_token_hash bytea, p_city jsonb, p_keys jsonb, p_administrator jsonb, p_hash text, p_session_hash bytea, p_browser text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  l auth.set_up_links;
begin
  perform pg_advisory_xact_lock(hashtext('throughcare.set_up'));
  select x.* into l from auth.set_up_links x where x.token_hash = p_token_hash for update;
  if l.used_at is not null then raise exception 'set_up_done' using errcode = 'TC409'; end if;
  if l.token_hash is null or l.expires_at <= now() or exists (select from app.authorities) then
    raise exception 'set_up_link_not_found' using errcode = 'TC404';
  end if;
  update auth.set_up_links set used_at = now() where token_hash = l.token_hash;
  insert into app.authorities (id, name, country, region, time_zone, locale, case_prefix, area)
  values (1, p_city ->> 'name', p_city ->> 'country', p_city ->> 'region', p_city ->> 'timeZone', p_city ->> 'language', p_city ->> 'casePrefix',
          jsonb_build_object('city', p_city -> 'placeNames', 'noFixedAddress', '[]'::jsonb));
  insert into app.authority_keys (authority_id, id, kind, wrapped)
  select 1, k.id, k.kind, decode(k.wrapped, 'hex') from jsonb_to_recordset(p_keys) as k(id int, kind text, wrapped text);
  insert into app.authority_state (authority_id, region, languages, week_starts)
  values (1, p_city ->> 'region', array(select jsonb_array_elements_text(p_city -> 'languages')), p_city ->> 'weekStarts');
  perform auth.add_domains(1);
  perform auth.add_own_agency(1, p_city);
  insert into app.members (authority_id, id, agency_id, name, email, locale, activated_at)
  values (1, 1, 1, p_administrator ->> 'name', p_administrator ->> 'email', p_city ->> 'language', now());
  insert into app.principals (authority_id, id, kind, agency_id, member_id, name)
  values (1, 3, 'member', 1, 1, p_administrator ->> 'name');
  insert into app.member_functions (authority_id, member_id, function) values (1, 1, 'administrator');
  insert into app.table_seats (authority_id, id, function, agency_id, contact, changed_by)
  values (1, 1, 'coordination', 1, p_administrator ->> 'name', 1);
  perform auth.save_passphrase(1, 1, p_hash);
  -- A week to bring the desk under a name, where passkeys can be made; then whoever opens doors for others shows two factors.
  insert into auth.settings (authority_id, functions, functions_from)
  values (1, '{administrator}', (now() at time zone (p_city ->> 'timeZone'))::date + 7);
  perform audit.record_for(1, 1, 'account.set_up', jsonb_build_object('country', p_city ->> 'country'));
  perform auth.start_session(1, 1, p_session_hash, p_browser, 'set_up');
  perform pg_notify('throughcare_keys', '1');
end $$;

grant execute on function auth.offer_set_up(bytea), auth.find_set_up(bytea),
  auth.set_up(bytea, jsonb, jsonb, jsonb, text, bytea, text) to throughcare_gate;
