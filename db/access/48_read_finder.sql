-- The case list with its filters, for the screen, the paper and the file alike. Facts are stated for the cases that
-- are looked at, in the order of the list; of those that fit, one page is shown. Under the reader's own rights:
-- a part of life that is hidden from them fits no filter.

-- Principals of colleagues whom the reader covers now.
create or replace function read.covered() returns int[]
language sql stable as $$
  select coalesce(array_agg(p.id), '{}') from app.absences b
    join app.principals p on p.authority_id = b.authority_id and p.member_id = b.member_id
   where b.authority_id = (select actor.authority()) and b.agency_id = (select actor.agency())
     and b.starts_at <= now() and b.ends_at > now() and b.member_id <> (select actor.member())
     and p.id = any ((select actor.principals())::int[])
$$;

-- The best reason why the reader sits on each case: an own one before cover.
create or replace function read.my_relations(p_authority int, p_cases uuid[]) returns table (case_id uuid, relation text, relations text[])
language sql stable as $$
  select s.case_id, (array_agg(s.relation order by s.relation = 'cover', s.relation))[1], array_agg(distinct s.relation)
    from (select x.case_id, case when x.principal = any ((select read.covered())::int[]) then 'cover' else x.relation end as relation
            from app.seats x where x.authority_id = p_authority and x.case_id = any (p_cases)
             and x.principal = any ((select actor.principals())::int[])
             and x.purpose = (select actor.purpose()) and x.period @> statement_timestamp()) s
   group by s.case_id
$$;

-- The cases that are looked at: one by its whole reference, else mine in the order of the list.
create or replace function read.cases_looked_at(
  p_filter jsonb, p_order text, p_candidates int, p_after_on date, p_after_case uuid, p_after_ref text
) returns table (case_id uuid, on_day date, ref text, place bigint)
language sql stable as $$
  select c.id, coalesce(c.release_on, 'infinity'), c.ref, 1 from app.cases c
   where c.authority_id = (select actor.authority()) and c.ref = p_filter ->> 'ref' and p_after_ref is null and p_after_on is null
  union all
  select q.case_id, q.release_on, c.ref, row_number() over (order by q.place)
    from (select m.case_id, m.release_on, row_number() over () as place
            from read.my_cases(coalesce((p_filter ->> 'from')::date, '-infinity'), coalesce((p_filter ->> 'until')::date, 'infinity'),
                   p_after_on, p_after_case, p_candidates) m where p_order = 'release'
          union all
          select m.case_id, m.release_on, row_number() over () from read.my_cases_by_ref(p_after_ref, p_candidates) m where p_order = 'ref') q
    -- `offset 0`: one case after the other by its key, never all of an authority.
    cross join lateral (select x.ref from app.cases x where x.authority_id = (select actor.authority()) and x.id = q.case_id offset 0) c
   where c.ref is distinct from p_filter ->> 'ref'
$$;

-- Who leads each of these cases today. Rows in hand are joined as a whole: loops would take each apart for every other.
create or replace function read.leads_now(p_authority int, p_cases uuid[], p_today date) returns table (case_id uuid, agency_id int, line jsonb)
language sql stable set enable_nestloop = off as $$
  select distinct on (q.case_id) q.case_id, q.agency_id, to_jsonb(q) - 'case_id'
    from read.case_lead_segments_of(p_authority, p_cases) q
   where q.starts <= p_today and (q.ends is null or q.ends > p_today) order by q.case_id, q.starts desc
$$;

-- Parts of life, and leads, of these cases that somebody accepted and nobody there can open: the list of gaps of an opened case counts
-- them too, also where a need does not. Not what would only begin after the last measure, which ends quietly.
create or replace function read.unheld_of(p_authority int, p_cases uuid[], p_today date) returns table (case_id uuid, domain text)
language sql stable as $$
  select l.case_id, l.domain
    from unnest(read.leads_kept(
      array(select c from app.cases c where c.authority_id = p_authority and c.id = any (p_cases)),
      array(select x from app.leads x where x.authority_id = p_authority and x.case_id = any (p_cases) and x.state = 'accepted'), p_today)) l
    join app.cases c on c.authority_id = p_authority and c.id = l.case_id
    left join app.continuations y on y.authority_id = p_authority and y.case_id = c.id and y.domain = l.domain and y.in_force
   where l.state = 'unheld' and (l.voluntary or c.measure_ends_on is null
     or greatest(lower(l.period), p_today) < case when y.id is null then c.measure_ends_on else coalesce(y.ends_on, 'infinity') end)
$$;

create or replace function read.case_list(
  p_token text, p_purpose text, p_request text, p_filter jsonb, p_order text, p_limit int, p_candidates int,
  p_after_on date, p_after_case uuid, p_after_ref text
) returns jsonb language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  v_looked    jsonb;
  v_ids       uuid[];
  v_fits      jsonb;
  v_shown     uuid[];
  v_rows      jsonb;
  v_last      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  select coalesce(jsonb_agg(jsonb_build_object('id', l.case_id, 'on', l.on_day, 'ref', l.ref) order by l.place), '[]'), array_agg(l.case_id)
    into v_looked, v_ids
    from (select x.* from read.cases_looked_at(p_filter, p_order, p_candidates + 1, p_after_on, p_after_case, p_after_ref) x
           order by x.place limit p_candidates + 1) l;
  select coalesce(jsonb_agg(o.x || jsonb_build_object('relation', r.relation, 'lead', s.line) order by o.place), '[]') into v_fits
    from jsonb_array_elements(v_looked) with ordinality o(x, place)
    join app.cases c on c.authority_id = v_authority and c.id = (o.x ->> 'id')::uuid
    join read.my_relations(v_authority, v_ids) r on r.case_id = c.id
    left join read.leads_now(v_authority, v_ids, v_today) s on s.case_id = c.id
   where o.place <= p_candidates
     and (p_filter ->> 'stage' is null or c.stage = p_filter ->> 'stage')
     and (p_filter ->> 'prison' is null or c.prison_agency_id = (p_filter ->> 'prison')::int)
     and (p_filter ->> 'from' is null or c.release_on >= (p_filter ->> 'from')::date)
     and (p_filter ->> 'until' is null or c.release_on <= (p_filter ->> 'until')::date)
     and (p_filter ->> 'lead' is null or s.agency_id = (p_filter ->> 'lead')::int)
     and (p_filter ->> 'ref' is null or strpos(c.ref, p_filter ->> 'ref') > 0)
     and (p_filter ->> 'relation' is null or p_filter ->> 'relation' = any (r.relations))
     and (p_filter ->> 'unanswered' is null or exists (select from app.leads l where l.authority_id = v_authority and l.case_id = c.id
            and l.state = 'offered' and (p_filter ->> 'unanswered' = 'any' or l.answer_by < v_today)))
     and (p_filter ->> 'domain' is null or c.id in (
       select o.case_id from (
           select g.case_id, g.domain from read.gaps_of(v_authority, v_ids, v_today) g
            where (g.ends is null or g.ends > v_today) and g.kind <> 'awaiting'
           union all select u.case_id, u.domain from read.unheld_of(v_authority, v_ids, v_today) u) o
        where p_filter ->> 'domain' = 'any' or o.domain = p_filter ->> 'domain' and o.domain not in ('health', 'substance_use')));
  v_shown := array(select (o.x ->> 'id')::uuid from jsonb_array_elements(v_fits) with ordinality o(x, place) where o.place <= p_limit);
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'ref', c.ref, 'stage', c.stage, 'prison', c.prison_agency_id,
             'release', jsonb_build_object('on', c.release_on, 'certainty', c.release_certainty, 'earliestOn', c.earliest_on),
             'person', case when p.id is not null then jsonb_build_object('id', p.id, 'key', encode(p.key_wrapped, 'hex'),
               'identity', encode(p.identity_sealed, 'hex'), 'version', p.version) end,
             'place', o.x - 'relation' - 'lead', 'relation', o.x -> 'relation', 'lead', nullif(o.x -> 'lead', 'null')) order by o.place), '[]')
    into v_rows
    from jsonb_array_elements(v_fits) with ordinality o(x, place)
    join app.cases c on c.authority_id = v_authority and c.id = (o.x ->> 'id')::uuid
    left join app.persons p on p.authority_id = v_authority and p.id = c.person_id
   where o.place <= p_limit and c.id = any (v_shown);
  v_last := case when jsonb_array_length(v_fits) > p_limit then v_rows -> -1 -> 'place'
                 when jsonb_array_length(v_looked) > p_candidates then v_looked -> (p_candidates - 1) end;
  perform audit.record_read('cases.list', null, jsonb_build_object('cases', to_jsonb(v_shown)));
  return jsonb_build_object('authority', v_authority, 'rows', v_rows, 'next', v_last,
    'count', jsonb_array_length(v_fits), 'more', jsonb_array_length(v_looked) > p_candidates,
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

grant execute on function read.covered(), read.unheld_of(int, uuid[], date), read.leads_now(int, uuid[], date), read.my_relations(int, uuid[]),
  read.cases_looked_at(jsonb, text, int, date, uuid, text),
  read.case_list(text, text, text, jsonb, text, int, int, date, uuid, text) to throughcare_actor;
