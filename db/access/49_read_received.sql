-- "What did agency X receive about Y in March?" (SH2, LED-39): every item and version that stood open to the agency on a
-- day of that time, by which road, and whether the log says that it was opened. No text: the answer names, it does not show.

-- For whoever owns the items, for the agency itself, and for the data protection officer. Day by day, with the rights of
-- that day; a version is received on the days on which it was the current one, or by a share that named it. What was
-- restricted, withdrawn, set aside or to be deleted was not received on the days within; whoever left a share had it until then.
create or replace function read.received_by(p_case uuid, p_agency int, p_from date, p_until date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  k      app.cases;
  v_zone text;
  v_all  boolean;
  v_rows jsonb;
begin
  select c.* into k from app.cases c where c.authority_id = actor.authority() and c.id = p_case and c.id <> all (actor.shut_by_me());
  v_all := actor.watches_over(p_agency) or act.sits_on(p_case) and p_agency = actor.agency();
  if k.id is null or not (v_all or act.sits_on(p_case)) or p_until - p_from > 366 then return '[]'; end if;
  select a.time_zone into v_zone from app.authorities a where a.id = k.authority_id;
  with things as (
    select i.id, i.owner_agency_id, i.clause_id, i.category, i.kind, i.meeting_id, i.delete_on, null::date as approved_on, false as special from app.items i
     where i.authority_id = k.authority_id and i.case_id = k.id
    union all
    select i.id, i.owner_agency_id, i.clause_id, i.category, i.kind, i.meeting_id, i.delete_on, (i.approved_at at time zone v_zone)::date, true from app.special_items i
     where i.authority_id = k.authority_id and i.case_id = k.id and i.approved_at is not null
  ), mine as (
    select t.* from things t where t.owner_agency_id <> p_agency and (v_all or t.owner_agency_id = actor.agency())
  ), versions as (
    select v.item_id, v.version, (v.written_at at time zone v_zone)::date as since,
           (lead(v.written_at) over (partition by v.item_id order by v.version) at time zone v_zone)::date as until,
           (v.restricted_at at time zone v_zone)::date as set_aside
      from (select x.item_id, x.version, x.written_at, x.restricted_at, x.authority_id from app.item_versions x
            union all select x.item_id, x.version, x.written_at, x.restricted_at, x.authority_id from app.special_item_versions x) v
     where v.authority_id = k.authority_id and v.item_id in (select m.id from mine m)
  ), days as (
    select d::date as d from generate_series(p_from, least(p_until, actor.today()), interval '1 day') d
  ), rights as (
    select d.d, r.clause_id, r.sight = 'full' as sees, r.sight = 'full' or r.on_decision as given
      from days d cross join lateral actor.rights_of(k.authority_id, p_agency, k.purpose, d.d) r
  ), desks as (
    select p.id from app.principals p where p.authority_id = k.authority_id and p.agency_id = p_agency
  ), seats as (
    select d.d, bool_or(s.relation = any (actor.table_relations())) as at_table
      from days d join app.seats s on s.authority_id = k.authority_id and s.case_id = k.id and s.purpose = k.purpose
       and s.principal in (select x.id from desks x)
       and s.period && tstzrange(d.d::timestamp at time zone v_zone, (d.d + 1)::timestamp at time zone v_zone)
     group by d.d
  ), got as (
    select m.id, v.version, a.mode as by, null::uuid as share, y.d
      from mine m
      join app.item_audiences a on a.authority_id = k.authority_id and a.item_id = m.id and a.mode <> 'agency'
      join seats y on (a.from_at at time zone v_zone)::date <= y.d and (a.until_at is null or (a.until_at at time zone v_zone)::date >= y.d)
       and (a.mode = 'named' and a.audience && array(select x.id from desks x) or a.mode = 'table' and y.at_table)
      join rights r on r.d = y.d and r.clause_id = m.clause_id and r.sees
      join versions v on v.item_id = m.id and v.since <= y.d and (v.until is null or v.until >= y.d) and (v.set_aside is null or v.set_aside >= y.d)
     where (m.meeting_id is null or m.meeting_id = any (actor.meetings_of(k.authority_id, p_agency, y.d)))
       and (m.delete_on is null or m.delete_on > y.d) and (m.approved_on is null or m.approved_on <= y.d)
       and actor.item_open_on(k.authority_id, m.id, y.d, v_zone)
    union all
    select m.id, i.version, 'share', s.id, y.d
      from mine m
      join app.share_items i on i.authority_id = k.authority_id and i.item_id = m.id
      join app.shares s on s.authority_id = i.authority_id and s.id = i.share_id
      join seats y on (s.decided_at at time zone v_zone)::date <= y.d and s.expires_on >= y.d
       and (s.withdrawn_at is null or (s.withdrawn_at at time zone v_zone)::date >= y.d)
       and (s.recipients && array(select x.id from desks x) or exists (select from app.share_departures q where q.authority_id = s.authority_id
             and q.share_id = s.id and q.principal in (select x.id from desks x) and (q.left_at at time zone v_zone)::date >= y.d))
      join versions v on v.item_id = m.id and v.version = i.version and (v.set_aside is null or v.set_aside >= y.d)
      join rights r on r.d = y.d and r.clause_id = m.clause_id and r.given
     where (m.meeting_id is null or m.meeting_id = any (actor.meetings_of(k.authority_id, p_agency, y.d)))
       and (m.delete_on is null or m.delete_on > y.d) and (m.approved_on is null or m.approved_on <= y.d)
       and actor.item_open_on(k.authority_id, m.id, y.d, v_zone)
  ), lines as (
    -- One line for each stretch of days without a break.
    select g.id, g.version, g.by, g.share, min(g.d) as starts, max(g.d) as ends
      from (select x.*, x.d - (dense_rank() over (partition by x.id, x.version, x.by, x.share order by x.d))::int as stretch from got x) g
     group by g.id, g.version, g.by, g.share, g.stretch
  ), opened as (
    select x.item, x.version, count(*)::int as times, max(x.at) as last
      from (select (e.detail ->> 'item')::uuid as item, w.version::int as version, e.at from audit.events e
              cross join lateral jsonb_array_elements_text(e.detail -> 'versions') w(version)
             where e.authority_id = k.authority_id and e.case_id = k.id and e.agency_id = p_agency and e.action in ('item.read', 'special_item.read')
               and (e.at at time zone v_zone)::date between p_from and p_until
            union all
            select (w.pair ->> 0)::uuid, (w.pair ->> 1)::int, e.at from audit.events e
              cross join lateral jsonb_array_elements(case jsonb_typeof(e.detail -> 'items') when 'array' then e.detail -> 'items' else '[]' end) w(pair)
             where e.authority_id = k.authority_id and e.case_id = k.id and e.agency_id = p_agency and e.action in ('items.read', 'items.printed')
               and (e.at at time zone v_zone)::date between p_from and p_until) x
     group by x.item, x.version
  )
  select coalesce(jsonb_agg(jsonb_build_object('item', l.id, 'version', l.version, 'owner', m.owner_agency_id, 'category', m.category, 'kind', m.kind,
           'special', m.special, 'by', l.by, 'share', l.share, 'from', l.starts, 'until', l.ends, 'opened', coalesce(o.times, 0), 'openedLast', o.last)
           order by l.starts, m.category, l.id, l.version, l.by), '[]') into v_rows
    from lines l join mine m on m.id = l.id left join opened o on o.item = l.id and o.version = l.version;
  return v_rows;
end $$;

create or replace function read.received(p_token text, p_purpose text, p_request text, p_ref text, p_agency int, p_from date, p_until date) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_case      uuid;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_case := read.case_to_account_for(p_ref);
  if v_case is null or not exists (select from app.agencies g where g.authority_id = v_authority and g.id = p_agency) then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'received'));
    return null;
  end if;
  v_rows := read.received_by(v_case, p_agency, p_from, p_until);
  perform audit.record_read('received.read', v_case, jsonb_build_object('agency', p_agency, 'from', p_from, 'until', p_until,
    'items', (select jsonb_agg(jsonb_build_array(x -> 'item', x -> 'version')) from jsonb_array_elements(v_rows) x)));
  return jsonb_build_object('authority', v_authority, 'ref', p_ref, 'agency', p_agency, 'from', p_from, 'until', p_until, 'rows', v_rows,
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- A case of which somebody may ask who received what: they sit on it, or they are the data protection officer.
create or replace function read.case_to_account_for(p_ref text) returns uuid
language sql stable security definer set search_path = '' as $$
  select c.id from app.cases c where c.authority_id = (select actor.authority()) and c.ref = p_ref
     and c.id <> all ((select actor.shut_by_me())::uuid[])
     and (act.sits_on(c.id) or actor.knows_case(c.id))
$$;

-- What an approved disclosure hands over, for members of the agency that owns it, until its last day.
create or replace function read.disclosure_sheet(p_token text, p_purpose text, p_request text, p_id uuid) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  d           app.disclosures;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select x.* into d from app.disclosures x where x.authority_id = v_authority and x.id = p_id and x.owner_agency_id = actor.agency()
     and x.state = 'approved' and x.expires_on >= actor.today();
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'disclosure_not_found', 'what', 'disclosure_sheet'));
    return null;
  end if;
  perform audit.record('disclosure.sheet_read', d.case_id, jsonb_build_object('disclosure', d.id));
  return jsonb_build_object('authority', v_authority, 'id', d.id, 'ref', (select c.ref from app.cases c where c.authority_id = v_authority and c.id = d.case_id),
    'owner', d.owner_agency_id, 'key', encode(d.key_wrapped, 'hex'), 'to', encode(d.to_sealed, 'hex'), 'why', encode(d.why_sealed, 'hex'),
    'conditions', encode(d.conditions_sealed, 'hex'), 'decidedBy', read.member_name(v_authority, d.decided_by), 'decidedAt', d.decided_at, 'expiresOn', d.expires_on,
    'items', (select coalesce(jsonb_agg(jsonb_build_object('id', i.item_id, 'version', i.version, 'kind', v.kind, 'category', v.category, 'asOf', v.as_of,
        'credibility', v.words -> 'credibility', 'sourceKind', v.words -> 'sourceKind', 'key', encode(v.key_wrapped, 'hex'), 'words', v.words, 'held', v.held) order by v.category, i.item_id), '[]')
      from app.disclosure_items i
      join (select x.id, w.version, w.kind, x.category, w.as_of, x.key_wrapped, read.version_json(to_jsonb(w)) as words,
                   actor.item_held_back(x.state, x.mode, x.review_by, x.no_onward, null, actor.today()) as held
              from app.items x join app.item_versions w on w.authority_id = x.authority_id and w.item_id = x.id where x.authority_id = v_authority
            union all
            select x.id, w.version, w.kind, x.category, w.as_of, x.key_wrapped, read.version_json(to_jsonb(w)) as words,
                   actor.item_held_back(x.state, x.mode, x.review_by, x.no_onward, null, actor.today()) as held
              from app.special_items x join app.special_item_versions w on w.authority_id = x.authority_id and w.item_id = x.id
             where x.authority_id = v_authority) v on v.id = i.item_id and v.version = i.version
     where i.authority_id = d.authority_id and i.disclosure_id = d.id),
    'agencies', read.agencies_json(v_authority, array[d.owner_agency_id]));
end $$;

grant execute on function read.received_by(uuid, int, date, date), read.received(text, text, text, text, int, date, date), read.case_to_account_for(text),
  read.disclosure_sheet(text, text, text, uuid) to throughcare_actor;
