-- A recall that was recorded by mistake: everything is as it was before, while nothing was built on it.
create or replace function act.take_back_recall(k app.cases, p app.periods, p_before app.milestones[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  d app.release_dates;
begin
  if p.cycle <> k.cycle or k.release_on is not null
     or exists (select from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id and l.cycle = k.cycle
                 and (l.offered_at > p.recorded_at or l.answered_at > p.recorded_at))
     or exists (select from app.milestones m where m.authority_id = k.authority_id and m.case_id = k.id and m.cycle = k.cycle
                 and m.status = 'done')
     or exists (select from app.periods x where x.authority_id = k.authority_id and x.case_id = k.id and not x.removed
                 and x.cycle = k.cycle and x.recorded_at > p.recorded_at) then
    raise exception 'recall_already_followed' using errcode = 'TC409';
  end if;
  delete from app.milestones m where m.authority_id = k.authority_id and m.case_id = k.id and m.cycle = k.cycle;
  delete from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id and l.cycle = k.cycle and l.offered_at = p.recorded_at;
  update app.leads l set cycle = k.cycle - 1 where l.authority_id = k.authority_id and l.case_id = k.id and l.cycle = k.cycle;
  set constraints app.case_leads_pkey deferred;
  delete from app.case_leads x where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = k.cycle and x.fallback;
  update app.case_leads x set cycle = k.cycle - 1 where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = k.cycle;
  update app.case_leads x set position = n.place
    from (select y.position, row_number() over (order by y.position) - 1 as place from app.case_leads y
           where y.authority_id = k.authority_id and y.case_id = k.id) n
   where x.authority_id = k.authority_id and x.case_id = k.id and x.position = n.position and x.position <> n.place;
  set constraints app.case_leads_pkey immediate;
  select x.* into strict d from app.release_dates x
   where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = k.cycle - 1 order by x.seq desc limit 1;
  insert into app.release_dates (authority_id, case_id, seq, cycle, clause_id, release_on, certainty, earliest_on, source_sealed, recorded_by)
  select d.authority_id, d.case_id, max(x.seq) + 1, d.cycle, d.clause_id, d.release_on, d.certainty, d.earliest_on, d.source_sealed, actor.member()
    from app.release_dates x where x.authority_id = k.authority_id and x.case_id = k.id;
  update app.cases c
     set cycle = c.cycle - 1, version = c.version + 1, stage = 'community', release_on = d.release_on,
         release_certainty = d.certainty, earliest_on = d.earliest_on,
         cycle_from = (select lower(x.during) from app.periods x where x.authority_id = c.authority_id and x.case_id = c.id
                         and x.kind = 'recall' and x.cycle = c.cycle - 1 and not x.removed),
         prison_agency_id = coalesce((select l.agency_id from app.leads l join app.agencies g
             on g.authority_id = l.authority_id and g.id = l.agency_id and g.kind = 'custody'
           where l.authority_id = c.authority_id and l.case_id = c.id and l.state = 'accepted' and l.cycle = c.cycle - 1
           order by lower(l.period) desc nulls last limit 1), c.prison_agency_id)
   where c.authority_id = k.authority_id and c.id = k.id
  returning c.* into k;
  update app.milestones m set status = 'open', version = m.version + 1
   where m.authority_id = k.authority_id and m.case_id = k.id and m.cycle = k.cycle and m.status = 'paused';
  perform act.recalculate(k.authority_id, k.id);
  perform act.tell_owners(k, 'period_changed', 'recall:' || p.id || ':back', p_before);
  perform act.tell_case(k.authority_id, k.id, 'case');
  return k.version;
end $$;
