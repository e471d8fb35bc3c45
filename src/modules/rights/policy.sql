-- The person's own word about voluntary help. Custody, probation, police and justice never learn of it, given, refused
-- or taken back, however they sit on the case.
alter table app.consents enable row level security;
alter table app.consent_recipients enable row level security;
alter table app.share_departures enable row level security;

-- For whom a consent is: all of them for the coordination desk, its own and while it holds for each agency at the table.
create policy read_near on app.consent_recipients for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and not (select actor.enforces())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = consent_recipients.authority_id and s.case_id = consent_recipients.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
        and (s.relation = 'coordination'
          or consent_recipients.agency_id = (select actor.agency()) and consent_recipients.withdrawn_at is null)
      offset 0
    )
  );

-- The consent itself: for the coordination desk, for who wrote it down, and for whoever it lets help.
create policy read_near on app.consents for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and not (select actor.enforces())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = consents.authority_id and s.case_id = consents.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
        and (s.relation = 'coordination' or consents.recorded_by = (select actor.member())
          or exists (select from app.consent_recipients r where r.authority_id = consents.authority_id
               and r.consent_id = consents.id and r.agency_id = (select actor.agency())))
      offset 0
    )
  );

-- Who lost a share with a consent: for the agency that gave the share.
create policy read_owner on app.share_departures for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and not (select actor.enforces())
    and exists (select from app.shares s where s.authority_id = share_departures.authority_id and s.id = share_departures.share_id
      and s.owner_agency_id = (select actor.agency()) offset 0)
  );

create policy shut on app.consents as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.consent_recipients as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.share_departures as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);

grant select on app.consents, app.consent_recipients, app.share_departures to throughcare_actor;
