-- Cover (HA5): who speaks for colleagues who are away. Asked whenever somebody is assumed.

-- The principals that somebody holds, and those of absent colleagues whom they cover, at one or more removes: who
-- covers for a colleague covers for the colleagues whom that one covers.
create or replace function actor.with_covered(p_authority int, p_agency int, p_own int[]) returns int[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from app.absences b where b.authority_id = p_authority and b.agency_id = p_agency and b.ends_at > now()) then
    return p_own;
  end if;
  return array(
    with recursive held(principal) as (
      select unnest(p_own)
      union
      select p.id from held h
        join app.absences b on b.authority_id = p_authority and b.agency_id = p_agency
         and b.starts_at <= now() and b.ends_at > now() and h.principal = any (b.cover)
        join app.principals p on p.authority_id = b.authority_id and p.member_id = b.member_id
         and p.agency_id = p_agency)
    select h.principal from held h);
end $$;

create or replace function auth.is_blocked(p_authority int, p_member int) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from app.absences b where b.authority_id = p_authority and b.member_id = p_member
    and b.kind = 'blocked' and b.starts_at <= now() and b.ends_at > now());
end $$;

-- The principals that a member holds by themselves and by their desks. PostgreSQL writes it into the question that asks.
create or replace function actor.principals_own(p_authority int, p_member int) returns setof int
language sql stable as $$
  select p.id from app.principals p where p.authority_id = p_authority and p.member_id = p_member
  union all
  select d.desk_id from app.desk_members d
   where d.authority_id = p_authority and d.member_id = p_member and d.since <= now() and (d.until is null or d.until > now())
$$;

-- The principals for which a member speaks now: their own, their desks, their duties, and absent colleagues. The one place
-- that says so: whoever is assumed asks it, and so do lists of readers. Who is known to be in no roster, and where nobody is
-- away, is spared the questions.
create or replace function actor.principals_held(p_authority int, p_member int, p_agency int, p_zone text, p_roster boolean, p_away boolean)
returns int[] language plpgsql stable security definer set search_path = '' as $$
declare
  principals int[] := array(select o from actor.principals_own(p_authority, p_member) o);
begin
  -- A duty roster is a desk that whoever is on duty answers.
  if p_roster then
    principals := array(select unnest(principals) union select unnest(actor.duty_desks(p_authority, p_member, p_zone)));
  end if;
  if p_away then principals := actor.with_covered(p_authority, p_agency, principals); end if;
  return principals;
end $$;

-- The same of any member, for lists of readers.
create or replace function actor.principals_of(p_authority int, p_member int, p_agency int, p_zone text) returns int[]
language sql stable security definer set search_path = '' as $$
  select actor.principals_held(p_authority, p_member, p_agency, p_zone,
    exists (select from app.duty_shifts d where d.authority_id = p_authority and d.member_id = p_member)
      or exists (select from app.duty_shifts d where d.authority_id = p_authority and d.substitute_id = p_member),
    exists (select from app.absences b where b.authority_id = p_authority and b.agency_id = p_agency and b.ends_at > now()))
$$;
