-- The wrapped keys of all authorities, for a service that runs without the owner's login. They open
-- nothing without the master key, which never comes here. Only the worker, who speaks for no member.
create or replace function app.list_wrapped_keys() returns setof app.authority_keys
language sql stable security definer set search_path = '' as $$
  select k.* from app.authority_keys k order by k.authority_id, k.id
$$;
grant execute on function app.list_wrapped_keys() to throughcare_worker;
