-- No seat, no case. And no signed clause in force, nothing.
-- `offset 0` makes the planner probe the seats of one case for each row, here and in the other modules: without it
-- it may read all seats of a desk first, and the desk of a large city has a hundred thousand.
alter table app.seats enable row level security;
alter table app.cases enable row level security;
alter table app.case_needs enable row level security;
alter table app.decisions enable row level security;
alter table app.reassignments enable row level security;

-- My own seats and those of my desks. The table of a case is read through read.table_of().
create policy read_own on app.seats for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and principal = any ((select actor.principals())::int[])
  );

-- Who sits on the case for this purpose sees it, while the clause it stands on is in force for their agency.
create policy read_seated on app.cases for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = cases.authority_id and s.case_id = cases.id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- What is needed in a part of life that my agency may see. A wish is the person's own: the coordination desk
-- and whoever was asked to help know of it, nobody else.
create policy read_seated on app.case_needs for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = case_needs.authority_id and s.case_id = case_needs.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
        and (case_needs.required <> 'wish' or s.relation = 'coordination')
      offset 0
    )
  );

-- Decisions stand with the clause they rest on.
create policy read_seated on app.decisions for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = decisions.authority_id and s.case_id = decisions.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- Who handed a role to whom, for the table.
create policy read_seated on app.reassignments for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = reassignments.authority_id and s.case_id = reassignments.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- What the person wants to go on after the last measure: whoever coordinates or leads, and whoever helps in that part
-- of life. Custody, probation, police and justice never, however they sit on the case.
alter table app.continuations enable row level security;
create policy read_near on app.continuations for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and not (select actor.enforces())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = continuations.authority_id and s.case_id = continuations.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
        and (s.relation in ('coordination', 'lead') or s.principal = continuations.to_principal)
      offset 0
    )
  );

grant select on app.continuations to throughcare_actor;
grant select on app.seats, app.cases, app.case_needs, app.decisions, app.reassignments to throughcare_actor;

-- That a case is specially protected, why, and who is named: for those who sit on it and to whom it opens, nobody else.
alter table app.protections enable row level security;
alter table app.protection_admissions enable row level security;
create policy read_seated on app.protections for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (select from app.cases c where c.authority_id = protections.authority_id and c.id = protections.case_id offset 0)
  );
create policy read_seated on app.protection_admissions for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (select from app.cases c where c.authority_id = protection_admissions.authority_id and c.id = protection_admissions.case_id offset 0)
  );
create policy shut on app.protections as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.protection_admissions as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
grant select on app.protections, app.protection_admissions to throughcare_actor;
