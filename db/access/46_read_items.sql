-- What is known about a person: the items of a case as far as the policies let a reader see them, sealed.

create or replace function read.member_name(p_authority int, p_member int) returns text
language sql stable as $$
  select m.name from app.members m where m.authority_id = p_authority and m.id = p_member
$$;

-- What a reader gets of the words of an item: the newest version that the policies show them. On paper nothing whose
-- conditions keep it on the screen, and nothing stale or contested: `left_out` says why.
create or replace function read.item_words(p_authority int, p_item uuid, p_special boolean) returns jsonb
language plpgsql stable as $$
begin
  if p_special then
    return (select read.version_json(to_jsonb(v)) from app.special_item_versions v
             where v.authority_id = p_authority and v.item_id = p_item order by v.version desc limit 1);
  end if;
  return (select read.version_json(to_jsonb(v)) from app.item_versions v
           where v.authority_id = p_authority and v.item_id = p_item order by v.version desc limit 1);
end $$;

create or replace function read.version_json(v jsonb, p_writer text, p_verifier text) returns jsonb
language sql stable as $$
  select jsonb_build_object('version', v -> 'version', 'kind', v -> 'kind', 'text', substr(v ->> 'text_sealed', 3), 'sourceKind', v -> 'source_kind',
    'source', substr(v ->> 'source_sealed', 3), 'credibility', v -> 'credibility', 'method', substr(v ->> 'method_sealed', 3), 'language', v -> 'language',
    'asOf', v -> 'as_of', 'writtenAt', v -> 'written_at', 'writtenBy', p_writer, 'verifiedAt', v -> 'verified_at', 'verifiedBy', p_verifier,
    'reason', substr(v ->> 'reason_sealed', 3), 'restricted', v -> 'restricted')
$$;

create or replace function read.version_json(v jsonb) returns jsonb
language sql stable as $$
  select read.version_json(v, read.member_name((v ->> 'authority_id')::int, (v ->> 'written_by')::int),
    read.member_name((v ->> 'authority_id')::int, (v ->> 'verified_by')::int))
$$;

create or replace function read.left_off_paper(p_state text, p_mode text, p_review_by date, p_view boolean, p_spoken boolean, p_meeting uuid, p_today date)
returns text language sql immutable as $$
  select case
    when p_state <> 'current' then p_state
    when p_review_by < p_today then 'stale'
    when p_mode = 'agency' then 'own_agency'
    when p_view then 'view_only'
    when p_spoken then 'spoken_only'
    when p_meeting is not null then 'meeting_only'
  end
$$;

-- One item as it is listed. `i` is a row of items or of special items.
create or replace function read.item_json(i jsonb, p_special boolean, p_today date) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', i -> 'id', 'special', p_special, 'kind', i -> 'kind', 'category', i -> 'category', 'clause', i -> 'clause_id',
    'functional', coalesce(i -> 'functional', 'false'), 'state', i -> 'state', 'stale', coalesce((i ->> 'review_by')::date < p_today, false),
    'owner', i -> 'owner_agency_id', 'mode', i -> 'mode', 'audience', i -> 'audience', 'currentVersion', i -> 'current_version',
    'asOf', i -> 'as_of', 'reviewBy', i -> 'review_by', 'writtenAt', i -> 'written_at',
    'handling', jsonb_build_object('noOnward', i -> 'no_onward', 'viewOnly', i -> 'view_only', 'spokenOnly', i -> 'spoken_only',
      'askFirst', i -> 'ask_first', 'meetingId', i -> 'meeting_id', 'deleteOn', i -> 'delete_on'),
    'awaits', case when p_special then i -> 'approved_at' = 'null' and i -> 'refused_at' = 'null' else false end,
    'refused', case when p_special then i -> 'refused_at' <> 'null' else false end,
    'key', substr(i ->> 'key_wrapped', 3), 'version', i -> 'version')
$$;

-- The same of the rows themselves, for the fifty items of a case: made by way of jsonb they took twice as long. A test holds both equal.
create or replace function read.version_told(v app.item_versions, p_writer text, p_verifier text) returns json
language sql stable as $$
  select json_build_object('version', v.version, 'kind', v.kind, 'text', encode(v.text_sealed, 'hex'), 'sourceKind', v.source_kind,
    'source', encode(v.source_sealed, 'hex'), 'credibility', v.credibility, 'method', encode(v.method_sealed, 'hex'), 'language', v.language,
    'asOf', v.as_of, 'writtenAt', v.written_at, 'writtenBy', p_writer, 'verifiedAt', v.verified_at, 'verifiedBy', p_verifier,
    'reason', encode(v.reason_sealed, 'hex'), 'restricted', v.restricted)
$$;

create or replace function read.item_told(i app.items, p_left_out text, p_words json, p_today date) returns json
language sql stable as $$
  select json_build_object('id', i.id, 'special', false, 'kind', i.kind, 'category', i.category, 'clause', i.clause_id,
    'functional', i.functional, 'state', i.state, 'stale', coalesce(i.review_by < p_today, false),
    'owner', i.owner_agency_id, 'mode', i.mode, 'audience', i.audience, 'currentVersion', i.current_version,
    'asOf', i.as_of, 'reviewBy', i.review_by, 'writtenAt', i.written_at,
    'handling', json_build_object('noOnward', i.no_onward, 'viewOnly', i.view_only, 'spokenOnly', i.spoken_only,
      'askFirst', i.ask_first, 'meetingId', i.meeting_id, 'deleteOn', i.delete_on),
    'awaits', false, 'refused', false, 'key', encode(i.key_wrapped, 'hex'), 'version', i.version, 'leftOut', p_left_out, 'words', p_words)
$$;

-- The items of a case in one reading; special categories apart and in the order in which they were written. What was
-- read stands in the event: each item with its version.
create or replace function read.case_items(p_token text, p_purpose text, p_request text, p_ref text, p_paper boolean) returns json
language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  k           app.cases;
  v_ids       uuid[];
  v_versions  int[];
  v_words     json[];
  v_items     json;
  v_clauses   int[];
  v_owners    int[];
  v_read      jsonb;
  v_special   jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'items'));
    return null;
  end if;
  -- Policies let the planner expect one row, and a join would read the versions again for each item.
  select array_agg(x.item_id), array_agg(x.version), array_agg(read.version_told(x.v, x.writer, x.verifier)) into v_ids, v_versions, v_words
    from (select distinct on (v.item_id) v.item_id, v.version, v, a.name as writer, b.name as verifier
            from app.item_versions v
            -- One by one: what nobody verified was looked for among all members of the authority.
            left join lateral (select m.name from app.members m where m.authority_id = v.authority_id and m.id = v.written_by offset 0) a on true
            left join lateral (select m.name from app.members m where m.authority_id = v.authority_id and m.id = v.verified_by offset 0) b on true
           where v.authority_id = v_authority and v.case_id = k.id
           order by v.item_id, v.version desc offset 0) x;
  select coalesce(json_agg(read.item_told(q.i, q.left_out, case when q.left_out is null then w.words end, v_today)
           order by (q.i).as_of desc, (q.i).written_at desc, (q.i).id), '[]'), array_agg(distinct (q.i).clause_id), array_agg(distinct (q.i).owner_agency_id),
         jsonb_agg(jsonb_build_array((q.i).id, w.version) order by (q.i).as_of desc, (q.i).written_at desc, (q.i).id)
           filter (where q.left_out is null and w.id is not null)
    into v_items, v_clauses, v_owners, v_read
    from (select i, case when p_paper then
            read.left_off_paper(i.state, i.mode, i.review_by, i.view_only, i.spoken_only, i.meeting_id, v_today) end as left_out
            from app.items i where i.authority_id = v_authority and i.case_id = k.id offset 0) q
    left join unnest(v_ids, v_versions, v_words) w(id, version, words) on w.id = (q.i).id;
  if not p_paper then
    select coalesce(jsonb_agg(read.item_json(q.i, true, v_today) || jsonb_build_object('leftOut', null, 'words', read.item_words(v_authority, q.id, true))
             order by q.i ->> 'written_at', q.id), '[]') into v_special
      from (select i.id, to_jsonb(i) as i from app.special_items i
             where i.authority_id = v_authority and i.case_id = k.id and i.state <> 'withdrawn' offset 0) q;
  end if;
  perform audit.record_read(case when p_paper then 'items.printed' else 'items.read' end, k.id, jsonb_build_object(
    'items', nullif(coalesce(v_read, '[]') || coalesce((select jsonb_agg(jsonb_build_array(x -> 'id', x -> 'words' -> 'version'))
      from jsonb_array_elements(v_special) x where x -> 'words' <> 'null'), '[]'), '[]')));
  return json_build_object('authority', v_authority, 'today', v_today, 'ref', k.ref, 'agency', actor.agency(), 'relations', act.relations(k.id),
    'open', k.closed_on is null, 'mayWrite', actor.contributes() <> '{}', 'items', v_items, 'special', coalesce(v_special, '[]'),
    'clauses', read.clauses_json(v_authority, v_clauses || array(select (x ->> 'clause')::int from jsonb_array_elements(v_special) x)),
    'agencies', read.agencies_json(v_authority, v_owners || array(select (x ->> 'owner')::int from jsonb_array_elements(v_special) x) || actor.agency()));
end $$;

create or replace function read.clauses_json(p_authority int, p_clauses int[]) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'label', c.label, 'basis', c.basis, 'arrangement', x.reference)), '[]')
    from app.clauses c join app.arrangements x on x.authority_id = c.authority_id and x.id = c.arrangement_id
   where c.authority_id = p_authority and c.id = any (p_clauses)
$$;

-- Changes of sensitive words that were proposed: for their author and the second person, nobody else.
create or replace function read.special_changes(p_authority int, p_item uuid) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(read.version_json(to_jsonb(c)) || jsonb_build_object('id', c.id, 'ground', c.ground,
      'necessity', encode(c.strict_necessity_sealed, 'hex'), 'mode', c.mode, 'names', (select coalesce(jsonb_agg(p.name order by p.name), '[]')
        from app.principals p where p.authority_id = c.authority_id and p.id = any (c.audience)),
      'approver', read.member_name(c.authority_id, c.approver), 'mine', c.written_by = (select actor.member()),
      'refusedAt', c.refused_at, 'refusal', encode(c.refusal_sealed, 'hex'), 'outdated', c.version <> i.current_version + 1,
      'reviewBy', c.review_by) order by c.written_at desc), '[]')
    from app.special_item_changes c join app.special_items i on i.authority_id = c.authority_id and i.id = c.item_id
   where c.authority_id = p_authority and c.item_id = p_item
$$;

-- One item with its history as far as the reader may know it: versions, and for its own agency for whom it was meant
-- before and what was done with it.
create or replace function read.item(p_token text, p_purpose text, p_request text, p_item uuid) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_row       jsonb;
  v_special   boolean := false;
  v_versions  jsonb;
  k           app.cases;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select to_jsonb(i) into v_row from app.items i where i.authority_id = v_authority and i.id = p_item;
  if v_row is null then
    select to_jsonb(i), true into v_row, v_special from app.special_items i where i.authority_id = v_authority and i.id = p_item;
  end if;
  select c.* into k from app.cases c where c.authority_id = v_authority and c.id = (v_row ->> 'case_id')::uuid;
  if v_row is null or k.id is null then
    perform audit.record('refused', null, jsonb_build_object('code', 'item_not_found', 'what', 'item'));
    return null;
  end if;
  select coalesce(jsonb_agg(read.version_json(q.v) || jsonb_build_object('ground', q.v -> 'ground',
           'necessity', substr(q.v ->> 'strict_necessity_sealed', 3)) order by (q.v ->> 'version')::int desc), '[]') into v_versions
    from (select to_jsonb(v) from app.item_versions v where v.authority_id = v_authority and v.item_id = p_item and not v_special
          union all
          select to_jsonb(v) from app.special_item_versions v where v.authority_id = v_authority and v.item_id = p_item and v_special) q(v);
  perform audit.record_read(case when v_special then 'special_item.read' else 'item.read' end, k.id, jsonb_build_object('item', p_item,
    'versions', (select jsonb_agg(x -> 'version') from jsonb_array_elements(v_versions) x)));
  return read.item_json(v_row, v_special, actor.today()) || jsonb_build_object('authority', v_authority, 'today', actor.today(), 'ref', k.ref,
    'agency', actor.agency(), 'member', actor.member(), 'relations', act.relations(k.id), 'versions', v_versions,
    'approver', v_row -> 'approver', 'approverName', read.member_name(v_authority, coalesce((select v.approved_by from app.special_item_versions v
        where v.authority_id = v_authority and v.item_id = p_item and v.version = (v_row ->> 'current_version')::int), (v_row ->> 'approver')::int)),
    'ground', v_row -> 'ground', 'proposals', case when v_special then read.special_changes(v_authority, p_item) else '[]' end,
    'reviewUsual', actor.review_by(v_authority, (v_row ->> 'clause_id')::int, actor.today()),
    'necessity', substr(v_row ->> 'strict_necessity_sealed', 3), 'approvedAt', v_row -> 'approved_at', 'writtenBy', v_row -> 'written_by',
    'heldBack', actor.item_held_back(v_row ->> 'state', v_row ->> 'mode', (v_row ->> 'review_by')::date, (v_row ->> 'no_onward')::boolean,
      (v_row ->> 'meeting_id')::uuid, actor.today()),
    'meetingOn', (select coalesce(m.held_on, m.planned_on) from app.handover_meetings m
      where m.authority_id = v_authority and m.id = (v_row ->> 'meeting_id')::uuid),
    'facts', (select coalesce(jsonb_agg(jsonb_build_object('id', f.fact_id, 'version', f.fact_version, 'newer', i.current_version > f.fact_version,
        'state', i.state, 'key', encode(i.key_wrapped, 'hex'), 'words', read.item_words(v_authority, i.id, false))), '[]')
      from app.item_facts f join app.items i on i.authority_id = f.authority_id and i.id = f.fact_id
     where f.authority_id = v_authority and f.item_id = p_item and f.version = (v_row ->> 'current_version')::int),
    'audiences', (select coalesce(jsonb_agg(jsonb_build_object('mode', a.mode, 'from', a.from_at, 'until', a.until_at,
        'by', read.member_name(v_authority, a.set_by), 'names', (select coalesce(jsonb_agg(p.name order by p.name), '[]') from app.principals p
          where p.authority_id = a.authority_id and p.id = any (a.audience))) order by a.position desc), '[]')
      from app.item_audiences a where a.authority_id = v_authority and a.item_id = p_item),
    'changes', (select coalesce(jsonb_agg(jsonb_build_object('what', c.what, 'at', c.changed_at, 'by', read.member_name(v_authority, c.changed_by),
        'reason', encode(c.reason_sealed, 'hex')) order by c.position desc), '[]')
      from app.item_changes c where c.authority_id = v_authority and c.item_id = p_item),
    'readers', read.item_readers(p_item), 'clauses', read.clauses_json(v_authority, array[(v_row ->> 'clause_id')::int]),
    'agencies', read.all_agencies(v_authority));
end $$;

grant execute on function read.item_words(int, uuid, boolean), read.version_json(jsonb), read.version_json(jsonb, text, text), read.member_name(int, int),
  read.left_off_paper(text, text, date, boolean, boolean, uuid, date), read.item_json(jsonb, boolean, date),
  read.version_told(app.item_versions, text, text), read.item_told(app.items, text, json, date),
  read.case_items(text, text, text, text, boolean), read.clauses_json(int, int[]),
  read.special_changes(int, uuid), read.item(text, text, text, uuid) to throughcare_actor;
