-- Closeness and conflict of interest (PI5, HA6): said by members of themselves. The case closes to them with the next
-- request, and only the data protection officer opens it again.

-- Members to whom the cases behind these references or offers are closed. Almost always nobody, and then it costs nothing.
create or replace function act.close_to(p_authority int, p_ids text[]) returns int[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_ids = '{}' or not exists (select from app.closeness x where x.authority_id = p_authority and x.lifted_at is null) then
    return '{}';
  end if;
  return array(
    select distinct x.member_id from app.closeness x
      join app.cases c on c.authority_id = x.authority_id and c.person_id = x.person_id
     where x.authority_id = p_authority and x.lifted_at is null
       and (c.ref = any (p_ids) or exists (select from app.leads l where l.authority_id = c.authority_id
              and l.case_id = c.id and l.id::text = any (p_ids))));
end $$;

-- The desks that answer for data protection, and the officers themselves.
create or replace function act.privacy_desks(p_authority int) returns int[]
language sql stable security definer set search_path = '' as $$
  select array(
    select p.id from app.principals p where p.authority_id = p_authority and p.desk_kind = 'privacy'
    union
    select p.id from app.principals p
      join app.member_functions f on f.authority_id = p.authority_id and f.member_id = p.member_id
       and f.function = 'data_protection_officer'
     where p.authority_id = p_authority)
$$;

create or replace function act.only_privacy() returns int
language plpgsql stable security definer set search_path = '' as $$
begin
  perform act.who();
  if not 'data_protection_officer' = any (actor.functions()) then
    raise exception 'privacy_only' using errcode = 'TC403';
  end if;
  return actor.authority();
end $$;

-- What a member holds in their own name goes to the desk of their agency, in each case of the person.
create or replace function act.step_back(k app.cases) returns void
language plpgsql security definer set search_path = '' as $$
declare
  own   int := (select p.id from app.principals p where p.authority_id = k.authority_id and p.member_id = actor.member());
  t     app.principals;
  kinds text[] := array['lead', 'member', 'guest', 'provider', 'cover', 'offers', 'milestones'];
begin
  select p.* into t from app.principals p
   where p.authority_id = k.authority_id and p.id = act.covering_desk(k.authority_id, actor.agency());
  if t.id is not null and (exists (select from app.seats s where s.authority_id = k.authority_id and s.case_id = k.id
        and s.principal = own and s.relation <> 'override' and s.period @> statement_timestamp())
      or exists (select from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id and l.to_principal = own)
      or exists (select from app.milestones m where m.authority_id = k.authority_id and m.case_id = k.id and m.owner_principal = own)) then
    if t.desk_kind = 'coordination' then kinds := kinds || 'coordination'::text; end if;
    perform act.move_seats(k, own, t, kinds);
    perform act.move_leads(k, own, t.id, kinds);
    insert into app.told (authority_id, case_id, clause_id, principal, change, kind, milestones, told_by)
    values (k.authority_id, k.id, k.clause_id, t.id, 'taken_over:' || gen_random_uuid(), 'taken_over', '[]', null);
  end if;
  -- Whatever nobody could take, such as a look in an emergency, ends.
  update app.seats s set period = tstzrange(lower(s.period), greatest(lower(s.period), statement_timestamp()))
   where s.authority_id = k.authority_id and s.case_id = k.id and s.principal = own and s.period @> statement_timestamp();
  perform act.recalculate(k.authority_id, k.id);
  if t.id is not null then perform act.notify(k.authority_id, array[t.id], 'milestone', array[k.ref]); end if;
end $$;

-- "I am close to this person." Said of a case that one may see or is asked about; it closes every case of the person.
create or replace function act.declare_closeness(p_id uuid, p_ref text, p_key bytea, p_reason bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  who text[] := act.who();
  k   app.cases;
begin
  select c.* into k from app.cases c
   where c.authority_id = who[1]::int and c.ref = p_ref and c.id <> all (actor.shut())
     and (act.sits_on(c.id) or exists (select from app.leads l where l.authority_id = c.authority_id and l.case_id = c.id
            and l.state = 'offered' and l.to_principal = any (who[4]::int[]) and l.clause_id = any (who[5]::int[])));
  if not found then raise exception 'case_not_found' using errcode = 'TC404'; end if;
  insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
  values (k.authority_id, p_id, actor.member(), k.person_id, k.id, p_key, p_reason);
  -- The log says that it was declared, and of which case; why, nobody learns.
  perform audit.record('closeness.declared', k.id, jsonb_build_object('closeness', p_id));
  for k in select c.* from app.cases c where c.authority_id = k.authority_id and c.person_id = k.person_id order by c.id for update loop
    perform act.step_back(k);
    perform act.tell_case(k.authority_id, k.id, 'case');
  end loop;
  perform act.notify(actor.authority(), act.privacy_desks(actor.authority()), 'privacy', '{}');
end $$;

-- Only the data protection officer opens what a declaration closed, and never their own.
create or replace function act.lift_closeness(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_privacy();
  x app.closeness;
begin
  select c.* into x from app.closeness c where c.authority_id = a and c.id = p_id for update;
  if not found then raise exception 'closeness_not_found' using errcode = 'TC404'; end if;
  perform act.must_watch_over((select m.agency_id from app.members m where m.authority_id = a and m.id = x.member_id), 'closeness');
  if x.member_id = actor.member() then raise exception 'closeness_not_yours_to_lift' using errcode = 'TC403'; end if;
  if x.lifted_at is not null then raise exception 'closeness_already_lifted' using errcode = 'TC409'; end if;
  update app.closeness c set lifted_at = now(), lifted_by = actor.member() where c.authority_id = a and c.id = p_id;
  perform audit.record('closeness.lifted', x.case_id, jsonb_build_object('closeness', p_id, 'member', x.member_id));
  perform act.notify(a, array(select p.id from app.principals p where p.authority_id = a and p.member_id = x.member_id), 'case', '{}');
end $$;

grant execute on function act.declare_closeness(uuid, text, bytea, bytea), act.lift_closeness(uuid) to throughcare_actor;
