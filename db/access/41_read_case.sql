-- Opening a case: one statement assumes the actor, writes the event and answers. Null: unseen.
create or replace function read.agencies_json(p_authority int, p_ids int[]) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind)), '[]')
    from app.agencies g where g.authority_id = p_authority and g.id = any (p_ids)
$$;

-- An offer as its readers see it, with days as they were in the zone of its authority; the words are opened by the application.
create or replace function read.lead_json(l app.leads, p_today date, p_zone text) returns json
language sql stable as $$
  select json_build_object('id', l.id, 'domain', l.domain, 'agency', l.agency_id, 'askedBy', l.from_agency_id,
    'from', case when not isempty(l.period) then lower(l.period) end, 'until', upper(l.period), 'dormant', isempty(l.period),
    'state', read.lead_state(l, p_today), 'tied', case when l.from_offset is not null or l.until_offset is not null then 'release' else 'calendar' end,
    'fromTied', l.from_offset is not null, 'untilTied', l.until_offset is not null,
    'offeredOn', (l.offered_at at time zone p_zone)::date, 'answerBy', l.answer_by,
    'answeredOn', (l.answered_at at time zone p_zone)::date, 'confirmBy', l.confirm_by,
    'channel', l.channel, 'voluntary', l.voluntary, 'key', encode(l.key_wrapped, 'hex'), 'words', encode(l.words_sealed, 'hex'),
    'reason', encode(l.reason_sealed, 'hex'), 'saidBy', encode(l.said_by_sealed, 'hex'),
    'toPrincipal', l.to_principal, 'fromPrincipal', l.from_principal, 'version', l.version,
    'standing', case when l.standing_id is not null then read.standing_brief(l.standing_id) end, 'standingRefusal', l.standing_refusal)
$$;

-- What the rows of a case that a reader was given mean together, and the agencies in it; leads as they are kept on that day.
create or replace function read.continuity_parts(
  k app.cases, v_leads app.leads[], v_needs app.case_needs[], v_points app.case_leads[], v_steps app.milestones[], v_said app.continuations[],
  p_today date, out segments json, out gaps json, out milestones json, out agencies int[]
) language plpgsql stable as $$
declare
  v_leading int[];
  v_owning  int[];
  l         app.leads;
  g         record;
begin
  select coalesce(json_agg(json_build_object('agency_id', s.agency_id, 'lead_id', s.lead_id, 'starts', s.starts, 'ends', s.ends,
           'state', s.state, 'tied', s.tied) order by s.starts), '[]'), array_agg(s.agency_id)
    into segments, v_leading from read.segments_of_one(k, v_points, v_leads, v_said, p_today) s;
  g := read.gap_days(k, v_needs, v_leads, v_said, p_today);
  gaps := '[]';
  if g.domains <> '{}' then
    gaps := (select json_agg(json_build_object('domain', d.domain, 'from', lower(r), 'until', upper(r), 'kind', d.kind) order by d.domain, lower(r))
      from unnest(g.domains, g.kinds, g.days) d(domain, kind, days) cross join lateral unnest(d.days) r);
  end if;
  select coalesce(json_agg(json_build_object('id', m.id, 'code', m.code, 'anchor', m.anchor, 'offsetDays', m.offset_days, 'on', m.due_on,
           'status', m.status, 'cycle', m.cycle, 'doneOn', m.done_on, 'version', m.version, 'agency', p.agency_id)
           order by m.due_on, m.offset_days, m.code), '[]'), array_agg(distinct p.agency_id)
    into milestones, v_owning from unnest(v_steps) m join app.principals p on p.authority_id = k.authority_id and p.id = m.owner_principal;
  agencies := coalesce(v_leading, '{}') || coalesce(v_owning, '{}');
  foreach l in array v_leads loop
    if l.agency_id <> all (agencies) then agencies := agencies || l.agency_id; end if;
  end loop;
end $$;

-- The continuity that follows on a day from rows which the reader was given, and from what is arranged in other parts of life.
create or replace function read.continuity_made(
  k app.cases, v_leads app.leads[], v_needs app.case_needs[], v_points app.case_leads[], v_steps app.milestones[], v_said app.continuations[],
  v_today date, v_arranged json, out answer json, out agencies int[]
) language plpgsql stable as $$
declare
  parts   record;
  v_zone  text := (select a.time_zone from app.authorities a where a.id = k.authority_id);
begin
  v_leads := read.leads_kept(array[k], v_leads, v_today);
  parts := read.continuity_parts(k, v_leads, v_needs, v_points, v_steps, v_said, v_today);
  agencies := parts.agencies;
  answer := json_build_object(
    'authority', k.authority_id, 'principals', actor.principals(),
    'ref', k.ref, 'version', k.version, 'today', v_today, 'openedOn', k.opened_on, 'measureEndsOn', k.measure_ends_on,
    'goesOn', (select coalesce(json_object_agg(y.domain, y.ends_on), '{}') from unnest(v_said) y),
    'release', json_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on),
    'closed', read.closed_days(k.authority_id, least(k.release_on, v_today) - 30, greatest(k.release_on, v_today) + 30),
    'categories', actor.categories(), 'summaryCategories', actor.summary_categories(), 'relations', act.relations(k.id),
    'caseKey', encode(k.key_wrapped, 'hex'), 'caseId', k.id, 'segments', parts.segments,
    'leads', (select coalesce(json_agg(read.lead_json(l, v_today, v_zone) order by lower(l.period), l.offered_at, l.id), '[]') from unnest(v_leads) l),
    'needs', (select coalesce(json_agg(json_build_object('domain', n.domain, 'required', n.required)), '[]') from unnest(v_needs) n),
    'gaps', parts.gaps, 'milestones', parts.milestones, 'unseenBy', act.unseen_by(k.id),
    'summary', v_arranged,
    'agencies', read.agencies_json(k.authority_id, parts.agencies));
end $$;

-- The rows of which the continuity of a case is made, as its reader may see them. It runs as its owner and repeats the policies
-- of leads, case_needs, case_leads, milestones and continuations (as act.plan_seen does for rows as they will be): asked table
-- by table they prove the actor thirty times. Who does not sit on the case is handed nothing.
create or replace function read.rows_of(
  k app.cases, out leads app.leads[], out needs app.case_needs[], out points app.case_leads[], out steps app.milestones[], out said app.continuations[]
) language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_clauses   int[] := who[5];
  v_shut      uuid[] := who[15];
  v_sits      int[] := '{}';
  v_desk      boolean := false;
  v_near      boolean := false;
  s           record;
begin
  if who is null then raise exception 'session_missing' using errcode = 'TC401'; end if;
  perform actor.let_system(who, 'continuity');
  said := '{}';
  if k.authority_id = v_authority and (k.id = any (v_shut)) is not true then
    for s in select x.principal, x.relation from app.seats x
              where x.authority_id = v_authority and x.case_id = k.id and x.principal = any (v_mine)
                and x.purpose = who[9] and x.period @> statement_timestamp() loop
      v_sits := v_sits || s.principal;
      v_desk := v_desk or s.relation = 'coordination';
      v_near := v_near or s.relation in ('coordination', 'lead');
    end loop;
  end if;
  if v_sits = '{}' then v_clauses := '{}'; end if;
  leads := array(select l from app.leads l where l.authority_id = v_authority and l.case_id = k.id and l.state <> 'withdrawn'
    and l.clause_id = any (v_clauses)
    and (not l.voluntary or v_desk or l.to_principal = any (v_sits) or l.state = 'offered' and l.to_principal = any (v_mine)));
  needs := array(select n from app.case_needs n where n.authority_id = v_authority and n.case_id = k.id
    and n.clause_id = any (v_clauses) and (n.required <> 'wish' or v_desk));
  points := array(select p from app.case_leads p where p.authority_id = v_authority and p.case_id = k.id and p.clause_id = any (v_clauses));
  steps := array(select m from app.milestones m where m.authority_id = v_authority and m.case_id = k.id
    and m.clause_id = any (v_clauses) and (not m.voluntary or v_desk or m.owner_principal = any (v_sits)));
  if k.measure_ends_on is not null and who[12] = 'f' then
    said := array(select y from app.continuations y where y.authority_id = v_authority and y.case_id = k.id and y.in_force
      and y.clause_id = any (v_clauses) and (v_near or y.to_principal = any (v_sits)));
  end if;
  if who[17] <> '' and not 'names' = any (who[18]::text[]) then leads := actor.without_words(leads); end if;
end $$;

-- The continuity of a case for its reader; what the rows mean is made of them without asking again.
create or replace function read.continuity_from(k app.cases) returns json
language plpgsql stable as $$
declare
  r record;
begin
  select * into r from read.rows_of(k);
  return (select m.answer from read.continuity_made(k, r.leads, r.needs, r.points, r.steps, r.said, actor.today(), (select coalesce(json_agg(a), '[]') from read.arranged(k.id) a)) m);
end $$;

create or replace function read.continuity_of(p_case uuid) returns json
language sql stable as $$
  select read.continuity_from(c) from app.cases c where c.authority_id = (select actor.authority()) and c.id = p_case
$$;

create or replace function read.continuity(p_token text, p_purpose text, p_request text, p_ref text) returns json
language plpgsql as $$
declare
  k        app.cases;
  v_answer json;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  select c.* into k from app.cases c where c.authority_id = (select actor.authority()) and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'continuity'));
    return null;
  end if;
  v_answer := read.continuity_from(k);
  perform audit.record_read('continuity.read', k.id, jsonb_build_object('version', k.version));
  return v_answer;
end $$;

-- A person as lists show it: sealed identity, opened by the application, for those whose clause covers it.
create or replace function read.person_json(p_authority int, p_person uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', p.id, 'key', encode(p.key_wrapped, 'hex'), 'identity', encode(p.identity_sealed, 'hex'), 'version', p.version)
    from app.persons p where p.authority_id = p_authority and p.id = p_person
$$;

-- The rows of a case that is opened, for who sits on it, and what they tell. It runs as its owner and repeats the policies of cases,
-- persons, person_identifiers, case_leads and leads: asked table by table they prove the actor thirty times. Of another case nothing.
create or replace function read.case_rows(
  p_ref text, out k app.cases, out person jsonb, out numbers jsonb, out points app.case_leads[], out leads app.leads[], out told json
) language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_clauses   int[] := who[5];
  v_shut      uuid[] := who[15];
  v_sits      text[];
begin
  if who is null then raise exception 'session_missing' using errcode = 'TC401'; end if;
  perform actor.let_system(who, 'cases');
  numbers := '[]';
  select c.* into k from app.cases c
   where c.authority_id = v_authority and c.ref = p_ref and c.clause_id = any (v_clauses) and c.id <> all (v_shut);
  if not found then return; end if;
  v_sits := array(select distinct s.relation from app.seats s
   where s.authority_id = v_authority and s.case_id = k.id and s.principal = any (v_mine)
     and s.purpose = who[9] and s.period @> statement_timestamp() order by 1);
  if v_sits = '{}' then
    k := null;
    return;
  end if;
  points := array(select p from app.case_leads p where p.authority_id = v_authority and p.case_id = k.id and p.clause_id = any (v_clauses));
  leads := array(select l from app.leads l where l.authority_id = v_authority and l.case_id = k.id and l.domain = 'lead' and l.clause_id = any (v_clauses)
    -- The case lead is never voluntary help; if it were, only who coordinates would find it here.
    and (not l.voluntary or 'coordination' = any (v_sits)));
  if 'identity' = any (who[6]::text[]) and (v_shut = '{}' or k.person_id <> all (actor.shut_persons())) then
    select jsonb_build_object('id', p.id, 'key', encode(p.key_wrapped, 'hex'), 'identity', encode(p.identity_sealed, 'hex'), 'version', p.version),
        (select coalesce(jsonb_agg(jsonb_build_object('issuer', i.issuer_agency_id, 'sealed', encode(i.number_sealed, 'hex'))), '[]')
           from app.person_identifiers i where i.authority_id = v_authority and i.person_id = k.person_id)
      into person, numbers from app.persons p where p.authority_id = v_authority and p.id = k.person_id;
  end if;
  told := read.case_told(who, k, v_sits, person, numbers, points, leads);
end $$;

-- What an opened case tells somebody of whom it is proven that they sit on it, and as what: no login may call it.
create or replace function read.case_told(
  who text[], k app.cases, p_sits text[], p_person jsonb, p_numbers jsonb, p_points app.case_leads[], p_leads app.leads[]
) returns json language plpgsql stable as $$
declare
  v_today    date := who[10];
  v_zone     text;
  v_away     boolean;
  v_seats    json;
  v_agencies int[];
  v_lead     json;
  v_opener   text;
  v_basis    json;
  bare       app.cases := k;
  s          record;
begin
  select a.time_zone, exists (select from app.absences b where b.authority_id = a.id and b.starts_at <= now() and b.ends_at > now()),
      (select m.name from app.members m where m.authority_id = a.id and m.id = k.opened_by),
      -- Of the agreement as its own policy tells it: to its parties, and to those who keep agreements.
      (select json_build_object('arrangement', x.reference, 'clause', c.label, 'basis', c.basis, 'validUntil', x.valid_until)
         from app.arrangements x join app.clauses c on c.authority_id = x.authority_id and c.id = k.clause_id
        where x.authority_id = a.id and x.id = k.arrangement_id
          and (who[8]::text[] && array['coordinator', 'administrator', 'data_protection_officer', 'lawfulness_adviser', 'auditor']
            or exists (select from app.arrangement_parties y where y.authority_id = x.authority_id and y.arrangement_id = x.id and y.agency_id = who[3]::int)))
    into v_zone, v_away, v_opener, v_basis from app.authorities a where a.id = k.authority_id;
  select coalesce(json_agg(json_build_object('principal', t.principal, 'name', t.name, 'agency', t.agency_id,
           'relation', t.relation, 'members', t.members, 'from', (t.since at time zone v_zone)::date,
           'until', (t.until at time zone v_zone)::date)
           order by t.relation <> 'coordination', t.relation <> 'lead', t.name), '[]'), array_agg(t.agency_id)
    into v_seats, v_agencies from read.table_for(k, p_sits, who[4]::int[], who[6]::text[], who[12]::boolean) t;
  -- Who leads, as agreed; what follows the last measure is told by the continuity.
  bare.measure_ends_on := null;
  for s in select g.* from read.segments_made(who, bare, p_points, p_leads, '{}', v_today) g order by g.starts desc loop
    v_agencies := v_agencies || s.agency_id;
    if v_lead is null and s.starts <= v_today and (s.ends is null or s.ends > v_today) then
      v_lead := json_build_object('agency_id', s.agency_id, 'lead_id', s.lead_id, 'starts', s.starts, 'ends', s.ends, 'state', s.state, 'tied', s.tied);
    end if;
  end loop;
  v_agencies := v_agencies || array(select (x ->> 'issuer')::int from jsonb_array_elements(p_numbers) x);
  return json_build_object('authority', k.authority_id, 'id', k.id, 'ref', k.ref, 'version', k.version, 'stage', k.stage, 'purpose', k.purpose,
    'openedOn', k.opened_on, 'conferencesNeeded', k.conferences_needed, 'openedBy', v_opener,
    'release', json_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on),
    'informed', json_build_object('state', k.informed_state, 'on', k.informed_on, 'how', k.informed_how,
      'language', k.informed_language, 'ground', k.informed_ground, 'reviewOn', k.informed_review_on),
    'basis', v_basis, 'person', p_person, 'numbers', p_numbers, 'seats', v_seats,
    -- Where nobody is away, nobody is covered.
    'cover', case when v_away then read.cover_of(k.id) else '[]' end, 'lead', v_lead,
    'relations', act.relations_said(p_sits, k.id), 'prison', k.prison_agency_id, 'agency', who[3]::int,
    'agencies', (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind)), '[]')
      from app.agencies g where g.authority_id = k.authority_id and g.id = any (v_agencies)));
end $$;

create or replace function read.case_detail(p_token text, p_purpose text, p_request text, p_ref text) returns json
language plpgsql as $$
declare
  r record;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  select * into r from read.case_rows(p_ref);
  if (r.k).id is null then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'case'));
    return null;
  end if;
  perform audit.record_read('case.read', (r.k).id, jsonb_build_object('version', (r.k).version,
    'person', r.person -> 'id', 'personVersion', r.person -> 'version'));
  return r.told;
end $$;

grant execute on function act.relations(uuid), read.agencies_json(int, int[]), read.continuity_of(uuid), read.continuity_from(app.cases), read.rows_of(app.cases),
  read.continuity_made(app.cases, app.leads[], app.case_needs[], app.case_leads[], app.milestones[], app.continuations[], date, json),
  read.continuity_parts(app.cases, app.leads[], app.case_needs[], app.case_leads[], app.milestones[], app.continuations[], date), read.lead_json(app.leads, date, text),
  read.continuity(text, text, text, text), read.person_json(int, uuid), read.case_rows(text), read.case_detail(text, text, text, text) to throughcare_actor;
