-- Passkeys. The gate checks the signature; here stands what may not depend on it: a challenge counts once, for the attempt
-- and the session it was made for; a counter never goes back; nobody loses the last way in.
alter table auth.passkeys enable row level security;
alter table auth.challenges enable row level security;


-- A live session whose member proved to be themselves within ten minutes: who finds a screen open may not make a key of
-- their own, nor take one away.
create or replace function auth.must_have_proved(p_token text) returns auth.sessions
language plpgsql stable security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_live(p_token);
begin
  if mine.proved_at <= clock_timestamp() - interval '10 minutes' then
    raise exception 'step_up_needed' using errcode = 'TC403';
  end if;
  return mine;
end $$;

-- The session of somebody who may add a way in: they proved to be themselves within ten minutes. Who owes a second factor and
-- has one shows that: with the passphrase alone nobody makes a key of their own for an account that has one.
create or replace function auth.may_add_factor(p_token text) returns auth.sessions
language plpgsql stable security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_begin(p_token);
begin
  if mine.proved_at <= clock_timestamp() - interval '10 minutes' then
    raise exception 'step_up_needed' using errcode = 'TC403';
  end if;
  if auth.owes_factor(mine.authority_id, mine.member_id, mine.shown) and auth.has_factor(mine.authority_id, mine.member_id) then
    raise exception 'second_factor_shown_first' using errcode = 'TC403';
  end if;
  return mine;
end $$;

-- Keeps what is to be signed. Whoever is signed in already binds it to their session, whoever is invited to the invitation.
drop function if exists auth.begin_challenge(bytea, text, bytea, text, bytea);
create or replace function auth.begin_challenge(
  p_attempt bytea, p_kind text, p_challenge bytea, p_token text, p_handle bytea, p_invitation bytea
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_kind = 'add' then perform auth.may_add_factor(p_token); end if;
  if p_kind = 'invite' then perform auth.must_be_invited(p_invitation); end if;
  insert into auth.challenges (attempt_hash, kind, challenge, session_hash, handle, invitation_hash)
  values (p_attempt, p_kind, p_challenge, case when p_kind in ('add', 'prove') then (auth.must_begin(p_token)).token_hash end, p_handle,
    case when p_kind = 'invite' then p_invitation end);
end $$;

-- Hands the challenge out once: right or wrong, it is gone afterwards.
drop function if exists auth.take_challenge(bytea, text, text);
create or replace function auth.take_challenge(p_attempt bytea, p_kind text, p_token text, p_invitation bytea)
returns table (challenge bytea, handle bytea) language plpgsql security definer set search_path = '' as $$
declare
  taken auth.challenges;
begin
  delete from auth.challenges c where c.attempt_hash = p_attempt returning * into taken;
  if taken.kind is distinct from p_kind or taken.expires_at <= now()
    or p_kind in ('add', 'prove') and taken.session_hash is distinct from (auth.must_begin(p_token)).token_hash
    or taken.invitation_hash is distinct from p_invitation then
    return;
  end if;
  return query select taken.challenge, taken.handle;
end $$;

-- The passkey behind a credential, or one row of nulls. Of who has left none is found.
create or replace function auth.find_passkey(p_credential bytea)
returns table (authority_id int, member_id int, public_key bytea, counter bigint, handle bytea)
language sql stable security definer set search_path = '' as $$
  select found.authority_id, found.member_id, found.public_key, found.counter, found.handle
  from (values (1)) one
  left join lateral (
    select k.authority_id, k.member_id, k.public_key, k.counter, k.handle
    from auth.passkeys k
    join app.members m on m.authority_id = k.authority_id and m.id = k.member_id
    where k.credential_id = p_credential and m.ended_at is null
  ) found on true
$$;

-- Counts a use. A counter that does not grow is the sign of a copied key: refused under the lock of the row, so that of
-- two answers with the same counter one is refused. Devices without a counter say nought each time.
create or replace function auth.count_passkey(p_credential bytea, p_counter bigint) returns auth.passkeys
language plpgsql security definer set search_path = '' as $$
declare
  used auth.passkeys;
begin
  select k.* into used from auth.passkeys k where k.credential_id = p_credential for update;
  if used.id is null or (p_counter <= used.counter and (p_counter > 0 or used.counter > 0)) then return null; end if;
  update auth.passkeys k set counter = p_counter, last_used_at = now() where k.credential_id = p_credential;
  return used;
end $$;

-- Opens a session for whoever holds the passkey. The signature was checked; the counter is checked here.
create or replace function auth.sign_in_with_passkey(
  p_credential bytea, p_counter bigint, p_token_hash bytea, p_user_agent_family text
) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  used auth.passkeys := auth.count_passkey(p_credential, p_counter);
begin
  if used.id is null then
    perform auth.refuse_passkey(p_credential, 'counter');
    return false;
  end if;
  perform auth.start_session(used.authority_id, used.member_id, p_token_hash, p_user_agent_family, 'passkey');
  return true;
end $$;

-- A refused passkey is known to the log of its authority, with the reason; the answer does not show it.
create or replace function auth.refuse_passkey(p_credential bytea, p_why text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  found auth.passkeys;
begin
  select k.* into found from auth.passkeys k where k.credential_id = p_credential;
  if found.id is null then return; end if;
  perform audit.record_for(found.authority_id, found.member_id, 'session.refused',
    jsonb_build_object('how', 'passkey', 'why', left(p_why, 20)));
end $$;

-- Whose passkey is being added, as the device shows it, and the passkeys that they have.
create or replace function auth.find_passkey_owner(p_token text)
returns table (email text, name text, handle bytea, credentials bytea[])
language sql stable security definer set search_path = '' as $$
  select m.email, m.name,
    (select k.handle from auth.passkeys k where k.authority_id = m.authority_id and k.member_id = m.id limit 1),
    array(select k.credential_id from auth.passkeys k where k.authority_id = m.authority_id and k.member_id = m.id)
  from auth.must_begin(p_token) mine
  join app.members m on m.authority_id = mine.authority_id and m.id = mine.member_id
$$;

-- Something about the sign-in of a member has changed: a mail says so to the address of the account.
create or replace function auth.say_changed(p_authority int, p_member int) returns void
language sql security definer set search_path = '' as $$
  insert into app.mail_waiting (authority_id, member_id, kind, due_at)
  select p_authority, p_member, 'account', now() where exists (
    select from app.members m where m.authority_id = p_authority and m.id = p_member and m.ended_at is null)
  on conflict do nothing
$$;

create or replace function auth.keep_passkey(
  p_authority int, p_member int, p_credential bytea, p_public_key bytea, p_counter bigint, p_transports text[], p_synced boolean,
  p_name text, p_handle bytea
) returns void language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from auth.passkeys k where k.credential_id = p_credential) then
    raise exception 'passkey_known' using errcode = 'TC409';
  end if;
  if (select count(*) from auth.passkeys k where k.authority_id = p_authority and k.member_id = p_member) >= 20 then
    raise exception 'passkeys_enough' using errcode = 'TC409';
  end if;
  insert into auth.passkeys (authority_id, member_id, credential_id, public_key, handle, counter, transports, synced, name)
  values (p_authority, p_member, p_credential, p_public_key, p_handle, p_counter, p_transports, p_synced, p_name);
  perform auth.say_changed(p_authority, p_member);
  perform audit.record_for(p_authority, p_member, 'account.passkey_added', '{}');
end $$;

-- Of the member's own accord. Where it is the first that counts as two factors, this session has shown it by making it.
create or replace function auth.add_passkey(
  p_token text, p_credential bytea, p_public_key bytea, p_counter bigint, p_transports text[], p_synced boolean, p_name text,
  p_handle bytea
) returns void language plpgsql security definer set search_path = '' as $$
declare
  mine  auth.sessions := auth.must_begin(p_token);
  first boolean := not auth.has_factor(mine.authority_id, mine.member_id);
begin
  perform auth.keep_passkey(mine.authority_id, mine.member_id, p_credential, p_public_key, p_counter, p_transports, p_synced, p_name, p_handle);
  if first then update auth.sessions s set shown = 'passkey' where s.token_hash = mine.token_hash; end if;
end $$;

create or replace function auth.name_passkey(p_token text, p_id uuid, p_name text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_live(p_token);
begin
  update auth.passkeys k set name = p_name
   where k.authority_id = mine.authority_id and k.member_id = mine.member_id and k.id = p_id;
  if not found then raise exception 'passkey_not_found' using errcode = 'TC404'; end if;
  perform audit.record_for(mine.authority_id, mine.member_id, 'account.passkey_named', '{}');
end $$;

-- Takes a passkey away and ends the other sessions: whoever held it is out. Never the last way in; two devices that
-- remove the last two at once wait for one another at the row of the member.
create or replace function auth.remove_passkey(p_token text, p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_have_proved(p_token);
begin
  perform from app.members m where m.authority_id = mine.authority_id and m.id = mine.member_id for update;
  if not exists (select from auth.passkeys k
                  where k.authority_id = mine.authority_id and k.member_id = mine.member_id and k.id = p_id) then
    raise exception 'passkey_not_found' using errcode = 'TC404';
  end if;
  if not exists (select from auth.passkeys k
                  where k.authority_id = mine.authority_id and k.member_id = mine.member_id and k.id <> p_id)
    and not exists (select from auth.credentials c
                     where c.authority_id = mine.authority_id and c.member_id = mine.member_id) then
    raise exception 'passkey_is_last_way' using errcode = 'TC409';
  end if;
  delete from auth.passkeys k where k.authority_id = mine.authority_id and k.member_id = mine.member_id and k.id = p_id;
  perform auth.shows_no_more(mine);
  perform auth.end_sessions_of(mine.authority_id, mine.member_id, mine.token_hash);
  perform auth.say_changed(mine.authority_id, mine.member_id);
  perform audit.record_for(mine.authority_id, mine.member_id, 'account.passkey_removed', '{}');
end $$;

-- How I sign in, and what changed about it in the last ninety days. Told to nobody but the member.
create or replace function auth.describe_ways(p_token text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'passphraseSince', (select c.changed_at from auth.credentials c
      where c.authority_id = mine.authority_id and c.member_id = mine.member_id and c.kind = 'passphrase'),
    'passkeys', coalesce((
      select jsonb_agg(jsonb_build_object('id', k.id, 'label', k.name, 'addedAt', k.added_at, 'lastUsedAt', k.last_used_at,
        'synced', k.synced) order by k.added_at, k.id)
      from auth.passkeys k where k.authority_id = mine.authority_id and k.member_id = mine.member_id), '[]'),
    'codesSince', (select c.confirmed_at from app.one_time_codes c
      where c.authority_id = mine.authority_id and c.member_id = mine.member_id and c.confirmed_at is not null),
    'recoveryLeft', (select count(*) from auth.recovery_codes r
      where r.authority_id = mine.authority_id and r.member_id = mine.member_id and r.used_at is null),
    'codesAllowed', auth.codes_allowed(mine.authority_id),
    'owed', case when not auth.owes_factor(mine.authority_id, mine.member_id, mine.shown) then 'nothing'
      when auth.has_factor(mine.authority_id, mine.member_id) then 'show' else 'add' end,
    'neededFrom', (select w.concerned_from from auth.without_factor(mine.authority_id) w join app.authorities a on a.id = mine.authority_id and not a.demo
      where w.member_id = mine.member_id),
    'changes', coalesce((
      select jsonb_agg(jsonb_build_object('at', e.at, 'what', e.action) order by e.at desc, e.id desc)
      from (select x.id, x.at, x.action from audit.events x
             where x.authority_id = mine.authority_id and x.member_id = mine.member_id
               and x.at > now() - interval '90 days' and x.case_id is null
               and x.action in ('account.passkey_added', 'account.passkey_removed', 'account.passphrase_changed', 'invitation.used',
                 'account.codes_added', 'account.codes_removed', 'account.recovery_code_used')
             order by x.at desc, x.id desc limit 10) e), '[]'))
  from auth.must_begin(p_token) mine
$$;

-- One session of my own ends, on another device; or all of them but this one.
create or replace function auth.end_session_of_mine(p_token text, p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_live(p_token);
begin
  update auth.sessions s set ended_at = now()
   where s.authority_id = mine.authority_id and s.member_id = mine.member_id and s.id = p_id and s.ended_at is null;
  if not found then raise exception 'session_not_found' using errcode = 'TC404'; end if;
  perform audit.record_for(mine.authority_id, mine.member_id, 'session.ended', '{"elsewhere": true}');
end $$;

create or replace function auth.end_other_sessions(p_token text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_live(p_token);
  ended int := auth.end_sessions_of(mine.authority_id, mine.member_id, mine.token_hash);
begin
  perform audit.record_for(mine.authority_id, mine.member_id, 'session.ended_elsewhere', jsonb_build_object('sessions', ended));
end $$;

grant execute on function
  auth.begin_challenge(bytea, text, bytea, text, bytea, bytea), auth.take_challenge(bytea, text, text, bytea), auth.find_passkey(bytea),
  auth.sign_in_with_passkey(bytea, bigint, bytea, text), auth.refuse_passkey(bytea, text), auth.find_passkey_owner(text),
  auth.add_passkey(text, bytea, bytea, bigint, text[], boolean, text, bytea), auth.name_passkey(text, uuid, text),
  auth.remove_passkey(text, uuid), auth.describe_ways(text), auth.end_session_of_mine(text, uuid), auth.end_other_sessions(text)
  to throughcare_gate;
