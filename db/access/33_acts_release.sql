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

-- As what somebody sits among these seats now, of whom it is proven who they are: no login may call it.
create or replace function act.sits_among(who text[], p_seats app.seats[], out desks int[], out relations text[])
language plpgsql stable as $$
declare
  v_mine int[] := who[4];
  s      app.seats;
begin
  desks := '{}'; relations := '{}';
  foreach s in array p_seats loop
    if s.principal = any (v_mine) and s.purpose = who[9] and s.period @> statement_timestamp() then
      desks := desks || s.principal;
      if s.relation <> all (relations) then relations := relations || s.relation; end if;
    end if;
  end loop;
end $$;

-- A release date is a history. The coordination desk, the case lead and the prison may move it; who looks in an emergency reads and
-- never acts.
create or replace function act.refuse_move(who text[], k app.cases, p_sits text[], p_version int, p_on date) returns void
language plpgsql stable as $$
begin
  p_sits := act.relations_said(p_sits, k.id);
  if p_sits = array['override'] then raise exception 'override_reads_only' using errcode = 'TC403'; end if;
  if not (p_sits && array['coordination', 'lead'] or k.prison_agency_id = who[3]::int) then
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

-- Of a plan, what somebody who sits so sees of it, before and after: leads, needs, points, steps and what was said, under the
-- policies of their tables (repeated here as in read.rows_of(), because a plan is made of all rows), what is arranged in other parts
-- of life after it, how they then sit, and which agencies they then find at the table (as read.table_of). No login may call it.
create or replace function act.plan_seen(
  who text[], k app.cases, p_sits int[], p_relations text[], p record,
  out leads_were app.leads[], out leads app.leads[], out points_were app.case_leads[], out points app.case_leads[],
  out steps_were app.milestones[], out steps app.milestones[], out needs app.case_needs[], out said app.continuations[],
  out summary jsonb, out relations text[], out at_table int[]
) language plpgsql stable as $$
declare
  v_clauses    int[] := who[5];
  v_mine       int[] := who[4];
  v_desk       boolean := 'coordination' = any (p_relations);
  v_near       boolean := p_relations && array['coordination', 'lead'];
  v_known      int[] := '{}';
  v_asked      int[] := '{}';
  nr           int := 0;
  s            app.seats;
  l            app.leads;
  x            app.case_leads;
  m            app.milestones;
  n            app.case_needs;
  y            app.continuations;
begin
  leads_were := '{}'; leads := '{}'; points_were := '{}'; points := '{}'; steps_were := '{}'; steps := '{}'; needs := '{}'; said := '{}';
  -- A plan keeps the order of the rows that were there, and puts new ones behind them.
  foreach l in array p.leads_were loop
    nr := nr + 1;
    if l.state <> 'withdrawn' and l.clause_id = any (v_clauses)
       and (not l.voluntary or v_desk or l.to_principal = any (p_sits) or l.state = 'offered' and l.to_principal = any (v_mine)) then
      leads_were := leads_were || l;
      leads := leads || p.leads[nr];
    end if;
  end loop;
  nr := 0;
  foreach x in array p.points_were loop
    nr := nr + 1;
    if x.clause_id = any (v_clauses) then
      points_were := points_were || x;
      points := points || p.points[nr];
    end if;
  end loop;
  nr := 0;
  foreach m in array p.steps_were loop
    nr := nr + 1;
    if m.clause_id = any (v_clauses) and (not m.voluntary or v_desk or m.owner_principal = any (p_sits)) then
      steps_were := steps_were || m;
      steps := steps || p.steps[nr];
    end if;
  end loop;
  foreach m in array p.steps[nr + 1:] loop
    if m.clause_id = any (v_clauses) and (not m.voluntary or v_desk or m.owner_principal = any (p_sits)) then steps := steps || m; end if;
  end loop;
  foreach n in array p.needs loop
    if n.clause_id = any (v_clauses) and (n.required <> 'wish' or v_desk) then needs := needs || n; end if;
  end loop;
  if k.measure_ends_on is not null and who[12] = 'f' then
    foreach y in array p.said loop
      if y.clause_id = any (v_clauses) and (v_near or y.to_principal = any (p_sits)) then said := said || y; end if;
    end loop;
  end if;
  summary := '[]';
  if who[7] <> '{}' then summary := (select coalesce(jsonb_agg(to_jsonb(a)), '[]') from act.arranged_from(k, p.leads, who[10]::date) a); end if;
  relations := (act.sits_among(who, p.seats)).relations;
  foreach s in array p.seats loop
    continue when not s.period @> statement_timestamp();
    if s.principal = any (v_mine) or v_desk or not s.by_lead or s.relation <> 'provider' then
      v_known := v_known || s.principal;
    else
      v_asked := v_asked || s.principal;
    end if;
  end loop;
  if v_asked <> '{}' then
    v_known := v_known || array(select o.to_principal from unnest(p.leads) o join app.clauses c on c.authority_id = o.authority_id and c.id = o.clause_id
      where o.to_principal = any (v_asked) and o.state = 'accepted' and not o.voluntary and c.category = any (who[6]::text[]));
  end if;
  at_table := array(select distinct d.agency_id from app.principals d where d.authority_id = k.authority_id and d.id = any (v_known));
end $$;

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

grant execute on function act.hold_case(text), act.decide_conferences(uuid, int, bytea), act.complete_milestone(uuid, uuid, int) to throughcare_actor;
