-- The extra barrier for minors and victims (PI5): marked by whoever coordinates or leads, with the names of those for whom the
-- seat of their desk still counts; ended by an act with a reason.

-- Of several cases, messages about a marked one go to those who are named and whom the message would have reached.
create or replace function act.named_of(p_authority int, p_case uuid, p_principals int[]) returns int[]
language sql stable security definer set search_path = '' as $$
  select array(select o.id from app.protections p
      join app.principals o on o.authority_id = p.authority_id and o.member_id is not null
     where p.authority_id = p_authority and p.case_id = p_case and p.ended_at is null
       and o.member_id in (select unnest(p.named)
         union select a.member_id from app.protection_admissions a where a.authority_id = p.authority_id and a.protection_id = p.id
         union select x.member_id from app.seats s join app.principals x on x.authority_id = s.authority_id and x.id = s.principal
          where s.authority_id = p.authority_id and s.case_id = p.case_id)
       and not actor.is_shut(p.authority_id, o.member_id, p.case_id)
       and (o.id = any (p_principals) or exists (select from app.desk_members d where d.authority_id = o.authority_id
             and d.desk_id = any (p_principals) and d.member_id = o.member_id and d.since <= now() and (d.until is null or d.until > now()))))
$$;

-- Marked cases behind these references, offers or items. Almost always none, and then it costs one look.
create or replace function act.protected_among(p_authority int, p_ids text[]) returns table (case_id uuid, id text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_ids = '{}' or not exists (select from app.protections p where p.authority_id = p_authority and p.ended_at is null) then return; end if;
  return query
  select p.case_id, x.id from app.protections p
    join app.cases c on c.authority_id = p.authority_id and c.id = p.case_id
    cross join unnest(p_ids) x(id)
   where p.authority_id = p_authority and p.ended_at is null
     and (x.id = c.ref
       or exists (select from app.leads l where l.authority_id = c.authority_id and l.case_id = c.id and l.id::text = x.id)
       or exists (select from app.items i where i.authority_id = c.authority_id and i.case_id = c.id and i.id::text = x.id)
       or exists (select from app.special_items i where i.authority_id = c.authority_id and i.case_id = c.id and i.id::text = x.id));
end $$;

-- Whether I may mark a case on which I sit: I coordinate it, or my agency leads it now.
create or replace function act.may_protect(p_case uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select 'coordination' = any (act.relations(p_case))
    or not act.relations(p_case) <@ array['guest', 'provider', 'override']
      and actor.agency() = (select x.agency_id from app.case_leads x
        where x.authority_id = actor.authority() and x.case_id = p_case and not x.overtaken and x.starts_on <= actor.today()
        order by x.starts_on desc, x.position desc limit 1)
$$;

-- Coordination desks at the table of a case have these members now.
create or replace function act.coordinators_of(p_authority int, p_case uuid) returns int[]
language sql stable security definer set search_path = '' as $$
  select array(select distinct d.member_id from app.seats s
      join app.principals p on p.authority_id = s.authority_id and p.id = s.principal and p.desk_kind = 'coordination'
      join app.desk_members d on d.authority_id = p.authority_id and d.desk_id = p.id and d.since <= now() and (d.until is null or d.until > now())
      join app.members m on m.authority_id = d.authority_id and m.id = d.member_id and m.ended_at is null
     where s.authority_id = p_authority and s.case_id = p_case and s.period @> statement_timestamp())
$$;

-- Members who could use the seat of a desk on this case, or answer an offer made to their desk, if they were admitted.
create or replace function act.admissible_to(p_authority int, p_case uuid) returns int[]
language sql stable security definer set search_path = '' as $$
  select array(select distinct d.member_id from (
      select s.principal from app.seats s where s.authority_id = p_authority and s.case_id = p_case and s.period @> statement_timestamp()
      union select l.to_principal from app.leads l where l.authority_id = p_authority and l.case_id = p_case and l.state = 'offered') t
      join app.desk_members d on d.authority_id = p_authority and d.desk_id = t.principal and d.since <= now() and (d.until is null or d.until > now())
      join app.members m on m.authority_id = d.authority_id and m.id = d.member_id and m.ended_at is null
     where not p_case = any (actor.close_cases(p_authority, d.member_id)))
$$;

create or replace function act.only_who_protects(p_case uuid) returns app.cases
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases := act.seated_case(p_case);
begin
  if not act.may_protect(k.id) then raise exception 'protection_not_yours' using errcode = 'TC403'; end if;
  return k;
end $$;

-- The names must be of the coordination desk, and there is always one: a case never stands without somebody who can open it.
create or replace function act.check_named(k app.cases, p_named int[]) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if coalesce(cardinality(p_named), 0) = 0 then raise exception 'protection_needs_name' using errcode = 'TC422', detail = 'named'; end if;
  if not p_named <@ act.coordinators_of(k.authority_id, k.id) then
    raise exception 'protection_not_of_desk' using errcode = 'TC422', detail = 'named';
  end if;
end $$;

create or replace function act.protect_case(p_id uuid, p_case uuid, p_kind text, p_named int[], p_key bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k      app.cases := act.only_who_protects(p_case);
  p      app.protections;
  v_told int[] := array(select distinct s.principal from app.seats s
                         where s.authority_id = k.authority_id and s.case_id = k.id and s.period @> statement_timestamp());
begin
  if exists (select from app.protections x where x.authority_id = k.authority_id and x.case_id = k.id and x.ended_at is null) then
    raise exception 'protection_already' using errcode = 'TC409';
  end if;
  perform act.check_named(k, p_named);
  -- Screens that show the case now read again, and find it or not.
  perform pg_notify('throughcare', jsonb_build_object('authority', k.authority_id, 'principals', v_told, 'kind', 'case', 'ids', array[k.ref],
    'except', '{}'::int[])::text);
  insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped)
  values (k.authority_id, p_id, k.id, p_kind, p_named, actor.member(), p_key) returning * into p;
  -- Whoever marks a case does not lose it.
  if not actor.is_named(p, actor.member()) then
    insert into app.protection_admissions (authority_id, protection_id, case_id, member_id, until, admitted_by)
    values (k.authority_id, p.id, k.id, actor.member(), actor.today() + 90, actor.member());
  end if;
  perform audit.record('case.protected', k.id, jsonb_build_object('protection', p.id, 'named', to_jsonb(p_named)));
end $$;

create or replace function act.protection_held(p_id uuid) returns app.protections
language plpgsql security definer set search_path = '' as $$
declare
  p app.protections;
begin
  perform act.who();
  select x.* into p from app.protections x where x.authority_id = actor.authority() and x.id = p_id and x.case_id <> all (actor.shut()) for update;
  if not found or not act.sits_on(p.case_id) then raise exception 'protection_not_found' using errcode = 'TC404'; end if;
  perform act.only_who_protects(p.case_id);
  if p.ended_at is not null then raise exception 'protection_over' using errcode = 'TC409'; end if;
  return p;
end $$;

-- Who of the coordination desk is named, anew.
create or replace function act.name_for_protection(p_id uuid, p_named int[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p app.protections := act.protection_held(p_id);
  k app.cases;
begin
  select c.* into k from app.cases c where c.authority_id = p.authority_id and c.id = p.case_id;
  perform act.check_named(k, p_named);
  update app.protections x set named = p_named where x.authority_id = p.authority_id and x.id = p.id;
  perform audit.record('case.protection_named', p.case_id, jsonb_build_object('protection', p.id, 'named', to_jsonb(p_named)));
  perform act.ask_standing_again(p.authority_id, p.case_id);
  perform act.tell_case(p.authority_id, p.case_id, 'case');
end $$;

-- One member more, until a day of at most a year.
create or replace function act.admit(p_id uuid, p_member int, p_until date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p app.protections := act.protection_held(p_id);
begin
  if not p_member = any (act.admissible_to(p.authority_id, p.case_id)) then
    raise exception 'protection_member_without_seat' using errcode = 'TC422', detail = 'member';
  end if;
  if p_until < actor.today() then raise exception 'protection_until_past' using errcode = 'TC422', detail = 'until'; end if;
  if p_until > actor.today() + 366 then raise exception 'protection_too_long' using errcode = 'TC422', detail = 'until'; end if;
  update app.protection_admissions a set ended_at = now(), ended_by = actor.member()
   where a.authority_id = p.authority_id and a.protection_id = p.id and a.member_id = p_member and a.ended_at is null;
  insert into app.protection_admissions (authority_id, protection_id, case_id, member_id, until, admitted_by)
  values (p.authority_id, p.id, p.case_id, p_member, p_until, actor.member());
  perform audit.record('case.admitted', p.case_id, jsonb_build_object('protection', p.id, 'member', p_member, 'until', p_until));
  -- What their desk was asked reaches them now.
  perform act.notify(l.authority_id, array[l.to_principal], 'lead', array[l.id::text])
     from app.leads l join app.desk_members d on d.authority_id = l.authority_id and d.desk_id = l.to_principal and d.member_id = p_member
      and d.since <= now() and (d.until is null or d.until > now())
    where l.authority_id = p.authority_id and l.case_id = p.case_id and l.state = 'offered';
  perform act.ask_standing_again(p.authority_id, p.case_id);
  perform act.tell_case(p.authority_id, p.case_id, 'case');
end $$;

create or replace function act.end_admission(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a app.protection_admissions;
begin
  perform act.who();
  select x.* into a from app.protection_admissions x
   where x.authority_id = actor.authority() and x.id = p_id and x.case_id <> all (actor.shut()) for update;
  if not found or not act.sits_on(a.case_id) then raise exception 'protection_not_found' using errcode = 'TC404'; end if;
  perform act.protection_held(a.protection_id);
  if a.ended_at is not null then raise exception 'protection_over' using errcode = 'TC409'; end if;
  update app.protection_admissions x set ended_at = now(), ended_by = actor.member() where x.authority_id = a.authority_id and x.id = a.id;
  perform audit.record('case.admission_ended', a.case_id, jsonb_build_object('protection', a.protection_id, 'member', a.member_id));
  perform act.tell_case(a.authority_id, a.case_id, 'case');
end $$;

create or replace function act.end_protection(p_id uuid, p_reason bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p app.protections := act.protection_held(p_id);
begin
  update app.protections x set ended_at = now(), ended_by = actor.member(), end_reason_sealed = p_reason
   where x.authority_id = p.authority_id and x.id = p.id;
  update app.protection_admissions a set ended_at = now(), ended_by = actor.member()
   where a.authority_id = p.authority_id and a.protection_id = p.id and a.ended_at is null;
  perform audit.record('case.protection_ended', p.case_id, jsonb_build_object('protection', p.id));
  perform act.ask_standing_again(p.authority_id, p.case_id);
  perform act.tell_case(p.authority_id, p.case_id, 'case');
end $$;

grant execute on function act.protect_case(uuid, uuid, text, int[], bytea), act.name_for_protection(uuid, int[]), act.admit(uuid, int, date),
  act.end_admission(uuid), act.end_protection(uuid, bytea) to throughcare_actor;
