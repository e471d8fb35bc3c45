-- Roles handed on in many cases at once (HA5): from a colleague or desk to another of the same agency. Each case is
-- whole or untouched, and each is a decision of its own. What a preview shows is the act itself, taken back.

-- Who may be handed what: present colleagues who work on cases, and desks but the one for privacy.
create or replace function act.check_receiver(p_from int, p_to int) returns app.principals
language plpgsql stable security definer set search_path = '' as $$
declare
  f app.principals;
  t app.principals;
begin
  select p.* into f from app.principals p where p.authority_id = actor.authority() and p.id = p_from;
  if f.id is null or f.agency_id <> actor.agency() then raise exception 'principal_not_found' using errcode = 'TC404'; end if;
  if not (f.id = any (actor.principals()) or 'coordinator' = any (actor.functions())) then
    raise exception 'reassign_not_yours' using errcode = 'TC403';
  end if;
  select p.* into t from app.principals p where p.authority_id = actor.authority() and p.id = p_to;
  if t.id is null or t.agency_id <> f.agency_id then
    raise exception 'reassign_other_agency' using errcode = 'TC422', detail = 'to';
  end if;
  if t.id = f.id then raise exception 'reassign_same' using errcode = 'TC422', detail = 'to'; end if;
  if t.desk_kind = 'privacy' or t.member_id is not null and not act.works_on_cases(t.authority_id, t.member_id) then
    raise exception 'reassign_cannot_receive' using errcode = 'TC422', detail = 'to';
  end if;
  return t;
end $$;

-- Cases in which a principal has anything that can be handed on.
create or replace function act.cases_of_principal(p_principal int) returns table (case_id uuid)
language sql stable security definer set search_path = '' as $$
  select s.case_id from app.seats s where s.authority_id = actor.authority() and s.principal = p_principal
     and s.purpose = actor.purpose() and s.period @> statement_timestamp()
  union select l.case_id from app.leads l where l.authority_id = actor.authority() and l.to_principal = p_principal and l.state = 'offered'
  union select m.case_id from app.milestones m where m.authority_id = actor.authority() and m.owner_principal = p_principal and m.status = 'open'
$$;

-- Seats, one by one: who receives sits from now on for as long as the giver would have. Answers what was moved.
create or replace function act.move_seats(k app.cases, p_from int, t app.principals, p_kinds text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  s     app.seats;
  made  uuid;
  moved jsonb := '[]';
begin
  for s in select x.* from app.seats x where x.authority_id = k.authority_id and x.case_id = k.id and x.principal = p_from
              and x.relation = any (p_kinds) and x.period @> statement_timestamp() order by x.relation loop
    if s.relation = 'coordination' and t.desk_kind is distinct from 'coordination' and not exists (
        select from app.member_functions f where f.authority_id = k.authority_id and f.member_id = t.member_id and f.function = 'coordinator') then
      raise exception 'reassign_needs_coordinator' using errcode = 'TC409';
    end if;
    made := null;
    update app.seats x set period = tstzrange(lower(x.period), case when upper_inf(s.period) then null else greatest(upper(x.period), upper(s.period)) end)
     where x.authority_id = k.authority_id and x.case_id = k.id and x.principal = t.id and x.relation = s.relation
       and x.period @> statement_timestamp();
    if not found then
      made := gen_random_uuid();
      insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, by_lead, release_on, given_by)
      values (k.authority_id, made, k.id, k.person_id, t.id, s.relation, s.purpose, tstzrange(statement_timestamp(), upper(s.period)),
              s.by_lead, s.release_on, actor.member());
    end if;
    update app.seats x set by_lead = false, period = tstzrange(lower(x.period), greatest(lower(x.period), statement_timestamp()))
     where x.authority_id = k.authority_id and x.case_id = k.id and x.id = s.id;
    moved := moved || jsonb_build_object('seat', s.id, 'relation', s.relation, 'made', made, 'byLead', s.by_lead, 'until', upper(s.period));
  end loop;
  return moved;
end $$;

create or replace function act.move_leads(k app.cases, p_from int, p_to int, p_kinds text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  moved jsonb;
begin
  with led as (
    update app.leads l set to_principal = p_to, version = l.version + 1
     where l.authority_id = k.authority_id and l.case_id = k.id and l.to_principal = p_from
       and (l.state = 'offered' and 'offers' = any (p_kinds)
            or l.state = 'accepted' and (isempty(l.period) or upper_inf(l.period) or upper(l.period) > actor.today())
               and (case l.domain when 'lead' then 'lead' else 'provider' end) = any (p_kinds))
    returning l.id, l.state
  ), points as (
    update app.case_leads x set principal = p_to
     where x.authority_id = k.authority_id and x.case_id = k.id and x.principal = p_from and 'lead' = any (p_kinds)
    returning x.position
  ), steps as (
    update app.milestones m set owner_principal = p_to, version = m.version + 1
     where m.authority_id = k.authority_id and m.case_id = k.id and m.owner_principal = p_from and m.status = 'open'
       and 'milestones' = any (p_kinds)
    returning m.id
  )
  select jsonb_build_object(
      'offers', (select coalesce(jsonb_agg(l.id), '[]') from led l where l.state = 'offered'),
      'leads', (select coalesce(jsonb_agg(l.id), '[]') from led l where l.state = 'accepted'),
      'points', (select coalesce(jsonb_agg(p.position), '[]') from points p),
      'milestones', (select coalesce(jsonb_agg(s.id), '[]') from steps s)) into moved;
  with asked as (
    update app.leads l set from_principal = p_to
     where l.authority_id = k.authority_id and l.case_id = k.id and l.from_principal = p_from and 'offers' = any (p_kinds)
       and (l.state = 'offered' or l.state = 'accepted' and l.channel <> 'self' and l.confirmed_at is null)
    returning l.id)
  select moved || jsonb_build_object('asked', (select coalesce(jsonb_agg(a.id), '[]') from asked a)) into moved;
  return moved;
end $$;

create or replace function act.reassign_case(p_bulk uuid, p_case uuid, p_from int, t app.principals, p_kinds text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  k     app.cases;
  moved jsonb;
  seats jsonb;
begin
  select c.* into k from app.cases c where c.authority_id = actor.authority() and c.id = p_case
     and c.clause_id = any (actor.clauses()) and c.id <> all (actor.shut()) for update;
  -- Who acts for the giver hands on what the giver has; a coordinator must sit on the case.
  if not found or not (p_from = any (actor.principals()) or not act.relations(k.id) <@ array['override']) then
    raise exception 'case_not_found' using errcode = 'TC404';
  end if;
  seats := act.move_seats(k, p_from, t, p_kinds);
  moved := act.move_leads(k, p_from, t.id, p_kinds) || jsonb_build_object('seats', seats);
  if not exists (select from jsonb_each(moved) e where jsonb_array_length(e.value) > 0) then
    raise exception 'reassign_nothing' using errcode = 'TC409';
  end if;
  perform act.recalculate(k.authority_id, k.id);
  moved := moved || jsonb_build_object('versions', (select coalesce(jsonb_object_agg(l.id, l.version), '{}') from app.leads l
    where l.authority_id = k.authority_id and l.case_id = k.id and (moved -> 'offers' || (moved -> 'leads')) ? l.id::text));
  insert into app.reassignments (authority_id, bulk_id, case_id, clause_id, from_principal, to_principal, kinds, moved, decided_by)
  values (k.authority_id, p_bulk, k.id, k.clause_id, p_from, t.id, p_kinds, moved, actor.member());
  perform audit.record('case.reassigned', k.id, jsonb_build_object('bulk', p_bulk, 'from', p_from, 'to', t.id, 'kinds', p_kinds));
  perform act.notify(k.authority_id, array[p_from, t.id], 'lead', array[]::text[]);
  perform act.tell_case(k.authority_id, k.id, 'case');
  return jsonb_build_object('ref', k.ref, 'refused', null,
    'relations', (select coalesce(jsonb_agg(x -> 'relation'), '[]') from jsonb_array_elements(seats) x),
    'already', (select coalesce(jsonb_agg(x -> 'relation'), '[]') from jsonb_array_elements(seats) x where x ->> 'made' is null),
    'leads', jsonb_array_length(moved -> 'leads'), 'offers', jsonb_array_length(moved -> 'offers'),
    'asked', jsonb_array_length(moved -> 'asked'), 'milestones', jsonb_array_length(moved -> 'milestones'));
end $$;

-- All cases of the giver, or those named; at most 500 at once. A preview does everything and takes it back.
create or replace function act.reassign(p_bulk uuid, p_from int, p_to int, p_kinds text[], p_refs text[], p_preview boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  t       app.principals := act.check_receiver(p_from, p_to);
  x       record;
  line    jsonb;
  code    text;
  results jsonb := '[]';
begin
  for x in
    select c.id, c.ref from app.cases c join act.cases_of_principal(p_from) o on o.case_id = c.id
     where c.authority_id = actor.authority() and p_refs is null and c.id <> all (actor.shut())
    union
    select c.id, r from unnest(p_refs) r left join app.cases c on c.authority_id = actor.authority() and c.ref = r
     order by 2 limit 500
  loop
    begin
      line := act.reassign_case(p_bulk, x.id, p_from, t, p_kinds);
      if p_preview then raise sqlstate 'TC200'; end if;
    exception
      when sqlstate 'TC200' then null;
      when sqlstate 'TC404' or sqlstate 'TC409' or exclusion_violation then
        get stacked diagnostics code = message_text;
        if sqlstate = '23P01' then code := 'reassign_conflict'; end if;
        line := jsonb_build_object('ref', x.ref, 'refused', code, 'relations', '[]'::jsonb, 'already', '[]'::jsonb,
          'leads', 0, 'offers', 0, 'asked', 0, 'milestones', 0);
    end;
    results := results || line;
  end loop;
  return results;
end $$;

-- Taken back by whoever did it, on the same day, case by case, where nothing else has changed since.
create or replace function act.undo_reassignment(p_bulk uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  r       app.reassignments;
  code    text;
  results jsonb := '[]';
begin
  perform act.who();
  if not exists (select from app.reassignments x where x.authority_id = actor.authority() and x.bulk_id = p_bulk
                  and x.decided_by = actor.member() and x.decided_at > now() - interval '12 hours'
                  and x.case_id <> all (actor.shut())) then
    raise exception 'reassignment_not_found' using errcode = 'TC404';
  end if;
  for r in select x.* from app.reassignments x where x.authority_id = actor.authority() and x.bulk_id = p_bulk
              and x.decided_by = actor.member() and x.case_id <> all (actor.shut()) order by x.case_id loop
    begin
      perform act.undo_in_case(r);
      code := null;
    exception when sqlstate 'TC409' or exclusion_violation then
      code := 'reassign_changed_since';
    end;
    results := results || jsonb_build_object('ref', (select c.ref from app.cases c where c.authority_id = r.authority_id and c.id = r.case_id),
      'refused', code);
  end loop;
  return results;
end $$;

create or replace function act.undo_in_case(r app.reassignments) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases;
  x jsonb;
begin
  select c.* into strict k from app.cases c where c.authority_id = r.authority_id and c.id = r.case_id for update;
  perform from app.reassignments y where y.authority_id = r.authority_id and y.id = r.id and y.undone_at is null for update;
  if not found
     or exists (select from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id
                 and (r.moved -> 'versions') ? l.id::text
                 and (l.to_principal <> r.to_principal or l.version <> (r.moved -> 'versions' ->> l.id::text)::int))
     or exists (select from app.milestones m where m.authority_id = k.authority_id and m.case_id = k.id
                 and (r.moved -> 'milestones') ? m.id::text and (m.owner_principal <> r.to_principal or m.status = 'done'))
     or exists (select from app.reassignments y where y.authority_id = r.authority_id and y.case_id = r.case_id
                 and y.decided_at > r.decided_at and y.undone_at is null) then
    raise exception 'reassign_changed_since' using errcode = 'TC409';
  end if;
  update app.leads l set to_principal = r.from_principal, version = l.version + 1
   where l.authority_id = k.authority_id and l.case_id = k.id and (r.moved -> 'offers' || (r.moved -> 'leads')) ? l.id::text;
  update app.leads l set from_principal = r.from_principal
   where l.authority_id = k.authority_id and l.case_id = k.id and (r.moved -> 'asked') ? l.id::text;
  update app.case_leads p set principal = r.from_principal
   where p.authority_id = k.authority_id and p.case_id = k.id and p.principal = r.to_principal
     and (r.moved -> 'points') @> to_jsonb(p.position);
  update app.milestones m set owner_principal = r.from_principal, version = m.version + 1
   where m.authority_id = k.authority_id and m.case_id = k.id and (r.moved -> 'milestones') ? m.id::text;
  for x in select e from jsonb_array_elements(r.moved -> 'seats') e loop
    update app.seats s set by_lead = false, period = tstzrange(lower(s.period), greatest(lower(s.period), statement_timestamp()))
     where s.authority_id = k.authority_id and s.case_id = k.id and s.id = (x ->> 'made')::uuid;
    insert into app.seats (authority_id, case_id, person_id, principal, relation, purpose, period, by_lead, release_on, given_by)
    values (k.authority_id, k.id, k.person_id, r.from_principal, x ->> 'relation', k.purpose,
            tstzrange(statement_timestamp(), (x ->> 'until')::timestamptz), (x ->> 'byLead')::boolean, coalesce(k.release_on, 'infinity'), actor.member());
  end loop;
  update app.reassignments y set undone_at = now() where y.authority_id = r.authority_id and y.id = r.id;
  perform act.recalculate(k.authority_id, k.id);
  perform audit.record('case.reassignment_undone', k.id, jsonb_build_object('bulk', r.bulk_id));
  perform act.notify(k.authority_id, array[r.from_principal, r.to_principal], 'lead', array[]::text[]);
  perform act.tell_case(k.authority_id, k.id, 'case');
end $$;

grant execute on function act.reassign(uuid, int, int, text[], text[], boolean), act.undo_reassignment(uuid) to throughcare_actor;
