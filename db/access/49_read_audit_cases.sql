-- What an auditor reads of a case that was opened to them, and which cases were opened to whom (LED-35).

-- The case in one reading: who is accountable for what, without voluntary help, wishes and words beside an offer, and the items of
-- the table. No identity. Each reading is an event, with every item and version that left.
create or replace function read.audited_told(p_ref text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  a       int := actor.authority();
  s       record;
  v_leads app.leads[];
  v_needs app.case_needs[];
  v_seen  app.case_leads[];
  v_steps app.milestones[];
  v_days  jsonb;
  v_items jsonb;
begin
  perform act.who();
  select * into s from actor.audited_case(p_ref);
  if (s.k).id is null then return null; end if;
  v_leads := array(select l from app.leads l where l.authority_id = a and l.case_id = (s.k).id and l.state <> 'withdrawn' and not l.voluntary and l.clause_id = any (s.clauses));
  v_needs := array(select n from app.case_needs n where n.authority_id = a and n.case_id = (s.k).id and n.required <> 'wish' and n.clause_id = any (s.clauses));
  v_seen := array(select p from app.case_leads p where p.authority_id = a and p.case_id = (s.k).id and p.clause_id = any (s.clauses));
  v_steps := array(select m from app.milestones m where m.authority_id = a and m.case_id = (s.k).id and not m.voluntary and m.clause_id = any (s.clauses));
  v_days := (select m.answer::jsonb from read.continuity_made(s.k, v_leads, v_needs, v_seen, v_steps, '{}', actor.today(), '[]') m);
  v_days := (v_days - 'caseKey') || jsonb_build_object('principals', '[]'::jsonb, 'relations', '[]'::jsonb, 'categories', s.categories,
    'summaryCategories', '[]'::jsonb, 'summary', '[]'::jsonb, 'leads', (select coalesce(jsonb_agg(l || '{"key": null, "words": null, "reason": null, "saidBy": null}' order by n), '[]')
      from jsonb_array_elements(v_days -> 'leads') with ordinality as e(l, n)));
  select coalesce(jsonb_agg(read.item_json(to_jsonb(i), false, actor.today()) || jsonb_build_object('leftOut', null, 'words', read.version_json(to_jsonb(v)))
           order by i.as_of desc, i.written_at desc, i.id), '[]') into v_items
    from actor.audited_items(s.k, s.clauses) i
    join app.item_versions v on v.authority_id = a and v.item_id = i.id and v.version = i.current_version and not v.restricted;
  perform audit.record_read('audit_case.read', (s.k).id, jsonb_build_object('opening', (s.o).id, 'version', (s.k).version,
    'items', (select coalesce(jsonb_agg(jsonb_build_array(x -> 'id', x -> 'words' -> 'version')), '[]') from jsonb_array_elements(v_items) x)));
  return jsonb_build_object('continuity', v_days, 'items', v_items, 'id', (s.o).id, 'endsAt', (s.o).ends_at,
    'key', encode((s.o).key_wrapped, 'hex'), 'reason', encode((s.o).reason_sealed, 'hex'),
    'clauses', read.clauses_json(a, array(select (x ->> 'clause')::int from jsonb_array_elements(v_items) x)),
    'owners', read.agencies_json(a, array(select (x ->> 'owner')::int from jsonb_array_elements(v_items) x)));
end $$;

create or replace function read.audited_case(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_told jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_told := read.audited_told(p_ref);
  if v_told is null then perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'audit_case')); end if;
  return v_told;
end $$;

-- Which cases were opened: for whoever asks, agrees or ends; an auditor is told of their own.
create or replace function read.audit_cases_told() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_audits boolean := 'auditor' = any (actor.functions());
  v_rows   jsonb;
begin
  perform act.who();
  if not v_audits and not act.may_be_second() then raise exception 'audit_case_second_only' using errcode = 'TC403'; end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'ref', c.ref, 'auditor', m.name, 'body', u.body, 'askedBy', i.name, 'askedAt', x.asked_at,
           'endsAt', least(x.ends_at, u.ends_at), 'confirmedBy', f.name, 'endedAt', x.ended_at, 'mine', x.asked_by = actor.member(),
           'key', encode(x.key_wrapped, 'hex'), 'reason', encode(x.reason_sealed, 'hex'),
           'state', case when x.ended_at is not null or least(x.ends_at, u.ends_at) <= now() or u.ended_at is not null then 'over'
                         when x.confirmed_at is null then 'waits' else 'open' end) order by x.asked_at desc, x.id), '[]') into v_rows
    from app.audit_cases x
    join app.cases c on c.authority_id = x.authority_id and c.id = x.case_id
    join app.auditors u on u.authority_id = x.authority_id and u.id = x.audit_id
    join app.members m on m.authority_id = u.authority_id and m.id = u.member_id
    join app.members i on i.authority_id = x.authority_id and i.id = x.asked_by
    left join app.members f on f.authority_id = x.authority_id and f.id = x.confirmed_by
   where x.authority_id = actor.authority() and c.id <> all (actor.shut_by_me())
     and (not v_audits or u.member_id = actor.member() and x.confirmed_at is not null and actor.audits());
  perform audit.record_read('audit_cases.read', null, jsonb_build_object('openings', (select jsonb_agg(r -> 'id') from jsonb_array_elements(v_rows) r)));
  return jsonb_build_object('authority', actor.authority(), 'rows', v_rows);
end $$;

create or replace function read.audit_cases(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
begin
  perform actor.assume(p_token, p_purpose, p_request);
  return read.audit_cases_told();
end $$;

-- Which auditors were let into a case, for those to whom it opens: the body and the days, not why.
create or replace function read.let_in(p_case uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not act.sits_on(p_case) then return '[]'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('name', m.name, 'body', u.body, 'from', x.confirmed_at,
           'until', least(x.ends_at, u.ends_at, x.ended_at, u.ended_at), 'open', least(x.ends_at, u.ends_at, x.ended_at, u.ended_at) > now())
           order by x.confirmed_at desc), '[]')
      from app.audit_cases x
      join app.auditors u on u.authority_id = x.authority_id and u.id = x.audit_id
      join app.members m on m.authority_id = u.authority_id and m.id = u.member_id
     where x.authority_id = actor.authority() and x.case_id = p_case and x.confirmed_at is not null);
end $$;

grant execute on function read.audited_told(text), read.audited_case(text, text, text, text), read.audit_cases_told(),
  read.audit_cases(text, text, text), read.let_in(uuid) to throughcare_actor;
