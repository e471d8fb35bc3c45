-- What goes with a case, and with a person: lists from which the preview counts and by which the acts delete.

-- In this order. $1 is the authority, $2 the case. What follows the row of the case by itself is counted and not named again.
create or replace function act.case_erasure_plan() returns table (nr int, what text, space text, relation text, rows_of text, follows boolean)
language sql immutable set search_path = '' as $$
  select p.nr, p.what, coalesce(p.space, 'app'), p.relation, coalesce(p.rows_of, 't.case_id = $2'), coalesce(p.follows, false) from (values
    (10, 'links', 'item_facts', null, null, null::boolean),
    (11, 'history', 'item_changes', null, null, null),
    (12, 'history', 'item_audiences', null, null, null),
    (13, 'history', 'item_closures', null, null, null),
    (14, 'contests', 'item_contests', null, null, null),
    (15, 'contests', 'restriction_tellings', null, null, null),
    (16, 'retention', 'retention_extensions', null, null, null),
    (17, 'retention', 'retention_marks', null, null, null),
    (20, 'shares', 'share_departures', null, null, null),
    (21, 'shares', 'share_items', null, null, null),
    (22, 'shares', 'shares', null, null, null),
    (23, 'disclosures', 'disclosure_items', null, null, null),
    (24, 'corrections', 'correction_notices', null, null, null),
    (25, 'disclosures', 'disclosures', null, null, null),
    (30, 'proposals', 'special_item_changes', null, null, null),
    (31, 'versions', 'special_item_versions', null, null, null),
    (32, 'versions', 'item_versions', null, null, null),
    (33, 'items', 'special_items', null, null, null),
    (34, 'items', 'items', null, null, null),
    (35, 'items', 'item_drafts', null, null, null),
    (40, 'meetings', 'handover_packages', null, null, null),
    (41, 'meetings', 'handover_checks', null, null, null),
    (42, 'meetings', 'handover_meetings', null, null, null),
    (43, 'consents', 'consent_recipients', null, null, null),
    (44, 'consents', 'consents', null, null, null),
    (45, 'consents', 'continuations', null, null, null),
    (50, 'leads', 'offer_links', null, null, null),
    (51, 'leads', 'leads', null, null, null),
    (52, 'leads', 'escalations', null, null, null),
    (53, 'leads', 'case_needs', null, null, null),
    (54, 'basics', 'unplanned_told', null, 't.release_id in (select x.id from app.unplanned_releases x where x.authority_id = $1 and x.case_id = $2)', null),
    (55, 'basics', 'unplanned_releases', null, null, null),
    (56, 'basics', 'case_basics', null, null, null),
    (60, 'times', 'milestones', null, null, null),
    (61, 'times', 'periods', null, null, null),
    (62, 'times', 'release_dates', null, null, null),
    (63, 'times', 'list_proposals', null, null, null),
    (64, 'decisions', 'decisions', null, null, null),
    (65, 'decisions', 'regime_changes', null, null, null),
    (66, 'decisions', 'reassignments', null, null, null),
    (67, 'told', 'told', null, null, null),
    (68, 'told', 'paper_lines', null, null, null),
    (70, 'looks', 'overrides', null, null, null),
    (71, 'looks', 'reviews', 'audit', null, null),
    (72, 'looks', 'practice_cases', 'audit', null, null),
    (73, 'looks', 'protection_admissions', null, null, null),
    (74, 'looks', 'protections', null, null, null),
    (75, 'looks', 'closeness', null, null, null),
    (76, 'looks', 'audit_cases', null, null, null),
    (77, 'looks', 'breach_extent_cases', null, null, null),
    (80, 'notices', 'import_deeds', null, 't.notice_id in (select x.id from app.release_notices x where x.authority_id = $1 and x.case_id = $2)', null),
    (81, 'notices', 'transfer_answers', null, '(select array_agg(x.id) from app.release_notices x where x.authority_id = $1 and x.case_id = $2) && array[t.from_notice_id, t.to_notice_id]', null),
    (82, 'notices', 'former_identities', null, 't.notice_id in (select x.id from app.release_notices x where x.authority_id = $1 and x.case_id = $2)', null),
    (83, 'notices', 'held_announcements', null, 't.notice_id in (select x.id from app.release_notices x where x.authority_id = $1 and x.case_id = $2)', null),
    (84, 'notices', 'release_notices', null, null, null),
    (85, 'receipts', 'idempotency', null, 't.result_id in (select unnest(array[c.id::text, c.ref]) from app.cases c where c.authority_id = $1 and c.id = $2)', null),
    (90, 'table', 'seats', null, null, null),
    (91, 'table', 'case_leads', null, null, true),
    (92, 'pictures', 'case_stamps', null, null, true),
    (93, 'pictures', 'case_pictures', null, null, true),
    (99, 'case', 'cases', null, 't.id = $2', null)
  ) as p(nr, what, relation, space, rows_of, follows)
$$;

-- $1 is the authority, $2 the person: when the last case goes, or all of them.
create or replace function act.person_erasure_plan() returns table (nr int, what text, space text, relation text, rows_of text, follows boolean)
language sql immutable set search_path = '' as $$
  select p.nr, p.what, 'app', p.relation, p.rows_of, false from (values
    (1, 'notices', 'import_deeds', 't.number_token in (select x.number_token from app.person_identifiers x where x.authority_id = $1 and x.person_id = $2)'),
    (2, 'notices', 'notices_elsewhere', '(t.prison_agency_id, t.number_token) in (select x.issuer_agency_id, x.number_token from app.person_identifiers x where x.authority_id = $1 and x.person_id = $2)'),
    (3, 'notices', 'release_notices', '(t.prison_agency_id, t.number_token) in (select x.issuer_agency_id, x.number_token from app.person_identifiers x where x.authority_id = $1 and x.person_id = $2)'),
    (4, 'looks', 'closeness', 't.person_id = $2'),
    (5, 'person', 'person_identifiers', 't.person_id = $2'),
    (6, 'person', 'persons', 't.id = $2')
  ) as p(nr, what, relation, rows_of)
$$;

-- The case, its person if nothing else is left of them, or the person with every case.
create or replace function act.persons_gone_with(p_authority int, p_cases uuid[]) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(select distinct c.person_id from app.cases c where c.authority_id = p_authority and c.id = any (p_cases)
    and not exists (select from app.cases o where o.authority_id = c.authority_id and o.person_id = c.person_id and o.id <> all (p_cases)))
$$;

-- How many rows would go, by what they are.
create or replace function act.count_case_erasure(p_authority int, p_cases uuid[]) returns table (what text, rows int)
language plpgsql stable security definer set search_path = '' as $$
declare
  s     record;
  v_one int;
  v_all jsonb := '{}';
begin
  for s in
    select p.*, c.id as of from act.case_erasure_plan() p cross join unnest(p_cases) c(id)
    union all
    select p.nr + 100, p.what, p.space, p.relation,
           -- What went with a case already is not counted twice.
           p.rows_of || case when p.relation in ('closeness', 'release_notices') then ' and (t.case_id = any ($3)) is not true' else '' end
           || case when p.relation = 'import_deeds' then ' and not exists (select from app.release_notices y where y.authority_id = $1 and y.id = t.notice_id and y.case_id = any ($3))' else '' end,
           p.follows, v.id from act.person_erasure_plan() p cross join unnest(act.persons_gone_with(p_authority, p_cases)) v(id)
     order by 1
  loop
    execute format('select count(*)::int from %I.%I t where t.authority_id = $1 and (%s)', s.space, s.relation, s.rows_of) into v_one
      using p_authority, s.of, p_cases;
    v_all := jsonb_set(v_all, array[s.what], to_jsonb(coalesce((v_all ->> s.what)::int, 0) + v_one));
  end loop;
  return query select e.key, e.value::int from jsonb_each_text(v_all) e where e.value::int > 0
    order by array_position(array['person', 'case', 'items', 'versions', 'contests', 'shares', 'disclosures', 'corrections', 'consents', 'leads', 'basics', 'times',
      'meetings', 'decisions', 'told', 'looks', 'notices', 'table', 'retention', 'history', 'links', 'proposals', 'receipts', 'pictures'], e.key), e.key;
end $$;

-- Everything of one list goes; answers how many rows. What follows its case by itself was counted before.
create or replace function act.remove_by(p_authority int, p_id uuid, p_plan text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  s     record;
  v_one int;
  v_all int := 0;
begin
  for s in
    select * from act.case_erasure_plan() p where p_plan = 'case'
    union all select * from act.person_erasure_plan() p where p_plan = 'person' order by 1
  loop
    if s.follows then
      execute format('select count(*)::int from %I.%I t where t.authority_id = $1 and (%s)', s.space, s.relation, s.rows_of) into v_one using p_authority, p_id;
    else
      execute format('delete from %I.%I t where t.authority_id = $1 and (%s)', s.space, s.relation, s.rows_of) using p_authority, p_id;
      get diagnostics v_one = row_count;
    end if;
    v_all := v_all + v_one;
  end loop;
  return v_all;
end $$;

-- A person without any case: name, numbers, blind tokens, announcements and what colleagues declared about them.
create or replace function act.remove_person(p_authority int, p_person uuid, p_erasure uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_named text[] := array(select concat_ws('/', i.issuer_agency_id, i.number_token) from app.person_identifiers i where i.authority_id = p_authority and i.person_id = p_person
    union all select x.id::text from app.closeness x where x.authority_id = p_authority and x.person_id = p_person) || p_person::text;
begin
  perform act.journal_erasure(n.authority_id, 'announced', n.id, null, p_erasure) from app.release_notices n
    join app.person_identifiers i on i.authority_id = n.authority_id and i.issuer_agency_id = n.prison_agency_id and i.number_token = n.number_token
   where n.authority_id = p_authority and i.person_id = p_person;
  perform act.journal_erasure(p_authority, 'person', p_person, null, p_erasure, v_named);
  return act.remove_by(p_authority, p_person, 'person');
end $$;

-- One case, and its person if this was the last one.
create or replace function act.remove_case(p_authority int, p_case uuid, p_erasure uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_persons uuid[] := act.persons_gone_with(p_authority, array[p_case]);
  v_rows    int;
begin
  perform act.journal_erasure(n.authority_id, 'announced', n.id, null, p_erasure) from app.release_notices n where n.authority_id = p_authority and n.case_id = p_case;
  v_rows := act.remove_by(p_authority, p_case, 'case');
  perform audit.forget_case(p_authority, p_case);
  perform act.journal_erasure(p_authority, 'case', p_case, p_case, p_erasure);
  -- Requests about the same case or parts of it have nothing left to decide.
  update app.erasures e set state = case e.state when 'asked' then 'overtaken' else e.state end,
         target = case e.state when 'asked' then null else e.target end, special = e.special and e.state <> 'asked',
         decided_at = case e.state when 'asked' then now() else e.decided_at end, case_id = null
   where e.authority_id = p_authority and e.case_id = p_case and e.id is distinct from p_erasure;
  return v_rows + coalesce((select sum(act.remove_person(p_authority, v.id, p_erasure)) from unnest(v_persons) v(id)), 0)::int;
end $$;
