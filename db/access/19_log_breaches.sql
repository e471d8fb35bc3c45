-- Who was affected by a breach, as the log says: what one member's account read, changed or was shown in a period (LED-43).

-- What an entry did with a case. An entry about one case opened it, whatever else it did; one about many showed it in a list.
create or replace function audit.reached(p_kind text, p_own boolean) returns text
language sql immutable set search_path = '' as $$
  select case when p_kind in ('changed', 'handed_on', 'printed', 'exported', 'searched') then p_kind when p_own then 'opened' else 'listed' end
$$;

-- The entries of the account. A repeated reading within a quarter of an hour is written once: one that was read before the period
-- began may have been read again in it, so those fifteen minutes count too.
create or replace function audit.entries_of_account(a int, p_member int, p_from timestamptz, p_until timestamptz)
returns setof audit.events language sql stable security definer set search_path = '' as $$
  select e.* from audit.events e
   where e.authority_id = a and e.member_id = p_member and e.at >= p_from - interval '15 minutes' and e.at < p_until
     and audit.kind_of(e.action) <> 'refused'
     and (e.at >= p_from or audit.kind_of(e.action) in ('opened', 'listed', 'printed', 'log'))
$$;

-- What each entry names: its own case, and every number in its words that leads to a case, or to an announced person without one.
create or replace function audit.reached_by(a int, p_events audit.events[])
returns table (event_id bigint, at timestamptz, how text, what text, own boolean, case_id uuid, person_id uuid, notice_id uuid, item_id uuid, category text)
language sql stable security definer set search_path = '' as $$
  with e as materialized (
    select x.id, x.at, x.action, x.case_id, x.purpose, audit.kind_of(x.action) as kind, x.detail from unnest(p_events) x
  ), named as materialized (
    select distinct e.id as event, n #>> '{}' as name
      from e cross join lateral jsonb_path_query(e.detail, 'strict $.**') n where jsonb_typeof(n) = 'string'
  ), ids as materialized (
    select n.event, n.name::uuid as id from named n where n.name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  ), items as (
    select i.event, x.id, x.case_id, x.category from ids i join app.items x on x.authority_id = a and x.id = i.id
    union all
    select i.event, x.id, x.case_id, x.category from ids i join app.special_items x on x.authority_id = a and x.id = i.id
  ), found (event, own, case_id, person_id, notice_id, item_id, category) as (
    select e.id, true, e.case_id, null::uuid, null::uuid, null::uuid, null::text from e where e.case_id is not null
    union all
    select t.event, e.case_id is not null, t.case_id, null, null, case when e.case_id is not null then t.id end, t.category
      from items t join e on e.id = t.event and (e.case_id is null or e.case_id = t.case_id)
    union all
    select s.event, e.case_id is not null, s.case_id, null, null, null, case when e.case_id is not null then s.domain end
      from e join (select i.event, l.case_id, l.domain from ids i join app.leads l on l.authority_id = a and l.id = i.id) s
        on s.event = e.id and (e.case_id is null or e.case_id = s.case_id)
    union all
    select m.event, e.action = 'notice.read', m.case_id, m.person_id, m.notice_id, null, null
      from e
      join (select i.event, c.id as case_id, null::uuid as person_id, null::uuid as notice_id from ids i join app.cases c on c.authority_id = a and c.id = i.id
            union all select n.event, c.id, null, null from named n join app.cases c on c.authority_id = a and c.ref = n.name
            union all select i.event, null, p.id, null from ids i join app.persons p on p.authority_id = a and p.id = i.id
            union all select i.event, t.case_id, null, case when t.case_id is null then t.id end from ids i join app.release_notices t on t.authority_id = a and t.id = i.id
            union all select i.event, s.case_id, null, null from ids i join app.shares s on s.authority_id = a and s.id = i.id
            union all select i.event, d.case_id, null, null from ids i join app.disclosures d on d.authority_id = a and d.id = i.id
            union all select i.event, p.case_id, null, p.notice_id from ids i join app.paper_lines p on p.authority_id = a and p.sheet_id = i.id) m on m.event = e.id
     -- An entry about one case is about no other.
     where e.case_id is null
  ), shown as (
    -- A search shows the person with the cases of that purpose.
    select f.event, f.own, coalesce(f.case_id, c.id) as case_id, f.person_id, f.notice_id, f.item_id, f.category
      from found f join e on e.id = f.event
      left join app.cases c on f.person_id is not null and c.authority_id = a and c.person_id = f.person_id and c.purpose = e.purpose
  )
  select e.id, e.at, audit.reached(e.kind, s.own), case when s.own then audit.what_of(e.action) end, s.own, s.case_id,
         coalesce(k.person_id, s.person_id), s.notice_id, s.item_id, case when s.category in ('health', 'substance_use') then 'special' else s.category end
    from shown s join e on e.id = s.event
    left join app.cases k on k.authority_id = a and k.id = s.case_id
   where s.case_id is not null or s.person_id is not null or s.notice_id is not null
$$;

-- Freezes what the log says now: the figures of the whole, and a line for each case. A case counts as read that was opened, changed,
-- handed on or printed; the others stood in a list or a search.
create or replace function audit.freeze_extent(a int, p_extent uuid, p_breach uuid, p_member int, p_from timestamptz, p_until timestamptz, p_by int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_events audit.events[] := array(select e from audit.entries_of_account(a, p_member, p_from, p_until) e);
begin
  with r as materialized (
    select x.*, x.own or x.how in ('changed', 'handed_on', 'printed') as opened from audit.reached_by(a, v_events) x
  ), lines as materialized (
    select r.case_id, bool_or(r.opened) as opened, array_agg(distinct r.how) as how, count(distinct r.event_id) as entries,
           count(distinct r.item_id) as records, min(r.at) as first_at, max(r.at) as last_at
      from r where r.case_id is not null group by r.case_id
  ), read as materialized (
    select distinct r.person_id from r where r.opened and r.person_id is not null
  ), extent as (
    insert into app.breach_extents (authority_id, id, breach_id, member_id, from_at, until_at, computed_by, entries, nameless, cases_read, persons_read,
      cases_shown, persons_shown, announced, records, whats, categories)
    select a, p_extent, p_breach, p_member, p_from, p_until, p_by, cardinality(v_events),
           (select count(*) from unnest(v_events) e where audit.kind_of(e.action) in ('opened', 'printed', 'exported') and e.id not in (select r.event_id from r)),
           (select count(*) from lines l where l.opened), (select count(*) from read),
           (select count(*) from lines l where not l.opened),
           (select count(distinct r.person_id) from r where r.person_id not in (select w.person_id from read w)),
           (select count(distinct r.notice_id) from r), (select count(distinct r.item_id) from r),
           coalesce((select jsonb_object_agg(q.what, q.cases) from (
             select r.what, count(distinct r.case_id) as cases from r where r.what is not null group by r.what) q), '{}'),
           coalesce((select jsonb_object_agg(q.category, q.records) from (
             select r.category, count(distinct r.item_id) as records from r where r.own and r.category is not null group by r.category) q), '{}')
  )
  insert into app.breach_extent_cases (authority_id, extent_id, case_id, opened, how, entries, records, first_at, last_at)
  select a, p_extent, l.case_id, l.opened, l.how, l.entries, l.records, l.first_at, l.last_at from lines l;
end $$;
