-- Notices, dates, lead changes and milestones.
alter table app.release_notices enable row level security;
alter table app.imports enable row level security;
alter table app.import_mappings enable row level security;
alter table app.held_announcements enable row level security;
alter table app.notices_elsewhere enable row level security;
alter table app.release_dates enable row level security;
alter table app.case_leads enable row level security;
alter table app.milestones enable row level security;
alter table app.pathways enable row level security;
alter table app.pathway_steps enable row level security;
-- Pictures of cases are handed out by read.pictured_rows() alone, part by part as the clauses allow: no policy, no grant.
alter table app.case_stamps enable row level security;
alter table app.case_pictures enable row level security;

-- A notice is seen by the desks that the arrangement with the prison names, while it is in force.
create policy read_named on app.release_notices for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and desks && (select actor.principals())::int[]
    and clause_id = any ((select actor.clauses())::int[])
  );

-- The newer announcement under a known number, for whoever sees the notice that it questions.
create policy read_named on app.held_announcements for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (
      select from app.release_notices n
      where n.authority_id = held_announcements.authority_id and n.id = held_announcements.notice_id
        and n.desks && (select actor.principals())::int[]
        and n.clause_id = any ((select actor.clauses())::int[])
    )
  );

-- An import is seen by who made it and by the desks that receive from this prison.
create policy read_named on app.imports for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (
      created_by = (select actor.member())
      or exists (
        select from app.notice_desks d join app.clauses c
          on c.authority_id = d.authority_id and c.arrangement_id = d.arrangement_id
        where c.authority_id = imports.authority_id and c.id = imports.clause_id
          and d.principal = any ((select actor.principals())::int[])
      )
    )
  );

-- How a prison's columns are read holds no data of a person.
create policy read_own on app.import_mappings for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Who confirms a mapping says so by name.
create policy confirm_own on app.import_mappings for insert to throughcare_actor
  with check (authority_id = (select actor.authority()) and confirmed_by = (select actor.member()));
create policy replace_own on app.import_mappings for update to throughcare_actor
  using (authority_id = (select actor.authority()))
  with check (authority_id = (select actor.authority()) and confirmed_by = (select actor.member()));

-- The history of the release date, for the table.
create policy read_seated on app.release_dates for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = release_dates.authority_id and s.case_id = release_dates.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- Who leads, for the table.
create policy read_seated on app.case_leads for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = case_leads.authority_id and s.case_id = case_leads.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- Milestones, for the table. Those of voluntary help are known to the coordination desk and to their owner.
create policy read_seated on app.milestones for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = milestones.authority_id and s.case_id = milestones.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
        and (not milestones.voluntary or s.relation = 'coordination' or s.principal = milestones.owner_principal)
      offset 0
    )
  );

-- Pathways are the same for all.
create policy read_all on app.pathways for select to throughcare_actor using (true);
create policy read_all on app.pathway_steps for select to throughcare_actor using (true);

grant select on app.release_notices, app.held_announcements, app.imports, app.release_dates, app.case_leads, app.milestones,
  app.pathways, app.pathway_steps to throughcare_actor;
grant select, insert, update on app.import_mappings to throughcare_actor;
