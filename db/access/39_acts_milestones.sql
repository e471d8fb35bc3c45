-- Milestones are distances from anchors: reception, release, recall, the end of the last measure.

-- The steps of the case's pathway become milestones of its present cycle; each once, whatever happens to
-- the date later. In a later cycle those of the release wait for a date of release.
create or replace function act.add_steps(p_authority int, p_case uuid, p_conference boolean) returns void
language sql security definer set search_path = '' as $$
  insert into app.milestones (authority_id, case_id, clause_id, cycle, code, anchor, offset_days, voluntary, owner_principal)
  select k.authority_id, k.id, act.clause_for(k, 'timeline'), k.cycle, s.code, s.anchor, s.offset_days, s.voluntary,
         coalesce(case when s.owner = 'prison' then act.desk_of(k.authority_id, k.prison_agency_id) end, r.fallback_principal)
    from app.cases k
    join app.pathway_steps s on s.pathway_id = k.pathway_id and s.conference = p_conference
    join app.arrangements r on r.authority_id = k.authority_id and r.id = k.arrangement_id
   where k.authority_id = p_authority and k.id = p_case
     and case s.anchor when 'release' then k.cycle = 1 or k.release_on is not null
                       when 'reception' then k.cycle = 1 and k.reception_on is not null
                       when 'recall' then k.cycle > 1
                       else coalesce(k.closed_on, k.measure_ends_on) is not null end
  on conflict (authority_id, case_id, cycle, code) do nothing
$$;

-- On which day each milestone of the present cycle is due. Where the time in prison is shorter than the
-- first distances, the steps that would lie before it are spread over the days that are there, in their
-- order; what follows the reception comes at the latest in the middle (PR-01). No date, no day.
create or replace function act.milestone_days(k app.cases) returns table (id uuid, due date)
language sql stable security definer set search_path = '' as $$
  with mine as (
    select m.id, m.anchor, m.offset_days,
           case m.anchor when 'release' then k.release_on when 'reception' then k.reception_on
                         when 'recall' then k.cycle_from else coalesce(k.closed_on, k.measure_ends_on) end + m.offset_days as plain
      from app.milestones m
     where m.authority_id = k.authority_id and m.case_id = k.id and m.cycle = k.cycle and m.status <> 'expired'
  ), span as (
    select coalesce(k.cycle_from, k.reception_on) as begins,
           min(x.offset_days) filter (where x.anchor = 'release') as first,
           least(coalesce(min(x.offset_days) filter (where x.anchor = 'release'
             and x.plain >= coalesce(k.cycle_from, k.reception_on)), 0), 0) as fits
      from mine x
  )
  select x.id,
         case when s.begins is null or x.plain is null then x.plain
              when x.anchor = 'reception' then least(x.plain, s.begins + greatest(k.release_on - s.begins, 0) / 2)
              when x.anchor = 'release' and x.offset_days < 0 and x.plain < s.begins then
                s.begins + ((x.offset_days - s.first)::bigint * greatest(k.release_on + s.fits - s.begins, 0)
                            / greatest(s.fits - s.first, 1))::int
              else x.plain end
    from mine x cross join span s
$$;

create or replace function act.recalculate_milestones(k app.cases) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.settle_aftercare(k);
  update app.milestones m set due_on = d.due, status = d.status, version = m.version + 1
    from (select x.id, x.due,
                 case when k.cycle = 1 and x.due < k.opened_on then 'before_start' else 'open' end as status
            from act.milestone_days(k) x) d
   where m.authority_id = k.authority_id and m.id = d.id and m.status in ('open', 'before_start')
     and (m.due_on is distinct from d.due or m.status is distinct from d.status);
end $$;

-- Steps of voluntary aftercare expire when the person wants nobody to lead on, and stand again when they do (TC6).
create or replace function act.settle_aftercare(k app.cases) returns void
language plpgsql security definer set search_path = '' as $$
declare
  declined boolean := exists (select from app.continuations y where y.authority_id = k.authority_id and y.case_id = k.id
    and y.domain = 'lead' and y.in_force and not y.goes_on);
begin
  update app.milestones m set status = case when declined then 'expired' else 'open' end, version = m.version + 1
   where m.authority_id = k.authority_id and m.case_id = k.id and m.voluntary
     and m.status = case when declined then 'open' else 'expired' end
     and (declined or exists (select from app.pathway_steps s where s.pathway_id = k.pathway_id and s.code = m.code));
end $$;

-- How the milestones of a case stand, so that after a change each owner can be told what moved.
create or replace function act.milestones_now(p_authority int, p_case uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'on', m.due_on, 'status', m.status, 'owner', m.owner_principal)), '[]')
    from app.milestones m where m.authority_id = p_authority and m.case_id = p_case
$$;

-- Tells each owner once what a change did to their milestones (PR-02): one message, however many moved. What
-- lay before the opening and still does concerns nobody.
create or replace function act.tell_owners(k app.cases, p_kind text, p_change text, p_before jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.told (authority_id, case_id, clause_id, principal, change, kind, milestones, told_by)
  select k.authority_id, k.id, act.clause_for(k, 'timeline'), m.owner_principal, p_change, p_kind,
         jsonb_agg(jsonb_build_object('id', m.id, 'code', m.code, 'cycle', m.cycle, 'from', b.due, 'to', m.due_on,
           'status', m.status) order by m.due_on, m.offset_days, m.code), actor.member()
    from app.milestones m
    left join (select (x ->> 'id')::uuid as id, (x ->> 'on')::date as due, x ->> 'status' as status, (x ->> 'owner')::int as owner
                 from jsonb_array_elements(p_before) x) b on b.id = m.id
   where m.authority_id = k.authority_id and m.case_id = k.id and m.status <> 'done'
     and not (m.status in ('before_start', 'expired') and coalesce(b.status, 'before_start') = 'before_start')
     and (b.id is null or b.due is distinct from m.due_on or b.status <> m.status or b.owner <> m.owner_principal)
   group by m.owner_principal
  on conflict (authority_id, case_id, principal, change) do nothing;
  perform act.notify(k.authority_id,
    array(select t.principal from app.told t where t.authority_id = k.authority_id and t.case_id = k.id and t.change = p_change),
    'milestone', array[k.ref]);
end $$;

-- Puts a message away, for everybody at the desk that was told.
create or replace function act.put_away(p_told uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  update app.told t set seen_by = actor.member(), seen_at = now()
   where t.authority_id = actor.authority() and t.id = p_told and t.principal = any (actor.principals())
     and t.clause_id = any (actor.clauses()) and t.seen_at is null;
  if not found then raise exception 'told_not_found' using errcode = 'TC404'; end if;
end $$;

grant execute on function act.put_away(uuid) to throughcare_actor;
