-- Closeness (PI5): what members declared about themselves and a person. No list of relatives exists.

-- The cases that are closed to a member: all of every person to whom they declared closeness.
create or replace function actor.closed_to(p_authority int, p_member int) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.id), '{}') from app.closeness x
    join app.cases c on c.authority_id = x.authority_id and c.person_id = x.person_id
   where x.authority_id = p_authority and x.member_id = p_member and x.lifted_at is null
$$;

-- Persons of whom no case exists for me. Almost always nobody, and then nothing is looked up.
create or replace function actor.shut_persons() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if actor.shut() = '{}' then return '{}'; end if;
  return array(select x.person_id from app.closeness x
    where x.authority_id = actor.authority() and x.member_id = actor.member() and x.lifted_at is null);
end $$;

-- Whether a member has closed a case to themselves.
create or replace function actor.is_shut(p_authority int, p_member int, p_case uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_case = any (actor.closed_to(p_authority, p_member))
$$;

grant execute on function actor.shut_persons() to throughcare_actor;
