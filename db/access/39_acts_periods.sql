-- Where a person is held or supervised. Recall and transfer change who is accountable; the other kinds are told.

-- The case, locked, for whoever may bring what stands under the clause of supervision.
create or replace function act.period_case(p_case uuid) returns app.cases
language plpgsql security definer set search_path = '' as $$
declare
  k      app.cases := act.seated_case(p_case);
  clause int := act.clause_for(k, 'supervision');
begin
  if not (clause = any (actor.clauses()) and act.may_contribute(k.authority_id, actor.agency(), clause)) then
    raise exception 'period_not_yours' using errcode = 'TC403';
  end if;
  return k;
end $$;

-- A prison that the agreement of the case binds, with a desk that can be accountable.
create or replace function act.refuse_other_than_prison(k app.cases, p_prison int) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from app.agencies g where g.authority_id = k.authority_id and g.id = p_prison and g.kind = 'custody'
                  and (g.ended_on is null or g.ended_on > actor.today())) then
    raise exception 'period_not_a_prison' using errcode = 'TC422', detail = 'prisonId';
  end if;
  if act.desk_of(k.authority_id, p_prison) is null
     or not act.may_contribute(k.authority_id, p_prison, act.clause_for(k, 'lead')) then
    raise exception 'period_prison_not_party' using errcode = 'TC422', detail = 'prisonId';
  end if;
end $$;

create or replace function act.put_period(
  k app.cases, p_id uuid, p_kind text, p_from date, p_until date, p_prison int, p_source bytea
) returns void language plpgsql security definer set search_path = '' as $$
begin
  if p_until is not null and p_until <= p_from then
    raise exception 'period_ends_before_it_begins' using errcode = 'TC422', detail = 'until';
  end if;
  insert into app.periods (authority_id, id, case_id, clause_id, kind, prison_agency_id, cycle, during, source_sealed, recorded_by)
  values (k.authority_id, p_id, k.id, act.clause_for(k, 'supervision'), p_kind, p_prison, k.cycle,
          daterange(p_from, p_until, '[)'), p_source, actor.member());
exception when exclusion_violation then
  raise exception 'period_overlaps' using errcode = 'TC409', detail = 'from';
end $$;

-- What hangs on periods: the day of reception, and the end of the last measure. Milestones follow both.
create or replace function act.settle_periods(k app.cases, p_kind text, p_change text, p_before app.milestones[]) returns int
language plpgsql security definer set search_path = '' as $$
begin
  update app.cases c
     set reception_on = case when p_kind <> 'custody' or c.cycle > 1 then c.reception_on
           else (select min(lower(p.during)) from app.periods p where p.authority_id = c.authority_id and p.case_id = c.id
                    and p.kind = 'custody' and p.cycle = 1 and not p.removed) end,
         measure_ends_on = case when p_kind not in ('supervision', 'electronic_monitoring') then c.measure_ends_on
           else (select max(upper(p.during)) from app.periods p where p.authority_id = c.authority_id and p.case_id = c.id
                    and p.kind in ('supervision', 'electronic_monitoring') and not p.removed and not upper_inf(p.during)) end,
         version = c.version + 1
   where c.authority_id = k.authority_id and c.id = k.id
  returning c.* into k;
  perform act.add_steps(k.authority_id, k.id, false);
  perform act.recalculate(k.authority_id, k.id);
  if p_kind in ('supervision', 'electronic_monitoring') then perform act.settle_measure(k, actor.today()); end if;
  perform act.tell_owners(k, 'period_changed', p_change, p_before);
  perform act.tell_case(k.authority_id, k.id, 'case');
  return k.version;
end $$;

-- Adds a period. A recall or a transfer does what it means; the rest is told to those who may know it.
create or replace function act.add_period(
  p_id uuid, p_case uuid, p_version int, p_kind text, p_from date, p_until date, p_prison int, p_source bytea
) returns int language plpgsql security definer set search_path = '' as $$
declare
  k      app.cases := act.period_case(p_case);
  before app.milestones[] := act.milestones_now(k.authority_id, k.id);
begin
  if k.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if p_kind in ('custody', 'recall', 'transfer') then perform act.refuse_other_than_prison(k, p_prison); end if;
  if p_kind in ('recall', 'transfer') and p_from > actor.today() then
    raise exception 'period_in_future' using errcode = 'TC422', detail = 'from';
  end if;
  if p_kind = 'recall' then return act.recall(k, p_id, p_from, p_prison, p_source, before); end if;
  if p_kind = 'transfer' then return act.transfer(k, p_id, p_from, p_prison, p_source, before); end if;
  if p_kind = 'custody' and k.release_on <= p_from then
    raise exception 'period_custody_after_release' using errcode = 'TC422', detail = 'from';
  end if;
  perform act.put_period(k, p_id, p_kind, p_from, p_until, p_prison, p_source);
  return act.settle_periods(k, p_kind, 'period:' || p_id || ':1', before);
end $$;

-- A period of the actor's cases, as far as they may see it.
create or replace function act.seen_period(p_period uuid) returns app.periods
language plpgsql stable security definer set search_path = '' as $$
declare
  p app.periods;
begin
  perform act.who();
  select x.* into p from app.periods x
   where x.authority_id = actor.authority() and x.id = p_period and not x.removed and x.clause_id = any (actor.clauses());
  if not found or act.relations(p.case_id) = '{}' then
    raise exception 'period_not_found' using errcode = 'TC404';
  end if;
  return p;
end $$;

-- Other days. Recalls and transfers have happened: their first day stays, and they end with what follows them.
create or replace function act.change_period(p_period uuid, p_version int, p_from date, p_until date, p_source bytea)
returns int language plpgsql security definer set search_path = '' as $$
declare
  p      app.periods := act.seen_period(p_period);
  k      app.cases := act.period_case(p.case_id);
  before app.milestones[] := act.milestones_now(k.authority_id, k.id);
begin
  p := act.seen_period(p_period);
  if p.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if p.kind in ('recall', 'transfer') then raise exception 'period_fixed' using errcode = 'TC409'; end if;
  if p_until <= p_from then raise exception 'period_ends_before_it_begins' using errcode = 'TC422', detail = 'until'; end if;
  if p.kind = 'custody' and p.cycle = k.cycle and k.release_on <= p_from then
    raise exception 'period_custody_after_release' using errcode = 'TC422', detail = 'from';
  end if;
  update app.periods x set during = daterange(p_from, p_until, '[)'), source_sealed = coalesce(p_source, x.source_sealed), version = x.version + 1
   where x.authority_id = p.authority_id and x.id = p.id;
  return act.settle_periods(k, p.kind, 'period:' || p.id || ':' || p.version + 1, before);
exception when exclusion_violation then
  raise exception 'period_overlaps' using errcode = 'TC409', detail = 'from';
end $$;

-- Recorded by mistake. A recall can be taken back only while nothing was built on it.
create or replace function act.remove_period(p_period uuid, p_version int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  p      app.periods := act.seen_period(p_period);
  k      app.cases := act.period_case(p.case_id);
  before app.milestones[] := act.milestones_now(k.authority_id, k.id);
begin
  p := act.seen_period(p_period);
  if p.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if p.kind = 'transfer' then raise exception 'period_fixed' using errcode = 'TC409'; end if;
  update app.periods x set removed = true, version = x.version + 1 where x.authority_id = p.authority_id and x.id = p.id;
  if p.kind = 'recall' then return act.take_back_recall(k, p, before); end if;
  return act.settle_periods(k, p.kind, 'period:' || p.id || ':' || p.version + 1, before);
end $$;

grant execute on function act.add_period(uuid, uuid, int, text, date, date, int, bytea),
  act.change_period(uuid, int, date, date, bytea), act.remove_period(uuid, int) to throughcare_actor;
