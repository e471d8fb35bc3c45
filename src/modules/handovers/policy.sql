-- Offers and acceptances of responsibility: lanes leak too, so each has readers of its own.
alter table app.leads enable row level security;

-- Who sits on the case sees it, as far as the agreement in force lets their agency see this part of life.
-- Voluntary help is known to the coordination desk and the provider only, never to the rest of the table.
-- Who is asked sees the offer before sitting on the case: the question, not the file.
-- One policy and not two, since each asks anew who is asking.
create policy read_seated_or_asked on app.leads for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and (
      exists (
        select from app.seats s
        where s.authority_id = leads.authority_id and s.case_id = leads.case_id
          and s.principal = any ((select actor.principals())::int[])
          and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
          and (not leads.voluntary or s.relation = 'coordination' or s.principal = leads.to_principal)
        offset 0
      )
      or state = 'offered' and to_principal = any ((select actor.principals())::int[])
    )
  );

-- Links for agencies without account: whoever asks sees what became of them, never the secret itself.
alter table app.offer_links enable row level security;
create policy read_asking on app.offer_links for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.leads l
      where l.authority_id = offer_links.authority_id and l.id = offer_links.lead_id
        and (l.from_principal = any ((select actor.principals())::int[]) or 'coordination' = any (act.relations(l.case_id)))
      offset 0
    )
  );
create policy shut on app.offer_links as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);

-- Offering and answering give and take seats: act.offer_lead() and act.answer_lead().
grant select on app.leads to throughcare_actor;

-- A word given in advance, for the desk that gave it. Others learn of it by the answer to an offer.
alter table app.standing_acceptances enable row level security;
create policy read_own on app.standing_acceptances for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and principal = any ((select actor.principals())::int[])
  );

-- What was declined twice: the managers of the agencies concerned see the reference and what it is about.
alter table app.escalations enable row level security;
create policy read_managers on app.escalations for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select actor.agency()) = any (agencies)
    and 'manager' = any ((select actor.functions())::text[])
  );

-- And whoever leads or coordinates the case, as far as they may see this part of life.
create policy read_seated on app.escalations for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = escalations.authority_id and s.case_id = escalations.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
        and s.relation in ('coordination', 'lead')
      offset 0
    )
  );

grant select on app.standing_acceptances, app.escalations to throughcare_actor;

-- A handover meeting belongs to the table; each item of its checklist and each part of what was handed over
-- is seen by those who may see that part of life.
alter table app.handover_meetings enable row level security;
alter table app.handover_checks enable row level security;
alter table app.handover_packages enable row level security;
alter table app.handover_check_kinds enable row level security;
create policy read_seated on app.handover_meetings for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = handover_meetings.authority_id and s.case_id = handover_meetings.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );
create policy read_seated on app.handover_checks for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = handover_checks.authority_id and s.case_id = handover_checks.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );
create policy read_seated on app.handover_packages for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = handover_packages.authority_id and s.case_id = handover_packages.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );
create policy read_all on app.handover_check_kinds for select to throughcare_actor using (true);
grant select on app.handover_meetings, app.handover_checks, app.handover_packages, app.handover_check_kinds to throughcare_actor;
