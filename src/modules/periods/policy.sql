-- The calendar, periods of custody and supervision, and what owners were told.
alter table app.public_holidays enable row level security;
alter table app.periods enable row level security;
alter table app.told enable row level security;

-- On which days offices are open is known to everybody who works here.
create policy read_own on app.public_holidays for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Custody and supervision stand under a clause of their own: who sits on the case sees them, if their agency may.
create policy read_seated on app.periods for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = periods.authority_id and s.case_id = periods.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- What I was told, or my desk, while we sit on the case.
create policy read_mine on app.told for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and principal = any ((select actor.principals())::int[])
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = told.authority_id and s.case_id = told.case_id
        and s.principal = told.principal
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

grant select on app.public_holidays, app.periods, app.told to throughcare_actor;
