-- What comes from prisons again and again: proposals, transfers, files at the door.
alter table app.import_deeds enable row level security;
alter table app.former_identities enable row level security;
alter table app.delivery_marks enable row level security;
alter table app.list_proposals enable row level security;
alter table app.transfer_answers enable row level security;
alter table app.drop_links enable row level security;
alter table app.drops enable row level security;

-- What a list says of a case is for the table, like the history of the date.
create policy read_seated on app.list_proposals for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and clause_id = any ((select actor.clauses())::int[])
    and exists (
      select from app.seats s
      where s.authority_id = list_proposals.authority_id and s.case_id = list_proposals.case_id
        and s.principal = any ((select actor.principals())::int[])
        and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
      offset 0
    )
  );

-- What was said about two notices is known to the desk that receives the one that stays.
create policy read_named on app.transfer_answers for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (
      select from app.release_notices n
      where n.authority_id = transfer_answers.authority_id and n.id = transfer_answers.to_notice_id
        and n.desks && (select actor.principals())::int[]
        and n.clause_id = any ((select actor.clauses())::int[])
    )
  );

-- Doors are known to those who make and close them.
create policy read_makers on app.drop_links for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select actor.functions()) && array['administrator', 'coordinator']
  );

-- That a file waits is known to the desks that receive from this prison. Nobody reads the file itself here.
create policy read_named on app.drops for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (
      select from app.notice_desks d join app.clauses c
        on c.authority_id = d.authority_id and c.arrangement_id = d.arrangement_id
      where c.authority_id = drops.authority_id and c.id = drops.clause_id
        and d.principal = any ((select actor.principals())::int[])
    )
  );

grant select on app.list_proposals, app.transfer_answers to throughcare_actor;
grant select (authority_id, id, agency_id, created_by, created_at, expires_on, revoked_by, revoked_at, last_used_at)
  on app.drop_links to throughcare_actor;
grant select (authority_id, id, agency_id, clause_id, link_id, way, receipt, bytes, received_at, status, decided_by,
  decided_at, version) on app.drops to throughcare_actor;
