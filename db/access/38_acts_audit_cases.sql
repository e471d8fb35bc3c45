-- One case opened to one auditor (LED-35, art. 47): the data protection officer of the authority asks, with a reason, a second
-- person agrees, and it ends by itself after fourteen days at most, with the audit at the latest.

-- The case that stands open to the auditor who asks, and for how long: opened to them in an audit that runs, agreed to, neither
-- ended nor over, by the clock of this second. Not a specially protected one, and not one that opens to nobody who coordinates it any
-- more. `clauses`: what the desk that coordinates sees today, without health and substance use. Everything else is null.
create or replace function actor.audited_case(p_ref text, out k app.cases, out o app.audit_cases, out clauses int[], out categories text[])
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := actor.authority();
begin
  if not 'auditor' = any (actor.functions()) then return; end if;
  select x.* into o from app.audit_cases x
    join app.cases c on c.authority_id = x.authority_id and c.id = x.case_id
    join app.auditors u on u.authority_id = x.authority_id and u.id = x.audit_id
   where x.authority_id = a and c.ref = p_ref
     and u.member_id = actor.member() and u.confirmed_at is not null and u.ended_at is null and clock_timestamp() >= u.starts_at and clock_timestamp() < u.ends_at
     and x.confirmed_at is not null and x.ended_at is null and clock_timestamp() < x.ends_at
     and not exists (select from app.protections p where p.authority_id = a and p.case_id = c.id and p.ended_at is null)
   order by x.ends_at desc limit 1;
  if not found then return; end if;
  select c.* into k from app.cases c where c.authority_id = a and c.id = o.case_id;
  select array_agg(distinct r.clause_id), array_agg(distinct r.category) into clauses, categories
    from (select distinct p.agency_id as id from app.seats s join app.principals p on p.authority_id = s.authority_id and p.id = s.principal
           where s.authority_id = a and s.case_id = k.id and s.relation = 'coordination' and s.purpose = k.purpose and s.period @> statement_timestamp()) g
    cross join lateral actor.rights_of(a, g.id, k.purpose, actor.today()) r
   where r.sight = 'full' and r.category not in ('health', 'substance_use');
  if (k.clause_id = any (clauses)) is not true then
    k := null;
    o := null;
    clauses := null;
    categories := null;
  end if;
end $$;

-- Of the items of such a case: what lies before the whole table and may be handed on (R6), belongs to an agency that still stands
-- under its clause, is not to be asked about first, and is of no special category. Words for named readers, notes of an agency and whatever is held back stay theirs.
create or replace function actor.audited_items(k app.cases, p_clauses int[]) returns setof app.items
language sql stable security definer set search_path = '' as $$
  select i.* from app.items i
    join (select distinct x.owner_agency_id as id from app.items x where x.authority_id = k.authority_id and x.case_id = k.id) w on w.id = i.owner_agency_id
   where i.authority_id = k.authority_id and i.case_id = k.id and i.mode = 'table' and i.clause_id = any (p_clauses) and not i.ask_first
     and i.category not in ('health', 'substance_use') and (i.delete_on is null or i.delete_on > actor.today())
     and actor.item_held_back(i.state, i.mode, i.review_by, i.no_onward, i.meeting_id, actor.today()) is null
     and exists (select from actor.rights_of(k.authority_id, i.owner_agency_id, k.purpose, actor.today()) r
                  where r.clause_id = i.clause_id and r.sight = 'full')
$$;

create or replace function act.ask_audit_case(p_id uuid, p_audit uuid, p_ref text, p_ends_at timestamptz, p_key bytea, p_reason bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_privacy();
  u app.auditors;
  k app.cases;
begin
  if actor.watches() <> 'all' then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  perform actor.must_have_proved();
  select x.* into u from app.auditors x where x.authority_id = a and x.id = p_audit for update;
  if not found then raise exception 'auditor_not_found' using errcode = 'TC404', detail = 'auditorId'; end if;
  if u.ended_at is not null or u.ends_at <= now() then raise exception 'auditor_over' using errcode = 'TC409'; end if;
  select c.* into k from app.cases c where c.authority_id = a and c.ref = p_ref and c.id <> all (actor.shut_by_me());
  if not found then raise exception 'case_not_found' using errcode = 'TC404', detail = 'ref'; end if;
  if p_ends_at <= now() or p_ends_at > now() + interval '14 days' or p_ends_at > u.ends_at then
    raise exception 'audit_case_time_invalid' using errcode = 'TC422', detail = 'endsAt';
  end if;
  if exists (select from app.protections p where p.authority_id = a and p.case_id = k.id and p.ended_at is null) then
    raise exception 'audit_case_protected' using errcode = 'TC409', detail = 'ref';
  end if;
  if exists (select from app.audit_cases x where x.authority_id = a and x.audit_id = u.id and x.case_id = k.id and x.ended_at is null and x.ends_at > now()) then
    raise exception 'audit_case_open' using errcode = 'TC409', detail = 'ref';
  end if;
  insert into app.audit_cases (authority_id, id, audit_id, case_id, asked_by, ends_at, key_wrapped, reason_sealed)
  values (a, p_id, u.id, k.id, actor.member(), p_ends_at, p_key, p_reason);
  perform audit.record('audit_case.asked', k.id, jsonb_build_object('opening', p_id, 'auditor', u.id, 'member', u.member_id, 'until', p_ends_at));
end $$;

-- The second person agrees: from now on it is open.
create or replace function act.confirm_audit_case(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := actor.authority();
  o app.audit_cases;
  u app.auditors;
begin
  if not act.may_be_second() then raise exception 'audit_case_second_only' using errcode = 'TC403'; end if;
  select x.* into o from app.audit_cases x where x.authority_id = a and x.id = p_id and x.case_id <> all (actor.shut_by_me()) for update;
  if not found then raise exception 'audit_case_not_found' using errcode = 'TC404'; end if;
  select x.* into u from app.auditors x where x.authority_id = a and x.id = o.audit_id;
  perform act.be_second(array[o.asked_by, u.member_id], 'audit_case_second_person');
  if o.confirmed_at is not null or o.ended_at is not null or o.ends_at <= now() or u.ended_at is not null or u.ends_at <= now() then
    raise exception 'audit_case_over' using errcode = 'TC409';
  end if;
  update app.audit_cases x set confirmed_by = actor.member(), confirmed_at = now() where x.authority_id = a and x.id = p_id;
  perform audit.record('audit_case.confirmed', o.case_id, jsonb_build_object('opening', p_id));
end $$;

-- Ended before its time, or refused while it waits: by an officer of the authority or any second person; it takes nothing from anybody else.
create or replace function act.end_audit_case(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := actor.authority();
  o app.audit_cases;
begin
  if not act.may_be_second() then raise exception 'audit_case_second_only' using errcode = 'TC403'; end if;
  update app.audit_cases x set ended_by = actor.member(), ended_at = now()
   where x.authority_id = a and x.id = p_id and x.case_id <> all (actor.shut_by_me()) and x.ended_at is null and x.ends_at > now() returning * into o;
  if not found then raise exception 'audit_case_not_found' using errcode = 'TC404'; end if;
  perform audit.record('audit_case.ended', o.case_id, jsonb_build_object('opening', p_id));
end $$;

grant execute on function act.ask_audit_case(uuid, uuid, text, timestamptz, bytea, bytea), act.confirm_audit_case(uuid), act.end_audit_case(uuid) to throughcare_actor;
