-- A specially protected case that everybody who was named has left (PI5): nobody could open it, name somebody or end the mark.
-- A chair then names one member of the coordination desk, somebody else, and opens nothing to themselves by it.

-- Whether a desk of coordination sits on the case and none of its members can open it: they left the desk or the agency, or
-- closed the case to themselves.
create or replace function act.left_by_all(p app.protections) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.seats s join app.principals o on o.authority_id = s.authority_id and o.id = s.principal
      where s.authority_id = p.authority_id and s.case_id = p.case_id and o.desk_kind = 'coordination' and s.period @> statement_timestamp())
    and not exists (select from unnest(act.coordinators_of(p.authority_id, p.case_id)) m(id)
      where actor.is_named(p, m.id) and not p.case_id = any (actor.close_cases(p.authority_id, m.id)))
$$;

-- Such marks, for a chair: on cases of this purpose whose clause the chair's agency sees. To everybody else there are none.
create or replace function act.protections_left() returns setof app.protections
language plpgsql stable security definer set search_path = '' as $$
declare
  who text[] := act.who();
begin
  if not 'chair' = any (actor.functions()) then return; end if;
  return query
  select p.* from app.protections p
    join app.cases c on c.authority_id = p.authority_id and c.id = p.case_id and c.purpose = who[9] and c.clause_id = any (actor.clauses())
   where p.authority_id = who[1]::int and p.ended_at is null and p.case_id <> all (actor.shut_by_me()) and act.left_by_all(p);
end $$;

-- The member of the desk who keeps the case from now on: never whoever names. The data protection officer is told.
create or replace function act.name_for_left(p_id uuid, p_member int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  who text[] := act.who();
  p   app.protections;
begin
  if not 'chair' = any (actor.functions()) then raise exception 'protection_chair_only' using errcode = 'TC403'; end if;
  perform from app.protections x where x.authority_id = who[1]::int and x.id = p_id for update;
  select x.* into p from act.protections_left() x where x.id = p_id;
  if not found then raise exception 'protection_not_found' using errcode = 'TC404'; end if;
  if p_member = actor.member() then raise exception 'protection_second_person' using errcode = 'TC403'; end if;
  if not p_member = any (act.coordinators_of(p.authority_id, p.case_id)) or p.case_id = any (actor.close_cases(p.authority_id, p_member)) then
    raise exception 'protection_not_of_desk' using errcode = 'TC422', detail = 'member';
  end if;
  update app.protections x set named = array[p_member] where x.authority_id = p.authority_id and x.id = p.id;
  perform audit.record('case.protection_replaced', p.case_id, jsonb_build_object('protection', p.id, 'named', to_jsonb(array[p_member])));
  perform act.notify(p.authority_id, act.privacy_desks(p.authority_id), 'privacy', '{}');
  perform act.notify(p.authority_id, act.chairs(p.authority_id), 'override', '{}');
  perform act.tell_case(p.authority_id, p.case_id, 'case');
end $$;

-- What a chair is shown of them: the reference, and whom they can name. Nothing of the case.
create or replace function read.protections_left() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'ref', c.ref,
      'coordinators', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id), '[]')
        from app.members m where m.authority_id = p.authority_id and m.id = any (act.coordinators_of(p.authority_id, p.case_id))
         and m.id <> actor.member() and not p.case_id = any (actor.close_cases(p.authority_id, m.id)))) order by c.ref), '[]')
    from act.protections_left() p join app.cases c on c.authority_id = p.authority_id and c.id = p.case_id);
end $$;

grant execute on function act.name_for_left(uuid, int), read.protections_left() to throughcare_actor;
