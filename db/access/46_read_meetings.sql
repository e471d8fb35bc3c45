-- Words given in advance, and what managers have to settle.

-- How many places are taken today, and how many begin in this month; the word of my own desks only.
create or replace function read.standing_used(p_standing uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('now', count(*) filter (where l.period @> (select actor.today())),
           'month', count(*) filter (where date_trunc('month', lower(l.period)) = date_trunc('month', (select actor.today())::timestamp)),
           'all', count(*))
    from app.standing_acceptances s
    join app.leads l on l.authority_id = s.authority_id and l.standing_id = s.id and l.state = 'accepted'
     and l.case_id <> all ((select actor.shut())::uuid[])
   where s.authority_id = (select actor.authority()) and s.id = p_standing and s.principal = any ((select actor.principals())::int[])
$$;

create or replace function read.standings(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'domain', s.domain, 'prisons', s.prisons, 'atOnce', s.at_once,
           'perMonth', s.per_month, 'maxDays', s.max_days, 'from', lower(s.valid), 'until', upper(s.valid),
           'madeOn', actor.day_at(v_authority, s.made_at), 'madeBy', (select m.name from app.members m where m.authority_id = s.authority_id and m.id = s.made_by),
           'endedOn', actor.day_at(v_authority, s.ended_at), 'used', read.standing_used(s.id), 'version', s.version)
           order by s.ended_at is not null, upper(s.valid) <= actor.today(), s.made_at desc, s.id), '[]')
    into v_rows
    from app.standing_acceptances s
   where s.authority_id = v_authority and (s.ended_at is null or s.ended_at > now() - interval '60 days');
  return jsonb_build_object('today', actor.today(), 'rows', v_rows,
    'mayAdd', coalesce(act.own_desk() = any (actor.principals()), false),
    'domains', (select coalesce(jsonb_agg(d.code order by d.position), '[]') from app.domains d
                 where d.authority_id = v_authority and d.code = any (actor.categories())),
    'agencies', read.agencies_json(v_authority, array(select g.id from app.agencies g
                 where g.authority_id = v_authority and g.kind = 'custody' and g.ended_on is null)));
end $$;

-- What was declined twice: for the managers of the agencies, and for those who lead or coordinate the case.
create or replace function read.escalations(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'ref', e.ref, 'domain', e.domain, 'agencies', e.agencies,
           'from', e.begins_on, 'raisedOn', actor.day_at(v_authority, e.raised_at), 'state', e.state, 'outcome', e.outcome, 'agency', e.agency_id,
           'until', e.until_on, 'decidedOn', actor.day_at(v_authority, e.decided_at), 'key', encode(e.key_wrapped, 'hex'), 'words', encode(e.words_sealed, 'hex'),
           'mayResolve', e.state = 'open' and 'manager' = any (actor.functions()) and actor.agency() = any (e.agencies),
           'seated', exists (select from app.cases c where c.authority_id = e.authority_id and c.id = e.case_id),
           'version', e.version) order by e.state <> 'open', e.raised_at desc, e.id), '[]')
    into v_rows
    from (select x.* from app.escalations x
           where x.authority_id = v_authority and (x.state = 'open' or x.decided_at > now() - interval '60 days')
           order by x.state <> 'open', x.raised_at desc limit 100) e;
  perform audit.record_read('escalations.list', null, jsonb_build_object('refs',
    (select jsonb_agg(x -> 'ref') from jsonb_array_elements(v_rows) x)));
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'rows', v_rows,
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- The meetings of a case with their checklists, as far as the reader may see each part of life.
create or replace function read.handover_meetings(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  k           app.cases;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'handover_meetings'));
    return null;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'state', m.state, 'plannedOn', m.planned_on, 'plannedAt', m.planned_at,
           'channel', m.channel, 'place', encode(m.place_sealed, 'hex'), 'invited', m.invited, 'interpreter', m.interpreter,
           'heldOn', m.held_on, 'present', m.present, 'person', m.person_presence, 'personReason', encode(m.person_reason_sealed, 'hex'),
           'people', encode(m.people_sealed, 'hex'), 'said', encode(m.said_sealed, 'hex'), 'saidLanguage', m.said_language,
           'outcome', encode(m.outcome_sealed, 'hex'),
           'recordedBy', (select x.name from app.members x where x.authority_id = m.authority_id and x.id = coalesce(m.held_by, m.recorded_by)),
           'checks', (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'answer', c.answer, 'agency', c.agency_id,
               'until', c.until_on, 'plain', n.plain) order by n.position), '[]')
             from app.handover_checks c join app.handover_check_kinds n on n.code = c.code
            where c.authority_id = m.authority_id and c.meeting_id = m.id),
           'packages', (select coalesce(jsonb_agg(jsonb_build_object('category', p.category, 'sha256', encode(p.sha256, 'hex'))), '[]')
             from app.handover_packages p where p.authority_id = m.authority_id and p.meeting_id = m.id),
           'version', m.version) order by m.state = 'planned' desc, coalesce(m.held_on, m.planned_on) desc, m.id), '[]')
    into v_rows from app.handover_meetings m where m.authority_id = v_authority and m.case_id = k.id;
  perform audit.record_read('handover_meeting.read', k.id, jsonb_build_object('meetings', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows) x)));
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'ref', k.ref, 'caseId', k.id, 'caseKey', encode(k.key_wrapped, 'hex'),
    'release', jsonb_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on),
    'relations', act.relations(k.id), 'rows', v_rows,
    'atTable', (select coalesce(jsonb_agg(distinct t.agency_id), '[]') from read.table_of(k.id) t),
    'agencies', (select read.agencies_json(v_authority, array_agg(distinct y.agency_id)) from app.arrangements o
      join app.arrangements x on x.authority_id = o.authority_id and x.lineage_id = o.lineage_id
      join app.arrangement_parties y on y.authority_id = x.authority_id and y.arrangement_id = x.id
     where o.authority_id = v_authority and o.id = k.arrangement_id));
end $$;

-- The parts of a package that the reader may see, sealed as on the day on which they were made.
create or replace function read.handover_package(p_token text, p_purpose text, p_request text, p_meeting uuid) returns jsonb
language plpgsql as $$
declare
  v_answer jsonb;
  v_case   uuid;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  select m.case_id, jsonb_build_object('authority', m.authority_id, 'caseId', m.case_id, 'heldOn', m.held_on,
           'caseKey', (select encode(c.key_wrapped, 'hex') from app.cases c where c.authority_id = m.authority_id and c.id = m.case_id),
           'parts', (select coalesce(jsonb_agg(jsonb_build_object('category', p.category, 'content', encode(p.content_sealed, 'hex'),
               'sha256', encode(p.sha256, 'hex'), 'madeAt', p.made_at)), '[]')
             from app.handover_packages p where p.authority_id = m.authority_id and p.meeting_id = m.id))
    into v_case, v_answer
    from app.handover_meetings m where m.authority_id = actor.authority() and m.id = p_meeting and m.state = 'held';
  if v_answer is null then
    perform audit.record('refused', null, jsonb_build_object('code', 'meeting_not_found', 'what', 'handover_package'));
    return null;
  end if;
  perform audit.record_read('handover_package.read', v_case, jsonb_build_object('meeting', p_meeting));
  return v_answer;
end $$;

-- Of my cases that were released in a period: how many were handed over before, with the person, and how many
-- began with a fallback lead because nobody had accepted.
create or replace function read.handover_figures(p_token text, p_purpose text, p_request text, p_from date, p_until date) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_cases     uuid[];
  v_answer    jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_cases := array(select x.case_id from read.my_cases(p_from, p_until - 1, null, null, 5000) x);
  select jsonb_build_object('released', count(*),
           'withPerson', count(*) filter (where h.with_person), 'held', count(*) filter (where h.held),
           'withoutMeeting', count(*) filter (where not h.held),
           'fallback', count(*) filter (where exists (select from read.case_lead_segments_of(v_authority, array[c.id]) s
              where s.state = 'fallback' and s.starts <= greatest(c.release_on, c.opened_on) and (s.ends is null or s.ends > greatest(c.release_on, c.opened_on)))))
    into v_answer
    from app.cases c
    cross join lateral (select coalesce(bool_or(true), false) as held, coalesce(bool_or(m.person_presence = 'present'), false) as with_person
      from app.handover_meetings m where m.authority_id = c.authority_id and m.case_id = c.id and m.state = 'held' and m.held_on <= c.release_on) h
   where c.authority_id = v_authority and c.id = any (v_cases);
  perform audit.record_read('handovers.figures', null, jsonb_build_object('from', p_from, 'until', p_until));
  return v_answer || jsonb_build_object('from', p_from, 'until', p_until);
end $$;

-- What goes on after the last measure: the parts of life in which somebody helps beyond that day, and what the
-- person said to each, for those who may know it.
create or replace function read.continuations(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  k           app.cases;
  v_answers   jsonb;
  v_lanes     jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'continuations'));
    return null;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('domain', y.domain, 'goesOn', y.goes_on, 'endsOn', y.ends_on, 'way', y.way, 'saidOn', y.said_on,
           'language', y.language, 'witness', encode(y.witness_sealed, 'hex'), 'words', encode(y.words_sealed, 'hex'),
           'recordedBy', (select m.name from app.members m where m.authority_id = y.authority_id and m.id = y.recorded_by))
           order by y.domain), '[]')
    into v_answers from app.continuations y where y.authority_id = v_authority and y.case_id = k.id and y.in_force;
  select coalesce(jsonb_agg(jsonb_build_object('domain', x.domain, 'agencies', x.agencies)), '[]') into v_lanes
    from (select q.domain, jsonb_agg(distinct q.agency_id) as agencies
            from (select l.domain, l.agency_id from app.leads l
                   where l.authority_id = v_authority and l.case_id = k.id and l.state = 'accepted' and l.domain <> 'lead' and not l.voluntary
                     and not isempty(l.period) and (upper(l.period) is null or upper(l.period) > k.measure_ends_on)
                     and (actor.gone_on(k.arrangement_id, l.agency_id) <= k.measure_ends_on) is not true
                  union select 'lead', p.agency_id from app.case_leads p where p.authority_id = v_authority and p.case_id = k.id
                     and not p.overtaken and p.starts_on < 'infinity' and not exists (select from app.case_leads z
                       where z.authority_id = p.authority_id and z.case_id = p.case_id and not z.overtaken and z.starts_on < 'infinity' and z.starts_on > p.starts_on)
                  union select n.domain, null from app.case_needs n where n.authority_id = v_authority and n.case_id = k.id) q
           group by q.domain) x
   where k.measure_ends_on is not null and not actor.enforces();
  perform audit.record_read('continuations.read', k.id, jsonb_build_object('version', k.version));
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'ref', k.ref, 'caseId', k.id, 'caseKey', encode(k.key_wrapped, 'hex'),
    'version', k.version, 'measureEndsOn', k.measure_ends_on, 'answers', v_answers, 'lanes', v_lanes,
    'language', k.informed_language, 'enforces', actor.enforces(), 'relations', act.relations(k.id),
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

grant execute on function read.continuations(text, text, text, text), read.handover_meetings(text, text, text, text), read.handover_package(text, text, text, uuid),
  read.handover_figures(text, text, text, date, date), read.standing_used(uuid),
  read.standings(text, text, text), read.escalations(text, text, text) to throughcare_actor;
