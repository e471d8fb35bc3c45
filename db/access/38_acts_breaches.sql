-- The breach register in the hands of the data protection officer (LED-43, GD-19): of every agency for the officer of the
-- authority, of their own for the officer of a partner. The clock runs from the moment of awareness, as law counts it, in hours.

-- A breach that the actor may write in, locked. Of others' they know nothing.
create or replace function act.open_breach(p_id uuid) returns app.breaches
language plpgsql security definer set search_path = '' as $$
declare
  b app.breaches;
begin
  perform act.only_privacy();
  select x.* into b from app.breaches x where x.authority_id = actor.authority() and x.id = p_id for update;
  if not found or not actor.watches_over(b.agency_id) then raise exception 'breach_not_found' using errcode = 'TC404'; end if;
  if b.closed_at is not null then raise exception 'breach_closed' using errcode = 'TC409'; end if;
  return b;
end $$;

-- When a breach has to be reported.
create or replace function act.breach_due(b app.breaches) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select c.aware_at + interval '72 hours' from app.breach_accounts c
   where c.authority_id = b.authority_id and c.breach_id = b.id and c.version = b.version
$$;

-- What is said of a breach: it adds to what was said before and overwrites nothing. A device may go some minutes ahead of us; its
-- "now" is ours.
create or replace function act.account_of(b app.breaches, p_aware_at timestamptz, p_kinds text[], p_key bytea, p_what bytea, p_found bytea,
  p_consequences bytea, p_measures bytea) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_aware_at > now() + interval '5 minutes' then raise exception 'breach_aware_later' using errcode = 'TC422', detail = 'awareAt'; end if;
  if exists (select from app.breach_reports r where r.authority_id = b.authority_id and r.breach_id = b.id and r.at < p_aware_at) then
    raise exception 'breach_reported_before' using errcode = 'TC422', detail = 'awareAt';
  end if;
  insert into app.breach_accounts (authority_id, breach_id, version, aware_at, kinds, key_wrapped, what_sealed, found_sealed, consequences_sealed,
    measures_sealed, written_by)
  values (b.authority_id, b.id, b.version, least(p_aware_at, now()), p_kinds, p_key, p_what, p_found, p_consequences, p_measures, actor.member());
end $$;

-- The data protection officers of an agency, as principals.
create or replace function act.officers_of(p_authority int, p_agency int) returns int[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(p.id order by p.id), '{}')
    from app.members m
    join app.member_functions f on f.authority_id = m.authority_id and f.member_id = m.id and f.function = 'data_protection_officer'
    join app.principals p on p.authority_id = m.authority_id and p.member_id = m.id
   where m.authority_id = p_authority and m.agency_id = p_agency and m.ended_at is null
$$;

-- Who has to be told of it by somebody of one agency: the other parties of the agreements that are in force for the agency, the agency
-- itself where somebody else recorded it, and the officers of the authority; each with its officers, none where it has none.
create or replace function act.to_be_told(b app.breaches, p_by_agency int) returns table (agency_id int, officers int[])
language sql stable security definer set search_path = '' as $$
  select g.agency_id, act.officers_of(b.authority_id, g.agency_id)
    from (select y.agency_id from actor.editions(b.authority_id, b.agency_id, actor.day_in(b.authority_id)) e
            join app.arrangement_parties y on y.authority_id = b.authority_id and y.arrangement_id = e.arrangement_id
             and y.signed_on <= actor.day_in(b.authority_id) and (y.left_on is null or y.left_on > actor.day_in(b.authority_id))
          union select b.agency_id
          union select x.id from app.agencies x where x.authority_id = b.authority_id and x.kind = 'city' and act.officers_of(x.authority_id, x.id) <> '{}') g
   where g.agency_id <> p_by_agency
$$;

-- Officers are told here, in the same transaction; an agency without one waits to be told by hand.
create or replace function act.tell_of_breach(b app.breaches) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_told int[];
begin
  insert into app.breach_tellings (authority_id, breach_id, agency_id, recipients, told_by, told_at)
  select b.authority_id, b.id, g.agency_id, g.officers, case when g.officers <> '{}' then actor.member() end, case when g.officers <> '{}' then now() end
    from act.to_be_told(b, actor.agency()) g;
  select array_agg(distinct o.officer) into v_told from app.breach_tellings t cross join unnest(t.recipients) o(officer)
   where t.authority_id = b.authority_id and t.breach_id = b.id;
  if v_told is not null then perform act.send(b.authority_id, v_told, 'breaches', '{}'); end if;
end $$;

create or replace function act.record_breach(p_id uuid, p_agency int, p_aware_at timestamptz, p_kinds text[], p_key bytea, p_what bytea, p_found bytea,
  p_consequences bytea, p_measures bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_privacy();
  b app.breaches;
begin
  perform from app.agencies g where g.authority_id = a and g.id = p_agency for update;
  if not found or not actor.watches_over(p_agency) then raise exception 'agency_not_found' using errcode = 'TC404', detail = 'agencyId'; end if;
  insert into app.breaches (authority_id, id, agency_id, number, recorded_by)
  select a, p_id, p_agency, coalesce(max(x.number), 0) + 1, actor.member() from app.breaches x where x.authority_id = a and x.agency_id = p_agency
  returning * into b;
  perform act.account_of(b, p_aware_at, p_kinds, p_key, p_what, p_found, p_consequences, p_measures);
  perform act.tell_of_breach(b);
  perform audit.record('breach.recorded', null, jsonb_build_object('breach', p_id, 'agency', p_agency, 'told',
    (select coalesce(jsonb_agg(t.agency_id order by t.agency_id), '[]') from app.breach_tellings t
      where t.authority_id = a and t.breach_id = p_id and t.told_at is not null)));
end $$;

create or replace function act.change_breach(p_id uuid, p_version int, p_aware_at timestamptz, p_kinds text[], p_key bytea, p_what bytea, p_found bytea,
  p_consequences bytea, p_measures bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  b app.breaches := act.open_breach(p_id);
begin
  if b.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  update app.breaches x set version = b.version + 1 where x.authority_id = b.authority_id and x.id = p_id returning * into b;
  perform act.account_of(b, p_aware_at, p_kinds, p_key, p_what, p_found, p_consequences, p_measures);
  perform audit.record('breach.changed', null, jsonb_build_object('breach', p_id, 'version', b.version));
end $$;

-- A report to the supervisory authority, or the decision that there is nothing to report. What comes first and after 72 hours
-- says why so late; a phase that follows one in time owes no reason.
create or replace function act.report_breach(p_id uuid, p_report uuid, p_phase text, p_at timestamptz, p_key bytea, p_reference bytea, p_reason bytea,
  p_delay bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  b          app.breaches := act.open_breach(p_id);
  v_due      timestamptz := act.breach_due(b);
  v_reported boolean;
  v_decided  boolean;
begin
  select coalesce(bool_or(r.phase <> 'not_reported'), false), coalesce(bool_or(r.phase = 'not_reported'), false) into v_reported, v_decided
    from app.breach_reports r where r.authority_id = b.authority_id and r.breach_id = p_id;
  if p_at > now() + interval '5 minutes' then raise exception 'breach_report_later' using errcode = 'TC422', detail = 'at'; end if;
  if p_at < v_due - interval '72 hours' then raise exception 'breach_report_before' using errcode = 'TC422', detail = 'at'; end if;
  if p_phase = 'first' and v_reported then raise exception 'breach_first_once' using errcode = 'TC409', detail = 'phase'; end if;
  if p_phase = 'follow_up' and not v_reported then raise exception 'breach_first_missing' using errcode = 'TC409', detail = 'phase'; end if;
  if p_phase = 'not_reported' and (v_reported or v_decided) then raise exception 'breach_decided' using errcode = 'TC409', detail = 'phase'; end if;
  if p_phase = 'not_reported' and p_reason is null then raise exception 'breach_reason_missing' using errcode = 'TC422', detail = 'reason'; end if;
  if p_at > v_due and not v_reported and p_delay is null then raise exception 'breach_delay_missing' using errcode = 'TC422', detail = 'delay'; end if;
  insert into app.breach_reports (authority_id, id, breach_id, phase, at, key_wrapped, reference_sealed, reason_sealed, delay_sealed, recorded_by)
  values (b.authority_id, p_report, p_id, p_phase, least(p_at, now()), p_key, p_reference, case when p_phase = 'not_reported' then p_reason end, p_delay, actor.member());
  perform audit.record('breach.reported', null, jsonb_build_object('breach', p_id, 'report', p_report, 'phase', p_phase));
end $$;

-- What the log says of an account of that agency in a period, frozen with the moment of computing. Asking is a reading of the log.
create or replace function act.compute_breach(p_id uuid, p_extent uuid, p_member int, p_from timestamptz, p_until timestamptz, p_use text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  b       app.breaches := act.open_breach(p_id);
  v_until timestamptz := least(p_until, now());
  v_use   text;
begin
  if not exists (select from app.members m where m.authority_id = b.authority_id and m.id = p_member and m.agency_id = b.agency_id) then
    raise exception 'breach_account_unknown' using errcode = 'TC422', detail = 'memberId';
  end if;
  if p_from >= v_until then raise exception 'breach_period_empty' using errcode = 'TC422', detail = 'until'; end if;
  if v_until > p_from + interval '366 days' then raise exception 'breach_period_long' using errcode = 'TC422', detail = 'from'; end if;
  v_use := audit.open_log(null, p_use);
  perform audit.freeze_extent(b.authority_id, p_extent, p_id, p_member, p_from, v_until, actor.member());
  perform audit.record('log.breach_computed', null, jsonb_build_object('breach', p_id, 'extent', p_extent, 'member', p_member, 'from', p_from,
    'until', v_until, 'use', v_use));
end $$;

-- An agency without an officer here was told by hand: by telephone, by letter.
create or replace function act.say_breach_told(p_id uuid, p_agency int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  b app.breaches := act.open_breach(p_id);
begin
  update app.breach_tellings t set told_by = actor.member(), told_at = now()
   where t.authority_id = b.authority_id and t.breach_id = p_id and t.agency_id = p_agency and t.told_at is null;
  if not found then raise exception 'breach_told_already' using errcode = 'TC409'; end if;
  perform audit.record('breach.told', null, jsonb_build_object('breach', p_id, 'agency', p_agency));
end $$;

-- Closed by a final report, or by the decision not to report where nothing was reported.
create or replace function act.close_breach(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  b app.breaches := act.open_breach(p_id);
begin
  if not exists (select from app.breach_reports r where r.authority_id = b.authority_id and r.breach_id = p_id and (r.phase = 'final'
       or r.phase = 'not_reported' and not exists (select from app.breach_reports o where o.authority_id = r.authority_id and o.breach_id = p_id and o.phase <> 'not_reported'))) then
    raise exception 'breach_not_settled' using errcode = 'TC409';
  end if;
  update app.breaches x set closed_by = actor.member(), closed_at = now() where x.authority_id = b.authority_id and x.id = p_id;
  perform audit.record('breach.closed', null, jsonb_build_object('breach', p_id));
end $$;

-- Before the content of a report stands on paper. Also of one that is closed.
create or replace function act.print_breach(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.only_privacy();
  if not exists (select from app.breaches x where x.authority_id = actor.authority() and x.id = p_id and actor.watches_over(x.agency_id)) then
    raise exception 'breach_not_found' using errcode = 'TC404';
  end if;
  perform audit.record('breach.printed', null, jsonb_build_object('breach', p_id));
end $$;

grant execute on function act.record_breach(uuid, int, timestamptz, text[], bytea, bytea, bytea, bytea, bytea),
  act.change_breach(uuid, int, timestamptz, text[], bytea, bytea, bytea, bytea, bytea),
  act.report_breach(uuid, uuid, text, timestamptz, bytea, bytea, bytea, bytea), act.compute_breach(uuid, uuid, int, timestamptz, timestamptz, text),
  act.say_breach_told(uuid, int), act.close_breach(uuid), act.print_breach(uuid) to throughcare_actor;
