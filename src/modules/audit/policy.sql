-- The access log is for checking that reading was lawful, never for counting anybody's work (LED art. 25(2)).
alter table audit.events enable row level security;

-- The data protection officer of the authority reads it; nobody writes it but audit.write().
create policy read_privacy on audit.events for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select 'data_protection_officer' = any (actor.functions()))
  );

grant select on audit.events to throughcare_actor;
