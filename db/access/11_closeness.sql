-- Closeness and extra protection (PI5). What members declared about themselves and a person; no list of relatives exists.
-- And cases of minors and victims, on which a seat of a desk opens nothing to a member who is not named.

-- Whether somebody is named on a case itself: by a seat of their own other than a look in an emergency, by the mark, or
-- by an admission that has not ended. Asked of marked cases only.
create or replace function actor.is_named(p app.protections, p_member int) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return p_member = any (p.named)
    or exists (select from app.protection_admissions a where a.authority_id = p.authority_id and a.protection_id = p.id
         and a.member_id = p_member and a.ended_at is null and a.until >= actor.day_in(p.authority_id))
    or exists (select from app.principals o
         join app.seats s on s.authority_id = o.authority_id and s.case_id = p.case_id and s.principal = o.id and s.relation <> 'override'
          and s.period @> statement_timestamp()
        where o.authority_id = p.authority_id and o.member_id = p_member);
end $$;

-- Marked cases on which somebody is not named. A look for this purpose that a second person agreed to opens the case all the same.
create or replace function actor.barred_from(p_authority int, p_member int, p_purpose text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from app.protections p where p.authority_id = p_authority and p.ended_at is null) then return '{}'; end if;
  return array(select p.case_id from app.protections p
    where p.authority_id = p_authority and p.ended_at is null and not actor.is_named(p, p_member)
      and not exists (select from app.principals o
        join app.seats s on s.authority_id = o.authority_id and s.case_id = p.case_id and s.principal = o.id
         and s.purpose = p_purpose and s.period @> statement_timestamp()
       where o.authority_id = p_authority and o.member_id = p_member));
end $$;

-- The cases that are closed to a member by what they declared: all of every person to whom they declared closeness.
create or replace function actor.close_cases(p_authority int, p_member int) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.id), '{}') from app.closeness x
    join app.cases c on c.authority_id = x.authority_id and c.person_id = x.person_id
   where x.authority_id = p_authority and x.member_id = p_member and x.lifted_at is null
$$;

-- All that is closed to a member for a purpose, by their own word or because they are not named.
create or replace function actor.closed_to(p_authority int, p_member int, p_purpose text) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select actor.close_cases(p_authority, p_member) || actor.barred_from(p_authority, p_member, p_purpose)
$$;

-- What I closed to myself: for whoever watches over looks and the log, and is not kept from a case by its mark.
create or replace function actor.shut_by_me() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if actor.shut() = '{}' then return '{}'; end if;
  return actor.close_cases(actor.authority(), actor.member());
end $$;

-- Sheets of paper of my agency on which every line is about such a case: that somebody printed one would tell that there is a case.
create or replace function actor.shut_sheets() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_shut uuid[] := actor.shut();
begin
  if v_shut = '{}' then return '{}'; end if;
  return array(select s.id from app.paper_sheets s
    where s.authority_id = actor.authority() and s.agency_id = actor.agency()
      and exists (select from app.paper_lines l where l.authority_id = s.authority_id and l.sheet_id = s.id)
      and not exists (select from app.paper_lines l
        where l.authority_id = s.authority_id and l.sheet_id = s.id and (l.case_id = any (v_shut)) is not true));
end $$;

-- Persons of whom no case exists for me. Almost always nobody, and then nothing is looked up.
create or replace function actor.shut_persons() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if actor.shut() = '{}' then return '{}'; end if;
  return array(select x.person_id from app.closeness x
    where x.authority_id = actor.authority() and x.member_id = actor.member() and x.lifted_at is null);
end $$;

-- Whether a case is closed to a member, asked of one member and one case.
create or replace function actor.is_shut(p_authority int, p_member int, p_case uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_case = any (actor.close_cases(p_authority, p_member))
    or exists (select from app.protections p where p.authority_id = p_authority and p.case_id = p_case and p.ended_at is null)
      and p_case = any (actor.barred_from(p_authority, p_member, (select c.purpose from app.cases c where c.authority_id = p_authority and c.id = p_case)))
$$;

-- Whether I see a marked case only because a second person agreed to a look: then the seat of my desk does not act.
create or replace function actor.looks_only(p_case uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.protections p where p.authority_id = actor.authority() and p.case_id = p_case and p.ended_at is null
    and not actor.is_named(p, actor.member()))
$$;

grant execute on function actor.shut_persons(), actor.shut_by_me(), actor.shut_sheets() to throughcare_actor;
