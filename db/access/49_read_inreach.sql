-- What the city may know of sessions inside, and the calendar of a member behind a secret address.

-- Sessions inside in a period, counted by prison and part of life. Whoever steers the work of the city has all of
-- them, others those of their own agency; nobody has rooms, staff or anybody who took part.
create or replace function read.inreach_counts(p_from date, p_until date)
returns table (prison int, domain text, waiting int, planned int, held int, attended int, not_held int)
language sql stable security definer set search_path = '' as $$
  select s.prison_agency_id, s.domain,
         count(*) filter (where s.state in ('asked', 'proposed'))::int,
         count(*) filter (where s.state = 'planned')::int,
         count(*) filter (where s.state = 'held')::int,
         coalesce(sum(s.attended), 0)::int,
         count(*) filter (where s.state = 'not_held')::int
    from app.inreach_sessions s
   where s.authority_id = (select actor.authority())
     and coalesce(s.slot_on, s.wish_on) >= p_from and coalesce(s.slot_on, s.wish_on) < p_until
     and (array['coordinator', 'chair', 'strategy_lead'] && (select actor.functions())
          or (select actor.agency()) in (s.prison_agency_id, s.asking_agency_id))
   group by 1, 2 order by 1, 2
$$;

-- Sources of a calendar. Each gives: what kind of entry, a number that stays the same, the case if there is one, a day
-- or a moment, how long, and how often it changed. Another source is one more function here and one more line in
-- read.calendar_entries(). They run as the owner, so each repeats the law of its table; no login reaches them.
create or replace function read.calendar_milestones(p_authority int, p_principals int[], p_clauses int[], p_purpose text, p_shut uuid[], p_today date)
returns table (kind text, id uuid, case_id uuid, ref text, on_day date, at_moment timestamptz, minutes int, version int)
language sql stable set search_path = '' as $$
  select 'milestone', m.id, c.id, c.ref, m.due_on, null::timestamptz, null::int, m.version
    from app.milestones m join app.cases c on c.authority_id = m.authority_id and c.id = m.case_id
   where m.authority_id = p_authority and m.owner_principal = any (p_principals) and m.status = 'open'
     and m.due_on between p_today - 60 and p_today + 400
     and m.clause_id = any (p_clauses) and c.clause_id = any (p_clauses) and c.id <> all (p_shut)
     and exists (select from app.seats s where s.authority_id = m.authority_id and s.case_id = m.case_id
                  and s.principal = any (p_principals) and s.purpose = p_purpose and s.period @> statement_timestamp())
$$;

create or replace function read.calendar_answers(p_authority int, p_principals int[], p_clauses int[], p_shut uuid[], p_today date)
returns table (kind text, id uuid, case_id uuid, ref text, on_day date, at_moment timestamptz, minutes int, version int)
language sql stable set search_path = '' as $$
  select 'answer', l.id, c.id, c.ref, l.answer_by, null::timestamptz, null::int, l.version
    from app.leads l join app.cases c on c.authority_id = l.authority_id and c.id = l.case_id
   where l.authority_id = p_authority and l.to_principal = any (p_principals) and l.state = 'offered'
     and l.answer_by between p_today - 60 and p_today + 400 and l.clause_id = any (p_clauses) and c.id <> all (p_shut)
$$;

create or replace function read.calendar_inreach(p_authority int, p_agency int, p_time_zone text, p_today date)
returns table (kind text, id uuid, case_id uuid, ref text, on_day date, at_moment timestamptz, minutes int, version int)
language sql stable set search_path = '' as $$
  select 'inreach', s.id, null::uuid, null::text, s.slot_on, (s.slot_on + s.slot_at) at time zone p_time_zone, s.minutes, s.version
    from app.inreach_sessions s
   where s.authority_id = p_authority and p_agency in (s.prison_agency_id, s.asking_agency_id)
     and s.state in ('planned', 'held') and s.slot_on between p_today - 60 and p_today + 400
$$;

create or replace function read.calendar_entries(
  p_authority int, p_agency int, p_principals int[], p_clauses int[], p_purpose text, p_shut uuid[],
  p_time_zone text, p_today date
) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'id', e.id, 'caseId', e.case_id, 'ref', e.ref, 'on', e.on_day,
           'at', e.at_moment, 'minutes', e.minutes, 'version', e.version) order by e.on_day, e.id), '[]')
    from (
      select * from read.calendar_milestones(p_authority, p_principals, p_clauses, p_purpose, p_shut, p_today)
      union all select * from read.calendar_answers(p_authority, p_principals, p_clauses, p_shut, p_today)
      union all select * from read.calendar_inreach(p_authority, p_agency, p_time_zone, p_today)
      order by on_day, id limit 1000) e
$$;

-- The calendar of whoever holds the address: that of its member, with the rights of this second, for this reading and
-- nothing else. Null if the address is unknown, or its member or agency has left. The fetch is logged as the member's.
create or replace function read.calendar_of(p_token_hash bytea) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  c_purpose  constant text := 'reintegration';
  f          record;
  principals int[];
  clauses    int[];
  v_entries  jsonb;
  v_detail   jsonb;
begin
  select x.authority_id, x.member_id, m.agency_id, m.locale, a.time_zone, (now() at time zone a.time_zone)::date as today
    into f
    from app.calendar_feeds x
    join app.members m on m.authority_id = x.authority_id and m.id = x.member_id and m.ended_at is null
    join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id and (g.ended_on is null or g.ended_on > actor.day_in(m.authority_id))
    join app.authorities a on a.id = x.authority_id
   where x.token_hash = p_token_hash;
  if not found then return null; end if;
  principals := array(
    select p.id from app.principals p where p.authority_id = f.authority_id and p.member_id = f.member_id
    union all
    select d.desk_id from app.desk_members d where d.authority_id = f.authority_id and d.member_id = f.member_id
      and d.since <= now() and (d.until is null or d.until > now()));
  clauses := array(select r.clause_id from actor.rights_of(f.authority_id, f.agency_id, c_purpose, f.today) r where r.sight = 'full');
  v_entries := read.calendar_entries(f.authority_id, f.agency_id, principals, clauses, c_purpose,
    actor.closed_to(f.authority_id, f.member_id, c_purpose), f.time_zone, f.today);
  v_detail := jsonb_build_object('cases', (select coalesce(jsonb_agg(distinct e -> 'caseId'), '[]') from jsonb_array_elements(v_entries) e
    where e ->> 'caseId' is not null));
  if not exists (select from audit.events e where e.authority_id = f.authority_id and e.member_id = f.member_id
      and e.at > now() - interval '15 minutes' and e.action = 'calendar.fetched' and e.detail = v_detail) then
    perform audit.write(f.authority_id, f.member_id, f.agency_id, c_purpose, 'calendar.fetched', null, v_detail, null);
  end if;
  update app.calendar_feeds x set last_fetched_at = now() where x.token_hash = p_token_hash;
  return jsonb_build_object('locale', f.locale, 'today', f.today, 'timeZone', f.time_zone,
    'entries', (select coalesce(jsonb_agg(e - 'caseId'), '[]') from jsonb_array_elements(v_entries) e));
end $$;

grant execute on function read.inreach_counts(date, date), read.calendar_of(bytea) to throughcare_actor;
