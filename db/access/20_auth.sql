-- Sign-in and sessions. Only the gate makes sessions; actor and worker read nothing of schema auth.

alter table auth.sessions enable row level security;
alter table auth.credentials enable row level security;
alter table auth.invitations enable row level security;
alter table auth.attempts enable row level security;
alter table auth.settings enable row level security;
alter table app.idempotency enable row level security;

-- A member finds what they themselves created before, and nobody else's.
create policy read_own on app.idempotency for select to throughcare_actor
  using (authority_id = (select actor.authority()) and member_id = (select actor.member()));
create policy save_own on app.idempotency for insert to throughcare_actor
  with check (authority_id = (select actor.authority()) and member_id = (select actor.member()));
grant select, insert on app.idempotency to throughcare_actor;

-- The account behind an address, or one row of nulls: the answer has the same shape for everybody.
create or replace function auth.find_credential(p_email text)
returns table (authority_id int, member_id int, hash text)
language sql stable security definer set search_path = '' as $$
  select found.authority_id, found.id, found.hash
  from (values (1)) one
  left join lateral (
    select m.authority_id, m.id, c.hash
    from app.members m
    join auth.credentials c
      on c.authority_id = m.authority_id and c.member_id = m.id and c.kind = 'passphrase'
    where lower(m.email) = lower(p_email) and m.ended_at is null
  ) found on true
$$;

-- Seconds to wait after so many failures in the window; longer with each, never for good.
create or replace function auth.wait_after(p_kind text, p_key bytea, p_free int, p_longest int)
returns int language sql volatile security definer set search_path = '' as $$
  select case when count(*) < p_free then 0 else greatest(0, ceil(
      least(p_longest, 5 * power(2, least(count(*) - p_free, 10)))
      - extract(epoch from clock_timestamp() - max(at))))::int end
  from auth.attempts
  where kind = p_kind and key = p_key and at > clock_timestamp() - interval '15 minutes'
$$;

-- Counts an attempt before its outcome is known, so that a hundred at once are not one. Answers how
-- long to wait; while that is not 0 nothing is counted, so waiting always helps.
create or replace function auth.begin_attempt(
  p_id uuid, p_pair bytea, p_account bytea, p_address bytea
) returns int language plpgsql security definer set search_path = '' as $$
declare
  wait int;
begin
  perform pg_advisory_xact_lock(7001, hashtext(encode(p_account, 'hex')));
  perform pg_advisory_xact_lock(7002, hashtext(encode(p_address, 'hex')));
  wait := greatest(
    auth.wait_after('pair', p_pair, 5, 900),
    auth.wait_after('account', p_account, 20, 60),
    auth.wait_after('address', p_address, 60, 300));
  if wait = 0 then
    insert into auth.attempts (id, kind, key)
    values (p_id, 'pair', p_pair), (p_id, 'account', p_account), (p_id, 'address', p_address);
  end if;
  return wait;
end $$;

-- An attempt that succeeded was no failure, and neither were the slips before it.
create or replace function auth.forget_attempt(p_id uuid) returns void
language sql security definer set search_path = '' as $$
  delete from auth.attempts slip using auth.attempts mine
  where mine.id = p_id and mine.kind = 'pair' and slip.kind = 'pair' and slip.key = mine.key
    and slip.id <> p_id;
  delete from auth.attempts where id = p_id;
$$;

-- A refused sign-in is known to the log of the member's authority; the answer does not show it.
create or replace function auth.refuse_sign_in(p_email text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  found app.members;
begin
  select * into found from app.members m where lower(m.email) = lower(p_email);
  if found.id is not null then
    perform audit.record_for(found.authority_id, found.id, 'session.refused', '{}');
  end if;
end $$;

-- When a day of an authority is over, by its own clock; no day, no end.
create or replace function auth.end_of_day(p_authority int, p_day date) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select (p_day + 1)::timestamp at time zone a.time_zone from app.authorities a where a.id = p_authority
$$;

create or replace function auth.start_session(
  p_authority int, p_member int, p_token_hash bytea, p_user_agent_family text, p_how text
) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into auth.sessions
    (token_hash, authority_id, member_id, user_agent_family, idle_limit, absolute_expires_at, shown)
  select p_token_hash, m.authority_id, m.id, left(p_user_agent_family, 40),
    coalesce(s.idle_limit, '15 minutes'), 
    least(now() + coalesce(s.absolute_limit, '10 hours'), auth.end_of_day(m.authority_id, m.ends_on)),
    case when p_how in ('passkey', 'invited_passkey') then 'passkey' when p_how in ('code', 'recovery_code') then 'code' else 'one' end
  from app.members m left join auth.settings s using (authority_id)
  where m.authority_id = p_authority and m.id = p_member and m.ended_at is null
    and (m.ends_on is null or m.ends_on >= actor.day_in(m.authority_id))
    and not auth.is_blocked(m.authority_id, m.id);
  if not found then
    raise exception 'sign_in_refused' using errcode = 'TC401';
  end if;
  perform audit.record_for(p_authority, p_member, 'session.started', jsonb_build_object('how', p_how));
end $$;

-- The session of a token that is not over, or nothing: the one place that says when a session is over. It may still owe a
-- second factor, so nothing but the way to show or add one, and signing out, stands on it.
create or replace function auth.begun_session(p_token text) returns auth.sessions
language sql stable security definer set search_path = '' as $$
  select s from auth.sessions s
  join app.members m on m.authority_id = s.authority_id and m.id = s.member_id
  join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id
  where s.token_hash = sha256(convert_to(p_token, 'UTF8')) and s.ended_at is null
    and s.absolute_expires_at > now() and s.last_seen_at + s.idle_limit > now()
    and m.ended_at is null and (g.ended_on is null or g.ended_on > actor.day_in(m.authority_id))
$$;

-- The same, where nothing is owed: what everything else stands on.
create or replace function auth.live_session(p_token text) returns auth.sessions
language sql stable security definer set search_path = '' as $$
  select mine from auth.begun_session(p_token) mine
   where not auth.owes_factor(mine.authority_id, mine.member_id, mine.shown)
$$;

-- Each of them, or a refusal.
create or replace function auth.must_begin(p_token text) returns auth.sessions
language plpgsql stable security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.begun_session(p_token);
begin
  if mine.token_hash is null then raise exception 'session_missing' using errcode = 'TC401'; end if;
  return mine;
end $$;

create or replace function auth.must_live(p_token text) returns auth.sessions
language plpgsql stable security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_begin(p_token);
begin
  if auth.owes_factor(mine.authority_id, mine.member_id, mine.shown) then
    raise exception 'second_factor_needed' using errcode = 'TC403';
  end if;
  return mine;
end $$;

create or replace function auth.end_session(p_token text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.begun_session(p_token);
begin
  if mine.token_hash is null then return; end if;
  update auth.sessions set ended_at = now() where token_hash = mine.token_hash;
  perform audit.record_for(mine.authority_id, mine.member_id, 'session.ended', '{}');
end $$;

create or replace function auth.end_sessions_of(p_authority int, p_member int, p_except bytea)
returns int language sql security definer set search_path = '' as $$
  with ended as (
    update auth.sessions set ended_at = now()
    where authority_id = p_authority and member_id = p_member and ended_at is null
      and token_hash is distinct from p_except
    returning 1
  )
  select count(*)::int from ended
$$;

-- Signed out on every device, this one too.
create or replace function auth.end_all_sessions(p_token text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.begun_session(p_token);
  ended int;
begin
  if mine.token_hash is null then return; end if;
  ended := auth.end_sessions_of(mine.authority_id, mine.member_id, null);
  perform audit.record_for(mine.authority_id, mine.member_id, 'session.ended_everywhere',
    jsonb_build_object('sessions', ended));
end $$;

-- Where a member is signed in, told to nobody but that member.
drop function if exists auth.list_sessions(text);
create function auth.list_sessions(p_token text)
returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, browser text, this_one boolean)
language sql stable security definer set search_path = '' as $$
  select s.id, s.created_at, s.last_seen_at, s.user_agent_family, s.token_hash = mine.token_hash
  from auth.must_live(p_token) mine
  join auth.sessions s on s.authority_id = mine.authority_id and s.member_id = mine.member_id
  where s.ended_at is null and s.absolute_expires_at > now()
    and s.last_seen_at + s.idle_limit > now()
  order by s.last_seen_at desc
$$;

-- Whom sessions speak for, without counting as use: an open stream must not keep a session alive.
-- A token whose session is over is missing from the answer.
drop function if exists auth.watch_sessions(text[]);
create function auth.watch_sessions(p_tokens text[])
returns table (token text, authority_id int, member_id int, principals int[])
language sql stable security definer set search_path = '' as $$
  select asked.token, mine.authority_id, mine.member_id, actor.with_covered(mine.authority_id,
    (select m.agency_id from app.members m where m.authority_id = mine.authority_id and m.id = mine.member_id), array(
    select p.id from app.principals p
    where p.authority_id = mine.authority_id and p.member_id = mine.member_id
    union
    select d.desk_id from app.desk_members d
    where d.authority_id = mine.authority_id and d.member_id = mine.member_id
      and d.since <= now() and (d.until is null or d.until > now())))
  from unnest(p_tokens) asked(token)
  cross join lateral auth.live_session(asked.token) mine
  where mine.token_hash is not null
$$;

create or replace function auth.find_own_credential(p_token text)
returns table (authority_id int, member_id int, email text, hash text, context text[])
language sql stable security definer set search_path = '' as $$
  select m.authority_id, m.id, m.email, c.hash, array[m.name, m.email, g.name, a.name]
  from auth.begun_session(p_token) mine
  join app.members m on m.authority_id = mine.authority_id and m.id = mine.member_id
  join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id
  join app.authorities a on a.id = m.authority_id
  join auth.credentials c
    on c.authority_id = m.authority_id and c.member_id = m.id and c.kind = 'passphrase'
$$;

create or replace function auth.save_passphrase(p_authority int, p_member int, p_hash text)
returns void language sql security definer set search_path = '' as $$
  insert into auth.credentials (authority_id, member_id, kind, hash)
  values (p_authority, p_member, 'passphrase', p_hash)
  on conflict (authority_id, member_id, kind)
    do update set hash = excluded.hash, changed_at = now()
$$;

-- A changed passphrase ends every other session: whoever knew the old one is out.
create or replace function auth.change_passphrase(p_token text, p_hash text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_live(p_token);
begin
  perform auth.save_passphrase(mine.authority_id, mine.member_id, p_hash);
  perform auth.end_sessions_of(mine.authority_id, mine.member_id, mine.token_hash);
  perform auth.say_changed(mine.authority_id, mine.member_id);
  perform audit.record_for(mine.authority_id, mine.member_id, 'account.passphrase_changed', '{}');
end $$;

-- The same passphrase under stronger parameters; unlike a change it ends nothing.
create or replace function auth.strengthen_hash(
  p_authority int, p_member int, p_old text, p_new text
) returns void language sql security definer set search_path = '' as $$
  update auth.credentials set hash = p_new
  where authority_id = p_authority and member_id = p_member and kind = 'passphrase' and hash = p_old
$$;
