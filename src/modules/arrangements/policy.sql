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

-- Parties read their arrangement, signed or not; coordinators, administrators and data protection officers read all.
create policy read_party on app.arrangements for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (
      (select actor.functions()) && array['coordinator', 'administrator', 'data_protection_officer']
      or exists (
        select from app.arrangement_parties p
        where p.authority_id = arrangements.authority_id and p.arrangement_id = arrangements.id
          and p.agency_id = (select actor.agency())
      )
    )
  );

-- Who has signed is no secret among the agencies of an authority.
create policy read_own on app.arrangement_parties for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- What may be shared, for what, on what basis: the essence is public to the partnership.
create policy read_own on app.clauses for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Which agency may see and bring what.
create policy read_own on app.clause_rights for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Which desks receive a prison's notices.
create policy read_own on app.notice_desks for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Purposes are the same everywhere.
create policy read_all on app.purposes for select to throughcare_actor using (true);

-- The parts of life of my partnership.
create policy read_own on app.domains for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- What is still being written is read by those who write it, and by the data protection officer.
create policy read_steering on app.arrangement_drafts for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select actor.functions()) && array['coordinator', 'administrator', 'data_protection_officer']
  );

-- On which law the partners stand is no secret among the agencies of an authority.
create policy read_own on app.legal_bases for select to throughcare_actor
  using (authority_id = (select actor.authority()));

grant select on app.arrangements, app.arrangement_parties, app.clauses, app.clause_rights, app.notice_desks,
  app.purposes, app.domains, app.arrangement_drafts, app.legal_bases to throughcare_actor;
