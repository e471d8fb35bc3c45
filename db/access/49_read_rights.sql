-- Rights of a case as far as the reader reads its items: what is contested, who was told of corrections, what goes when.

-- Whether it is for the reader to acknowledge: as recipient, as manager there, or as the agency that told somebody outside.
create or replace function read.notice_is_mine(n app.correction_notices) returns boolean
language sql stable as $$
  select n.acknowledged_at is null and (n.recipients && (select actor.principals())::int[]
    or n.agency_id = (select actor.agency()) and (select 'manager' = any (actor.functions()))
    or n.disclosure_id is not null and n.from_agency_id = (select actor.agency()) and not act.relations(n.case_id) <@ array['guest', 'override'])
$$;

-- To whom it went outside the table, sealed, for whoever may know of that disclosure.
create or replace function read.notice_outside(n app.correction_notices) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', d.id, 'key', encode(d.key_wrapped, 'hex'), 'to', encode(d.to_sealed, 'hex'))
    from app.disclosures d where d.authority_id = n.authority_id and d.id = n.disclosure_id and d.key_wrapped is not null
$$;

create or replace function read.notice_json(n app.correction_notices) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', n.id, 'item', n.item_id, 'ref', (select c.ref from app.cases c where c.authority_id = n.authority_id and c.id = n.case_id),
    'category', (select l.category from app.clauses l where l.authority_id = n.authority_id and l.id = n.clause_id), 'kind', n.kind,
    'version', n.item_version, 'from', n.from_agency_id, 'to', n.agency_id, 'thirdParty', n.disclosure_id is not null, 'madeAt', n.made_at, 'dueOn', n.due_on,
    'acknowledgedAt', n.acknowledged_at, 'acknowledgedBy', read.member_name(n.authority_id, n.acknowledged_by), 'chased', n.escalated_at is not null,
    'madeBy', read.member_name(n.authority_id, n.made_by), 'openedAt', n.opened_at, 'openedBy', read.member_name(n.authority_id, n.opened_by),
    'mine', read.notice_is_mine(n), 'outside', read.notice_outside(n))
$$;

-- What goes when, of one case or (null) of all cases on whose table I sit. Of many cases never the special categories.
create or replace function read.retention_rows(p_case uuid, p_until date) returns jsonb
language sql stable as $$
  with mine as (
    select distinct s.case_id from app.seats s
     where s.authority_id = (select actor.authority()) and s.principal = any ((select actor.principals())::int[])
       and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp() and (p_case is null or s.case_id = p_case)
  ), items as (
    select array_agg(i.id) as ids from (
      select i.id from mine m join app.items i on i.authority_id = (select actor.authority()) and i.case_id = m.case_id
      union all
      select i.id from mine m join app.special_items i on i.authority_id = (select actor.authority()) and i.case_id = m.case_id where p_case is not null) i
  )
  select coalesce(jsonb_agg(jsonb_build_object('item', p.item, 'ref', c.ref, 'category', p.category, 'owner', p.owner, 'mine', p.owner = (select actor.agency()),
      'clause', l.label, 'arrangement', x.reference, 'from', p.counted_from, 'starts', p.starts, 'months', p.months, 'outcome', p.outcome, 'on', p.due_on,
      'extendedUntil', p.extended_until, 'review', p.due_on <= (select actor.today()) + 30,
      'extension', (select jsonb_build_object('id', e.id, 'until', e.until, 'by', read.member_name(e.authority_id, e.asked_by),
          'mine', e.asked_by = (select actor.member())) from app.retention_extensions e
        where e.authority_id = c.authority_id and e.item_id = p.item and e.approved_at is null and e.refused_at is null
        order by e.asked_at desc limit 1)) order by p.due_on, c.ref, p.item), '[]')
    from items, actor.retention_first((select actor.authority()), coalesce(items.ids, '{}')) p
    join app.cases c on c.authority_id = (select actor.authority()) and c.id = p.case_id
    join app.clauses l on l.authority_id = c.authority_id and l.id = p.clause
    join app.arrangements x on x.authority_id = l.authority_id and x.id = l.arrangement_id
   where p_until is null or p.due_on <= p_until
$$;

create or replace function read.case_rights(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  k           app.cases;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'rights'));
    return null;
  end if;
  perform audit.record_read('rights.read', k.id, jsonb_build_object('version', k.version));
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'ref', k.ref, 'caseId', k.id, 'caseKey', encode(k.key_wrapped, 'hex'),
    'agency', actor.agency(), 'language', k.informed_language,
    'acts', not act.relations(k.id) <@ array['guest', 'override'], 'erases', read.may_ask_case_erasure(k.id),
    'items', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'category', i.category, 'kind', i.kind, 'state', i.state, 'asOf', i.as_of,
        'owner', i.owner_agency_id, 'version', i.current_version, 'mine', i.owner_agency_id = actor.agency()) order by i.as_of desc, i.id), '[]')
      from (select x.id, x.category, x.kind, x.state, x.as_of, x.owner_agency_id, x.current_version from app.items x
             where x.authority_id = v_authority and x.case_id = k.id and x.state <> 'withdrawn'
            union all select x.id, x.category, x.kind, x.state, x.as_of, x.owner_agency_id, x.current_version from app.special_items x
             where x.authority_id = v_authority and x.case_id = k.id and x.state <> 'withdrawn') i),
    'contests', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'item', c.item_id, 'statement', encode(c.statement_sealed, 'hex'),
        'language', c.language, 'wish', c.wish, 'way', c.way, 'saidOn', c.said_on, 'state', c.state, 'againstVersion', c.against_version,
        'recordedBy', read.member_name(v_authority, c.recorded_by), 'decidedBy', read.member_name(v_authority, c.decided_by),
        'decidedAt', c.decided_at, 'reasons', encode(c.reasons_sealed, 'hex')) order by c.recorded_at desc), '[]')
      from app.item_contests c where c.authority_id = v_authority and c.case_id = k.id),
    'notices', (select coalesce(jsonb_agg(read.notice_json(n) order by n.made_at desc, n.id), '[]')
      from app.correction_notices n where n.authority_id = v_authority and n.case_id = k.id),
    'told', (select coalesce(jsonb_agg(distinct t.item_id), '[]') from app.restriction_tellings t
      where t.authority_id = v_authority and t.case_id = k.id and t.used_at is null),
    'retention', read.retention_rows(k.id, null),
    'gone', (select coalesce(jsonb_agg(jsonb_build_object('what', m.what, 'category', m.category, 'on', m.due_on) order by m.due_on desc), '[]')
      from app.retention_marks m where m.authority_id = v_authority and m.case_id = k.id and m.what <> 'review'),
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- What waits for me in all cases: notices to answer, and what goes until a day.
create or replace function read.rights_desk(p_token text, p_purpose text, p_request text, p_until date) returns jsonb
language plpgsql as $$
declare
  v_authority int;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  perform audit.record_read('rights.desk_read', null, jsonb_build_object('until', p_until));
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'until', p_until,
    'notices', (select coalesce(jsonb_agg(read.notice_json(n) order by n.due_on, n.id), '[]') from app.correction_notices n
      where n.authority_id = v_authority and n.acknowledged_at is null),
    'retention', read.retention_rows(null, p_until),
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- Where a contest belongs, for the one who decides.
create or replace function read.contest_case(p_id uuid) returns text
language sql stable as $$
  select k.ref from app.item_contests c join app.cases k on k.authority_id = c.authority_id and k.id = c.case_id
   where c.authority_id = (select actor.authority()) and c.id = p_id
$$;
-- The case of an item that I read.
create or replace function read.item_case(p_id uuid) returns text
language sql stable as $$
  select k.ref from app.cases k where k.authority_id = (select actor.authority()) and k.id = coalesce(
    (select i.case_id from app.items i where i.authority_id = (select actor.authority()) and i.id = p_id),
    (select i.case_id from app.special_items i where i.authority_id = (select actor.authority()) and i.id = p_id))
$$;

grant execute on function read.notice_is_mine(app.correction_notices), read.notice_outside(app.correction_notices),
  read.notice_json(app.correction_notices), read.retention_rows(uuid, date), read.case_rights(text, text, text, text),
  read.rights_desk(text, text, text, date), read.contest_case(uuid), read.item_case(uuid) to throughcare_actor;
