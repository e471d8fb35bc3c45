-- One-time codes beside the passphrase. The gate compares the code; here stands that each time step counts once, a recovery
-- code once, and that five wrong tries end the attempt.
alter table app.one_time_codes enable row level security;
alter table auth.recovery_codes enable row level security;
alter table auth.second_steps enable row level security;

create or replace function auth.has_codes(p_authority int, p_member int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.one_time_codes c
    where c.authority_id = p_authority and c.member_id = p_member and c.confirmed_at is not null)
$$;

-- My secret, to compare a code with it; and where none is, whose it would be.
create or replace function auth.find_own_codes(p_token text)
returns table (authority_id int, member_id int, email text, authority text, key_wrapped bytea, secret_sealed bytea, confirmed boolean)
language sql stable security definer set search_path = '' as $$
  select m.authority_id, m.id, m.email, a.name, c.key_wrapped, c.secret_sealed, coalesce(c.confirmed_at is not null, false)
  from auth.must_begin(p_token) mine
  join app.members m on m.authority_id = mine.authority_id and m.id = mine.member_id
  join app.authorities a on a.id = m.authority_id
  left join app.one_time_codes c on c.authority_id = m.authority_id and c.member_id = m.id
$$;

-- Keeps a new secret; it counts once a code of it was typed. One that counts is removed before another is made.
create or replace function auth.begin_codes(p_token text, p_key bytea, p_secret bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.may_add_factor(p_token);
begin
  if not auth.codes_allowed(mine.authority_id) then raise exception 'codes_not_here' using errcode = 'TC409'; end if;
  insert into app.one_time_codes as c (authority_id, member_id, key_wrapped, secret_sealed)
  values (mine.authority_id, mine.member_id, p_key, p_secret)
  on conflict (authority_id, member_id) do update
    set key_wrapped = excluded.key_wrapped, secret_sealed = excluded.secret_sealed, made_at = now(), last_step = 0
    where c.confirmed_at is null;
  if not found then raise exception 'codes_there_already' using errcode = 'TC409'; end if;
end $$;

create or replace function auth.confirm_codes(p_token text, p_step bigint, p_recovery bytea[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine  auth.sessions := auth.must_begin(p_token);
  first boolean := not auth.has_factor(mine.authority_id, mine.member_id);
begin
  update app.one_time_codes c set confirmed_at = now(), last_step = p_step
   where c.authority_id = mine.authority_id and c.member_id = mine.member_id and c.confirmed_at is null;
  if not found then raise exception 'codes_there_already' using errcode = 'TC409'; end if;
  delete from auth.recovery_codes r where r.authority_id = mine.authority_id and r.member_id = mine.member_id;
  insert into auth.recovery_codes (authority_id, member_id, code_hash)
  select mine.authority_id, mine.member_id, h from unnest(p_recovery) h;
  if first then update auth.sessions s set shown = 'code' where s.token_hash = mine.token_hash and s.shown = 'one'; end if;
  perform auth.end_sessions_of(mine.authority_id, mine.member_id, mine.token_hash);
  perform auth.say_changed(mine.authority_id, mine.member_id);
  perform audit.record_for(mine.authority_id, mine.member_id, 'account.codes_added', '{}');
end $$;

create or replace function auth.forget_codes(p_authority int, p_member int) returns void
language sql security definer set search_path = '' as $$
  delete from app.one_time_codes c where c.authority_id = p_authority and c.member_id = p_member;
  delete from auth.recovery_codes r where r.authority_id = p_authority and r.member_id = p_member;
  delete from auth.second_steps s where s.authority_id = p_authority and s.member_id = p_member;
$$;

create or replace function auth.remove_codes(p_token text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_have_proved(p_token);
begin
  perform auth.forget_codes(mine.authority_id, mine.member_id);
  perform auth.shows_no_more(mine);
  perform auth.end_sessions_of(mine.authority_id, mine.member_id, mine.token_hash);
  perform auth.say_changed(mine.authority_id, mine.member_id);
  perform audit.record_for(mine.authority_id, mine.member_id, 'account.codes_removed', '{}');
end $$;

-- Each time step counts once: a code that was looked over or typed twice opens nothing.
create or replace function auth.count_step(p_authority int, p_member int, p_step bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update app.one_time_codes c set last_step = p_step
   where c.authority_id = p_authority and c.member_id = p_member and c.confirmed_at is not null and c.last_step < p_step;
  return found;
end $$;

-- After the right passphrase: whether a code is owed. If so the attempt is kept under this hash.
create or replace function auth.begin_second_step(p_step_hash bytea, p_authority int, p_member int) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if not auth.has_codes(p_authority, p_member) then return false; end if;
  insert into auth.second_steps (authority_id, step_hash, member_id) values (p_authority, p_step_hash, p_member);
  return true;
end $$;

-- Counts a try before its outcome is known. After five, or five minutes, the passphrase is asked anew.
create or replace function auth.try_second_step(p_step_hash bytea)
returns table (authority_id int, member_id int, email text, key_wrapped bytea, secret_sealed bytea)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  tried auth.second_steps;
begin
  update auth.second_steps s set tries = s.tries + 1
   where s.step_hash = p_step_hash and s.expires_at > now() and s.tries < 5 returning * into tried;
  return query
    select m.authority_id, m.id, m.email, c.key_wrapped, c.secret_sealed
    from app.members m join app.one_time_codes c on c.authority_id = m.authority_id and c.member_id = m.id
    where m.authority_id = tried.authority_id and m.id = tried.member_id and m.ended_at is null;
end $$;

-- Opens the session for a code of a step that did not count yet, or for a recovery code that was not used yet.
create or replace function auth.finish_second_step(
  p_step_hash bytea, p_step bigint, p_recovery bytea, p_token_hash bytea, p_user_agent_family text
) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  owed auth.second_steps;
  fits boolean;
begin
  select * into owed from auth.second_steps s where s.step_hash = p_step_hash and s.expires_at > now() for update;
  if owed.step_hash is null then return false; end if;
  if p_step is not null then
    fits := auth.count_step(owed.authority_id, owed.member_id, p_step);
  else
    update auth.recovery_codes r set used_at = now()
     where r.authority_id = owed.authority_id and r.member_id = owed.member_id and r.code_hash = p_recovery and r.used_at is null;
    fits := found;
  end if;
  if not fits then
    perform audit.record_for(owed.authority_id, owed.member_id, 'session.refused', '{"how": "code"}');
    return false;
  end if;
  delete from auth.second_steps s where s.step_hash = p_step_hash;
  if p_step is null then
    perform auth.say_changed(owed.authority_id, owed.member_id);
    perform audit.record_for(owed.authority_id, owed.member_id, 'account.recovery_code_used', '{}');
  end if;
  perform auth.start_session(owed.authority_id, owed.member_id, p_token_hash, p_user_agent_family,
    case when p_step is null then 'recovery_code' else 'code' end);
  return true;
end $$;

-- A code as proof that it is still the member.
create or replace function auth.prove_with_code(p_token text, p_step bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_begin(p_token);
begin
  if not auth.count_step(mine.authority_id, mine.member_id, p_step) then return false; end if;
  perform auth.note_proof(mine, 'code');
  return true;
end $$;

grant execute on function auth.find_own_codes(text), auth.begin_codes(text, bytea, bytea), auth.confirm_codes(text, bigint, bytea[]),
  auth.remove_codes(text), auth.begin_second_step(bytea, int, int), auth.try_second_step(bytea),
  auth.finish_second_step(bytea, bigint, bytea, bytea, text), auth.prove_with_code(text, bigint) to throughcare_gate;
