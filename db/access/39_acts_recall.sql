-- Recall and transfer: another prison, other accountable agencies, and a lead that is never empty.

-- A change point of the case lead that nobody accepted: the desk that the arrangement names leads from here.
create or replace function act.put_fallback(k app.cases, p_starts date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  place int;
begin
  if exists (select from app.case_leads x where x.authority_id = k.authority_id and x.case_id = k.id
              and x.starts_on = p_starts and not x.overtaken) then
    return;
  end if;
  select count(*) into place from app.case_leads x
   where x.authority_id = k.authority_id and x.case_id = k.id and (x.starts_on <= p_starts or x.position = 0);
  set constraints app.case_leads_pkey deferred;
  update app.case_leads x set position = x.position + 1
   where x.authority_id = k.authority_id and x.case_id = k.id and x.position >= place;
  insert into app.case_leads (authority_id, case_id, position, cycle, clause_id, agency_id, principal, agreed_on, starts_on, overtaken, fallback)
  select k.authority_id, k.id, place, k.cycle, act.clause_for(k, 'lead'), p.agency_id, p.id, p_starts, p_starts, true, true
    from app.arrangements a join app.principals p on p.authority_id = a.authority_id and p.id = a.fallback_principal
   where a.authority_id = k.authority_id and a.id = k.arrangement_id;
  set constraints app.case_leads_pkey immediate;
end $$;

-- The prison is asked to lead; until it accepts, whoever leads now leads on.
create or replace function act.ask_prison_to_lead(k app.cases, p_from date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  desk int := act.desk_of(k.authority_id, k.prison_agency_id);
  made uuid := gen_random_uuid();
begin
  insert into app.leads (authority_id, id, case_id, cycle, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
    offered_by, answer_by, agreed, period)
  select k.authority_id, made, k.id, k.cycle, 'lead', act.clause_for(k, 'lead'), k.prison_agency_id, desk, p.agency_id, p.id,
         actor.member(), act.working_days_after(k.authority_id, actor.today(), 5),
         daterange(greatest(p_from, actor.today(), k.opened_on + 1), null), daterange(greatest(p_from, actor.today(), k.opened_on + 1), null)
    from app.arrangements a join app.principals p on p.authority_id = a.authority_id and p.id = a.fallback_principal
   where a.authority_id = k.authority_id and a.id = k.arrangement_id;
  perform act.notify(k.authority_id, array[desk], 'lead', array[made::text]);
end $$;

-- In prison a person sleeps, eats and is treated by law: the basics are with the prison until the release.
create or replace function act.give_basics_to_prison(k app.cases, p_from date) returns void
language sql security definer set search_path = '' as $$
  insert into app.leads (authority_id, id, case_id, cycle, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
    offered_by, state, answered_at, agreed, until_offset, period)
  select k.authority_id, gen_random_uuid(), k.id, k.cycle, d.code, act.clause_for(k, d.code), k.prison_agency_id,
         act.desk_of(k.authority_id, k.prison_agency_id), k.prison_agency_id, act.desk_of(k.authority_id, k.prison_agency_id),
         null, 'accepted', now(), daterange(p_from, null), 0, 'empty'
    from app.domains d where d.authority_id = k.authority_id and d.basic
$$;

-- What was agreed before a recall. Up to that day it stays as it was; what lasts longer rests while the person
-- is in prison, and comes back with what is left of it on the day of release.
create or replace function act.rest_leads(k app.cases, p_from date) returns void
language plpgsql security definer set search_path = '' as $$
begin
  set constraints app.leads_one_accountable deferred;
  insert into app.leads (authority_id, id, case_id, cycle, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
    state, voluntary, agreed, period, answered_by, answered_at, channel, confirm_by, confirmed_at)
  select l.authority_id, gen_random_uuid(), l.case_id, k.cycle, l.domain, l.clause_id, l.agency_id, l.to_principal, l.from_agency_id,
         l.from_principal, 'accepted', l.voluntary, daterange(p_from, upper(l.period)), 'empty', l.answered_by, l.answered_at,
         l.channel, l.confirm_by, l.confirmed_at
    from app.leads l join app.agencies g on g.authority_id = l.authority_id and g.id = l.agency_id
   where l.authority_id = k.authority_id and l.case_id = k.id and l.cycle = k.cycle - 1 and l.domain <> 'lead'
     and l.state = 'accepted' and g.kind <> 'custody' and lower(l.period) < p_from
     and (upper_inf(l.period) or upper(l.period) > p_from);
  update app.leads l set cycle = k.cycle
   where l.authority_id = k.authority_id and l.case_id = k.id and l.cycle = k.cycle - 1
     and (l.state = 'offered' or l.state = 'accepted' and l.domain <> 'lead' and (isempty(l.period) or lower(l.period) >= p_from));
  update app.leads l set period = l.period * daterange(null, p_from), version = l.version + 1
   where l.authority_id = k.authority_id and l.case_id = k.id and l.cycle = k.cycle - 1 and l.domain <> 'lead'
     and l.state in ('accepted', 'declined') and not isempty(l.period) and (upper_inf(l.period) or upper(l.period) > p_from);
end $$;

-- Back in prison (PR-11): the first cycle ends, its open milestones pause, a second begins.
create or replace function act.recall(k app.cases, p_id uuid, p_from date, p_prison int, p_source bytea, p_before app.milestones[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  desk  int := act.desk_of(k.authority_id, p_prison);
  gaps  date[];
  begun date;
begin
  if k.release_on is null or p_from <= k.release_on or p_from <= k.opened_on then
    raise exception 'recall_before_release' using errcode = 'TC422', detail = 'from';
  end if;
  -- Days on which the fallback led stay the fallback's, whatever date of release follows.
  gaps := array(select s.starts from read.case_lead_segments_of(k.authority_id, array[k.id]) s where s.state = 'fallback' and s.starts < p_from);
  update app.periods p set during = daterange(lower(p.during), k.release_on), version = p.version + 1
   where p.authority_id = k.authority_id and p.case_id = k.id and p.kind in ('custody', 'recall', 'transfer') and not p.removed
     and upper_inf(p.during) and lower(p.during) < k.release_on;
  update app.cases c
     set cycle = c.cycle + 1, cycle_from = p_from, release_on = null, release_certainty = 'unknown', earliest_on = null,
         prison_agency_id = p_prison, stage = 'preparation', version = c.version + 1
   where c.authority_id = k.authority_id and c.id = k.id
  returning c.* into k;
  perform act.put_period(k, p_id, 'recall', p_from, null, p_prison, p_source);
  insert into app.release_dates (authority_id, case_id, seq, cycle, clause_id, release_on, certainty, source_sealed, recorded_by)
  select k.authority_id, k.id, max(d.seq) + 1, k.cycle, act.clause_for(k, 'timeline'), null, 'unknown', p_source, actor.member()
    from app.release_dates d where d.authority_id = k.authority_id and d.case_id = k.id;
  update app.milestones m set status = 'paused', version = m.version + 1
   where m.authority_id = k.authority_id and m.case_id = k.id and m.cycle = k.cycle - 1 and m.status = 'open';
  update app.case_leads x set cycle = k.cycle
   where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = k.cycle - 1 and x.position > 0 and x.starts_on >= p_from;
  foreach begun in array gaps loop perform act.put_fallback(k, begun); end loop;
  perform act.rest_leads(k, p_from);
  perform act.give_basics_to_prison(k, p_from);
  -- A seat that ended with the first release is given anew, for the table and no more.
  delete from app.seats s where s.authority_id = k.authority_id and s.case_id = k.id and s.principal = desk and upper(s.period) <= now();
  perform act.seat(k, desk, 'member', true);
  perform act.add_recall_steps(k);
  perform act.recalculate(k.authority_id, k.id);
  perform act.ask_prison_to_lead(k, p_from);
  perform act.tell_owners(k, 'recalled', 'recall:' || p_id, p_before);
  perform act.tell_case(k.authority_id, k.id, 'case');
  return k.version;
end $$;

-- Keeping the home and staying in touch are asked for at every recall, also where the pathway is older than that.
create or replace function act.add_recall_steps(k app.cases) returns void
language sql security definer set search_path = '' as $$
  insert into app.milestones (authority_id, case_id, clause_id, cycle, code, anchor, offset_days, voluntary, owner_principal)
  select k.authority_id, k.id, act.clause_for(k, 'timeline'), k.cycle, s.code, s.anchor, s.offset_days, s.voluntary,
         coalesce(case when s.owner = 'prison' then act.desk_of(k.authority_id, k.prison_agency_id) end, r.fallback_principal)
    from app.pathway_steps s
    join app.arrangements r on r.authority_id = k.authority_id and r.id = k.arrangement_id
   where s.anchor = 'recall' and s.pathway_id = coalesce(
     (select o.pathway_id from app.pathway_steps o where o.pathway_id = k.pathway_id and o.anchor = 'recall' limit 1),
     (select p.id from app.pathways p where p.country is null order by p.version desc limit 1))
  on conflict (authority_id, case_id, cycle, code) do nothing
$$;

-- Another prison from a day on: its desk takes over what the law gives to a prison, and the milestones of the
-- former one. The lead is nobody's by law: the new prison is asked, and the fallback leads if the former one did.
create or replace function act.transfer(k app.cases, p_id uuid, p_from date, p_prison int, p_source bytea, p_before app.milestones[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  former  int := k.prison_agency_id;
  begins  date := greatest(p_from, k.opened_on + 1, k.cycle_from);
  led_by int;
begin
  if k.release_on <= begins then raise exception 'transfer_after_release' using errcode = 'TC422', detail = 'from'; end if;
  if p_prison = former then raise exception 'transfer_same_prison' using errcode = 'TC422', detail = 'prisonId'; end if;
  select s.agency_id into led_by from read.case_lead_segments_of(k.authority_id, array[k.id]) s
   where s.starts <= begins and (s.ends is null or s.ends > begins) order by s.starts desc limit 1;
  update app.periods p set during = daterange(lower(p.during), p_from), version = p.version + 1
   where p.authority_id = k.authority_id and p.case_id = k.id and p.kind in ('custody', 'recall', 'transfer') and not p.removed
     and upper_inf(p.during) and lower(p.during) < p_from;
  update app.cases c set prison_agency_id = p_prison, version = c.version + 1
   where c.authority_id = k.authority_id and c.id = k.id
  returning c.* into k;
  perform act.put_period(k, p_id, 'transfer', p_from, null, p_prison, p_source);
  update app.leads l set agreed = act.days(lower(l.agreed), begins), until_offset = null, version = l.version + 1
   where l.authority_id = k.authority_id and l.case_id = k.id and l.cycle = k.cycle and l.domain <> 'lead' and l.state = 'accepted'
     and l.agency_id = former and (upper_inf(l.agreed) or upper(l.agreed) > begins);
  update app.leads l set state = 'withdrawn', version = l.version + 1
   where l.authority_id = k.authority_id and l.case_id = k.id and l.state = 'offered' and l.agency_id = former;
  perform act.give_basics_to_prison(k, begins);
  if led_by = former then
    perform act.put_fallback(k, begins);
    perform act.ask_prison_to_lead(k, begins);
  end if;
  update app.milestones m set owner_principal = act.desk_of(k.authority_id, p_prison), version = m.version + 1
   where m.authority_id = k.authority_id and m.case_id = k.id and m.status <> 'done'
     and m.owner_principal = act.desk_of(k.authority_id, former);
  perform act.seat(k, act.desk_of(k.authority_id, p_prison), 'member', true);
  perform act.recalculate(k.authority_id, k.id);
  perform act.tell_owners(k, 'transferred', 'transfer:' || p_id, p_before);
  perform act.tell_case(k.authority_id, k.id, 'case');
  return k.version;
end $$;
