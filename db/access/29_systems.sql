-- Partner systems ask with a key (design 8). A key is proven as a session is, and speaks for one desk for one purpose, within
-- its scopes. It is nobody's: member 0, no function, never proved to be anybody, so what asks for a member refuses it. It comes
-- in by a login of its own, which reaches what its scopes need and nothing else (src/modules/systems/policy.sql): what is new
-- is closed to systems until it is opened there.

-- The one place that says when a key is over. What does not fit is all the same answer: unknown, not confirmed, ended, expired,
-- from another address, of an agency that has left. A key that nobody agreed to has no hash.
create or replace function actor.live_key(p_key text, p_address inet) returns app.system_keys
language sql stable security definer set search_path = '' as $$
  select k from app.system_keys k
    join app.authorities a on a.id = k.authority_id
    join app.agencies g on g.authority_id = k.authority_id and g.id = k.agency_id
     and (g.ended_on is null or g.ended_on > (now() at time zone a.time_zone)::date)
   where k.token_hash = sha256(convert_to(p_key, 'UTF8')) and k.ended_at is null
     and k.valid_until >= (now() at time zone a.time_zone)::date
     and (k.addresses = '{}' or exists (select from unnest(k.addresses) x where x >>= p_address))
$$;

-- What came: the key, from which address, and for which of its scopes: `tc_...@192.0.2.7#cases`. The transaction has this
-- scope and no other. For a system there is no case that is specially protected, and none that anybody of its agency closed to
-- themselves: it cannot tell who reads what it shows.
create or replace function actor.assume_system(p_came text, p_purpose text, p_request text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_address inet;
  v_scope   text := split_part(p_came, '#', 2);
  k         app.system_keys;
  v_today   date;
  v_scopes  text[];
  rights    text[];
  body      text;
begin
  begin
    v_address := split_part(split_part(p_came, '#', 1), '@', 2)::inet;
  exception when others then
    v_address := null;
  end;
  k := actor.live_key(split_part(p_came, '@', 1), v_address);
  if session_user <> 'throughcare_system' or k.id is null then
    raise exception 'key_refused' using errcode = 'TC401';
  end if;
  if coalesce(p_purpose, '') not in ('', k.purpose) then raise exception 'key_other_purpose' using errcode = 'TC403'; end if;
  if not v_scope = any (k.scopes) or v_scope = 'names' then raise exception 'key_other_scope' using errcode = 'TC403'; end if;
  v_scopes := array[v_scope] || case when 'names' = any (k.scopes) then '{names}' else '{}' end::text[];
  v_today := actor.day_in(k.authority_id);
  if k.last_used_on is distinct from v_today then
    update app.system_keys x set last_used_on = v_today where x.authority_id = k.authority_id and x.id = k.id;
  end if;
  rights := actor.rights_known(k.authority_id, k.agency_id, k.purpose, v_today);
  body := concat_ws('|', k.authority_id, 0, k.agency_id, array[k.principal]::text, rights[1],
    case when 'names' = any (v_scopes) then rights[2]::text[] else array_remove(rights[2]::text[], 'identity') end::text, rights[3], '{}', k.purpose,
    v_today, left(regexp_replace(coalesce(p_request, ''), '[^A-Za-z0-9-]', '', 'g'), 64),
    (select g.kind in ('custody', 'probation', 'police', 'justice') from app.agencies g where g.authority_id = k.authority_id and g.id = k.agency_id),
    '{}', '{}', array(
      select p.case_id from app.protections p where p.authority_id = k.authority_id and p.ended_at is null
      union all
      select unnest(actor.close_cases(x.authority_id, x.member_id)) from app.closeness x
        join app.members m on m.authority_id = x.authority_id and m.id = x.member_id and m.agency_id = k.agency_id
       where x.authority_id = k.authority_id and x.lifted_at is null)::text,
    0, k.id, v_scopes::text, coalesce(rights[7], ''), extract(epoch from now() + interval '1 minute'));
  perform set_config('throughcare.context', body, true), set_config('throughcare.proof', actor.mac(body), true);
  return jsonb_build_object('authority', k.authority_id, 'member', 0, 'agency', k.agency_id, 'principals', array[k.principal],
    'functions', '{}'::text[], 'purpose', k.purpose, 'today', v_today, 'name', k.label,
    'timeZone', (select a.time_zone from app.authorities a where a.id = k.authority_id));
end $$;

-- In functions that run as their owner, where no policy asks: members pass, a system only with this scope.
create or replace function actor.let_system(who text[], p_scope text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if who[17] <> '' and not p_scope = any (who[18]::text[]) then raise exception 'not_for_systems' using errcode = 'TC403'; end if;
end $$;

create or replace function actor.without_words(p_leads app.leads[]) returns app.leads[]
language plpgsql immutable set search_path = '' as $$
declare
  l      app.leads;
  v_told app.leads[] := '{}';
begin
  foreach l in array p_leads loop
    l.words_sealed := null;
    l.reason_sealed := null;
    l.said_by_sealed := null;
    v_told := v_told || l;
  end loop;
  return v_told;
end $$;

-- A known key that was refused was perhaps stolen, or forgotten: the log knows, the answer does not show it. Once in an hour.
create or replace function auth.refuse_system_key(p_key_hash bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.system_keys;
begin
  select x.* into k from app.system_keys x where x.token_hash = p_key_hash;
  if not found or exists (select from audit.events e where e.authority_id = k.authority_id and e.member_id is null and e.action = 'system_key.refused'
       and e.at > now() - interval '1 hour' and e.detail ->> 'key' = k.id::text) then return; end if;
  perform audit.write(k.authority_id, null, k.agency_id, null, 'system_key.refused', null, jsonb_build_object('key', k.id), null);
end $$;
grant execute on function auth.refuse_system_key(bytea) to throughcare_gate;

-- The system behind an event in which no member acted, in words of whoever named it; null for all others.
create or replace function audit.system_of(e audit.events) returns text
language sql stable security definer set search_path = '' as $$
  select k.label from app.system_keys k where e.member_id is null and e.detail ? 'system'
     and k.authority_id = e.authority_id and k.id::text = e.detail ->> 'system'
$$;
