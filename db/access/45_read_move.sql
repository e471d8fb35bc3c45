-- A case before another date of release and after it, for whoever moves it or asks what a move would do.

-- What of the continuity is another after a move: of the rows that the reader was given, as they will be.
create or replace function read.move_json(
  k app.cases, p_known int[], v_leads app.leads[], v_needs app.case_needs[], v_points app.case_leads[], v_steps app.milestones[],
  v_said app.continuations[], p_moved record
) returns json language plpgsql stable as $$
declare
  v_today date := actor.today();
  v_new   int[];
  parts   record;
begin
  v_leads := array(select case when n.id is null then l else n end from unnest(v_leads) l left join unnest(p_moved.leads) n on n.id = l.id);
  v_points := array(select case when n.case_id is null then x else n end from unnest(v_points) x left join unnest(p_moved.points) n on n.position = x.position);
  v_steps := array(select case when n.id is null then m else n end from unnest(v_steps) m full join unnest(p_moved.steps) n on n.id = m.id);
  v_leads := read.leads_kept(array[k], v_leads, v_today);
  parts := read.continuity_parts(k, v_leads, v_needs, v_points, v_steps, v_said, v_today);
  v_new := array(select unnest(parts.agencies) except select unnest(p_known));
  return json_build_object('version', k.version,
    'release', json_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on),
    'closed', read.closed_days(k.authority_id, least(k.release_on, v_today) - 30, greatest(k.release_on, v_today) + 30),
    'relations', p_moved.relations, 'summary', p_moved.summary, 'segments', parts.segments, 'milestones', parts.milestones, 'gaps', parts.gaps,
    'leads', (select coalesce(json_agg(json_build_object('id', l.id, 'from', case when not isempty(l.period) then lower(l.period) end,
        'until', upper(l.period), 'dormant', isempty(l.period), 'version', l.version) order by lower(l.period), l.offered_at, l.id), '[]')
      from unnest(v_leads) l),
    'agencies', case when v_new = '{}' then '[]' else read.agencies_json(k.authority_id, v_new) end);
end $$;

-- Writes nothing, and sees one moment of the database.
create or replace function read.move_tried(k app.cases, p_on date, p_certainty text, p_earliest date) returns json
language plpgsql stable as $$
declare
  r        record;
  before   record;
  moved    record;
begin
  select * into r from read.rows_of(k);
  select * into before from read.continuity_made(k, r.leads, r.needs, r.points, r.steps, r.said, actor.today(), (select coalesce(json_agg(a), '[]') from read.arranged(k.id) a));
  select * into moved from act.try_release(k.id, k.version, p_on, p_certainty, p_earliest);
  return json_build_object('before', before.answer,
    'after', read.move_json(moved.k, before.agencies, r.leads, r.needs, r.points, r.steps, r.said, moved),
    'told', read.agencies_json(k.authority_id, moved.agencies));
end $$;

create or replace function read.move_kept(
  p_case uuid, p_version int, p_on date, p_certainty text, p_earliest date, p_source bytea
) returns json language plpgsql as $$
declare
  k        app.cases;
  r        record;
  v_after  json;
  before   record;
  moved    record;
begin
  select c.* into k from app.cases c where c.authority_id = (select actor.authority()) and c.id = p_case;
  if not found then raise exception 'case_not_found' using errcode = 'TC404'; end if;
  select * into r from read.rows_of(k);
  select * into before from read.continuity_made(k, r.leads, r.needs, r.points, r.steps, r.said, actor.today(), (select coalesce(json_agg(a), '[]') from read.arranged(k.id) a));
  select * into moved from act.move_release_seen(p_case, p_version, p_on, p_certainty, p_earliest, p_source);
  v_after := read.move_json(moved.k, before.agencies, r.leads, r.needs, r.points, r.steps, r.said, moved);
  perform audit.record('release.moved', k.id, jsonb_build_object('version', (moved.k).version, 'on', p_on, 'certainty', p_certainty, 'earliestOn', p_earliest));
  return json_build_object('before', before.answer, 'after', v_after, 'told', read.agencies_json(k.authority_id, moved.agencies));
end $$;

-- What a move would do, as one statement: it assumes the actor, writes the event and answers. Null: unseen. Who knows another
-- version of the case is told the present one.
create or replace function read.move_preview(
  p_token text, p_purpose text, p_request text, p_ref text, p_version int, p_on date, p_certainty text, p_earliest date
) returns json language plpgsql as $$
declare
  k        app.cases;
  v_answer json;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  select c.* into k from app.cases c where c.authority_id = (select actor.authority()) and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'status', 404));
    return null;
  end if;
  if k.version <> p_version then
    perform audit.record('refused', null, jsonb_build_object('code', 'version_outdated', 'status', 412));
    return json_build_object('outdated', json_build_object('version', k.version,
      'release', json_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on)));
  end if;
  v_answer := read.move_tried(k, p_on, p_certainty, p_earliest);
  perform audit.record('release.previewed', k.id, jsonb_build_object('version', k.version, 'on', p_on, 'certainty', p_certainty, 'earliestOn', p_earliest));
  return v_answer;
end $$;

-- The same inside an act.
create or replace function read.move_preview_of(p_case uuid, p_on date, p_certainty text, p_earliest date) returns json
language sql stable as $$
  select read.move_tried(c, p_on, p_certainty, p_earliest) from app.cases c where c.authority_id = (select actor.authority()) and c.id = p_case
$$;

grant execute on function
  read.move_json(app.cases, int[], app.leads[], app.case_needs[], app.case_leads[], app.milestones[], app.continuations[], record),
  read.move_tried(app.cases, date, text, date),
  read.move_kept(uuid, int, date, text, date, bytea), read.move_preview(text, text, text, text, int, date, text, date),
  read.move_preview_of(uuid, date, text, date) to throughcare_actor;
