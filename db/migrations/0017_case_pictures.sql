-- A picture of each case for the lists: what was agreed, and what it means on one day. It is nobody's memory: it
-- follows from the rows it was made of, is made anew on the next day and whenever one of them changes, and may be
-- deleted at any time.
create table app.case_stamps (
  authority_id int    not null,
  case_id      uuid   not null,
  stamp        bigint not null default 1,
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references app.cases on delete cascade
) with (fillfactor = 70);

create table app.case_pictures (
  authority_id int     not null,
  case_id      uuid    not null,
  stamp        bigint  not null,
  painted_on   date    not null,
  clauses      int[]   not null,
  alike        boolean not null,
  row          json    not null,
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references app.cases on delete cascade
) with (fillfactor = 80);

-- One more stamp for each case that a statement touched: a picture with an older one is not used.
create function app.stamp_cases() returns trigger language plpgsql set search_path = '' as $$
begin
  insert into app.case_stamps (authority_id, case_id)
  select distinct c.authority_id, c.case_id from changed c order by 1, 2
  on conflict (authority_id, case_id) do update set stamp = case_stamps.stamp + 1;
  return null;
end $$;

create function app.stamp_case_itself() returns trigger language plpgsql set search_path = '' as $$
begin
  insert into app.case_stamps (authority_id, case_id)
  select c.authority_id, c.id from changed c order by 1, 2
  on conflict (authority_id, case_id) do update set stamp = case_stamps.stamp + 1;
  return null;
end $$;

-- Who leads after a prison follows from the arrangement and from the kinds of agencies; they rarely change.
create function app.forget_pictures() returns trigger language plpgsql set search_path = '' as $$
begin
  delete from app.case_pictures p where p.authority_id = new.authority_id;
  return null;
end $$;

do $$
declare
  t text;
begin
  foreach t in array array['leads', 'case_leads', 'case_needs'] loop
    execute format('create trigger stamp_added after insert on app.%I referencing new table as changed for each statement execute function app.stamp_cases()', t);
    execute format('create trigger stamp_changed after update on app.%I referencing new table as changed for each statement execute function app.stamp_cases()', t);
    execute format('create trigger stamp_removed after delete on app.%I referencing old table as changed for each statement execute function app.stamp_cases()', t);
  end loop;
end $$;
create trigger stamp_changed after update on app.cases referencing new table as changed
  for each statement execute function app.stamp_case_itself();
create trigger forget_pictures after update of kind on app.agencies
  for each row when (old.kind is distinct from new.kind) execute function app.forget_pictures();
create trigger forget_pictures after update of fallback_principal on app.arrangements
  for each row when (old.fallback_principal is distinct from new.fallback_principal) execute function app.forget_pictures();
