-- A person is known to those who sit on a case of theirs for this purpose, and whose clause covers identity.
alter table app.persons enable row level security;
alter table app.person_identifiers enable row level security;

-- Seated, and my agency may see identities for this purpose.
create policy read_seated on app.persons for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select 'identity' = any (actor.categories()))
    and exists (
      select from app.seats s
      where s.authority_id = persons.authority_id and s.person_id = persons.id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- The numbers that agencies gave a person, under the same rule.
create policy read_seated on app.person_identifiers for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select 'identity' = any (actor.categories()))
    and exists (
      select from app.seats s
      where s.authority_id = person_identifiers.authority_id and s.person_id = person_identifiers.person_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

grant select on app.persons, app.person_identifiers to throughcare_actor;
