-- The handover meeting: planned, prepared item by item, held, and kept as it was.

-- The meeting and its case, held for an act of somebody who sits on it.
create or replace function act.my_meeting(p_meeting uuid, p_version int) returns app.handover_meetings
language plpgsql security definer set search_path = '' as $$
declare
  m app.handover_meetings;
begin
  perform act.who();
  select x.* into m from app.handover_meetings x where x.authority_id = actor.authority() and x.id = p_meeting
     and x.clause_id = any (actor.clauses());
  if not found or act.relations(m.case_id) = '{}' then
    raise exception 'meeting_not_found' using errcode = 'TC404';
  end if;
  perform act.seated_case(m.case_id);
  select x.* into strict m from app.handover_meetings x where x.authority_id = m.authority_id and x.id = m.id for update;
  if m.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if m.state <> 'planned' then raise exception 'meeting_over' using errcode = 'TC409'; end if;
  return m;
end $$;

create or replace function act.leads_or_coordinates(p_case uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not act.relations(p_case) && array['coordination', 'lead'] then
    raise exception 'meeting_not_yours' using errcode = 'TC403';
  end if;
end $$;

-- Plans a meeting, or changes the plan (then with the version that was seen).
create or replace function act.plan_handover(
  p_id uuid, p_case uuid, p_version int, p_on date, p_at text, p_channel text, p_place bytea, p_invited int[], p_interpreter text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  k app.cases := act.seated_case(p_case);
  m app.handover_meetings;
begin
  perform act.leads_or_coordinates(p_case);
  if exists (select from unnest(p_invited) i
              where i is null or not actor.is_bound(k.authority_id, i, k.arrangement_id, actor.today())) then
    raise exception 'meeting_agency_not_party' using errcode = 'TC422', detail = 'invited';
  end if;
  if p_version is null then
    if p_on < k.opened_on then raise exception 'meeting_before_case' using errcode = 'TC422', detail = 'on'; end if;
    insert into app.handover_meetings (authority_id, id, case_id, clause_id, planned_on, planned_at, channel, place_sealed, invited, interpreter, recorded_by)
    values (k.authority_id, p_id, k.id, act.clause_for(k, 'lead'), p_on, p_at, p_channel, p_place, p_invited, p_interpreter, actor.member());
    insert into app.handover_checks (authority_id, meeting_id, code, case_id, clause_id)
    select k.authority_id, p_id, c.code, k.id, act.clause_for(k, c.category) from app.handover_check_kinds c
     where exists (select from app.arrangements o
                     join app.arrangements e on e.authority_id = o.authority_id and e.lineage_id = o.lineage_id
                     join app.clauses x on x.authority_id = e.authority_id and x.arrangement_id = e.id
                    where o.authority_id = k.authority_id and o.id = k.arrangement_id
                      and x.purpose = k.purpose and x.category = c.category);
  else
    m := act.my_meeting(p_id, p_version);
    update app.handover_meetings x set planned_on = p_on, planned_at = p_at, channel = p_channel, place_sealed = p_place,
           invited = p_invited, interpreter = p_interpreter, version = x.version + 1
     where x.authority_id = m.authority_id and x.id = m.id;
  end if;
  perform act.tell_case(k.authority_id, k.id, 'case');
end $$;

-- Answers items of the checklist, each only by who may see that part of life.
create or replace function act.answer_checks(p_meeting uuid, p_version int, p_answers jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m app.handover_meetings := act.my_meeting(p_meeting, p_version);
  a record;
begin
  if act.relations(m.case_id) <@ array['guest'] then raise exception 'meeting_not_yours' using errcode = 'TC403'; end if;
  for a in select x.* from jsonb_to_recordset(p_answers) as x(code text, answer text, agency int, until date) loop
    if a.answer in ('no', 'open') and a.agency is not null and not exists (
        select from app.agencies g where g.authority_id = m.authority_id and g.id = a.agency) then
      raise exception 'meeting_agency_not_party' using errcode = 'TC422', detail = 'answers';
    end if;
    update app.handover_checks x
       set answer = a.answer,
           -- About those who suffered no more is said than whether they were told.
           agency_id = case when not c.plain and a.answer in ('no', 'open') then a.agency end,
           until_on = case when not c.plain and a.answer in ('no', 'open') then a.until end
      from app.handover_check_kinds c
     where c.code = x.code and x.authority_id = m.authority_id and x.meeting_id = m.id and x.code = a.code
       and x.clause_id = any (actor.clauses());
    if not found then raise exception 'meeting_check_unknown' using errcode = 'TC422', detail = 'answers'; end if;
  end loop;
  update app.handover_meetings x set version = x.version + 1 where x.authority_id = m.authority_id and x.id = m.id;
  perform act.tell_case(m.authority_id, m.case_id, 'case');
end $$;

-- It took place: when, who was there, what the person said; and the map as it was, part by part.
create or replace function act.hold_handover(
  p_meeting uuid, p_version int, p_on date, p_present int[], p_person text, p_person_reason bytea, p_people bytea,
  p_said bytea, p_said_language text, p_outcome bytea, p_package jsonb
) returns void language plpgsql security definer set search_path = '' as $$
declare
  m app.handover_meetings := act.my_meeting(p_meeting, p_version);
  k app.cases;
  p record;
begin
  perform act.leads_or_coordinates(m.case_id);
  select * into strict k from app.cases c where c.authority_id = m.authority_id and c.id = m.case_id;
  if p_on > actor.today() then raise exception 'meeting_held_later' using errcode = 'TC422', detail = 'on'; end if;
  if p_on < k.opened_on then raise exception 'meeting_before_case' using errcode = 'TC422', detail = 'on'; end if;
  if (select count(distinct a) from unnest(p_present) a where actor.is_bound(k.authority_id, a, k.arrangement_id, actor.today())) < 2 then
    raise exception 'meeting_two_agencies' using errcode = 'TC422', detail = 'present';
  end if;
  if p_person = 'not_asked' and p_person_reason is null then
    raise exception 'meeting_not_asked_reason' using errcode = 'TC422', detail = 'personReason';
  end if;
  update app.handover_meetings x
     set state = 'held', held_on = p_on, held_by = actor.member(), present = array(select distinct a from unnest(p_present) a order by a),
         person_presence = p_person, person_reason_sealed = p_person_reason, people_sealed = p_people, said_sealed = p_said,
         said_language = p_said_language, outcome_sealed = p_outcome, version = x.version + 1
   where x.authority_id = m.authority_id and x.id = m.id;
  for p in select x.* from jsonb_to_recordset(p_package) as x(category text, content text, sha256 text) loop
    if not act.clause_for(k, p.category) = any (actor.clauses()) then raise exception 'meeting_not_found' using errcode = 'TC404'; end if;
    insert into app.handover_packages (authority_id, meeting_id, category, case_id, clause_id, content_sealed, sha256)
    values (m.authority_id, m.id, p.category, k.id, act.clause_for(k, p.category), decode(p.content, 'hex'), decode(p.sha256, 'hex'));
  end loop;
  perform act.tell_case(m.authority_id, m.case_id, 'case');
end $$;

create or replace function act.cancel_handover(p_meeting uuid, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m app.handover_meetings := act.my_meeting(p_meeting, p_version);
begin
  perform act.leads_or_coordinates(m.case_id);
  update app.handover_meetings x set state = 'cancelled', version = x.version + 1 where x.authority_id = m.authority_id and x.id = m.id;
  perform act.tell_case(m.authority_id, m.case_id, 'case');
end $$;

-- On the day of release without an accepted lead the fallback leads: its desk gets the task that morning (HA8).
create or replace function act.tell_fallbacks(p_today date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  k     record;
  told  int := 0;
begin
  for k in
    select c.authority_id, c.id, c.ref, c.cycle, c.release_on, c.opened_on, a.fallback_principal, l.clause_id
      from app.cases c
      join app.arrangements a on a.authority_id = c.authority_id and a.id = c.arrangement_id
      join lateral (select x.* from app.case_leads x where x.authority_id = c.authority_id and x.case_id = c.id
                       and not x.overtaken and x.starts_on <= p_today order by x.starts_on desc limit 1) l on true
      join app.agencies g on g.authority_id = c.authority_id and g.id = l.agency_id and g.kind = 'custody'
     where c.closed_on is null and c.release_on between p_today - 7 and p_today
  loop
    insert into app.milestones (authority_id, case_id, clause_id, cycle, code, anchor, offset_days, due_on, owner_principal)
    values (k.authority_id, k.id, k.clause_id, k.cycle, 'fallback_leads', 'release', 0, k.release_on, k.fallback_principal)
    on conflict (authority_id, case_id, cycle, code) do nothing;
    if found then
      told := told + 1;
      perform act.notify(k.authority_id, array[k.fallback_principal], 'case', array[k.ref]);
    end if;
  end loop;
  return told;
end $$;

grant execute on function act.plan_handover(uuid, uuid, int, date, text, text, bytea, int[], text),
  act.answer_checks(uuid, int, jsonb),
  act.hold_handover(uuid, int, date, int[], text, bytea, bytea, bytea, text, bytea, jsonb),
  act.cancel_handover(uuid, int) to throughcare_actor;
grant execute on function act.tell_fallbacks(date) to throughcare_worker;
