-- Holds a case until the transaction ends, so that what is compared with its version cannot change
-- meanwhile. A case that the actor may not see is as missing as one that does not exist.
create or replace function act.hold_case(p_ref text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  who text[] := act.who();
  k   app.cases;
begin
  k := act.seated_case((select c.id from app.cases c where c.authority_id = who[1]::int and c.ref = p_ref));
  return jsonb_build_object('id', k.id, 'ref', k.ref, 'version', k.version, 'key', encode(k.key_wrapped, 'hex'),
    'person', k.person_id, 'openedOn', k.opened_on,
    'release', jsonb_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on));
end $$;

-- A release date is a history. The coordination desk, the case lead and the prison may move it.
create or replace function act.refuse_move(k app.cases, p_version int, p_on date) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not (act.relations(k.id) && array['coordination', 'lead'] or k.prison_agency_id = actor.agency()) then
    raise exception 'release_not_yours_to_move' using errcode = 'TC403';
  end if;
  if k.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if p_on < k.cycle_from then raise exception 'release_before_recall' using errcode = 'TC422', detail = 'on'; end if;
end $$;

-- The steps that come with a date: after a recall the first date of release opens the milestones of this cycle.
create or replace function act.steps_with_date(k app.cases) returns app.milestones[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if k.cycle = 1 then return '{}'; end if;
  return array(select n from act.steps_to_add(k, false) n union all select n from act.steps_to_add(k, true) n where k.conferences_needed);
end $$;

-- Of a plan, what the actor would see of it: leads, points and milestones that differ, under the policies of their tables
-- (repeated here, because a plan is made of all rows), what is arranged in other parts of life, how they then sit, and which
-- agencies they then find at the table (as read.table_of).
create or replace function act.plan_seen(
  k app.cases, p_leads_were app.leads[], p_leads app.leads[], p_points app.case_leads[],
  p_seats_were app.seats[], p_seats app.seats[], p_steps_were app.milestones[], p_steps app.milestones[],
  out leads app.leads[], out points app.case_leads[], out steps app.milestones[], out summary jsonb, out relations text[], out agencies int[]
) language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := act.who();
  v_shut      uuid[] := who[15];
  v_clauses   int[] := who[5];
  v_principals int[] := who[4];
  v_sits      int[] := '{}';
  v_desk      boolean := false;
  v_known     int[] := '{}';
  v_asked     int[] := '{}';
  s           app.seats;
  l           app.leads;
  x           app.case_leads;
  m           app.milestones;
begin
  foreach s in array p_seats_were loop
    if s.principal = any (v_principals) and s.purpose = who[9] and s.period @> statement_timestamp() then
      v_sits := v_sits || s.principal;
      v_desk := v_desk or s.relation = 'coordination';
    end if;
  end loop;
  if v_sits = '{}' or k.id = any (v_shut) then raise exception 'case_not_found' using errcode = 'TC404'; end if;
  -- A plan keeps the order of the rows that were there, and puts new ones behind them.
  leads := '{}'; points := '{}'; steps := '{}'; relations := '{}'; agencies := '{}';
  for i in 1 .. cardinality(p_leads) loop
    l := p_leads[i];
    if l.version <> (p_leads_were[i]).version and l.clause_id = any (v_clauses)
       and (not l.voluntary or v_desk or l.to_principal = any (v_sits) or l.state = 'offered' and l.to_principal = any (v_principals)) then
      leads := leads || l;
    end if;
  end loop;
  foreach x in array p_points loop
    if x.clause_id = any (v_clauses) then points := points || x; end if;
  end loop;
  for i in 1 .. cardinality(p_steps) loop
    m := p_steps[i];
    if m.version is distinct from (p_steps_were[i]).version and m.clause_id = any (v_clauses)
       and (not m.voluntary or v_desk or m.owner_principal = any (v_sits)) then
      steps := steps || m;
    end if;
  end loop;
  summary := '[]';
  if who[7] <> '{}' then summary := (select coalesce(jsonb_agg(to_jsonb(a)), '[]') from act.arranged_from(k, p_leads, who[10]::date) a); end if;
  foreach s in array p_seats loop
    continue when not s.period @> statement_timestamp();
    if s.principal = any (v_principals) and s.purpose = who[9] and s.relation <> all (relations) then relations := relations || s.relation; end if;
    if s.principal = any (v_principals) or v_desk or not s.by_lead or s.relation <> 'provider' then
      v_known := v_known || s.principal;
    else
      v_asked := v_asked || s.principal;
    end if;
  end loop;
  if v_asked <> '{}' then
    v_known := v_known || array(select o.to_principal from unnest(p_leads) o join app.clauses c on c.authority_id = o.authority_id and c.id = o.clause_id
      where o.to_principal = any (v_asked) and o.state = 'accepted' and not o.voluntary and c.category = any (who[6]::text[]));
  end if;
  agencies := array(select distinct p.agency_id from app.principals p where p.authority_id = k.authority_id and p.id = any (v_known));
end $$;

-- A move that nobody makes: the plan that act.move_release_seen() writes, and nothing is written.
create or replace function act.try_release(
  p_case uuid, p_version int, p_on date, p_certainty text, p_earliest date,
  out k app.cases, out leads app.leads[], out points app.case_leads[], out steps app.milestones[], out summary jsonb, out relations text[], out agencies int[]
) language plpgsql stable security definer set search_path = '' as $$
declare
  p record;
  v record;
begin
  k := act.seen_case(p_case);
  perform act.refuse_move(k, p_version, p_on);
  k.release_on := p_on;
  k.release_certainty := p_certainty;
  k.earliest_on := p_earliest;
  select * into p from act.plan(k, null, act.steps_with_date(k));
  select * into v from act.plan_seen(k, p.leads_were, p.leads, p.points, p.seats_were, p.seats, p.steps_were, p.steps);
  leads := v.leads; points := v.points; steps := v.steps; summary := v.summary; relations := v.relations; agencies := v.agencies;
end $$;

create or replace function act.move_release_seen(
  p_case uuid, p_version int, p_on date, p_certainty text, p_earliest date, p_source bytea,
  out k app.cases, out leads app.leads[], out points app.case_leads[], out steps app.milestones[], out summary jsonb, out relations text[], out agencies int[]
) language plpgsql security definer set search_path = '' as $$
declare
  p     record;
  v     record;
  place int;
begin
  k := act.seated_case(p_case);
  perform act.refuse_move(k, p_version, p_on);
  insert into app.release_dates (authority_id, case_id, seq, cycle, clause_id, release_on, certainty, earliest_on, source_sealed, recorded_by)
  select k.authority_id, k.id, max(d.seq) + 1, k.cycle, act.clause_for(k, 'timeline'), p_on, p_certainty, p_earliest, p_source, actor.member()
    from app.release_dates d where d.authority_id = k.authority_id and d.case_id = k.id
  returning seq into place;
  update app.cases c set release_on = p_on, release_certainty = p_certainty, earliest_on = p_earliest, version = c.version + 1
   where c.authority_id = k.authority_id and c.id = k.id
  returning c.* into k;
  select * into p from act.plan(k, null, act.steps_with_date(k));
  select * into v from act.plan_seen(k, p.leads_were, p.leads, p.points, p.seats_were, p.seats, p.steps_were, p.steps);
  perform act.put_plan(k, p.leads_were, p.leads, p.points_were, p.points, p.seats_were, p.seats, p.steps_were, p.steps);
  perform act.notify_case(k, act.write_told(k, 'release_moved', 'release:' || place, p.steps_were, p.steps), 'milestone', array[k.ref],
    array(select distinct s.principal from unnest(p.seats) s where s.period @> statement_timestamp()));
  leads := v.leads; points := v.points; steps := v.steps; summary := v.summary; relations := v.relations; agencies := v.agencies;
end $$;

create or replace function act.move_release(
  p_case uuid, p_version int, p_on date, p_certainty text, p_earliest date, p_source bytea
) returns int language sql security definer set search_path = '' as $$
  select (m.k).version from act.move_release_seen(p_case, p_version, p_on, p_certainty, p_earliest, p_source) m
$$;

-- Conferences enter the pathway only after somebody decided that this case needs them.
create or replace function act.decide_conferences(p_case uuid, p_version int, p_reason bytea) returns int
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases := act.seated_case(p_case);
begin
  if not act.relations(p_case) && array['coordination'] then
    raise exception 'conferences_not_yours_to_decide' using errcode = 'TC403';
  end if;
  if k.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if k.conferences_needed then raise exception 'conferences_already_decided' using errcode = 'TC409'; end if;
  insert into app.decisions (authority_id, case_id, clause_id, kind, decided_by, reason_sealed)
  values (k.authority_id, k.id, k.clause_id, 'conferences_needed', actor.member(), p_reason);
  update app.cases c set conferences_needed = true, version = c.version + 1
   where c.authority_id = k.authority_id and c.id = k.id;
  perform act.add_steps(k.authority_id, k.id, true);
  perform act.recalculate(k.authority_id, k.id);
  perform act.tell_case(k.authority_id, k.id, 'case');
  return k.version + 1;
end $$;

create or replace function act.complete_milestone(p_case uuid, p_milestone uuid, p_version int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  m app.milestones;
  k app.cases;
begin
  perform act.who();
  select x.* into m from app.milestones x
   where x.authority_id = actor.authority() and x.case_id = p_case and x.id = p_milestone and x.clause_id = any (actor.clauses()) for update;
  if not found then raise exception 'milestone_not_found' using errcode = 'TC404'; end if;
  k := act.seated_case(m.case_id);
  if not (m.owner_principal = any (actor.principals()) or act.relations(k.id) && array['coordination', 'lead']) then
    raise exception 'milestone_not_yours' using errcode = 'TC403';
  end if;
  if m.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if m.status = 'done' then raise exception 'milestone_already_done' using errcode = 'TC409'; end if;
  if m.status in ('paused', 'expired') then raise exception 'milestone_rests' using errcode = 'TC409'; end if;
  update app.milestones x set status = 'done', done_on = actor.today(), done_by = actor.member(), version = x.version + 1
   where x.authority_id = m.authority_id and x.case_id = m.case_id and x.id = m.id;
  perform act.tell_case(k.authority_id, k.id, 'case');
  return m.version + 1;
end $$;

grant execute on function act.hold_case(text), act.move_release(uuid, int, date, text, date, bytea),
  act.move_release_seen(uuid, int, date, text, date, bytea), act.try_release(uuid, int, date, text, date),
  act.decide_conferences(uuid, int, bytea), act.complete_milestone(uuid, uuid, int) to throughcare_actor;
