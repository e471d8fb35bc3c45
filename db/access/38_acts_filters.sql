-- Filters that members keep for themselves. Forty for a list are plenty, and a slip of a script ends there.
create or replace function act.save_filter(p_id uuid, p_list text, p_name text, p_search jsonb, p_place int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  perform from app.members m where m.authority_id = actor.authority() and m.id = actor.member() for update;
  if (select count(*) from app.saved_filters f where f.authority_id = actor.authority() and f.member_id = actor.member() and f.list = p_list) >= 40 then
    raise exception 'filter_too_many' using errcode = 'TC409';
  end if;
  perform act.refuse_taken_filter(p_list, p_id, p_name);
  insert into app.saved_filters (authority_id, member_id, id, list, name, search, place)
  select actor.authority(), actor.member(), p_id, p_list, p_name, p_search,
         coalesce(p_place, (select coalesce(max(f.place), 0) + 1 from app.saved_filters f
           where f.authority_id = actor.authority() and f.member_id = actor.member() and f.list = p_list))
  on conflict do nothing;
  if not found then raise exception 'filter_exists' using errcode = 'TC409'; end if;
  perform audit.record('filter.saved', null, jsonb_build_object('filter', p_id));
end $$;

create or replace function act.refuse_taken_filter(p_list text, p_id uuid, p_name text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if exists (select from app.saved_filters f where f.authority_id = actor.authority() and f.member_id = actor.member()
              and f.list = p_list and lower(f.name) = lower(p_name) and f.id <> p_id) then
    raise exception 'filter_name_taken' using errcode = 'TC409', detail = 'name';
  end if;
end $$;

create or replace function act.my_filter(p_id uuid, p_version int) returns app.saved_filters
language plpgsql security definer set search_path = '' as $$
declare
  f app.saved_filters;
begin
  perform act.who();
  select x.* into f from app.saved_filters x
   where x.authority_id = actor.authority() and x.member_id = actor.member() and x.id = p_id for update;
  if not found then raise exception 'filter_not_found' using errcode = 'TC404'; end if;
  if f.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return f;
end $$;

-- Another name, another search, another place, or the one that the list opens with. Absent keys stay as they are.
create or replace function act.change_filter(p_id uuid, p_version int, p_change jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  f app.saved_filters := act.my_filter(p_id, p_version);
begin
  if p_change ? 'name' then perform act.refuse_taken_filter(f.list, f.id, p_change ->> 'name'); end if;
  if (p_change ->> 'byDefault')::boolean then
    update app.saved_filters x set by_default = false, version = x.version + 1
     where x.authority_id = f.authority_id and x.member_id = f.member_id and x.list = f.list and x.by_default and x.id <> f.id;
  end if;
  update app.saved_filters x
     set name = coalesce(p_change ->> 'name', x.name), search = coalesce(p_change -> 'search', x.search),
         place = coalesce((p_change ->> 'place')::int, x.place),
         by_default = coalesce((p_change ->> 'byDefault')::boolean, x.by_default), version = x.version + 1
   where x.authority_id = f.authority_id and x.member_id = f.member_id and x.id = f.id;
  perform audit.record('filter.changed', null, jsonb_build_object('filter', f.id));
end $$;

create or replace function act.delete_filter(p_id uuid, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  f app.saved_filters := act.my_filter(p_id, p_version);
begin
  delete from app.saved_filters x where x.authority_id = f.authority_id and x.member_id = f.member_id and x.id = f.id;
  perform audit.record('filter.deleted', null, jsonb_build_object('filter', f.id));
end $$;

grant execute on function act.save_filter(uuid, text, text, jsonb, int), act.change_filter(uuid, int, jsonb),
  act.delete_filter(uuid, int) to throughcare_actor;
