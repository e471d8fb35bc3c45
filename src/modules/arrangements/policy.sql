-- The law of the table is readable by those it binds, and by those who look after it.
alter table app.arrangements enable row level security;
alter table app.arrangement_parties enable row level security;
alter table app.clauses enable row level security;
alter table app.clause_rights enable row level security;
alter table app.notice_desks enable row level security;
alter table app.purposes enable row level security;
alter table app.domains enable row level security;
alter table app.arrangement_drafts enable row level security;
alter table app.legal_bases enable row level security;
alter table app.arrangement_duties enable row level security;
alter table app.arrangement_retention enable row level security;
alter table app.arrangement_contacts enable row level security;
alter table app.signature_papers enable row level security;
alter table app.agreement_advice enable row level security;
alter table app.basis_questions enable row level security;
alter table app.regime_changes enable row level security;
alter table app.impact_assessments enable row level security;
-- Whom the desk was told of is the job's own memory: nobody reads it.
alter table app.expiry_warnings enable row level security;

-- Parties read their arrangement, signed or not; who looks after agreements or checks them reads all.
create policy read_party on app.arrangements for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (
      (select actor.functions()) && array['coordinator', 'administrator', 'data_protection_officer', 'lawfulness_adviser', 'auditor']
      or exists (
        select from app.arrangement_parties p
        where p.authority_id = arrangements.authority_id and p.arrangement_id = arrangements.id
          and p.agency_id = (select actor.agency())
      )
    )
  );

-- Who has signed is no secret among the agencies of an authority.
create policy read_own on app.arrangement_parties for select to throughcare_actor using (authority_id = (select actor.authority()));

-- What may be shared, for what, on what basis: the essence is public to the partnership.
create policy read_own on app.clauses for select to throughcare_actor using (authority_id = (select actor.authority()));

-- Which agency may see and bring what.
create policy read_own on app.clause_rights for select to throughcare_actor using (authority_id = (select actor.authority()));

-- Which desks receive a prison's notices.
create policy read_own on app.notice_desks for select to throughcare_actor using (authority_id = (select actor.authority()));

-- Purposes are the same everywhere.
create policy read_all on app.purposes for select to throughcare_actor using (true);

-- The parts of life of my partnership.
create policy read_own on app.domains for select to throughcare_actor using (authority_id = (select actor.authority()));

-- What is still being written is read by those who write it, and by the data protection officer.
create policy read_steering on app.arrangement_drafts for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select actor.functions()) && array['coordinator', 'administrator', 'data_protection_officer']
  );

-- On which law the partners stand is no secret among the agencies of an authority.
create policy read_own on app.legal_bases for select to throughcare_actor using (authority_id = (select actor.authority()));

-- Who answers for which duty.
create policy read_own on app.arrangement_duties for select to throughcare_actor using (authority_id = (select actor.authority()));

-- How long what is kept.
create policy read_own on app.arrangement_retention for select to throughcare_actor using (authority_id = (select actor.authority()));

-- Whom a person asks, now and before.
create policy read_own on app.arrangement_contacts for select to throughcare_actor using (authority_id = (select actor.authority()));

-- A scanned signature is opened by the agency that gave it, and by who looks after agreements or checks them.
create policy read_signer on app.signature_papers for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and ((select actor.functions()) && array['coordinator', 'administrator', 'data_protection_officer', 'auditor']
      or agency_id = (select actor.agency()) and (select actor.functions()) && array['signatory', 'chair'])
  );

-- An opinion is read before one signs: by whoever signs, looks after agreements or checks them.
create policy read_signer on app.agreement_advice for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select actor.functions()) && array['coordinator', 'administrator', 'data_protection_officer', 'lawfulness_adviser', 'auditor', 'signatory', 'chair']
  );

-- So is what the adviser on lawfulness asks.
create policy read_signer on app.basis_questions for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select actor.functions()) && array['coordinator', 'administrator', 'data_protection_officer', 'lawfulness_adviser', 'auditor', 'signatory', 'chair']
  );

-- An impact assessment is read by those who write it, advise on it, approve it or check it.
create policy read_signer on app.impact_assessments for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select actor.functions()) && array['coordinator', 'administrator', 'data_protection_officer', 'lawfulness_adviser', 'auditor', 'signatory', 'manager', 'chair']
  );

-- Who sits on the case sees that a record of it serves another purpose, if their agency sees the category for the
-- purpose from which it comes, or works for the purpose to which it goes.
create policy read_seated on app.regime_changes for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (clause_id = any ((select actor.clauses())::int[]) or to_purpose = (select actor.purpose()))
    and exists (
      select from app.seats s
      where s.authority_id = regime_changes.authority_id and s.case_id = regime_changes.case_id
        and s.principal = any ((select actor.principals())::int[]) and s.purpose = (select actor.purpose()) and s.period @> now()
    )
  );
create policy shut on app.regime_changes as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);

grant select on app.arrangements, app.arrangement_parties, app.clauses, app.clause_rights, app.notice_desks,
  app.purposes, app.domains, app.arrangement_drafts, app.legal_bases, app.arrangement_duties, app.arrangement_retention,
  app.arrangement_contacts, app.signature_papers, app.agreement_advice, app.basis_questions, app.regime_changes,
  app.impact_assessments to throughcare_actor;
