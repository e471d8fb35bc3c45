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

-- What the person does not agree with, for whoever reads the item: their words stand beside it.
alter table app.item_contests enable row level security;
create policy read_with_item on app.item_contests for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (exists (select from app.items i where i.authority_id = item_contests.authority_id and i.id = item_contests.item_id offset 0)
      or exists (select from app.special_items i where i.authority_id = item_contests.authority_id and i.id = item_contests.item_id offset 0))
  );

-- A notice is known to whom it is for, to the managers of that agency, and to the agency that gave the item and sits on the case.
alter table app.correction_notices enable row level security;
create policy read_told on app.correction_notices for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (recipients && (select actor.principals())::int[]
      or agency_id = (select actor.agency()) and (select 'manager' = any (actor.functions()))
      or from_agency_id = (select actor.agency()) and exists (
        select from app.seats s
        where s.authority_id = correction_notices.authority_id and s.case_id = correction_notices.case_id
          and s.principal = any ((select actor.principals())::int[])
          and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
        offset 0))
  );

-- What its own agency did about a restriction or a limit is a matter of that agency.
alter table app.restriction_tellings enable row level security;
create policy read_owner on app.restriction_tellings for select to throughcare_actor
  using (authority_id = (select actor.authority()) and item_id in (
    select i.id from app.items i where i.owner_agency_id = (select actor.agency()) and i.case_id = restriction_tellings.case_id
    union all select i.id from app.special_items i where i.owner_agency_id = (select actor.agency()) and i.case_id = restriction_tellings.case_id));
alter table app.retention_extensions enable row level security;
create policy read_owner on app.retention_extensions for select to throughcare_actor
  using (authority_id = (select actor.authority()) and item_id in (
    select i.id from app.items i where i.owner_agency_id = (select actor.agency()) and i.case_id = retention_extensions.case_id
    union all select i.id from app.special_items i where i.owner_agency_id = (select actor.agency()) and i.case_id = retention_extensions.case_id));

-- What the clock did with items, for their agency while it sits on the case.
alter table app.retention_marks enable row level security;
create policy read_owner on app.retention_marks for select to throughcare_actor
  using (
    authority_id = (select actor.authority()) and agency_id = (select actor.agency())
    and exists (select from app.cases c where c.authority_id = retention_marks.authority_id and c.id = retention_marks.case_id offset 0)
  );

create policy shut on app.consents as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.consent_recipients as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.share_departures as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.item_contests as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.correction_notices as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.restriction_tellings as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.retention_extensions as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.retention_marks as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);

grant select on app.consents, app.consent_recipients, app.share_departures, app.item_contests, app.correction_notices,
  app.restriction_tellings, app.retention_extensions, app.retention_marks to throughcare_actor;
