-- What helps in this place holds no data of persons concerned: it is open to all who work here, with or without
-- an agreement. Sessions inside a prison are known to the two agencies that arrange them.
alter table app.services enable row level security;
alter table app.prison_cards enable row level security;
alter table app.directory_changes enable row level security;
alter table app.prison_visits enable row level security;
alter table app.visit_issues enable row level security;
alter table app.inreach_sessions enable row level security;
alter table app.inreach_workers enable row level security;
alter table app.calendar_feeds enable row level security;

-- The services of my authority, for everybody who works in it.
create policy read_own on app.services for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- The cards of the prisons that my authority works with.
create policy read_own on app.prison_cards for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Who changed an entry or a card, for everybody who reads it.
create policy read_own on app.directory_changes for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- Visits of the liaison, so that nobody asks a prison twice.
create policy read_own on app.prison_visits for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- What a visit left open, and what was answered.
create policy read_own on app.visit_issues for select to throughcare_actor
  using (authority_id = (select actor.authority()));

-- A session inside is known to the agency that asked for it and to the prison; the city has the count.
create policy read_parties on app.inreach_sessions for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select actor.agency()) in (prison_agency_id, asking_agency_id)
  );

-- Who comes to the gate, and why not, is known to the same two agencies.
create policy read_parties on app.inreach_workers for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (
      select from app.inreach_sessions s
      where s.authority_id = inreach_workers.authority_id and s.id = inreach_workers.session_id
        and (select actor.agency()) in (s.prison_agency_id, s.asking_agency_id)
    )
  );

-- Members know whether they have a calendar address; the address itself is kept by nobody.
create policy read_own on app.calendar_feeds for select to throughcare_actor
  using (authority_id = (select actor.authority()) and member_id = (select actor.member()));

grant select on app.services, app.prison_cards, app.directory_changes, app.prison_visits, app.visit_issues,
  app.inreach_sessions, app.inreach_workers to throughcare_actor;
grant select (authority_id, member_id, made_at, last_fetched_at) on app.calendar_feeds to throughcare_actor;
