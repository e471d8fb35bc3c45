-- What was decided to be shared, who looked in an emergency, who stepped back, what was asked. And the one rule that
-- takes away: of a case closed to me, by my own word or because I am not named on it, I see no row of any table.
alter table app.closeness enable row level security;
alter table app.overrides enable row level security;
alter table app.desk_questions enable row level security;
alter table app.shares enable row level security;
alter table app.share_items enable row level security;
alter table app.disclosures enable row level security;
alter table app.disclosure_items enable row level security;

-- A look in an emergency is known to who looked; to the data protection officer, who judges it, with its reason; and, while
-- it waits for a second person, to the chairs.
create policy read_own_or_privacy on app.overrides for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (member_id = (select actor.member()) or (select actor.watches()) = 'all'
      or (select actor.watches()) = 'own' and agency_id = (select actor.agency())
      or needs_second and second_at is null and ends_at > now() and (select 'chair' = any (actor.functions())))
  );

-- A question is known to who asked it and to the desk that answers.
create policy read_own_or_asked on app.desk_questions for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (asked_by = (select actor.member()) or to_principal = any ((select actor.principals())::int[]))
  );

-- Shares of my agency, past ones too, for whoever sits on the case; those addressed to me while they are in force.
create policy read_owner_or_recipient on app.shares for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (
      owner_agency_id = (select actor.agency())
      or recipients && (select actor.principals())::int[] and withdrawn_at is null and expires_on >= (select actor.today())
        and clause_id = any ((select actor.shareable())::int[])
    )
    and exists (
      select from app.seats s
      where s.authority_id = shares.authority_id and s.case_id = shares.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- What a share gives is known to whoever knows of the share.
create policy read_with_share on app.share_items for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (select from app.shares s where s.authority_id = share_items.authority_id and s.id = share_items.share_id offset 0)
  );

-- What shall leave the table of agencies: for the agency that owns it, and for the chair who decides.
create policy read_owner_or_chair on app.disclosures for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (owner_agency_id = (select actor.agency()) or (select 'chair' = any (actor.functions())))
    and exists (
      select from app.seats s
      where s.authority_id = disclosures.authority_id and s.case_id = disclosures.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- What a disclosure gives is known to whoever knows of the disclosure.
create policy read_with_disclosure on app.disclosure_items for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (select from app.disclosures d
      where d.authority_id = disclosure_items.authority_id and d.id = disclosure_items.disclosure_id offset 0)
  );

grant select on app.overrides, app.desk_questions, app.shares, app.share_items, app.disclosures, app.disclosure_items
  to throughcare_actor;

-- To whom a case is closed, they see nothing of it, whatever another rule says. Looks and the log are kept only from those who
-- closed the case to themselves: they are what watches over specially protected cases.
create policy shut on app.cases as restrictive for select to throughcare_actor using ((id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.seats as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.case_needs as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.decisions as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.reassignments as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.continuations as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.release_notices as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.release_dates as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.case_leads as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.milestones as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.leads as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.escalations as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.handover_meetings as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.handover_checks as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.handover_packages as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.list_proposals as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.case_basics as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.unplanned_releases as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.paper_lines as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.periods as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.told as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.overrides as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut_by_me())::uuid[])) is not true);
create policy shut on app.shares as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.share_items as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.disclosures as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.disclosure_items as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.items as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.item_versions as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.item_facts as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.item_audiences as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.item_changes as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.special_items as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.special_item_versions as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on app.item_drafts as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);
create policy shut on audit.events as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut_by_me())::uuid[])) is not true);

-- Nor of the person and the numbers they were given.
create policy shut on app.persons as restrictive for select to throughcare_actor using (id <> all ((select actor.shut_persons())::uuid[]));
create policy shut on app.person_identifiers as restrictive for select to throughcare_actor using (person_id <> all ((select actor.shut_persons())::uuid[]));
