-- A case as it was known at a moment (AU4): what its reader may see today of what was known then, and never more. A right that is
-- gone shows nothing of the time when there was one; one that came later shows the past as far as it shows the present.

-- The rows of a case as they stood, for who sits on it now. It runs as its owner and repeats the policies of the present, as
-- read.rows_of() does: each row passes them as it stood, and, if it is still there, as it stands. `why` says why there are none.
create or replace function read.rows_as_known(
  p_case uuid, p_at timestamptz, out k app.cases, out leads app.leads[], out needs app.case_needs[], out points app.case_leads[],
  out steps app.milestones[], out said app.continuations[], out periods app.periods[], out seats jsonb, out arranged json, out why text, out since timestamptz
) language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  a           int := who[1];
  v_mine      int[] := who[4];
  v_clauses   int[] := who[5];
  v_shut      uuid[] := who[15];
  v_enforces  boolean := who[12];
  v_sits      int[] := '{}';
  v_desk      boolean := false;
  v_near      boolean := false;
  v_born      timestamptz;
  v_zone      text;
  v_day       date;
  v_leads     app.leads[];
  s           record;
begin
  if who is null then raise exception 'session_missing' using errcode = 'TC401'; end if;
  select x.* into k from app.cases x where x.authority_id = a and x.id = p_case and x.clause_id = any (v_clauses) and x.id <> all (v_shut);
  if k.id is null then return; end if;
  for s in select x.principal, x.relation from app.seats x
            where x.authority_id = a and x.case_id = p_case and x.principal = any (v_mine)
              and x.purpose = who[9] and x.period @> statement_timestamp() loop
    v_sits := v_sits || s.principal;
    v_desk := v_desk or s.relation = 'coordination';
    v_near := v_near or s.relation in ('coordination', 'lead');
  end loop;
  if v_sits = '{}' then k := null; return; end if;
  -- A case that is older than what is kept has no beginning there.
  v_born := audit.case_began(a, p_case);
  since := coalesce(v_born, audit.kept_since());
  if p_at < since then
    why := case when v_born is null then 'past_not_kept' else 'case_not_yet_known' end;
    k := null;
    return;
  end if;
  select x.time_zone into v_zone from app.authorities x where x.id = a;
  v_day := (p_at at time zone v_zone)::date;
  k := (select jsonb_populate_record(null::app.cases, r) from audit.rows_at(a, p_case, 'cases', p_at) r);
  v_leads := array(select jsonb_populate_record(null::app.leads, r) from audit.rows_at(a, p_case, 'leads', p_at) r);
  leads := array(select t from unnest(v_leads) t left join app.leads n on n.authority_id = a and n.id = t.id
    where t.state <> 'withdrawn' and t.clause_id = any (v_clauses)
      and (not t.voluntary or v_desk or t.to_principal = any (v_sits))
      and (n.id is null or not n.voluntary or v_desk or n.to_principal = any (v_sits)));
  needs := array(select t from audit.rows_at(a, p_case, 'case_needs', p_at) r cross join lateral jsonb_populate_record(null::app.case_needs, r) t
     left join app.case_needs n on n.authority_id = a and n.case_id = p_case and n.domain = t.domain
    where t.clause_id = any (v_clauses) and (t.required <> 'wish' or v_desk) and (n.required is null or n.required <> 'wish' or v_desk));
  points := array(select t from audit.rows_at(a, p_case, 'case_leads', p_at) r cross join lateral jsonb_populate_record(null::app.case_leads, r) t
    where t.clause_id = any (v_clauses));
  steps := array(select t from audit.rows_at(a, p_case, 'milestones', p_at) r cross join lateral jsonb_populate_record(null::app.milestones, r) t
     left join app.milestones n on n.authority_id = a and n.id = t.id
    where t.clause_id = any (v_clauses) and (not t.voluntary or v_desk or t.owner_principal = any (v_sits))
      and (n.id is null or not n.voluntary or v_desk or n.owner_principal = any (v_sits)));
  said := array(select t from audit.rows_at(a, p_case, 'continuations', p_at) r cross join lateral jsonb_populate_record(null::app.continuations, r) t
    where k.measure_ends_on is not null and not v_enforces and t.in_force and t.clause_id = any (v_clauses) and (v_near or t.to_principal = any (v_sits)));
  periods := array(select t from audit.rows_at(a, p_case, 'periods', p_at) r cross join lateral jsonb_populate_record(null::app.periods, r) t
    where t.clause_id = any (v_clauses) and not t.removed and t.recorded_at <= p_at);
  -- A look in an emergency is a matter of the log. A provider of voluntary help alone is known to the desk and to itself.
  select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'agency', p.agency_id, 'relation', t.relation) order by t.relation <> 'coordination', t.relation <> 'lead', p.name), '[]')
    into seats from audit.rows_at(a, p_case, 'seats', p_at) r cross join lateral jsonb_populate_record(null::app.seats, r) t
    join app.principals p on p.authority_id = a and p.id = t.principal
   where t.period @> p_at and t.relation <> 'override'
     and (t.principal = any (v_mine) or v_desk or not t.by_lead or t.relation <> 'provider'
          or exists (select from unnest(leads) l where l.to_principal = t.principal and l.state = 'accepted' and not l.voluntary));
  select coalesce(json_agg(x), '[]') into arranged from act.arranged_from(k, v_leads, v_day) x;
end $$;

-- Of what my own agency brought: the state of each item then, and for whom it was meant. Of others' items that is their own matter.
create or replace function read.own_items_then(p_case uuid, p_at timestamptz) returns table (id uuid, state text, mode text)
language sql stable security definer set search_path = '' as $$
  select t.id, t.state, t.mode from (
    select (r ->> 'id')::uuid as id, r ->> 'state' as state, r ->> 'mode' as mode, (r ->> 'owner_agency_id')::int as owner, (r ->> 'clause_id')::int as clause
      from unnest(array['items', 'special_items']) x(tab) cross join lateral audit.rows_at((select actor.authority()), p_case, x.tab, p_at) r) t
   where t.owner = (select actor.agency()) and t.clause = any ((select actor.clauses())::int[] || (select actor.contributes())::int[])
     and p_case <> all ((select actor.shut())::uuid[])
     and exists (select from app.seats s where s.authority_id = (select actor.authority()) and s.case_id = p_case
           and s.principal = any ((select actor.principals())::int[]) and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp())
$$;

-- The items that the policies show today, in the wording of then: the newest one that was written by that moment, if its version is
-- readable today. A correction that came later is not put into the past.
create or replace function read.items_as_known(k app.cases, p_at timestamptz) returns jsonb
language sql stable as $$
  with own as materialized (select o.* from read.own_items_then(k.id, p_at) o),
  seen as (
    select i.id, false as special, i.kind, i.category, i.owner_agency_id, i.state, i.current_version, i.key_wrapped, i.written_at, i.view_only or i.spoken_only as guarded,
           (select read.version_json(to_jsonb(v)) from app.item_versions v where v.authority_id = i.authority_id and v.item_id = i.id and v.written_at <= p_at
             order by v.version desc limit 1) as words
      from app.items i where i.authority_id = k.authority_id and i.case_id = k.id and i.written_at <= p_at
    union all
    select i.id, true, i.kind, i.category, i.owner_agency_id, i.state, i.current_version, i.key_wrapped, i.written_at, i.view_only or i.spoken_only as guarded,
           (select read.version_json(to_jsonb(v)) from app.special_item_versions v where v.authority_id = i.authority_id and v.item_id = i.id and v.written_at <= p_at
             order by v.version desc limit 1)
      from app.special_items i where i.authority_id = k.authority_id and i.case_id = k.id and i.written_at <= p_at
       and (i.approved_at <= p_at or (select actor.member()) in (i.written_by, i.approver)))
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'special', s.special, 'kind', coalesce(s.words -> 'kind', to_jsonb(s.kind)), 'category', s.category,
           'owner', s.owner_agency_id, 'key', encode(s.key_wrapped, 'hex'), 'state', s.state, 'stateThen', o.state, 'currentVersion', s.current_version,
           'guarded', s.guarded, 'words', s.words) order by s.special, s.written_at desc, s.id), '[]')
    from seen s left join own o on o.id = s.id
$$;

-- The case whose past somebody asks for: both doors of the past begin here. Whoever does not see it asks in vain, and the log says so.
create or replace function read.case_of_past(p_token text, p_purpose text, p_request text, p_ref text, out k app.cases, out person jsonb)
language plpgsql as $$
declare
  r record;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  select * into r from read.case_rows(p_ref);
  k := r.k;
  person := r.person;
  if k.id is null then perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'past')); end if;
end $$;

-- Opening the past: one statement assumes the actor, writes the event with the moment and answers. Null: unseen.
create or replace function read.case_as_known(p_token text, p_purpose text, p_request text, p_ref text, p_at timestamptz) returns json
language plpgsql as $$
declare
  r        record;
  p        record;
  v_items  jsonb;
  v_seats  jsonb;
  v_made   record;
  v_day    date;
begin
  select * into r from read.case_of_past(p_token, p_purpose, p_request, p_ref);
  if (r.k).id is null then return null; end if;
  select * into p from read.rows_as_known((r.k).id, p_at);
  if p_at > statement_timestamp() or (p.k).id is null then
    perform audit.record('refused', (r.k).id, jsonb_build_object('code', coalesce(p.why, 'past_not_yet'), 'what', 'past'));
    return json_build_object('refused', coalesce(p.why, 'past_not_yet'), 'since', p.since);
  end if;
  v_day := (p_at at time zone (select a.time_zone from app.authorities a where a.id = (r.k).authority_id))::date;
  v_items := read.items_as_known(r.k, p_at);
  v_seats := (select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'agency', t.agency_id, 'relation', t.relation)
      order by t.relation <> 'coordination', t.relation <> 'lead', t.name), '[]') from read.table_of((r.k).id) t where t.relation <> 'override');
  -- Who could open the case at that moment is not made out again, earlier today either (act.unseen_among).
  perform set_config('throughcare.past', 'told', true);
  select * into v_made from read.continuity_made(p.k, p.leads, p.needs, p.points, p.steps, p.said, v_day, p.arranged);
  perform set_config('throughcare.past', '', true);
  perform audit.record_read('past.read', (r.k).id, jsonb_build_object('at', to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'version', (p.k).version, 'today', (r.k).version, 'person', r.person -> 'id', 'items', (select jsonb_agg(jsonb_build_array(x -> 'id', x -> 'words' -> 'version'))
      from jsonb_array_elements(v_items) x where x -> 'words' <> 'null')));
  return json_build_object('at', p_at, 'authority', (r.k).authority_id, 'today', actor.today(), 'id', (r.k).id, 'since', p.since, 'person', r.person,
    'caseKey', encode((r.k).key_wrapped, 'hex'), 'stage', (p.k).stage, 'informed', (p.k).informed_state,
    'continuity', v_made.answer, 'seats', p.seats, 'items', v_items, 'own', actor.agency(),
    'now', json_build_object('stage', (r.k).stage, 'continuity', read.continuity_from(r.k),
      'seats', v_seats),
    'source', (select jsonb_build_object('sealed', encode(d.source_sealed, 'hex'), 'recordedAt', d.recorded_at, 'by', read.member_name(d.authority_id, d.recorded_by))
      from app.release_dates d where d.authority_id = (r.k).authority_id and d.case_id = (r.k).id and d.recorded_at <= p_at order by d.seq desc limit 1),
    'periods', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.kind, 'from', lower(x.during), 'until', upper(x.during),
        'prison', x.prison_agency_id, 'cycle', x.cycle, 'source', encode(x.source_sealed, 'hex'), 'recordedOn', actor.day_at(x.authority_id, x.recorded_at),
        'recordedBy', read.member_name(x.authority_id, x.recorded_by), 'version', x.version) order by lower(x.during), x.recorded_at), '[]') from unnest(p.periods) x),
    'agencies', read.agencies_json((r.k).authority_id, array(select (x ->> 'agency')::int from jsonb_array_elements(p.seats || v_seats) x
      union select (x ->> 'owner')::int from jsonb_array_elements(v_items) x union select x.prison_agency_id from unnest(p.periods) x)));
end $$;

-- Decisions on record that the reader may see, the newest first: just before each of them something else was known.
create or replace function read.moments_of(k app.cases, p_since timestamptz) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'at', m.at, 'before', m.at - interval '1 millisecond', 'domain', m.domain, 'agency', m.agency, 'on', m.on_day)
           order by m.at desc, m.kind), '[]')
    from (
      select * from (
        select 'release' as kind, d.recorded_at as at, null::text as domain, null::int as agency, d.release_on as on_day
          from app.release_dates d where d.authority_id = k.authority_id and d.case_id = k.id and d.seq > 1
        union all
        select case l.state when 'accepted' then 'accepted' else 'declined' end, l.answered_at, l.domain, l.agency_id, lower(l.period)
          from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id and l.answered_at is not null and l.state in ('accepted', 'declined')
        union all
        select d.kind, d.decided_at, null, null, null from app.decisions d where d.authority_id = k.authority_id and d.case_id = k.id and d.kind <> 'case_opened'
        union all
        select 'override', o.begun_at, null, o.agency_id, null from app.overrides o where o.authority_id = k.authority_id and o.case_id = k.id
        union all
        select 'approved', i.approved_at, null, i.owner_agency_id, null from app.special_items i
         where i.authority_id = k.authority_id and i.case_id = k.id and i.approved_at is not null
        union all
        select 'continuation', y.recorded_at, y.domain, null, y.ends_on from app.continuations y where y.authority_id = k.authority_id and y.case_id = k.id
        union all
        select 'meeting', h.held_on::timestamp at time zone a.time_zone, null, null, h.held_on
          from app.handover_meetings h join app.authorities a on a.id = h.authority_id
         where h.authority_id = k.authority_id and h.case_id = k.id and h.state = 'held' and h.held_on is not null) x
       where x.at - interval '1 millisecond' >= p_since order by x.at desc limit 200) m
$$;

create or replace function read.case_moments(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  r         record;
  v_since   timestamptz;
  v_moments jsonb;
begin
  select * into r from read.case_of_past(p_token, p_purpose, p_request, p_ref);
  if (r.k).id is null then return null; end if;
  v_since := (select x.since from read.rows_as_known((r.k).id, '-infinity') x);
  v_moments := read.moments_of(r.k, v_since);
  perform audit.record_read('moments.read', (r.k).id, jsonb_build_object('version', (r.k).version));
  return jsonb_build_object('ref', (r.k).ref, 'since', v_since, 'now', statement_timestamp(), 'moments', v_moments,
    'agencies', read.agencies_json((r.k).authority_id, array(select (x ->> 'agency')::int from jsonb_array_elements(v_moments) x)));
end $$;

grant execute on function read.case_of_past(text, text, text, text), read.rows_as_known(uuid, timestamptz), read.own_items_then(uuid, timestamptz), read.items_as_known(app.cases, timestamptz),
  read.case_as_known(text, text, text, text, timestamptz), read.moments_of(app.cases, timestamptz), read.case_moments(text, text, text, text) to throughcare_actor;
