-- What a partner's system reaches: the whole law for its login. It stands last, because it opens to a key, scope by scope, what
-- the modules opened to members; what is not named here is closed to it, whatever a module opens.
alter table app.system_scopes enable row level security;
-- Read through read.system_keys() alone; hashes of keys are read by nobody.
alter table app.system_keys enable row level security;

-- The rules of members hold for the desk of a key too, word for word: its rows are those that the desk would see.
do $$
declare
  p record;
begin
  for p in select x.tablename, x.policyname from pg_policies x where x.schemaname = 'app' and x.cmd = 'SELECT' and x.tablename in (
      'cases', 'seats', 'case_leads', 'leads', 'case_needs', 'continuations', 'persons', 'person_identifiers', 'authorities',
      'agencies', 'principals', 'members', 'arrangements', 'arrangement_parties', 'clauses', 'public_holidays') loop
    execute format('alter policy %I on app.%I to throughcare_actor, throughcare_system', p.policyname, p.tablename);
  end loop;
end $$;

-- And beside them its scope: what the key does not hold is closed, whatever the desk may see.
create policy scope on app.cases as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases,continuity}');
create policy scope on app.seats as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases,continuity,offers}');
create policy scope on app.case_leads as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases,continuity}');
create policy scope on app.leads as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases,continuity,offers}');
create policy scope on app.case_needs as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases,continuity}');
create policy scope on app.continuations as restrictive for select to throughcare_system using ((select actor.scopes()) && '{continuity}');
-- Who somebody is: only where the key holds names.
create policy scope on app.persons as restrictive for select to throughcare_system using ((select actor.scopes()) && '{names}');
create policy scope on app.person_identifiers as restrictive for select to throughcare_system using ((select actor.scopes()) && '{names}');
-- Names of agencies and desks that stand in what it reads.
create policy scope on app.authorities as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases,continuity,offers}');
create policy scope on app.agencies as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases,continuity,offers}');
create policy scope on app.principals as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases,continuity,offers}');
-- Who opened a case, and on which agreement it stands.
create policy scope on app.members as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases}');
create policy scope on app.arrangements as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases}');
create policy scope on app.arrangement_parties as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases}');
create policy scope on app.clauses as restrictive for select to throughcare_system using ((select actor.scopes()) && '{cases}');
-- Days on which offices are closed.
create policy scope on app.public_holidays as restrictive for select to throughcare_system using ((select actor.scopes()) && '{continuity}');

grant usage on schema actor, app, act, read, audit to throughcare_system;
grant select on app.cases, app.seats, app.case_leads, app.leads, app.case_needs, app.continuations, app.persons, app.person_identifiers,
  app.agencies, app.principals, app.arrangements, app.arrangement_parties, app.clauses, app.public_holidays to throughcare_system;
grant select (id, name, time_zone) on app.authorities to throughcare_system;
grant select (authority_id, id, agency_id, name, ended_at, activated_at) on app.members to throughcare_system;
-- Who is asking, for the rules above; the log; and the operations of the scopes with what they are made of. Those that run as their
-- owner refuse by scope inside (actor.let_system), tell of rows that are handed to them, or name an agency.
grant execute on function actor.assume, actor.proven, actor.authority, actor.member, actor.agency, actor.principals, actor.clauses, actor.categories,
  actor.summary_categories, actor.functions, actor.purpose, actor.today, actor.enforces, actor.shut, actor.shut_persons, actor.system, actor.scopes,
  actor.gone, actor.gone_on, actor.day_at,
  audit.record, audit.record_read to throughcare_system;
grant execute on function read.case_list, read.cases_looked_at, read.my_cases, read.my_cases_by_ref, read.my_relations, read.covered, read.unheld_of, read.leads_now,
  read.case_detail, read.case_rows, read.table_of, read.cover_of, act.relations, read.agencies_json, read.all_agencies, read.person_json,
  read.segments_of_one, read.segments_given, read.segments_within, read.segments_from, read.case_lead_segments_of, read.any_ends, read.fallback_agency,
  read.said_of, read.needs_given, read.needs_within, read.gaps_of, read.gaps_from, read.gap_days, read.closed_days,
  read.gone_by, read.lead_kept, read.leads_seen, act.unseen_among, act.unseen_by, read.leads_kept, read.lead_as_kept to throughcare_system;
grant execute on function read.continuity, read.continuity_from, read.continuity_made, read.continuity_parts, read.rows_of, read.arranged, read.lead_json,
  read.lead_state, read.standing_brief, read.releases, read.release_counts, read.release_rows, read.list_rows, read.pictured_rows, read.is_listed to throughcare_system;
grant execute on function read.handovers, read.lead, read.lead_of, read.lead_row, read.lead_held, read.lead_answered, read.told_without, read.question,
  act.answer_lead to throughcare_system;
-- Asked about by what is read, and answered with nothing: no policy opens these to a system.
grant select on app.absences, app.offer_links to throughcare_system;
