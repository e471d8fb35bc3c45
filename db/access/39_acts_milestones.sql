-- Milestones are distances from anchors: reception, release, recall, the end of the last measure.

-- A step that is not in the case yet: it has no day until it is planned.
create or replace function act.new_step(k app.cases, p_code text, p_anchor text, p_offset int, p_voluntary boolean, p_owner int)
returns app.milestones language plpgsql stable security definer set search_path = '' as $$
declare
  m app.milestones;
begin
  m.authority_id := k.authority_id;
  m.id := gen_random_uuid();
  m.case_id := k.id;
  m.clause_id := act.clause_for(k, 'timeline');
  m.cycle := k.cycle;
  m.code := p_code;
  m.anchor := p_anchor;
  m.offset_days := p_offset;
  m.voluntary := p_voluntary;
  m.owner_principal := p_owner;
  m.status := 'open';
  m.version := 1;
  return m;
end $$;

-- The steps of the case's pathway that its present cycle does not have yet. In a later cycle those of the release wait
-- for a date of release.
create or replace function act.steps_to_add(k app.cases, p_conference boolean) returns setof app.milestones
language sql stable security definer set search_path = '' as $$
  select n.*
    from app.pathway_steps s
    join app.arrangements r on r.authority_id = k.authority_id and r.id = k.arrangement_id
    cross join lateral act.new_step(k, s.code, s.anchor, s.offset_days, s.voluntary,
      coalesce(case when s.owner = 'prison' then act.desk_of(k.authority_id, k.prison_agency_id) end, r.fallback_principal)) n
   where s.pathway_id = k.pathway_id and s.conference = p_conference
     and case s.anchor when 'release' then k.cycle = 1 or k.release_on is not null
                       when 'reception' then k.cycle = 1 and k.reception_on is not null
                       when 'recall' then k.cycle > 1
                       else coalesce(k.closed_on, k.measure_ends_on) is not null end
     and not exists (select from app.milestones m where m.authority_id = k.authority_id and m.case_id = k.id
                      and m.cycle = k.cycle and m.code = s.code)
$$;

-- They become milestones; each once, whatever happens to the date later.
create or replace function act.add_steps(p_authority int, p_case uuid, p_conference boolean) returns void
language sql security definer set search_path = '' as $$
  insert into app.milestones
  select n.* from app.cases k cross join lateral act.steps_to_add(k, p_conference) n
   where k.authority_id = p_authority and k.id = p_case
  on conflict (authority_id, case_id, cycle, code) do nothing
$$;

-- How the milestones of a case stand, so that after a change each owner can be told what moved.
create or replace function act.milestones_now(p_authority int, p_case uuid) returns app.milestones[]
language sql stable security definer set search_path = '' as $$
  select array(select m from app.milestones m where m.authority_id = p_authority and m.case_id = p_case)
$$;

-- Tells each owner once what a change did to their milestones (PR-02): one message, however many moved. What
-- lay before the opening and still does concerns nobody.
create or replace function act.write_told(k app.cases, p_kind text, p_change text, p_before app.milestones[], p_after app.milestones[])
returns int[] language plpgsql security definer set search_path = '' as $$
declare
  told     int[];
  v_clause int := act.clause_for(k, 'timeline');
begin
  with said as (
    insert into app.told (authority_id, case_id, clause_id, principal, change, kind, milestones, told_by)
    select k.authority_id, k.id, v_clause, m.owner_principal, p_change, p_kind,
           jsonb_agg(jsonb_build_object('id', m.id, 'code', m.code, 'cycle', m.cycle, 'from', b.due_on, 'to', m.due_on,
             'status', m.status) order by m.due_on, m.offset_days, m.code), actor.member()
      from unnest(p_after) m left join unnest(p_before) b on b.id = m.id
     where m.status <> 'done'
       and not (m.status in ('before_start', 'expired') and coalesce(b.status, 'before_start') = 'before_start')
       and (b.id is null or b.due_on is distinct from m.due_on or b.status <> m.status or b.owner_principal <> m.owner_principal)
     group by m.owner_principal
    on conflict (authority_id, case_id, principal, change) do nothing
    returning principal)
  select coalesce(array_agg(s.principal), '{}') into told from said s;
  return told;
end $$;

create or replace function act.tell_moved(k app.cases, p_kind text, p_change text, p_before app.milestones[], p_after app.milestones[])
returns void language sql security definer set search_path = '' as $$
  select act.notify(k.authority_id, act.write_told(k, p_kind, p_change, p_before, p_after), 'milestone', array[k.ref])
$$;

create or replace function act.tell_owners(k app.cases, p_kind text, p_change text, p_before app.milestones[]) returns void
language sql security definer set search_path = '' as $$
  select act.tell_moved(k, p_kind, p_change, p_before, act.milestones_now(k.authority_id, k.id))
$$;

-- Puts a message away, for everybody at the desk that was told.
create or replace function act.put_away(p_told uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  update app.told t set seen_by = actor.member(), seen_at = now()
   where t.authority_id = actor.authority() and t.id = p_told and t.case_id <> all (actor.shut()) and t.principal = any (actor.principals())
     and t.clause_id = any (actor.clauses()) and t.seen_at is null;
  if not found then raise exception 'told_not_found' using errcode = 'TC404'; end if;
end $$;

grant execute on function act.put_away(uuid) to throughcare_actor;
