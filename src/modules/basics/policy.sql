-- Duty rosters, the five basics of the first day, and sheets of paper.
alter table app.duty_shifts enable row level security;
alter table app.basic_contacts enable row level security;
alter table app.case_basics enable row level security;
alter table app.unplanned_releases enable row level security;
alter table app.unplanned_told enable row level security;
alter table app.paper_sheets enable row level security;
alter table app.paper_lines enable row level security;

-- Who is on duty is known to all who work here.
create policy read_own on app.duty_shifts for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Whom we ask first is known to all who work here.
create policy read_own on app.basic_contacts for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Where a basic stands, for whoever sits on the case and may see that part of life. That the person does not want
-- it is known to the coordination desk and to who would have helped; who wrote it down may correct it that day.
create policy read_seated on app.case_basics for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = case_basics.authority_id and s.case_id = case_basics.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
        and (case_basics.state <> 'not_wanted' or s.relation = 'coordination'
          or case_basics.to_principal = any ((select actor.principals())::int[])
          or case_basics.recorded_by = (select actor.member()) and case_basics.recorded_at > statement_timestamp() - interval '1 day')
      offset 0
    )
  );

-- What a prison said of somebody announced, for the desks that the notice names; who wrote it may correct it that day.
create policy read_announced on app.case_basics for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and (
      exists (
        select from app.release_notices n
        where n.authority_id = case_basics.authority_id and n.id = case_basics.notice_id
      )
      or notice_id is not null
        and recorded_by = (select actor.member()) and recorded_at > statement_timestamp() - interval '1 day'
    )
  );

-- That somebody left unplanned, for the table.
create policy read_seated on app.unplanned_releases for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = unplanned_releases.authority_id and s.case_id = unplanned_releases.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- Who was told of it, for whoever may know of it.
create policy read_seated on app.unplanned_told for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (
      select from app.unplanned_releases u
      where u.authority_id = unplanned_told.authority_id and u.id = unplanned_told.release_id
    )
  );

-- Sheets of my agency, for those who print and type back; of others nothing, nor one of which each line is closed to me.
create policy read_own on app.paper_sheets for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and agency_id = (select actor.agency())
    and id <> all ((select actor.shut_sheets())::uuid[])
    and (
      printed_by = (select actor.member())
      or (select actor.functions())::text[] && array['coordinator', 'resettlement_officer']
    )
  );

-- The lines of a sheet that I may see. Whose they are is said by the case, which has a law of its own.
create policy read_own on app.paper_lines for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (
      select from app.paper_sheets s
      where s.authority_id = paper_lines.authority_id and s.id = paper_lines.sheet_id
    )
  );

grant select on app.duty_shifts, app.basic_contacts, app.case_basics, app.unplanned_releases, app.unplanned_told,
  app.paper_sheets, app.paper_lines to throughcare_actor;
