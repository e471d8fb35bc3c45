-- The end of the last imposed measure: what goes on is what the person wants, and custody, probation, police and
-- justice never learn whether voluntary help was wanted.

create or replace function read.fallback_agency(p_authority int, p_arrangement int) returns int
language sql stable security definer set search_path = '' as $$
  select p.agency_id from app.arrangements a join app.principals p on p.authority_id = a.authority_id and p.id = a.fallback_principal
   where a.authority_id = p_authority and a.authority_id = (select actor.authority()) and a.id = p_arrangement
$$;

-- Whether a measure ends in one of these cases. A loop: to unnest rows costs more than all that is asked of them.
create or replace function read.any_ends(p_cases app.cases[]) returns boolean
language plpgsql immutable as $$
declare
  k app.cases;
begin
  foreach k in array p_cases loop
    if k.measure_ends_on is not null then return true; end if;
  end loop;
  return false;
end $$;

-- What was said of going on, as far as the reader may know, where a measure ends at all.
create or replace function read.said_of(p_cases app.cases[]) returns app.continuations[]
language plpgsql stable as $$
begin
  if not read.any_ends(p_cases) then return '{}'; end if;
  return array(select y from unnest(p_cases) c join app.continuations y on y.authority_id = c.authority_id and y.case_id = c.id
    where c.measure_ends_on is not null and y.in_force);
end $$;

-- Segments of the case lead, up to the day on which the last measure ends; from then on, without the person's own
-- acceptance, the fallback desk closes the case. Who enforced the measure does not lead after it either: what the
-- person wants then falls to the fallback until somebody else accepts. It runs with the reader's rights: who may
-- not know of an acceptance sees the same as without one.
create or replace function read.segments_given(p_cases app.cases[], p_points app.case_leads[], p_leads app.leads[], p_said app.continuations[], p_today date)
returns table (case_id uuid, agency_id int, lead_id uuid, starts date, ends date, state text, tied text)
language plpgsql stable as $$
begin
  if cardinality(p_cases) = 1 then
    return query select s.* from read.segments_of_one(p_cases[1], p_points, p_leads, p_said, p_today) s;
    return;
  end if;
  if not read.any_ends(p_cases) then
    return query select s.* from read.segments_from(p_cases, p_points, p_leads, p_today) s;
    return;
  end if;
  return query
    with led as (
      select s.*, c.measure_ends_on as last_day, c.authority_id, c.arrangement_id,
             g.kind in ('custody', 'probation', 'police', 'justice') as enforcing
        from read.segments_from(p_cases, p_points, p_leads, p_today) s
        join unnest(p_cases) c on c.id = s.case_id
        -- All cases are of one authority: said outright, so that the agencies of no other are read.
        join app.agencies g on g.authority_id = p_cases[1].authority_id and g.id = s.agency_id),
    -- Once for each arrangement, not for each case.
    desks as materialized (
      select d.authority_id, d.arrangement_id, read.fallback_agency(d.authority_id, d.arrangement_id) as desk
        from (select distinct c.authority_id, c.arrangement_id from unnest(p_cases) c) d),
    base as (
      select s.case_id, s.agency_id, s.lead_id, s.starts, case when s.enforcing then least(s.ends, s.last_day) else s.ends end as ends, s.state, s.tied
        from led s where not s.enforcing or s.last_day is null or s.starts < s.last_day
      union all
      select s.case_id, d.desk, null, greatest(s.starts, s.last_day), s.ends, 'fallback', 'calendar'
        from led s join desks d on d.authority_id = s.authority_id and d.arrangement_id = s.arrangement_id
       where s.enforcing and s.last_day is not null and (s.ends is null or s.ends > s.last_day)),
    last as (
      select c.id, greatest(case when y.id is null then c.measure_ends_on else y.ends_on end, c.opened_on) as day,
             d.desk
        from unnest(p_cases) c
        join desks d on d.authority_id = c.authority_id and d.arrangement_id = c.arrangement_id
        left join unnest(p_said) y on y.case_id = c.id and y.domain = 'lead'
       where c.measure_ends_on is not null and (y.id is null or y.ends_on is not null))
    select b.case_id, b.agency_id, b.lead_id, b.starts, least(b.ends, l.day), b.state, b.tied
      from base b left join last l on l.id = b.case_id where l.day is null or b.starts < l.day
    union all
    select l.id, l.desk, null, l.day, null, 'closing', 'calendar' from last l
     where exists (select from base b where b.case_id = l.id);
end $$;

-- The same, with what was said read here.
create or replace function read.segments_within(p_cases app.cases[], p_points app.case_leads[], p_leads app.leads[], p_today date)
returns table (case_id uuid, agency_id int, lead_id uuid, starts date, ends date, state text, tied text)
language sql stable as $$
  select s.* from read.segments_given(p_cases, p_points, p_leads, read.said_of(p_cases), p_today) s
$$;

-- Needs, up to the day on which the last measure ends, but for what the person wants to go on.
create or replace function read.needs_given(p_needs app.case_needs[], p_cases app.cases[], p_said app.continuations[]) returns app.case_needs[]
language plpgsql stable as $$
begin
  if not read.any_ends(p_cases) then return p_needs; end if;
  return array(
    select row(n.authority_id, n.case_id, n.domain, n.clause_id, n.required, n.from_custody, least(n.days, d.day - c.release_on))::app.case_needs
      from unnest(p_needs) n
      join unnest(p_cases) c on c.id = n.case_id
      left join unnest(p_said) y on y.case_id = n.case_id and y.domain = n.domain
      cross join lateral (select case when y.id is null then c.measure_ends_on else y.ends_on end as day) d
     where n.from_custody or d.day is null or d.day > c.release_on);
end $$;

create or replace function read.needs_within(p_needs app.case_needs[], p_cases app.cases[]) returns app.case_needs[]
language sql stable as $$ select read.needs_given(p_needs, p_cases, read.said_of(p_cases)) $$;

-- Thirty days before the end the person is asked; on the day itself the desk closes or goes on. Both stand in every
-- case with an end, so that they tell nothing of the answer. The steps with both, each with the owner it has now:
-- whoever leads the case then, unless they enforce the measure.
create or replace function act.steps_of_measure(k app.cases, p_points app.case_leads[], p_steps app.milestones[]) returns app.milestones[]
language plpgsql stable security definer set search_path = '' as $$
declare
  m     app.milestones;
  x     app.case_leads;
  led   app.case_leads;
  desk  int;
  asks  int;
  owner int;
  found text[] := '{}';
  steps app.milestones[] := '{}';
begin
  if k.measure_ends_on is null then return p_steps; end if;
  foreach x in array p_points loop
    if not x.overtaken and x.starts_on <= k.measure_ends_on - 30 and (led.starts_on is null or x.starts_on > led.starts_on) then led := x; end if;
  end loop;
  select a.fallback_principal, case when g.kind not in ('custody', 'probation', 'police', 'justice') then led.principal end into desk, asks
    from app.arrangements a left join app.agencies g on g.authority_id = a.authority_id and g.id = led.agency_id
   where a.authority_id = k.authority_id and a.id = k.arrangement_id;
  foreach m in array p_steps loop
    if m.cycle = k.cycle and m.code in ('ask_what_goes_on', 'close_or_go_on') then
      found := found || m.code;
      owner := case m.code when 'close_or_go_on' then desk else coalesce(asks, desk) end;
      if m.status = 'open' and m.owner_principal <> owner then
        m.owner_principal := owner;
        m.version := m.version + 1;
      end if;
    end if;
    steps := steps || m;
  end loop;
  if not 'ask_what_goes_on' = any (found) then
    steps := steps || act.new_step(k, 'ask_what_goes_on', 'end_of_supervision', -30, false, coalesce(asks, desk));
  end if;
  if not 'close_or_go_on' = any (found) then
    steps := steps || act.new_step(k, 'close_or_go_on', 'end_of_supervision', 0, false, desk);
  end if;
  return steps;
end $$;

-- After the end the case closes, unless the person wants the lead to go on.
create or replace function act.settle_measure(k app.cases, p_today date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  goes_on boolean := coalesce((select y.goes_on from app.continuations y where y.authority_id = k.authority_id and y.case_id = k.id
    and y.domain = 'lead' and y.in_force), false);
begin
  if k.measure_ends_on is null or k.measure_ends_on > p_today or k.closed_on is not null then return; end if;
  update app.cases c set stage = case when goes_on then 'community' else 'closing' end, version = c.version + 1
   where c.authority_id = k.authority_id and c.id = k.id
     and (goes_on and c.stage = 'closing' or not goes_on and c.stage in ('preparation', 'release', 'community'));
end $$;

create or replace function act.settle_measures(p_today date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  k    app.cases;
  done int := 0;
begin
  for k in select c.* from app.cases c where c.measure_ends_on <= p_today and c.closed_on is null
              and c.stage in ('preparation', 'release', 'community') order by c.authority_id, c.id for update
  loop
    perform act.settle_measure(k, p_today);
    perform act.tell_case(k.authority_id, k.id, 'case');
    done := done + 1;
  end loop;
  return done;
end $$;

grant execute on function read.fallback_agency(int, int), read.any_ends(app.cases[]),
  read.segments_within(app.cases[], app.case_leads[], app.leads[], date), read.needs_within(app.case_needs[], app.cases[]),
  read.said_of(app.cases[]), read.segments_given(app.cases[], app.case_leads[], app.leads[], app.continuations[], date),
  read.needs_given(app.case_needs[], app.cases[], app.continuations[]) to throughcare_actor;
grant execute on function act.settle_measures(date) to throughcare_worker;
