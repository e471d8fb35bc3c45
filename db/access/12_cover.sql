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
