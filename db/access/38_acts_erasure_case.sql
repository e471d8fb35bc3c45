-- Erasing a case, or a person with all cases, takes two people like erasing an item: whoever coordinates or leads the case asks, an
-- officer for data protection or a chair erases, restricts or refuses (GD-09, LED-25, SEC-02). Both show that it is still them.

-- Whether an agency coordinates or leads a case now.
create or replace function act.agency_leads(p_authority int, p_case uuid, p_agency int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.seats s join app.principals p on p.authority_id = s.authority_id and p.id = s.principal
      where s.authority_id = p_authority and s.case_id = p_case and s.relation = 'coordination' and p.agency_id = p_agency and s.period @> statement_timestamp())
    or p_agency = (select x.agency_id from app.case_leads x where x.authority_id = p_authority and x.case_id = p_case and not x.overtaken
      and x.starts_on <= actor.day_in(p_authority) order by x.starts_on desc, x.position desc limit 1)
$$;

-- Why a case may not go yet, and the first day on which it may: an imposed measure runs; two people agreed to keep something longer;
-- the agreement keeps a class of what belongs to law enforcement until a day, unless the law itself demands erasure; the person asked
-- to keep something from use; of a person, another agency has a case that is open. Without a day: until somebody decides.
create or replace function act.erasure_holds(p_authority int, p_cases uuid[], p_agency int, p_kind text, p_ground text)
returns table (case_id uuid, why text, until date, category text, months int, counted_from text)
language sql stable security definer set search_path = '' as $$
  select c.id, 'open_elsewhere', null::date, null::text, null::int, null::text from app.cases c
   where c.authority_id = p_authority and c.id = any (p_cases) and p_kind = 'person' and c.closed_on is null and not act.agency_leads(p_authority, c.id, p_agency)
  union all
  select e.case_id, 'evidence', null, null, null, null from app.item_contests e
   where e.authority_id = p_authority and e.case_id = any (p_cases) and e.state = 'open' and e.wish = 'restrict' group by 1
  union all
  select c.id, 'measure', c.measure_ends_on + 1, null, null, null from app.cases c join app.purposes p on p.code = c.purpose and p.compulsory
   where c.authority_id = p_authority and c.id = any (p_cases) and c.measure_ends_on >= actor.day_in(p_authority)
  union all
  select e.case_id, 'longer', max(e.until) + 1, null, null, null from app.retention_extensions e
   where e.authority_id = p_authority and e.case_id = any (p_cases) and e.approved_at is not null and e.until >= actor.day_in(p_authority) group by 1
  union all
  (select distinct on (r.case_id) r.case_id, 'duty', r.due_on, r.category, r.months, r.counted_from
     from app.cases c join app.purposes p on p.code = c.purpose and p.regime = 'law_enforcement_directive'
     cross join lateral actor.retention_first(p_authority, array(select i.id from app.items i where i.authority_id = p_authority and i.case_id = c.id
       union all select i.id from app.special_items i where i.authority_id = p_authority and i.case_id = c.id)) r
    where c.authority_id = p_authority and c.id = any (p_cases) and p_ground not in ('unlawful', 'legal_duty', 'supervisory_order')
      and r.counted_from <> 'author' and r.due_on > actor.day_in(p_authority)
    order by r.case_id, r.due_on desc)
$$;

-- The reason that lasts longest, as a refusal with its day.
create or replace function act.refuse_held(p_authority int, p_cases uuid[], p_agency int, p_kind text, p_ground text) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  h record;
begin
  select * into h from act.erasure_holds(p_authority, p_cases, p_agency, p_kind, p_ground) x order by x.until desc nulls first, x.why limit 1;
  if found then raise exception using message = 'erasure_held_' || h.why, errcode = 'TC409', detail = coalesce(h.until::text, ''); end if;
end $$;

-- The cases that a request means; of a person all, or those at whose table I sit.
create or replace function act.cases_meant(p_kind text, p_case uuid, p_mine boolean) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(select c.id from app.cases k join app.cases c on c.authority_id = k.authority_id and c.person_id = k.person_id
   where k.authority_id = actor.authority() and k.id = p_case and (p_kind = 'person' or c.id = k.id)
     and (not p_mine or c.id <> all (actor.shut()) and not act.relations(c.id) <@ array['guest', 'override']))
$$;

create or replace function act.ask_case_erasure(p_id uuid, p_case uuid, p_kind text, p_ground text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases := act.seated_case(p_case);
  v_target uuid := case p_kind when 'person' then k.person_id else k.id end;
  v_approvers int[];
begin
  perform actor.must_have_proved();
  if not act.may_protect(k.id) then raise exception 'erasure_case_not_yours' using errcode = 'TC403'; end if;
  if exists (select from app.erasures e where e.authority_id = k.authority_id and e.kind = p_kind and e.target = v_target and e.state = 'asked') then
    raise exception 'erasure_asked' using errcode = 'TC409';
  end if;
  v_approvers := act.erasure_approvers(k.authority_id, actor.member());
  if v_approvers = '{}' then raise exception 'erasure_nobody_decides' using errcode = 'TC409'; end if;
  -- Only what I know anyway is a reason that I am told; of the rest the second person knows.
  perform act.refuse_held(k.authority_id, act.cases_meant(p_kind, k.id, true), actor.agency(), p_kind, p_ground);
  insert into app.erasures (authority_id, id, kind, target, case_id, agency_id, ground, asked_by)
  values (k.authority_id, p_id, p_kind, v_target, k.id, actor.agency(), p_ground, actor.member());
  perform audit.record('erasure.asked', k.id, jsonb_build_object('erasure', p_id, 'kind', p_kind, 'ground', p_ground));
  perform act.notify(k.authority_id, v_approvers, 'erasure', '{}');
end $$;

-- All of them are told, in the transaction in which it goes.
create or replace function act.tell_of_erasure(e app.erasures, p_cases uuid[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_told int;
begin
  insert into app.erasure_tellings (authority_id, erasure_id, agency_id, recipients, ref, outside, due_on)
  select e.authority_id, e.id, w.agency, w.recipients, c.ref, w.outside, actor.today() + 7
    from app.cases c cross join lateral act.agencies_with(e.authority_id, c.id) w where c.authority_id = e.authority_id and c.id = any (p_cases);
  get diagnostics v_told = row_count;
  perform act.notify(e.authority_id, array(select distinct unnest(t.recipients) from app.erasure_tellings t where t.authority_id = e.authority_id and t.erasure_id = e.id),
    'erasure', '{}');
  return v_told;
end $$;

-- Restricted instead: every item of the cases is kept from use, and its recipients are told (LED-25).
create or replace function act.restrict_cases(p_authority int, p_cases uuid[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  i record;
  v_all int := 0;
begin
  for i in
    select x.id, x.case_id, x.state, false as special from app.items x where x.authority_id = p_authority and x.case_id = any (p_cases) and x.erased_on is null
    union all select x.id, x.case_id, x.state, true from app.special_items x where x.authority_id = p_authority and x.case_id = any (p_cases) and x.erased_on is null
  loop
    continue when i.state in ('restricted', 'withdrawn');
    perform act.tell_readers(i.id, i.case_id);
    perform act.mark_item(i.id, i.special, i.state, 'restricted');
    perform act.note_change(p_authority, i.id, i.case_id, 'restricted', null);
    v_all := v_all + 1;
  end loop;
  return v_all;
end $$;

create or replace function act.decide_case_erasure(p_id uuid, p_answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  e app.erasures := act.erasure_to_decide(p_id);
  v_cases uuid[] := act.cases_meant(e.kind, e.case_id, false);
  v_told int := 0;
  v_rows int;
  h record;
begin
  if v_cases && actor.shut_by_me() then raise exception 'erasure_not_found' using errcode = 'TC404'; end if;
  perform from app.cases c where c.authority_id = e.authority_id and c.id = any (v_cases) order by c.id for update;
  if p_answer = 'erased' then
    perform act.refuse_held(e.authority_id, v_cases, e.agency_id, e.kind, e.ground);
    v_told := act.tell_of_erasure(e, v_cases);
    select sum(act.remove_case(e.authority_id, x.id, e.id)) into v_rows from unnest(v_cases) x(id);
    update app.erasures x set state = 'erased', decided_by = actor.member(), decided_at = now(), rows_gone = v_rows, told = v_told, target = null, case_id = null
     where x.authority_id = e.authority_id and x.id = e.id;
  elsif p_answer = 'restricted' then
    if act.restrict_cases(e.authority_id, array(select x.id from unnest(v_cases) x(id) where act.agency_leads(e.authority_id, x.id, e.agency_id))) = 0 then
      raise exception 'erasure_nothing_to_restrict' using errcode = 'TC409';
    end if;
    update app.erasures x set state = 'restricted', decided_by = actor.member(), decided_at = now() where x.authority_id = e.authority_id and x.id = e.id;
  else
    select * into h from act.erasure_holds(e.authority_id, v_cases, e.agency_id, e.kind, e.ground) x order by x.until desc nulls first, x.why limit 1;
    update app.erasures x set state = 'refused', decided_by = actor.member(), decided_at = now(), held_by = h.why, held_until = h.until
     where x.authority_id = e.authority_id and x.id = e.id;
  end if;
  -- The entry that stays names no case that is gone.
  perform audit.record('erasure.' || p_answer, case when p_answer <> 'erased' then e.case_id end,
    jsonb_build_object('erasure', e.id, 'kind', e.kind, 'ground', e.ground, 'rows', v_rows, 'told', v_told));
  perform act.notify(e.authority_id, array(select p.id from app.principals p where p.authority_id = e.authority_id and p.member_id = e.asked_by), 'erasure', '{}');
end $$;

-- The second person answers, whatever it is that was asked for. Before something goes for good they show that it is still them.
create or replace function act.decide_erasure(p_id uuid, p_answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  e app.erasures := act.erasure_to_decide(p_id);
begin
  if p_answer = 'erased' then perform actor.must_have_proved(); end if;
  if e.kind = 'item' then perform act.decide_item_erasure(p_id, p_answer); else perform act.decide_case_erasure(p_id, p_answer); end if;
end $$;

-- A message that a case is gone, for whom it is meant.
create or replace function act.erasure_told_to_me() returns setof app.erasure_tellings
language sql stable security definer set search_path = '' as $$
  select t.* from app.erasure_tellings t where t.authority_id = actor.authority()
     and (t.recipients && actor.principals() or t.agency_id = actor.agency() and 'manager' = any (actor.functions()))
   order by t.acknowledged_at nulls first, t.told_at desc, t.id limit 200
$$;

-- Copies of their own were looked for; nobody needs the number of the case any more.
create or replace function act.acknowledge_erasure(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  t app.erasure_tellings;
begin
  perform act.who();
  perform from app.erasure_tellings x where x.authority_id = actor.authority() and x.id = p_id for update;
  select x.* into t from act.erasure_told_to_me() x where x.id = p_id;
  if not found then raise exception 'erasure_telling_not_found' using errcode = 'TC404'; end if;
  if t.acknowledged_at is not null then raise exception 'erasure_telling_answered' using errcode = 'TC409'; end if;
  update app.erasure_tellings x set acknowledged_by = actor.member(), acknowledged_at = now(), ref = null where x.authority_id = t.authority_id and x.id = t.id;
  perform audit.record('erasure.acknowledged', null, jsonb_build_object('erasure', t.erasure_id, 'telling', t.id));
end $$;

-- Job: after thirty days the number goes also where nobody answered.
create or replace function act.forget_erased_refs(p_today date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_count int;
begin
  update app.erasure_tellings t set ref = null where t.ref is not null and t.told_at < p_today - 30;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

revoke execute on function act.decide_item_erasure(uuid, text) from throughcare_actor;
grant execute on function act.ask_case_erasure(uuid, uuid, text, text), act.decide_erasure(uuid, text), act.acknowledge_erasure(uuid) to throughcare_actor;
grant execute on function act.forget_erased_refs(date) to throughcare_worker;
