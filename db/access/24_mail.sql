-- Mail that says only that there is something new. Who it concerns is decided here, in the transaction of the act;
-- the mail itself is written by a job and knows an address and a language, nothing else.

alter table app.mail_settings enable row level security;
alter table app.mail_wishes enable row level security;
alter table app.mail_waiting enable row level security;
alter table app.mail_news enable row level security;

-- When a member may be written to: soon after the first news (so that what follows goes with it), never twice
-- within an hour, and for those who want one mail a day at seven in the morning of their city.
create or replace function act.mail_due(p_rhythm text, p_last timestamptz, p_zone text) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select case when p_rhythm = 'daily' then
      (date_trunc('day', now() at time zone p_zone - interval '7 hours') + interval '1 day 7 hours') at time zone p_zone
    else greatest(now() + interval '2 minutes', p_last + interval '1 hour') end
$$;

-- There is something new for these desks and members. The one who did it is not told of it.
create or replace function act.tell(p_authority int, p_principals int[], p_except int[] default '{}') returns void
language sql security definer set search_path = '' as $$
  insert into app.mail_news (authority_id, principals, told_by, not_told) values (p_authority, p_principals, actor.member(), p_except)
$$;

-- Who is to be written to because of news: the members themselves and those at the desks, unless they want no mail.
create or replace function act.spread_news() returns void
language sql security definer set search_path = '' as $$
  with news as (delete from app.mail_news n returning n.authority_id, n.principals, n.told_by, n.not_told, n.at)
  insert into app.mail_waiting as w (authority_id, member_id, kind, since, due_at)
  select m.authority_id, m.id, 'news', min(who.at), act.mail_due(coalesce(min(s.rhythm), 'at_once'), min(s.last_sent_at), min(x.time_zone))
    from (select n.authority_id, p.member_id, n.told_by, n.not_told, n.at from news n
            join app.principals p on p.authority_id = n.authority_id and p.id = any (n.principals) and p.member_id is not null
          union
          select n.authority_id, d.member_id, n.told_by, n.not_told, n.at from news n
            join app.desk_members d on d.authority_id = n.authority_id and d.desk_id = any (n.principals)
             and d.since <= n.at and (d.until is null or d.until > n.at)) who
    join app.members m on m.authority_id = who.authority_id and m.id = who.member_id and m.id is distinct from who.told_by
     and m.id <> all (who.not_told)
    join app.authorities x on x.id = m.authority_id
    left join app.mail_wishes s on s.authority_id = m.authority_id and s.member_id = m.id
   where m.ended_at is null and m.activated_at is not null and coalesce(s.rhythm, 'at_once') <> 'off'
   group by m.authority_id, m.id
  on conflict do nothing
$$;

-- The machine needs a look. At most one such mail a day.
create or replace function act.tell_administrators(p_authority int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from app.job_beats b where b.name = 'told-' || p_authority and b.at > now() - interval '20 hours') then return; end if;
  perform act.beat('told-' || p_authority);
  insert into app.mail_waiting (authority_id, member_id, kind, due_at)
  select m.authority_id, m.id, 'desk', now()
    from app.members m join app.member_functions f on f.authority_id = m.authority_id and f.member_id = m.id
   where m.authority_id = p_authority and f.function = 'administrator' and m.ended_at is null and m.activated_at is not null
  on conflict do nothing;
end $$;

create or replace function act.tell_all_administrators() returns void
language sql security definer set search_path = '' as $$
  select act.tell_administrators(x.id) from app.authorities x where not x.demo
$$;

-- The mails that are due, each held for some minutes so that nobody else sends it too. Whoever was at the desk
-- after the news has seen it and is not written to.
create or replace function act.take_mail(p_limit int) returns table (
  authority_id int, member_id int, kind text, email text, locale text, attempts int
) language plpgsql security definer set search_path = '' as $$
begin
  perform act.spread_news();
  delete from app.mail_waiting w
   where w.kind = 'news' and exists (select from auth.sessions s where s.authority_id = w.authority_id and s.member_id = w.member_id
                    and s.last_seen_at > w.since);
  delete from app.mail_waiting w using app.members m
   where m.authority_id = w.authority_id and m.id = w.member_id and m.ended_at is not null;
  return query
    with due as (
      select w.authority_id, w.member_id, w.kind from app.mail_waiting w where w.due_at <= now()
       order by w.due_at limit p_limit for update skip locked
    ), held as (
      update app.mail_waiting w
         set attempts = w.attempts + 1, due_at = now() + least(interval '5 minutes' * power(2, w.attempts), interval '6 hours')
        from due d where w.authority_id = d.authority_id and w.member_id = d.member_id and w.kind = d.kind
      returning w.authority_id, w.member_id, w.kind, w.attempts
    )
    select h.authority_id, h.member_id, h.kind, m.email, m.locale, h.attempts
      from held h join app.members m on m.authority_id = h.authority_id and m.id = h.member_id;
end $$;

-- What became of a mail: sent, returned (the address does not exist: the member is asked on their page), or to be tried again.
create or replace function act.settle_mail(p_authority int, p_member int, p_kind text, p_outcome text, p_problem text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_outcome in ('sent', 'returned') then
    delete from app.mail_waiting w where w.authority_id = p_authority and w.member_id = p_member and w.kind = p_kind;
    insert into app.mail_wishes as w (authority_id, member_id, last_sent_at, returned_at)
    values (p_authority, p_member, now(), case p_outcome when 'returned' then now() end)
    on conflict (authority_id, member_id) do update set last_sent_at = now(), returned_at = excluded.returned_at;
  else
    -- News of last week are no news: after two days of trying nobody is bothered with them.
    update app.mail_waiting w set problem = left(p_problem, 60)
     where w.authority_id = p_authority and w.member_id = p_member and w.kind = p_kind;
    delete from app.mail_waiting w where w.authority_id = p_authority and w.member_id = p_member and w.kind = p_kind
      and w.since < now() - interval '2 days';
  end if;
  insert into app.mail_settings as s (authority_id, last_sent_at, problem, problem_at)
  values (p_authority, case p_outcome when 'sent' then now() end, case p_outcome when 'later' then left(p_problem, 60) end,
          case p_outcome when 'later' then now() end)
  on conflict (authority_id) do update set
    last_sent_at = coalesce(excluded.last_sent_at, s.last_sent_at),
    problem = case p_outcome when 'later' then excluded.problem when 'sent' then null else s.problem end,
    problem_at = case p_outcome when 'later' then coalesce(s.problem_at, now()) when 'sent' then null else s.problem_at end;
end $$;

-- How mail leaves this city; the password is sealed, and only the process that sends opens it.
create or replace function act.mail_way(p_authority int) returns app.mail_settings
language sql stable security definer set search_path = '' as $$
  select s from app.mail_settings s where s.authority_id = p_authority
$$;

create or replace function act.set_mail(
  p_version int, p_way text, p_host text, p_port int, p_security text, p_login text, p_sender text,
  p_key bytea, p_password bytea, p_keep_password boolean
) returns void language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_administrators();
begin
  if coalesce((select s.version from app.mail_settings s where s.authority_id = a and s.changed_by is not null), 0) <> p_version then
    raise exception 'version_outdated' using errcode = 'TC412';
  end if;
  insert into app.mail_settings as s (authority_id, way, host, port, security, login, sender, key_wrapped, password_sealed, changed_by)
  values (a, p_way, p_host, p_port, p_security, p_login, p_sender, p_key, p_password, actor.member())
  on conflict (authority_id) do update set way = excluded.way, host = excluded.host, port = excluded.port,
    security = excluded.security, login = excluded.login, sender = excluded.sender,
    key_wrapped = case when p_keep_password then s.key_wrapped else excluded.key_wrapped end,
    password_sealed = case when p_keep_password then s.password_sealed else excluded.password_sealed end,
    problem = null, problem_at = null, changed_by = excluded.changed_by,
    version = case when s.changed_by is null then 1 else s.version + 1 end;
  perform audit.record('safety.mail_set', null, jsonb_build_object('way', p_way));
end $$;

-- The member's own wish; choosing anew also says that the address works again.
create or replace function act.wish_mail(p_rhythm text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  insert into app.mail_wishes as w (authority_id, member_id, rhythm) values (actor.authority(), actor.member(), p_rhythm)
  on conflict (authority_id, member_id) do update set rhythm = excluded.rhythm, returned_at = null;
  if p_rhythm = 'off' then
    delete from app.mail_waiting w where w.authority_id = actor.authority() and w.member_id = actor.member() and w.kind = 'news';
  end if;
  perform audit.record('account.mail_wished', null, jsonb_build_object('rhythm', p_rhythm));
end $$;

-- Whoever an administrator sends the test to is themselves.
create or replace function act.mail_tested(p_outcome text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_administrators();
begin
  perform audit.record('safety.mail_tested', null, jsonb_build_object('outcome', p_outcome));
  return (select m.email from app.members m where m.authority_id = a and m.id = actor.member());
end $$;

grant execute on function act.set_mail(int, text, text, int, text, text, text, bytea, bytea, boolean), act.wish_mail(text),
  act.mail_tested(text) to throughcare_actor;
grant execute on function act.take_mail(int), act.settle_mail(int, int, text, text, text), act.mail_way(int),
  act.tell_all_administrators() to throughcare_worker;
