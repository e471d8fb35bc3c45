-- Two factors, where the authority asks for them (SEC-07). A session remembers what was shown to open it; the rule is looked
-- at with each request, so a new rule counts for sessions that are open. An invented city asks nobody: its accounts are public.

-- Whether the rule is in force for this member: for everybody, or for a function that they have.
create or replace function auth.must_show_two(p_authority int, p_member int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from auth.settings x join app.authorities a on a.id = x.authority_id and not a.demo
     where x.authority_id = p_authority
       and (x.everybody_from <= actor.day_in(p_authority)
         or x.functions_from <= actor.day_in(p_authority) and exists (
              select from app.member_functions f
               where f.authority_id = p_authority and f.member_id = p_member and f.function = any (x.functions))))
$$;

create or replace function auth.codes_allowed(p_authority int) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select x.codes_allowed from auth.settings x where x.authority_id = p_authority), true)
$$;

-- A passkey asks for finger, face or PIN of the device, so it is two factors by itself; codes count while the authority lets them.
create or replace function auth.counts_as_two(p_authority int, p_shown text) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_shown in ('passkey', 'provider') or p_shown = 'code' and auth.codes_allowed(p_authority)
$$;

-- Whether a session may do nothing yet but show, or add, what is missing.
create or replace function auth.owes_factor(p_authority int, p_member int, p_shown text) returns boolean
language sql stable security definer set search_path = '' as $$
  select not auth.counts_as_two(p_authority, p_shown) and auth.must_show_two(p_authority, p_member)
$$;

-- Whether a member holds something of this desk that counts as two factors.
create or replace function auth.has_factor(p_authority int, p_member int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from auth.passkeys k where k.authority_id = p_authority and k.member_id = p_member)
    or auth.codes_allowed(p_authority) and exists (
      select from app.one_time_codes c
       where c.authority_id = p_authority and c.member_id = p_member and c.confirmed_at is not null)
$$;

-- What a session has shown is gone from the account: it counts for one factor again.
create or replace function auth.shows_no_more(mine auth.sessions) returns void
language sql security definer set search_path = '' as $$
  update auth.sessions s set shown = 'one'
   where s.token_hash = mine.token_hash and s.shown in ('code', 'passkey') and not auth.has_factor(mine.authority_id, mine.member_id)
$$;

-- From which day on a member shows two factors: from that of everybody, or an earlier one of a function that they have.
create or replace function auth.concerned_from(p_authority int, p_member int) returns date
language sql stable security definer set search_path = '' as $$
  select least(x.everybody_from, case when exists (
      select from app.member_functions f where f.authority_id = p_authority and f.member_id = p_member and f.function = any (x.functions))
    then x.functions_from end)
    from auth.settings x where x.authority_id = p_authority
$$;

-- Whether a member could not sign in under the rule. Whoever comes from a provider of which the strong sign-ins are named is asked there.
create or replace function auth.lacks_factor(p_authority int, p_member int) returns boolean
language sql stable security definer set search_path = '' as $$
  select not auth.has_factor(p_authority, p_member)
    and not exists (select from auth.bindings b
          join app.providers p on p.authority_id = b.authority_id and p.id = b.provider_id and p.enabled and p.strong <> '{}'
         where b.authority_id = p_authority and b.member_id = p_member)
$$;

-- Members who work here and could not sign in if everybody had to show two factors.
create or replace function auth.without_factor(p_authority int)
returns table (member_id int, name text, agency_id int, concerned_from date)
language sql stable security definer set search_path = '' as $$
  select m.id, m.name, m.agency_id, auth.concerned_from(m.authority_id, m.id)
    from app.members m
   where m.authority_id = p_authority and m.ended_at is null and m.activated_at is not null
     and auth.lacks_factor(m.authority_id, m.id)
$$;

-- What stands above every page of who will be asked for a second factor within fourteen days and has none: from which day on, for
-- which of their functions where that day is earlier than everybody's, and whether codes are enough. Nothing where nobody is asked.
create or replace function auth.factor_soon(p_authority int, p_member int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('from', d.day, 'codes', x.codes_allowed, 'functions', case when d.day = x.everybody_from then '[]' else (
      select coalesce(jsonb_agg(f.function order by f.function), '[]') from app.member_functions f
       where f.authority_id = p_authority and f.member_id = p_member and f.function = any (x.functions)) end)
    from auth.settings x join app.authorities a on a.id = x.authority_id and not a.demo,
      auth.concerned_from(p_authority, p_member) as d (day)
   where x.authority_id = p_authority and d.day - actor.day_in(p_authority) between 1 and 14
     and auth.lacks_factor(p_authority, p_member)
$$;

-- A mail to those whom the rule concerns, now or soon, and who could not sign in under it.
create or replace function auth.remind_of_factor(p_authority int) returns int
language sql security definer set search_path = '' as $$
  with written as (
    insert into app.mail_waiting (authority_id, member_id, kind, due_at)
    select p_authority, w.member_id, 'factor', now() from auth.without_factor(p_authority) w
     where w.concerned_from is not null and not (select a.demo from app.authorities a where a.id = p_authority)
    on conflict do nothing returning 1)
  select count(*)::int from written
$$;

-- A week before the rule begins, and on the day before: written by the job that tidies up.
create or replace function auth.remind_in_time() returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_authority int;
begin
  for v_authority in
    select x.authority_id from auth.settings x join app.authorities a on a.id = x.authority_id and not a.demo
     where array[x.everybody_from, x.functions_from] && array[actor.day_in(x.authority_id) + 7, actor.day_in(x.authority_id) + 1]
       and not exists (select from app.job_beats b where b.name = 'factor-' || x.authority_id and b.at > now() - interval '20 hours')
  loop
    perform act.beat('factor-' || v_authority), auth.remind_of_factor(v_authority);
  end loop;
end $$;

-- The rule as administrators see it, and who lacks what it asks for: colleagues by name, so that they can be helped.
create or replace function read.sign_in_rule() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := actor.authority();
begin
  perform act.who();
  if not 'administrator' = any (actor.functions()) then raise exception 'administrators_only' using errcode = 'TC403'; end if;
  return (
    select jsonb_build_object('everybodyFrom', x.everybody_from, 'functions', coalesce(x.functions, '{}'), 'functionsFrom', x.functions_from,
        'codesAllowed', coalesce(x.codes_allowed, true), 'version', coalesce(x.version, 0), 'today', actor.today(),
        'inForce', not z.demo,
        'members', (select count(*) from app.members m where m.authority_id = a and m.ended_at is null and m.activated_at is not null),
        'lacking', (select coalesce(jsonb_agg(jsonb_build_object('id', w.member_id, 'name', w.name, 'agency', g.name, 'from', w.concerned_from)
            order by w.concerned_from nulls last, g.name, w.name), '[]')
          from auth.without_factor(a) w join app.agencies g on g.authority_id = a and g.id = w.agency_id))
      from app.authorities z left join auth.settings x on x.authority_id = z.id where z.id = a);
end $$;

-- From which day on whom; and whether codes from a phone count. It is in force with the next request of everybody.
create or replace function act.set_sign_in_rule(p_version int, p_everybody_from date, p_functions text[], p_functions_from date, p_codes boolean)
returns void language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_administrators();
begin
  perform actor.must_have_proved();
  if coalesce((select x.version from auth.settings x where x.authority_id = a), 0) <> p_version then
    raise exception 'version_outdated' using errcode = 'TC412';
  end if;
  insert into auth.settings as x (authority_id, everybody_from, functions, functions_from, codes_allowed)
  values (a, p_everybody_from, p_functions, p_functions_from, p_codes)
  on conflict (authority_id) do update set everybody_from = excluded.everybody_from, functions = excluded.functions,
    functions_from = excluded.functions_from, codes_allowed = excluded.codes_allowed, version = x.version + 1;
  perform auth.remind_of_factor(a);
  perform audit.record('safety.sign_in_rule_set', null, jsonb_build_object('everybodyFrom', p_everybody_from,
    'functions', p_functions, 'functionsFrom', p_functions_from, 'codesAllowed', p_codes));
end $$;

-- Reminds by mail whom the rule concerns; at most once a day, so that a press is no nuisance.
create or replace function act.remind_of_factor() returns int
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_administrators();
begin
  if exists (select from app.job_beats b where b.name = 'factor-' || a and b.at > now() - interval '20 hours') then
    raise exception 'reminded_today' using errcode = 'TC409';
  end if;
  perform act.beat('factor-' || a);
  perform audit.record('safety.factor_reminded', null, '{}');
  return auth.remind_of_factor(a);
end $$;

grant execute on function read.sign_in_rule(), act.set_sign_in_rule(int, date, text[], date, boolean), act.remind_of_factor()
  to throughcare_actor;
grant execute on function auth.remind_in_time() to throughcare_worker;
