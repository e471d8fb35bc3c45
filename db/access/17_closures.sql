-- When an item was closed to others, and when a version was set aside: written by whatever changes the state, so that no road forgets it.
create or replace function app.item_closes() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_closed boolean := new.state in ('restricted', 'withdrawn');
begin
  if v_closed and old.state not in ('restricted', 'withdrawn') then
    insert into app.item_closures (authority_id, item_id, case_id, from_at) values (new.authority_id, new.id, new.case_id, clock_timestamp());
  elsif not v_closed and old.state in ('restricted', 'withdrawn') then
    update app.item_closures c set until_at = clock_timestamp()
     where c.authority_id = new.authority_id and c.item_id = new.id and c.until_at is null;
  end if;
  return null;
end $$;
drop trigger if exists closes on app.items;
create trigger closes after update of state on app.items for each row execute function app.item_closes();
drop trigger if exists closes on app.special_items;
create trigger closes after update of state on app.special_items for each row execute function app.item_closes();

create or replace function app.version_set_aside() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.restricted and not old.restricted then new.restricted_at := clock_timestamp(); end if;
  return new;
end $$;
drop trigger if exists set_aside on app.item_versions;
create trigger set_aside before update of restricted on app.item_versions for each row execute function app.version_set_aside();
drop trigger if exists set_aside on app.special_item_versions;
create trigger set_aside before update of restricted on app.special_item_versions for each row execute function app.version_set_aside();

-- Whether an item stood open to others at some moment of a day: a day on which it was closed and opened counts, a day within does not.
create or replace function actor.item_open_on(p_authority int, p_item uuid, p_day date, p_zone text) returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (select from app.item_closures c where c.authority_id = p_authority and c.item_id = p_item
    and (c.from_at at time zone p_zone)::date < p_day and (c.until_at is null or (c.until_at at time zone p_zone)::date > p_day))
$$;
