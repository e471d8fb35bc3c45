-- Who watches over looks. An agency of kind city is a service of the authority itself, and its data protection officer
-- watches over everybody; any other agency is a partner, whose officer watches over its own people alone (AU5).
create or replace function actor.watches() returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  who text[] := actor.context();
begin
  if who is null or not 'data_protection_officer' = any (who[8]::text[]) then return null; end if;
  return case when exists (select from app.agencies g where g.authority_id = who[1]::int and g.id = who[3]::int and g.kind = 'city')
    then 'all' else 'own' end;
end $$;

-- Whether the actor watches over the people of an agency.
create or replace function actor.watches_over(p_agency int) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(case actor.watches() when 'all' then true when 'own' then p_agency = actor.agency() end, false);
end $$;

-- A case of which an officer may ask: the authority's of every one; the officer of a partner of those at which their own people
-- did anything, so that a reference tells them nothing.
create or replace function actor.knows_case(p_case uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(case actor.watches() when 'all' then true when 'own' then exists (select from audit.events e
    where e.authority_id = actor.authority() and e.case_id = p_case and e.agency_id = actor.agency()) end, false);
end $$;

-- The same for what an officer decides; of others' people they know nothing.
create or replace function act.must_watch_over(p_agency int, p_thing text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if actor.watches() is null then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  if not actor.watches_over(p_agency) then raise exception '%', p_thing || '_not_found' using errcode = 'TC404'; end if;
end $$;

-- What an entry is, for people. A search that showed somebody is not an opened record.
create or replace function audit.kind_of(p_action text) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_action = 'refused' then 'refused'
    when p_action = 'persons.search' then 'searched'
    when p_action like 'log.%' then 'log'
    when p_action like 'override.%' then 'emergency'
    when p_action ~ '\.(printed|print)$' then 'printed'
    when p_action ~ '\.exported$' then 'exported'
    when p_action ~ '^(share|disclosure)\.' and p_action !~ 'read$' then 'handed_on'
    when p_action ~ '(\.|_)read$' then 'opened'
    when p_action ~ '\.(list|listed|due|previewed|counted|figures)$' then 'listed'
    else 'changed'
  end
$$;

-- What was opened, in a word that tells an officer or an auditor no more of the case than that it was looked at: null where the word
-- itself would (a special category, a wish, a consent, a protection).
create or replace function audit.what_of(p_action text) returns text
language sql immutable set search_path = '' as $$
  select case p_action
    when 'case.read' then 'case' when 'audit_case.read' then 'case' when 'continuity.read' then 'map' when 'past.read' then 'past'
    when 'items.read' then 'items' when 'item.read' then 'items' when 'special_item.read' then 'items'
    when 'lead.read' then 'offer' when 'notice.read' then 'notice' when 'periods.read' then 'periods' when 'basics.read' then 'basics'
    when 'handover_meeting.read' then 'handover' when 'handover_package.read' then 'handover'
    when 'sharing.read' then 'sharing' when 'received.read' then 'sharing' when 'case.readers_read' then 'readers'
    when 'case.printed' then 'case' when 'items.printed' then 'items' when 'sheet.printed' then 'sheet'
  end
$$;

-- For what the log may be read, and nothing else (LED art. 25(2)).
create or replace function audit.is_log_use(p_use text) returns boolean
language sql immutable set search_path = '' as $$
  select p_use in ('lawfulness', 'self_monitoring', 'integrity_security', 'criminal_proceedings')
$$;

-- Where the working day of an authority began.
create or replace function audit.day_began(p_authority int, p_day date) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select p_day::timestamp at time zone a.time_zone from app.authorities a where a.id = p_authority
$$;

-- For what the actor reads the log of this case (null: the review list) today: said once per working day, kept in the event.
create or replace function audit.open_log(p_case uuid, p_use text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  a      int := actor.authority();
  v_from timestamptz := audit.day_began(a, actor.today());
  v_said text;
begin
  if p_use is not null and not audit.is_log_use(p_use) then raise exception 'log_use_unknown' using errcode = 'TC422', detail = 'use'; end if;
  if p_case is null then
    select e.detail ->> 'use' into v_said from audit.events e
     where e.authority_id = a and e.member_id = actor.member() and e.at >= v_from and e.action = 'log.opened' and e.case_id is null
     order by e.at desc, e.id desc limit 1;
  else
    select e.detail ->> 'use' into v_said from audit.events e
     where e.authority_id = a and e.case_id = p_case and e.at >= v_from and e.member_id = actor.member() and e.action = 'log.opened'
     order by e.at desc, e.id desc limit 1;
  end if;
  if p_use is null and v_said is null then raise exception 'log_use_missing' using errcode = 'TC422', detail = 'use'; end if;
  if p_use is not null and p_use is distinct from v_said then
    perform audit.record('log.opened', p_case, jsonb_build_object('use', p_use));
  end if;
  return coalesce(p_use, v_said);
end $$;

-- Whether the actor is an auditor now, by the clock of this second.
create or replace function actor.audits() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return 'auditor' = any (actor.functions()) and exists (select from app.auditors x
    where x.authority_id = actor.authority() and x.member_id = actor.member() and x.confirmed_at is not null and x.ended_at is null
      and clock_timestamp() >= x.starts_at and clock_timestamp() < x.ends_at);
end $$;

-- How far the actor reads logs: an officer as far as they watch over people, an auditor all. Only an officer decides anything.
create or replace function actor.reads_log() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(actor.watches(), case when actor.audits() then 'all' end);
end $$;

-- Each look of an auditor is written down, also where other readers leave nothing: at agreements, at the log as a whole.
create or replace function audit.note_auditor(p_action text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if 'auditor' = any (actor.functions()) then perform audit.record_read(p_action, null, '{}'); end if;
end $$;

grant execute on function audit.note_auditor(text), actor.watches(), actor.watches_over(int), actor.audits(), actor.reads_log() to throughcare_actor;
