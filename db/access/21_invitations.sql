-- Invitations: an administrator starts, the invited person sets the secret, nobody sees it.

-- A link that still works, with what the page says to its holder and the words a passphrase avoids.
create or replace function auth.find_invitation(p_token_hash bytea)
returns table (
  name text, email text, locale text, agency text, authority text, expires_at timestamptz,
  context text[]
) language sql stable security definer set search_path = '' as $$
  select m.name, m.email, m.locale, g.name, a.name, i.expires_at,
    array[m.name, m.email, g.name, a.name]
  from auth.invitations i
  join app.members m on m.authority_id = i.authority_id and m.id = i.member_id
  join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id
  join app.authorities a on a.id = m.authority_id
  where i.token_hash = p_token_hash and i.used_at is null and i.expires_at > now()
    and m.ended_at is null and (not i.needs_second or i.confirmed_by is not null)
$$;

-- A link that still works, or a refusal: before a device is asked to make a passkey for it.
create or replace function auth.must_be_invited(p_token_hash bytea) returns auth.invitations
language plpgsql stable security definer set search_path = '' as $$
declare
  found auth.invitations;
begin
  select i.* into found from auth.invitations i
    join app.members m on m.authority_id = i.authority_id and m.id = i.member_id and m.ended_at is null
   where i.token_hash = p_token_hash and i.used_at is null and i.expires_at > now()
     and (not i.needs_second or i.confirmed_by is not null);
  if found.token_hash is null then raise exception 'invitation_not_found' using errcode = 'TC404'; end if;
  return found;
end $$;

-- Uses a link once: ends former sessions and every other link of this member. What the member had beside passkeys and may have
-- lost goes: the codes of a phone here, the passphrase by what follows.
create or replace function auth.spend_invitation(p_token_hash bytea) returns auth.invitations
language plpgsql security definer set search_path = '' as $$
declare
  used auth.invitations;
begin
  update auth.invitations i set used_at = now()
  where i.token_hash = p_token_hash and i.used_at is null and i.expires_at > now()
    and (not i.needs_second or i.confirmed_by is not null)
  returning * into used;
  if used.token_hash is null then
    raise exception 'invitation_not_found' using errcode = 'TC404';
  end if;
  update auth.invitations set used_at = now()
  where authority_id = used.authority_id and member_id = used.member_id and used_at is null;
  perform auth.end_sessions_of(used.authority_id, used.member_id, null);
  -- Whoever lost the phone too: two persons have seen who it is.
  perform auth.forget_codes(used.authority_id, used.member_id);
  if used.needs_second then perform auth.say_changed(used.authority_id, used.member_id); end if;
  update app.members set activated_at = coalesce(activated_at, now())
  where authority_id = used.authority_id and id = used.member_id;
  perform audit.record_for(used.authority_id, used.member_id, 'invitation.used',
    jsonb_build_object('invitedBy', used.created_by));
  return used;
end $$;

create or replace function auth.use_invitation(
  p_token_hash bytea, p_hash text, p_session_hash bytea, p_user_agent_family text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  used auth.invitations := auth.spend_invitation(p_token_hash);
begin
  perform auth.save_passphrase(used.authority_id, used.member_id, p_hash);
  perform auth.start_session(used.authority_id, used.member_id, p_session_hash, p_user_agent_family, 'invitation');
end $$;

-- With a passkey instead: no passphrase is ever set, and one that there was opens nothing any more.
create or replace function auth.use_invitation_with_passkey(
  p_token_hash bytea, p_credential bytea, p_public_key bytea, p_counter bigint, p_transports text[], p_synced boolean, p_name text,
  p_handle bytea, p_session_hash bytea, p_user_agent_family text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  used auth.invitations := auth.spend_invitation(p_token_hash);
begin
  delete from auth.credentials c where c.authority_id = used.authority_id and c.member_id = used.member_id;
  perform auth.keep_passkey(used.authority_id, used.member_id, p_credential, p_public_key, p_counter, p_transports, p_synced, p_name, p_handle);
  perform auth.start_session(used.authority_id, used.member_id, p_session_hash, p_user_agent_family, 'invited_passkey');
end $$;

-- For whom the device makes the passkey, and the passkeys that they have.
create or replace function auth.find_invited_owner(p_token_hash bytea)
returns table (email text, name text, handle bytea, credentials bytea[])
language sql stable security definer set search_path = '' as $$
  select m.email, m.name,
    (select k.handle from auth.passkeys k where k.authority_id = m.authority_id and k.member_id = m.id limit 1),
    array(select k.credential_id from auth.passkeys k where k.authority_id = m.authority_id and k.member_id = m.id)
  from auth.must_be_invited(p_token_hash) i
  join app.members m on m.authority_id = i.authority_id and m.id = i.member_id
$$;

-- Makes a link for a member of the actor's authority. Where the member has a way in already, the
-- link sleeps until a second person confirms: no administrator alone can become somebody else.
create or replace function act.invite_member(p_member int, p_token_hash bytea)
returns table (expires_at timestamptz, needs_second boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  made auth.invitations;
begin
  if not 'administrator' = any (actor.functions()) then
    raise exception 'administrators_only' using errcode = 'TC403';
  end if;
  perform from app.members m
  where m.authority_id = actor.authority() and m.id = p_member and m.ended_at is null for update;
  if not found then
    raise exception 'member_not_found' using errcode = 'TC404';
  end if;
  update auth.invitations set used_at = now()
  where authority_id = actor.authority() and member_id = p_member and used_at is null;
  insert into auth.invitations (token_hash, authority_id, member_id, created_by, needs_second)
  values (p_token_hash, actor.authority(), p_member, actor.member(), exists (
    select from auth.credentials c
    where c.authority_id = actor.authority() and c.member_id = p_member) or exists (
    select from auth.passkeys k
    where k.authority_id = actor.authority() and k.member_id = p_member) or exists (
    select from auth.bindings b
    where b.authority_id = actor.authority() and b.member_id = p_member))
  returning * into made;
  perform audit.record('invitation.made', null,
    jsonb_build_object('member', p_member, 'needsSecond', made.needs_second));
  return query select made.expires_at, made.needs_second;
end $$;

-- The second pair of eyes: another administrator or a coordinator, neither inviter nor invited.
create or replace function act.confirm_invitation(p_member int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not actor.functions() && array['administrator', 'coordinator'] then
    raise exception 'administrators_only' using errcode = 'TC403';
  end if;
  update auth.invitations i set confirmed_by = actor.member()
  where i.authority_id = actor.authority() and i.member_id = p_member and i.needs_second
    and i.confirmed_by is null and i.used_at is null and i.expires_at > now()
    and i.created_by <> actor.member() and i.member_id <> actor.member();
  if not found then
    raise exception 'invitation_not_found' using errcode = 'TC404';
  end if;
  perform audit.record('invitation.confirmed', null, jsonb_build_object('member', p_member));
end $$;

-- Who I am, where I work and what I do there; asked by every page that begins.
-- What my agency may work for today, under whichever agreement, and whether I sit on cases for it: no right, no purpose.
create or replace function actor.purposes_held() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'sits', exists (
             select from app.seats s where s.authority_id = (select actor.authority()) and s.principal = any ((select actor.principals())::int[])
                and s.purpose = p.code and s.period @> statement_timestamp())) order by p.code), '[]')
    from app.purposes p
   where exists (select from actor.rights_of((select actor.authority()), (select actor.agency()), p.code, (select actor.today())) r
                  where r.sight is not null or r.on_decision)
$$;
revoke execute on function actor.purposes_held() from public;

create or replace function act.describe_me() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'member', jsonb_build_object(
      'id', m.id, 'name', m.name, 'email', m.email, 'locale', m.locale),
    'agency', jsonb_build_object('id', g.id, 'name', g.name, 'kind', g.kind, 'code', g.code),
    'authority',
      jsonb_build_object('name', a.name, 'timeZone', a.time_zone, 'country', a.country,
        'weekStarts', coalesce(x.week_starts, 'monday'),
        'languages', to_jsonb(coalesce(x.languages, array[a.locale]))),
    'functions', array(
      select f.function from app.member_functions f
      where f.authority_id = m.authority_id and f.member_id = m.id order by 1),
    'purpose', (select actor.purpose()),
    'purposes', actor.purposes_held(),
    'secondFactor', auth.factor_soon(m.authority_id, m.id),
    'idleMinutes', extract(epoch from coalesce((
      select s.idle_limit from auth.settings s where s.authority_id = m.authority_id
    ), '15 minutes')) / 60)
  from app.members m
  join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id
  join app.authorities a on a.id = m.authority_id
  left join app.authority_state x on x.authority_id = m.authority_id
  where m.authority_id = (select actor.authority()) and m.id = (select actor.member())
$$;

create or replace function act.choose_locale(p_locale text) returns void
language sql security definer set search_path = '' as $$
  update app.members set locale = p_locale
  where authority_id = (select actor.authority()) and id = (select actor.member())
$$;

-- What is over and helps nobody any more is forgotten.
create or replace function auth.tidy() returns void
language sql security definer set search_path = '' as $$
  delete from auth.attempts where at < now() - interval '1 hour';
  delete from auth.challenges where expires_at < now();
  delete from auth.second_steps where expires_at < now();
  delete from auth.sessions
    where coalesce(ended_at, absolute_expires_at) < now() - interval '7 days';
  delete from auth.invitations where coalesce(used_at, expires_at) < now() - interval '30 days';
  delete from app.idempotency where created_at < now() - interval '7 days';
$$;

grant usage on schema auth to throughcare_gate, throughcare_worker;
grant execute on function
  auth.find_credential(text), auth.begin_attempt(uuid, bytea, bytea, bytea),
  auth.forget_attempt(uuid), auth.refuse_sign_in(text),
  auth.start_session(int, int, bytea, text, text), auth.end_session(text),
  auth.end_all_sessions(text), auth.list_sessions(text), auth.watch_sessions(text[]),
  auth.find_own_credential(text), auth.change_passphrase(text, text),
  auth.strengthen_hash(int, int, text, text), auth.find_invitation(bytea),
  auth.use_invitation(bytea, text, bytea, text), auth.find_invited_owner(bytea),
  auth.use_invitation_with_passkey(bytea, bytea, bytea, bigint, text[], boolean, text, bytea, bytea, text)
  to throughcare_gate;
grant execute on function auth.tidy() to throughcare_worker;
grant execute on function act.invite_member(int, bytea), act.confirm_invitation(int),
  act.describe_me(), act.choose_locale(text) to throughcare_actor;
