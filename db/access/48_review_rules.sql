-- The rules of the review list (AU3). They are fixed and published with their numbers (docs/reference/review-list.md); nothing
-- is weighed or added up, and nobody is compared with anybody else. A rule finds a day of one member, or of the system of a partner, and says why.

-- What somebody did on a stretch of time, by the index of members.
create or replace function audit.done_by(a int, p_member int, p_from timestamptz, p_until timestamptz) returns setof audit.events
language sql stable security definer set search_path = '' as $$
  select e.* from audit.events e where e.authority_id = a and e.member_id = p_member and e.at >= p_from and e.at < p_until
$$;

-- Whether an entry is an opened record of a case.
create or replace function audit.is_look(e audit.events) returns boolean
language sql immutable set search_path = '' as $$ select e.case_id is not null and audit.kind_of(e.action) = 'opened' $$;

-- The records that a member opened, or that the system of a partner did with a key: of one of the two.
create or replace function audit.looks_by(a int, p_member int, p_key uuid, p_from timestamptz, p_until timestamptz) returns setof audit.events
language sql stable security definer set search_path = '' as $$
  select e.* from audit.done_by(a, p_member, p_from, p_until) e where audit.is_look(e)
  union all
  select e.* from audit.events e where p_key is not null and e.authority_id = a and e.member_id is null and e.at >= p_from and e.at < p_until
     and e.detail ->> 'system' = p_key::text and audit.is_look(e)
$$;

-- The most different cases that one of them opened within 60 minutes, and when that began.
create or replace function audit.busiest_hour(a int, p_member int, p_key uuid, p_from timestamptz, p_until timestamptz, out cases int, out began timestamptz, out events bigint[])
language sql stable security definer set search_path = '' as $$
  with looks as materialized (select e.id, e.at, e.case_id from audit.looks_by(a, p_member, p_key, p_from, p_until) e)
  select w.cases, w.at, w.ids from (
    select l.at, count(distinct x.case_id)::int as cases, array_agg(x.id order by x.id) as ids
      from looks l join looks x on x.at >= l.at and x.at < l.at + interval '60 minutes' group by l.id, l.at) w
   order by w.cases desc, w.at limit 1
$$;

-- The last 20 days, before a day, on which they opened any case; looked for among the 60 days before.
create or replace function audit.own_days(a int, p_member int, p_key uuid, p_day date, p_zone text) returns date[]
language sql stable security definer set search_path = '' as $$
  select array(select distinct (e.at at time zone p_zone)::date
    from audit.looks_by(a, p_member, p_key, audit.day_began(a, p_day - 60), audit.day_began(a, p_day)) e order by 1 desc limit 20)
$$;

-- Rules that compare with somebody's own days before begin two weeks after the first case was opened here: before that nobody has
-- such days. Null: they have begun on that day. It is asked of the log itself, in an old city by its first rows.
create or replace function audit.compares_from(a int, p_day date) returns date
language plpgsql stable security definer set search_path = '' as $$
declare
  v_zone  text := (select x.time_zone from app.authorities x where x.id = a);
  v_first timestamptz;
begin
  -- The rows of the log by their index, as far as the first look and no further.
  if exists (select from app.members m where m.authority_id = a and exists (
       select from audit.events e where e.authority_id = a and e.member_id = m.id and e.at < audit.day_began(a, p_day - 13) and audit.is_look(e))) then
    return null;
  end if;
  select min(e.at) into v_first from audit.events e
   where e.authority_id = a and e.at >= audit.day_began(a, p_day - 13) and e.at < audit.day_began(a, p_day + 1) and e.member_id is not null and audit.is_look(e);
  return coalesce((v_first at time zone v_zone)::date, p_day) + 14;
end $$;

-- More than 12 cases within an hour, and more than twice as many as in the busiest hour of their own days before, the fullest
-- of them left out: one list read through does not excuse the next.
-- Who has fewer than 10 such days: more than 20.
create or replace function audit.rule_bulk(a int, p_member int, p_key uuid, p_day date, p_zone text) returns table (events bigint[], facts jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_now   record;
  v_days  date[];
  v_usual int;
begin
  select * into v_now from audit.busiest_hour(a, p_member, p_key, audit.day_began(a, p_day), audit.day_began(a, p_day + 1));
  if coalesce(v_now.cases, 0) <= 12 then return; end if;
  v_days := audit.own_days(a, p_member, p_key, p_day, p_zone);
  -- Few days are no custom.
  v_usual := case when cardinality(v_days) >= 10 then (select (audit.busiest_hour(a, p_member, p_key, audit.day_began(a, d), audit.day_began(a, d + 1))).cases as most
                from unnest(v_days) d order by most desc offset 1 limit 1) end;
  if v_now.cases > coalesce(2 * v_usual, 20) then
    return query select v_now.events, jsonb_build_object('cases', v_now.cases, 'usual', v_usual, 'from', v_now.began);
  end if;
end $$;

-- Whether a moment is outside 06:00 to 21:00, or on a weekend or holiday of the city.
create or replace function audit.is_off_hours(a int, p_at timestamptz, p_zone text) returns boolean
language sql stable security definer set search_path = '' as $$
  select (p_at at time zone p_zone)::time not between '06:00' and '20:59:59.999999' or act.is_closed(a, (p_at at time zone p_zone)::date)
$$;

-- Whether a duty roster names a member on a day, the night that began the evening before with it.
create or replace function audit.on_roster(a int, p_member int, p_day date) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.duty_shifts s cross join lateral (values (p_day, true), (p_day - 1, s.ends <= s.starts)) d(day, reaches)
    where s.authority_id = a and p_member in (s.member_id, s.substitute_id) and d.reaches
      and s.valid_from <= d.day and (s.valid_until is null or s.valid_until > d.day)
      and (s.on_day = d.day or s.weekday = extract(isodow from d.day)))
$$;

-- Cases opened or persons searched for off-hours, by somebody whom no duty roster names that day, and who did so on fewer than 3 of
-- the 28 days before. As long as nobody has such days an evening until 23:00 is not asked about: nights, weekends and holidays are.
create or replace function audit.rule_off_hours(a int, p_member int, p_day date, p_zone text) returns table (events bigint[], facts jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_found bigint[];
  v_first timestamptz;
begin
  select array_agg(e.id order by e.id), min(e.at) into v_found, v_first
    from audit.done_by(a, p_member, audit.day_began(a, p_day), audit.day_began(a, p_day + 1)) e
   where (audit.is_look(e) or e.action = 'persons.search') and audit.is_off_hours(a, e.at, p_zone);
  if v_found is null or audit.on_roster(a, p_member, p_day) then return; end if;
  if not act.is_closed(a, p_day) and audit.compares_from(a, p_day) is not null then
    select array_agg(e.id order by e.id), min(e.at) into v_found, v_first from audit.events e
     where e.id = any (v_found) and (e.at at time zone p_zone)::time not between '21:00' and '22:59:59.999999';
    if v_found is null then return; end if;
  end if;
  if (select count(distinct (e.at at time zone p_zone)::date) from audit.done_by(a, p_member, audit.day_began(a, p_day - 28), audit.day_began(a, p_day)) e
       where (audit.is_look(e) or e.action = 'persons.search') and audit.is_off_hours(a, e.at, p_zone)) >= 3 then return; end if;
  return query select v_found, jsonb_build_object('from', v_first);
end $$;

-- Four different questions or more in one day that showed somebody, without a case of anybody shown being opened by the
-- same member within two hours.
create or replace function audit.rule_search_only(a int, p_member int, p_day date) returns table (events bigint[], facts jsonb)
language sql stable security definer set search_path = '' as $$
  -- The two hours do not end at midnight.
  with day as materialized (select e.* from audit.done_by(a, p_member, audit.day_began(a, p_day), audit.day_began(a, p_day + 1) + interval '2 hours') e),
  idle as (
    select s.id, s.detail ->> 'query' as question from day s
     where s.action = 'persons.search' and s.at < audit.day_began(a, p_day + 1) and jsonb_array_length(s.detail -> 'shown') > 0
       and not exists (select from day o join app.cases c on c.authority_id = a and c.id = o.case_id
             where o.case_id is not null and o.at >= s.at and o.at < s.at + interval '2 hours' and s.detail -> 'shown' ? c.person_id::text))
  select array_agg(i.id order by i.id), jsonb_build_object('searches', count(distinct i.question)) from idle i having count(distinct i.question) >= 4
$$;

-- A search that bore the own family name, that of a colleague of the same agency, or found whom the member had declared
-- closeness to: marked in the moment of the search (src/modules/persons/service/search-marks.ts). Not listed where everybody
-- shown is a person on whose case the member was at work already: opened on two or more of the 30 days before. Before anybody can
-- have been, a colleague's name is not asked about; the own name is.
create or replace function audit.rule_names(a int, p_member int, p_day date, p_mark text) returns table (events bigint[], facts jsonb)
language sql stable security definer set search_path = '' as $$
  with found as (
    select e.id, e.detail from audit.done_by(a, p_member, audit.day_began(a, p_day), audit.day_began(a, p_day + 1)) e
     where e.action = 'persons.search' and e.detail -> 'marks' ? p_mark)
  select array_agg(f.id order by f.id), '{}'::jsonb from found f
   where (p_mark <> 'colleague_name' or audit.compares_from(a, p_day) is null) and (p_mark = 'declared' or jsonb_array_length(f.detail -> 'shown') = 0 or exists (
     select from jsonb_array_elements_text(f.detail -> 'shown') s(person)
      where 2 > (select count(distinct (o.at at time zone z.time_zone)::date) from app.cases c
             join app.authorities z on z.id = a
             join audit.events o on o.authority_id = a and o.case_id = c.id and o.member_id = p_member
              and o.at >= audit.day_began(a, p_day - 30) and o.at < audit.day_began(a, p_day) and audit.is_look(o)
             where c.authority_id = a and c.person_id = s.person::uuid)))
  having count(*) > 0
$$;

-- All that is found of one member on one day.
create or replace function audit.found_of(a int, p_member int, p_day date, p_zone text)
returns table (kind text, case_id uuid, events bigint[], facts jsonb)
language sql stable security definer set search_path = '' as $$
  select 'bulk', null::uuid, b.events, b.facts from audit.rule_bulk(a, p_member, null, p_day, p_zone) b
  union all select 'off_hours', null, b.events, b.facts from audit.rule_off_hours(a, p_member, p_day, p_zone) b
  union all select 'search_only', null, b.events, b.facts from audit.rule_search_only(a, p_member, p_day) b
  union all select m.mark, null, b.events, b.facts from unnest(array['own_name', 'colleague_name', 'declared']) m(mark)
    cross join lateral audit.rule_names(a, p_member, p_day, m.mark) b where b.events is not null
  -- A practice case that was opened, and each look in an emergency.
  union all select 'practice_case', p.case_id, array_agg(e.id order by e.id), '{}' from audit.practice_cases p
    join audit.done_by(a, p_member, audit.day_began(a, p_day), audit.day_began(a, p_day + 1)) e on e.case_id = p.case_id and audit.is_look(e)
   where p.authority_id = a and e.at >= p.marked_at and (p.ended_at is null or e.at < p.ended_at) group by p.case_id
  union all select 'override', o.case_id, array_remove(array_agg(distinct e.id), null), '{}' from app.overrides o
    left join lateral audit.done_by(a, p_member, o.begun_at, o.ends_at + interval '1 second') e
      on e.case_id is not distinct from o.case_id and (e.action like 'override.%' or audit.is_look(e))
   where o.authority_id = a and o.member_id = p_member and o.begun_at >= audit.day_began(a, p_day) and o.begun_at < audit.day_began(a, p_day + 1)
     and o.verdict is null group by o.case_id
$$;

-- Writes what the rules find on a day; what stands there without a verdict is brought up to date. Answers how many entries.
create or replace function audit.find_reviews(a int, p_day date, p_agency int default null) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_zone text := (select x.time_zone from app.authorities x where x.id = a);
  v_made int;
begin
  insert into audit.reviews as r (authority_id, kind, member_id, agency_id, on_day, case_id, events, facts)
  select a, f.kind, m.id, m.agency_id, p_day, f.case_id, f.events, f.facts
    from app.members m cross join lateral audit.found_of(a, m.id, p_day, v_zone) f
   where m.authority_id = a and (p_agency is null or m.agency_id = p_agency)
     and exists (select from audit.done_by(a, m.id, audit.day_began(a, p_day), audit.day_began(a, p_day + 1)) e)
  on conflict on constraint reviews_once do update set events = excluded.events, facts = excluded.facts where r.verdict is null;
  get diagnostics v_made = row_count;
  return v_made + audit.find_reviews_of_systems(a, p_day, p_agency);
end $$;

-- Of the systems of partners bulk reading alone is asked about: software has no office hours, no family and does not search. A key
-- that is over is asked about too.
create or replace function audit.find_reviews_of_systems(a int, p_day date, p_agency int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_zone text := (select x.time_zone from app.authorities x where x.id = a);
  v_made int;
begin
  insert into audit.reviews as r (authority_id, kind, system_id, agency_id, on_day, events, facts)
  select a, 'bulk', k.id, k.agency_id, p_day, b.events, b.facts
    from app.system_keys k cross join lateral audit.rule_bulk(a, null, k.id, p_day, v_zone) b
   where k.authority_id = a and k.confirmed_at is not null and (p_agency is null or k.agency_id = p_agency)
  on conflict on constraint reviews_once do update set events = excluded.events, facts = excluded.facts where r.verdict is null;
  get diagnostics v_made = row_count;
  return v_made;
end $$;

-- Each night, for the days since the last one; a machine that stood still looks at a week.
create or replace function audit.find_reviews_nightly() returns int
language sql volatile security definer set search_path = '' as $$
  select coalesce(sum(audit.find_reviews(x.id, actor.day_in(x.id) - d)), 0)::int from app.authorities x cross join generate_series(1, 7) d
$$;

grant execute on function audit.find_reviews_nightly() to throughcare_worker;
