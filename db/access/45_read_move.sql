-- A case before another date of release and after it, for whoever moves it or asks what a move would do. Who asks is proven once and
-- handed on; the rows are those that act.plan() has in hand, and no table is asked twice.

-- Leads as they are kept today (read.leads_kept()), of one case in hand.
create or replace function read.leads_kept_for(who text[], k app.cases, p_facts record, p_leads app.leads[]) returns app.leads[]
language plpgsql stable as $$
declare
  v_gone jsonb;
begin
  if p_facts.marked then p_leads := read.leads_seen(p_leads, who[10]::date); end if;
  if who[19] = '' then return p_leads; end if;
  v_gone := who[19]::jsonb -> k.arrangement_id::text;
  return array(select read.lead_kept(l, (v_gone ->> l.agency_id::text)::date, who[10]::date) from unnest(p_leads) l);
end $$;

-- What of a continuity a move may change: who leads when, and which days have nobody. Leads as they are kept.
create or replace function read.days_told(
  who text[], k app.cases, p_facts record, p_leads app.leads[], p_points app.case_leads[], p_needs app.case_needs[], p_said app.continuations[],
  out segments json, out gaps json
) language plpgsql stable as $$
declare
  v_today date := who[10];
  g       record;
begin
  g := read.gap_days(k, p_needs, p_leads, p_said, v_today);
  select (select coalesce(json_agg(json_build_object('agency_id', s.agency_id, 'lead_id', s.lead_id, 'starts', s.starts, 'ends', s.ends,
              'state', s.state, 'tied', s.tied) order by s.starts), '[]')
            from read.segments_drawn(who, k, p_facts, p_points, p_leads, p_said, v_today) s),
         (select coalesce(json_agg(json_build_object('domain', d.domain, 'from', lower(r), 'until', upper(r), 'kind', d.kind)
              order by d.domain, lower(r)), '[]')
            from unnest(g.domains, g.kinds, g.days) d(domain, kind, days) cross join lateral unnest(d.days) r)
    into segments, gaps;
end $$;

-- How a case stands before a move, as far as what comes after it does not say it anew.
create or replace function read.before_move(who text[], k app.cases, p_facts record, v record) returns json
language plpgsql stable as $$
declare
  v_today date := who[10];
  v_leads app.leads[] := read.leads_kept_for(who, k, p_facts, v.leads_were);
  d       record;
begin
  d := read.days_told(who, k, p_facts, v_leads, v.points_were, v.needs, v.said);
  return json_build_object('authority', k.authority_id, 'principals', who[4]::int[],
    'ref', k.ref, 'version', k.version, 'today', v_today, 'openedOn', k.opened_on, 'measureEndsOn', k.measure_ends_on,
    'goesOn', (select coalesce(json_object_agg(y.domain, y.ends_on), '{}') from unnest(v.said) y),
    'release', json_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on),
    'categories', who[6]::text[], 'summaryCategories', who[7]::text[], 'segments', d.segments, 'gaps', d.gaps,
    'leads', (select coalesce(json_agg(read.lead_json(l, v_today, p_facts.zone) order by lower(l.period), l.offered_at, l.id), '[]') from unnest(v_leads) l),
    'needs', (select coalesce(json_agg(json_build_object('domain', n.domain, 'required', n.required)), '[]') from unnest(v.needs) n),
    'milestones', (select coalesce(json_agg(json_build_object('id', m.id, 'on', m.due_on)), '[]') from unnest(v.steps_were) m),
    'unseenBy', case when p_facts.marked then act.unseen_by(k.id) else '{}' end);
end $$;

-- What of it is another after the move, with every agency that is named before it or after it.
create or replace function read.after_move(who text[], k app.cases, p_facts record, v record) returns json
language plpgsql stable as $$
declare
  v_today  date := who[10];
  v_leads  app.leads[] := read.leads_kept_for(who, k, p_facts, v.leads);
  v_named  int[] := array[p_facts.desk];
  v_owners int[] := '{}';
  l        app.leads;
  x        app.case_leads;
  m        app.milestones;
  d        record;
begin
  d := read.days_told(who, k, p_facts, v_leads, v.points, v.needs, v.said);
  foreach l in array v_leads loop v_named := v_named || l.agency_id; end loop;
  foreach x in array v.points loop v_named := v_named || x.agency_id; end loop;
  foreach m in array v.steps loop v_owners := v_owners || m.owner_principal; end loop;
  return json_build_object('version', k.version,
    'release', json_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on),
    'closed', read.closed_days(k.authority_id, least(k.release_on, v_today) - 30, greatest(k.release_on, v_today) + 30),
    'relations', v.relations, 'summary', v.summary, 'segments', d.segments, 'gaps', d.gaps,
    'milestones', (select coalesce(json_agg(json_build_object('id', o.id, 'code', o.code, 'anchor', o.anchor, 'offsetDays', o.offset_days,
          'on', o.due_on, 'status', o.status, 'cycle', o.cycle, 'doneOn', o.done_on, 'version', o.version, 'agency', p.agency_id)
          order by o.due_on, o.offset_days, o.code), '[]')
      from unnest(v.steps) o join app.principals p on p.authority_id = k.authority_id and p.id = o.owner_principal),
    'leads', (select coalesce(json_agg(json_build_object('id', o.id, 'from', case when not isempty(o.period) then lower(o.period) end,
          'until', upper(o.period), 'dormant', isempty(o.period), 'version', o.version) order by lower(o.period), o.offered_at, o.id), '[]')
      from unnest(v_leads) o),
    'agencies', read.agencies_json(k.authority_id, v_named || array(select p.agency_id from app.principals p
      where p.authority_id = k.authority_id and p.id = any (v_owners))));
end $$;

-- What a move would do to a case that the reader sees; `k` is null when it is unseen. Who knows another version of it is told the
-- present one; null knows none. It writes nothing, and sees one moment of the database.
create or replace function read.move_tried(
  who text[], p_ref text, p_version int, p_on date, p_certainty text, p_earliest date, out k app.cases, out answer json
) language plpgsql stable as $$
declare
  v_shut uuid[] := who[15];
  was    app.cases;
  sits   record;
  f      record;
  p      record;
  v      record;
begin
  select c.* into k from app.cases c
   where c.authority_id = who[1]::int and c.ref = p_ref and c.clause_id = any (who[5]::int[]) and c.id <> all (v_shut);
  if not found then return; end if;
  sits := act.sits_among(who, array(select s from app.seats s where s.authority_id = k.authority_id and s.case_id = k.id));
  if sits.desks = '{}' then
    k := null;
    return;
  end if;
  if k.version <> p_version then
    answer := json_build_object('outdated', json_build_object('version', k.version,
      'release', json_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on)));
    return;
  end if;
  perform act.refuse_move(who, k, sits.relations, k.version, p_on);
  was := k;
  was.release_on := p_on;
  was.release_certainty := p_certainty;
  was.earliest_on := p_earliest;
  p := act.plan(was, null, act.steps_with_date(was));
  v := act.plan_seen(who, was, sits.desks, sits.relations, p);
  f := read.leading_facts(who, k);
  answer := json_build_object('before', read.before_move(who, k, f, v), 'after', read.after_move(who, was, f, v),
    'told', read.agencies_json(k.authority_id, v.at_table));
end $$;

-- Moves the date, writes the event and tells what it did.
create or replace function read.move_kept(
  p_case uuid, p_version int, p_on date, p_certainty text, p_earliest date, p_source bytea
) returns json language plpgsql security definer set search_path = '' as $$
declare
  who      text[] := act.who();
  v_shut   uuid[] := who[15];
  k        app.cases;
  was      app.cases;
  sits     record;
  f        record;
  p        record;
  v        record;
  v_before json;
  v_after  json;
  place    int;
begin
  select c.* into was from app.cases c
   where c.authority_id = who[1]::int and c.id = p_case and c.clause_id = any (who[5]::int[]) and c.id <> all (v_shut) for update;
  sits := act.sits_among(who, array(select s from app.seats s where s.authority_id = was.authority_id and s.case_id = was.id));
  if sits.desks = '{}' then raise exception 'case_not_found' using errcode = 'TC404'; end if;
  perform act.refuse_move(who, was, sits.relations, p_version, p_on);
  insert into app.release_dates (authority_id, case_id, seq, cycle, clause_id, release_on, certainty, earliest_on, source_sealed, recorded_by)
  select was.authority_id, was.id, max(d.seq) + 1, was.cycle, act.clause_for(was, 'timeline'), p_on, p_certainty, p_earliest, p_source, who[2]::int
    from app.release_dates d where d.authority_id = was.authority_id and d.case_id = was.id
  returning seq into place;
  update app.cases c set release_on = p_on, release_certainty = p_certainty, earliest_on = p_earliest, version = c.version + 1
   where c.authority_id = was.authority_id and c.id = was.id
  returning c.* into k;
  p := act.plan(k, null, act.steps_with_date(k));
  v := act.plan_seen(who, k, sits.desks, sits.relations, p);
  f := read.leading_facts(who, k);
  v_before := read.before_move(who, was, f, v);
  perform act.put_plan(k, p.leads_were, p.leads, p.points_were, p.points, p.seats_were, p.seats, p.steps_were, p.steps);
  perform act.notify_case(k, act.write_told(k, 'release_moved', 'release:' || place, p.steps_were, p.steps), 'milestone', array[k.ref],
    array(select distinct s.principal from unnest(p.seats) s where s.period @> statement_timestamp()));
  v_after := read.after_move(who, k, f, v);
  perform audit.record('release.moved', k.id, jsonb_build_object('version', k.version, 'on', p_on, 'certainty', p_certainty, 'earliestOn', p_earliest));
  return json_build_object('before', v_before, 'after', v_after, 'told', read.agencies_json(k.authority_id, v.at_table));
end $$;

-- What a move would do, as one statement: it assumes the actor, writes the event and answers. Null: unseen.
create or replace function read.move_preview(
  p_token text, p_purpose text, p_request text, p_ref text, p_version int, p_on date, p_certainty text, p_earliest date
) returns json language plpgsql security definer set search_path = '' as $$
declare
  t record;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  t := read.move_tried(act.who(), p_ref, p_version, p_on, p_certainty, p_earliest);
  if (t.k).id is null then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'status', 404));
  elsif (t.k).version <> p_version then
    perform audit.record('refused', null, jsonb_build_object('code', 'version_outdated', 'status', 412));
  else
    perform audit.record('release.previewed', (t.k).id,
      jsonb_build_object('version', (t.k).version, 'on', p_on, 'certainty', p_certainty, 'earliestOn', p_earliest));
  end if;
  return t.answer;
end $$;

-- The same inside an act, of the case as it is.
create or replace function read.move_preview_of(p_ref text, p_on date, p_certainty text, p_earliest date) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  return (read.move_tried(act.who(), p_ref, null, p_on, p_certainty, p_earliest)).answer;
end $$;

grant execute on function read.move_kept(uuid, int, date, text, date, bytea), read.move_preview(text, text, text, text, int, date, text, date),
  read.move_preview_of(text, date, text, date) to throughcare_actor;
