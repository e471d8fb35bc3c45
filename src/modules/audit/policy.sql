-- The access log is for checking that reading was lawful, never for counting anybody's work (LED art. 25(2)).
alter table audit.events enable row level security;

-- The data protection officer of the authority reads it, the officer of a partner what its own people did; nobody writes it.
create policy read_privacy on audit.events for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and ((select actor.watches()) = 'all' or (select actor.watches()) = 'own' and agency_id = (select actor.agency()))
  );

grant select on audit.events to throughcare_actor;

alter table app.access_logs enable row level security;
alter table audit.leaves enable row level security;
alter table audit.checkpoints enable row level security;
alter table app.witnesses enable row level security;
alter table audit.cosignatures enable row level security;
alter table app.witness_quorums enable row level security;
alter table app.log_states enable row level security;
alter table audit.row_changes enable row level security;
alter table audit.waiting enable row level security;
alter table audit.row_versions enable row level security;
alter table audit.row_watches enable row level security;
alter table audit.row_findings enable row level security;

-- Who works in the partnership sees which log there is, what it signed and who witnessed it: sizes and hashes, nobody's name.
create policy read_partners on app.access_logs for select to throughcare_actor using (authority_id = (select actor.authority()));
create policy read_partners on audit.checkpoints for select to throughcare_actor using (authority_id = (select actor.authority()));
create policy read_partners on app.witnesses for select to throughcare_actor using (authority_id = (select actor.authority()));
create policy read_partners on audit.cosignatures for select to throughcare_actor using (authority_id = (select actor.authority()));
create policy read_partners on app.witness_quorums for select to throughcare_actor using (authority_id = (select actor.authority()));
create policy read_partners on app.log_states for select to throughcare_actor using (authority_id = (select actor.authority()));

-- The data protection officer of the authority reads the places of the log, to hand them out with their proofs.
create policy read_privacy on audit.leaves for select to throughcare_actor
  using (authority_id = (select actor.authority()) and (select actor.watches()) = 'all');

grant select (authority_id, generation, log_name, public_key, began_at, ended_at) on app.access_logs to throughcare_actor;
grant select on audit.leaves, audit.checkpoints, audit.cosignatures, app.witness_quorums, app.log_states to throughcare_actor;
grant select (authority_id, id, agency_id, public_key, added_at, removed_at, asked_at, answer, signed_size, signed_at)
  on app.witnesses to throughcare_actor;

-- What waits for a second person is seen by whoever may be that person, with the address: they vouch for it.
alter table app.witness_changes enable row level security;
create policy read_deciders on app.witness_changes for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and ((select actor.watches()) = 'all' or (select actor.functions()) && array['chair', 'coordinator', 'administrator'])
  );
grant select on app.witness_changes to throughcare_actor;

-- The officer reads which rows were changed behind the application's back.
create policy read_privacy on audit.row_findings for select to throughcare_actor
  using (authority_id = (select actor.authority()) and (select actor.watches()) = 'all');
grant select on audit.row_findings to throughcare_actor;
