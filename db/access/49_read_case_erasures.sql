-- Erasing a case or a person: the preview before somebody asks, and what those are told who had it.

-- Agencies that had these cases: who sat at a table, was offered help, or was given an item or a share; and how many outside the
-- table each of them handed something to.
create or replace function act.agencies_with(p_authority int, p_case uuid) returns table (agency int, recipients int[], outside int)
language sql stable security definer set search_path = '' as $$
  with had as (
    select s.principal from app.seats s where s.authority_id = p_authority and s.case_id = p_case
    union select l.to_principal from app.leads l where l.authority_id = p_authority and l.case_id = p_case
    union select unnest(r.recipients) from app.shares r where r.authority_id = p_authority and r.case_id = p_case
    union select unnest(i.audience) from app.item_audiences i where i.authority_id = p_authority and i.case_id = p_case and i.mode = 'named'
  ), told as (
    -- Of a specially protected case nobody hears but who is named on it.
    select h.principal from had h where not exists (select from app.protections x where x.authority_id = p_authority and x.case_id = p_case and x.ended_at is null)
    union select unnest(act.named_of(p_authority, p_case, array(select h.principal from had h)))
     where exists (select from app.protections x where x.authority_id = p_authority and x.case_id = p_case and x.ended_at is null)
  )
  select p.agency_id, array_agg(distinct p.id),
         (select count(*)::int from app.disclosures d where d.authority_id = p_authority and d.case_id = p_case and d.owner_agency_id = p.agency_id and d.handed_at is not null)
    from told t join app.principals p on p.authority_id = p_authority and p.id = t.principal group by p.agency_id
$$;

-- Before it is asked: no numbers and no agency beyond the table. They would tell of what the asker does not read: a health item, a share,
-- a practice case, another case of the person. All that is counted for the second person.
create or replace function act.case_erasure_outline(p_authority int, p_cases uuid[], p_kind text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('goes', '[]'::jsonb, 'events', 0, 'thirdParties', 0, 'reliedOn', 0,
    'agencies', (select coalesce(jsonb_agg(distinct p.agency_id), '[]') from app.seats s join app.principals p on p.authority_id = s.authority_id and p.id = s.principal
      where s.authority_id = p_authority and s.case_id = any (p_cases) and s.relation = any (actor.table_relations()) and s.relation <> 'override'),
    'refs', (select coalesce(jsonb_agg(c.ref order by c.ref), '[]') from app.cases c where c.authority_id = p_authority and c.id = any (p_cases)))
    || case p_kind when 'person' then '{"person": true}'::jsonb else '{}' end
$$;

-- Counted by the lists from which the act deletes.
create or replace function act.case_erasure_effect(p_authority int, p_cases uuid[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'goes', (select coalesce(jsonb_agg(jsonb_build_object('what', q.what, 'rows', q.rows) order by q.nr), '[]')
      from (select x.*, row_number() over () as nr from act.count_case_erasure(p_authority, p_cases) x) q),
    'events', (select count(*)::int from audit.events e where e.authority_id = p_authority and e.case_id = any (p_cases)),
    'agencies', (select coalesce(jsonb_agg(distinct w.agency), '[]') from unnest(p_cases) c(id) cross join lateral act.agencies_with(p_authority, c.id) w),
    'thirdParties', (select count(*)::int from app.disclosures d where d.authority_id = p_authority and d.case_id = any (p_cases) and d.handed_at is not null),
    'reliedOn', 0,
    'refs', (select coalesce(jsonb_agg(c.ref order by c.ref), '[]') from app.cases c where c.authority_id = p_authority and c.id = any (p_cases)),
    'person', cardinality(act.persons_gone_with(p_authority, p_cases)) > 0)
$$;

-- Of which part of life something is kept is for the second person.
drop function if exists act.holds_json(int, uuid[], int, text, text);
create or replace function act.holds_json(p_authority int, p_cases uuid[], p_agency int, p_kind text, p_ground text, p_whole boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('ref', c.ref, 'why', h.why, 'until', h.until, 'category', case when p_whole then h.category end, 'months', h.months, 'from', h.counted_from)
      order by h.until desc nulls first, h.why, c.ref), '[]')
    from act.erasure_holds(p_authority, p_cases, p_agency, p_kind, p_ground) h join app.cases c on c.authority_id = p_authority and c.id = h.case_id
$$;

-- What goes with a case or with its person, who is told, and what stands in the way. Only for who could ask for it; of the person's
-- other cases only those at whose table they sit.
create or replace function read.case_erasure_rows(p_case uuid, p_kind text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_cases  uuid[];
  v_target uuid;
begin
  if p_case = any (actor.shut()) or not read.may_ask_case_erasure(p_case) then return null; end if;
  v_cases := act.cases_meant(p_kind, p_case, true);
  select case p_kind when 'person' then c.person_id else c.id end into v_target from app.cases c where c.authority_id = actor.authority() and c.id = p_case;
  return jsonb_build_object('effect', act.case_erasure_outline(actor.authority(), v_cases, p_kind),
    'holds', act.holds_json(actor.authority(), v_cases, actor.agency(), p_kind, 'not_needed', false), 'waiting', read.erasures_listed(v_target) -> 0);
end $$;

-- Whether I could ask for it: said on the page of the rights of a case.
create or replace function read.may_ask_case_erasure(p_case uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select not p_case = any (actor.shut()) and act.sits_on(p_case) and act.may_protect(p_case)
$$;

create or replace function read.case_erasure(p_token text, p_purpose text, p_request text, p_ref text, p_kind text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_rows jsonb;
  k app.cases;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if found then v_rows := read.case_erasure_rows(k.id, p_kind); end if;
  if v_rows is null then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'erasure'));
    return null;
  end if;
  perform audit.record_read('erasure.previewed', k.id, jsonb_build_object('kind', p_kind));
  return v_rows || jsonb_build_object('caseId', k.id, 'ref', k.ref, 'deciders', read.erasure_deciders(),
    'book', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- Cases that are gone, for those who had them.
create or replace function read.erasure_tellings() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'ref', t.ref, 'outside', t.outside, 'from', e.agency_id, 'ground', e.ground, 'kind', e.kind,
      'toldAt', t.told_at, 'dueOn', t.due_on, 'acknowledgedAt', t.acknowledged_at, 'acknowledgedBy', read.member_name(t.authority_id, t.acknowledged_by))
      order by t.acknowledged_at nulls first, t.told_at desc, t.id), '[]')
    from act.erasure_told_to_me() t join app.erasures e on e.authority_id = t.authority_id and e.id = t.erasure_id
$$;

grant execute on function read.case_erasure_rows(uuid, text), read.may_ask_case_erasure(uuid), read.case_erasure(text, text, text, text, text), read.erasure_tellings() to throughcare_actor;
