-- Another version of the pathway, or another country's, for a case that is running: an act of the coordination desk
-- or of who leads the case, never a consequence of a new version. What is done stays done. Open steps that both know
-- take the days of the new one; what only the former one knew expires and can stand again; the rest is added.
create or replace function act.take_over_pathway(p_case uuid, p_version int, p_pathway int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  k      app.cases := act.seated_case(p_case);
  before app.milestones[] := act.milestones_now(k.authority_id, k.id);
  former int := k.pathway_id;
begin
  if not act.relations(p_case) && array['coordination', 'lead'] then
    raise exception 'pathway_not_yours' using errcode = 'TC403';
  end if;
  if k.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if p_pathway = former then raise exception 'pathway_already_taken' using errcode = 'TC409'; end if;
  if not exists (select from app.pathways p where p.id = p_pathway and not exists (
       select from app.pathways y where y.code = p.code and y.version > p.version)) then
    raise exception 'pathway_not_newest' using errcode = 'TC422', detail = 'pathwayId';
  end if;
  update app.cases c set pathway_id = p_pathway, version = c.version + 1
   where c.authority_id = k.authority_id and c.id = k.id
  returning c.* into k;
  -- What a recall asks for is asked for in every pathway.
  update app.milestones m set status = 'expired', version = m.version + 1
   where m.authority_id = k.authority_id and m.case_id = k.id and m.cycle = k.cycle and m.status in ('open', 'before_start')
     and m.anchor <> 'recall'
     and exists (select from app.pathway_steps o where o.pathway_id = former and o.code = m.code)
     and not exists (select from app.pathway_steps s where s.pathway_id = p_pathway and s.code = m.code);
  -- An owner whom somebody has named stays, unless the new version gives the step to another kind of owner.
  update app.milestones m
     set anchor = s.anchor, offset_days = s.offset_days, voluntary = s.voluntary,
         status = case m.status when 'expired' then 'open' else m.status end, version = m.version + 1,
         owner_principal = case when o.owner = s.owner then m.owner_principal else coalesce(
           case when s.owner = 'prison' then act.desk_of(k.authority_id, k.prison_agency_id) end,
           (select r.fallback_principal from app.arrangements r where r.authority_id = k.authority_id and r.id = k.arrangement_id)) end
    from app.pathway_steps s left join app.pathway_steps o on o.pathway_id = former and o.code = s.code
   where s.pathway_id = p_pathway and m.authority_id = k.authority_id and m.case_id = k.id and m.cycle = k.cycle
     and m.code = s.code and m.status in ('open', 'before_start', 'expired')
     and (m.status = 'expired' or m.anchor <> s.anchor or m.offset_days <> s.offset_days or m.voluntary <> s.voluntary
          or o.owner is distinct from s.owner);
  perform act.add_steps(k.authority_id, k.id, false);
  if k.conferences_needed then perform act.add_steps(k.authority_id, k.id, true); end if;
  perform act.recalculate(k.authority_id, k.id);
  perform act.tell_owners(k, 'pathway_changed', 'pathway:' || k.version, before);
  perform act.tell_case(k.authority_id, k.id, 'case');
  return k.version;
end $$;

grant execute on function act.take_over_pathway(uuid, int, int) to throughcare_actor;
