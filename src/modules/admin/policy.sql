-- Who works here is known to all who work here; nobody else. Changes are acts of the administrator.
alter table app.authorities enable row level security;
alter table app.authority_keys enable row level security;
alter table app.agencies enable row level security;
alter table app.members enable row level security;
alter table app.member_functions enable row level security;
alter table app.principals enable row level security;
alter table app.desk_members enable row level security;
-- Read through read.set_up() and read.partner_table() alone.
alter table app.authority_state enable row level security;
alter table app.table_functions enable row level security;
alter table app.table_seats enable row level security;
alter table app.absences enable row level security;
alter table app.saved_filters enable row level security;

-- Members know their own authority, and no other.
create policy read_own on app.authorities for select to throughcare_actor
  using (id = (select actor.authority()));

-- The partner agencies of my authority.
create policy read_own on app.agencies for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- The colleagues of my authority: name, agency, and how to reach them.
create policy read_own on app.members for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- What colleagues do here.
create policy read_own on app.member_functions for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Desks and members that may be asked.
create policy read_own on app.principals for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Who answers at a desk.
create policy read_own on app.desk_members for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Who is away and who covers is known in the own agency, and to administrators.
create policy read_own on app.absences for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (agency_id = (select actor.agency()) or (select 'administrator' = any (actor.functions())))
  );

-- The filters that I have named; nobody else's.
create policy read_own on app.saved_filters for select to throughcare_actor
  using (authority_id = (select actor.authority()) and member_id = (select actor.member()));

grant select (id, name, country, region, time_zone, locale, case_prefix, area, demo) on app.authorities to throughcare_actor;
grant select on app.agencies, app.members, app.member_functions, app.principals, app.desk_members,
  app.absences, app.saved_filters to throughcare_actor;
