-- What the person wants to go on after the last measure, and on which day that measure ends.

create or replace function act.set_measure_end(p_case uuid, p_version int, p_on date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases := act.seated_case(p_case);
begin
  if not act.relations(p_case) && array['coordination', 'lead'] then
    raise exception 'measure_not_yours' using errcode = 'TC403';
  end if;
  if k.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if p_on <= k.opened_on then raise exception 'measure_before_case' using errcode = 'TC422', detail = 'on'; end if;
  if exists (select from app.periods p where p.authority_id = k.authority_id and p.case_id = k.id and not p.removed
              and p.kind in ('supervision', 'electronic_monitoring')) then
    raise exception 'measure_from_periods' using errcode = 'TC409';
  end if;
  update app.cases c set measure_ends_on = p_on, version = c.version + 1
   where c.authority_id = k.authority_id and c.id = k.id returning c.* into k;
  -- What was said about an earlier day ends with the new one, if it comes later.
  update app.continuations y set ends_on = greatest(p_on, y.said_on)
   where y.authority_id = k.authority_id and y.case_id = k.id and y.in_force and not y.goes_on and p_on is not null;
  perform act.add_steps(k.authority_id, k.id, false);
  perform act.recalculate(k.authority_id, k.id);
  perform act.settle_measure(k, actor.today());
  perform act.tell_case(k.authority_id, k.id, 'case');
  return (select c.version from app.cases c where c.authority_id = k.authority_id and c.id = k.id);
end $$;

-- What the person said: this goes on, this does not. The newest word on each part of life holds; any day.
create or replace function act.record_continuation(
  p_case uuid, p_answers jsonb, p_way text, p_said_on date, p_language text, p_witness bytea, p_words bytea
) returns void language plpgsql security definer set search_path = '' as $$
declare
  k      app.cases := act.seated_case(p_case);
  a      record;
  clause int;
  helper int;
begin
  if actor.enforces() then raise exception 'continuation_not_yours' using errcode = 'TC403'; end if;
  if k.measure_ends_on is null then raise exception 'continuation_no_measure' using errcode = 'TC409'; end if;
  if p_said_on > actor.today() then raise exception 'continuation_said_later' using errcode = 'TC422', detail = 'saidOn'; end if;
  if p_way = 'witnessed' and p_witness is null then raise exception 'continuation_witness_missing' using errcode = 'TC422', detail = 'witness'; end if;
  for a in select x.* from jsonb_to_recordset(p_answers) as x(domain text, goes_on boolean) loop
    clause := act.clause_for(k, a.domain);
    if not clause = any (actor.clauses()) then raise exception 'case_not_found' using errcode = 'TC404'; end if;
    select l.to_principal into helper from app.leads l
     where l.authority_id = k.authority_id and l.case_id = k.id and l.domain = a.domain and l.state = 'accepted' and not isempty(l.period)
     order by upper(l.period) desc nulls first limit 1;
    if not (act.relations(p_case) && array['coordination', 'lead'] or coalesce(helper = any (actor.principals()), false)) then
      raise exception 'continuation_not_yours' using errcode = 'TC403';
    end if;
    update app.continuations y set in_force = false
     where y.authority_id = k.authority_id and y.case_id = k.id and y.domain = a.domain and y.in_force;
    insert into app.continuations (authority_id, case_id, domain, clause_id, to_principal, goes_on, ends_on, way, said_on, language,
      witness_sealed, words_sealed, recorded_by)
    values (k.authority_id, k.id, a.domain, clause, helper, a.goes_on,
      case when not a.goes_on then greatest(k.measure_ends_on, p_said_on) end, p_way, p_said_on, p_language, p_witness, p_words, actor.member());
  end loop;
  perform act.recalculate(k.authority_id, k.id);
  perform act.settle_measure(k, actor.today());
  perform act.notify(k.authority_id, array(select distinct s.principal from app.seats s
    where s.authority_id = k.authority_id and s.case_id = k.id and s.relation in ('coordination', 'lead') and s.period @> statement_timestamp()),
    'case', array[k.ref]);
end $$;

grant execute on function act.set_measure_end(uuid, int, date),
  act.record_continuation(uuid, jsonb, text, date, text, bytea, bytea) to throughcare_actor;
