-- Pictures of cases, for lists. A picture is the work of the functions that also open a case (read.segments_from,
-- read.gaps_from), done once a day and case instead of once for each reader and row. It is used only while its
-- stamp is the stamp of the case and its day is today; otherwise it is made anew, here and now.

-- Makes the pictures of these cases. The stamp is read before the rows: whoever changes a case in between leaves
-- a newer stamp behind, and the picture is not used.
create or replace function read.paint(p_authority int, p_cases uuid[], p_today date) returns void
language plpgsql security definer set search_path = '' set enable_nestloop = off as $$
declare
  v_stamps jsonb;
  v_rows   app.cases[];
  v_points app.case_leads[];
  v_leads  app.leads[];
  v_needs  app.case_needs[];
  v_within app.case_needs[];
begin
  select coalesce(jsonb_object_agg(s.case_id, s.stamp), '{}') into v_stamps
    from app.case_stamps s where s.authority_id = p_authority and s.case_id = any (p_cases);
  v_rows := array(select c from app.cases c where c.authority_id = p_authority and c.id = any (p_cases));
  v_points := array(select l from app.case_leads l where l.authority_id = p_authority and l.case_id = any (p_cases));
  v_leads := array(select l from app.leads l where l.authority_id = p_authority and l.case_id = any (p_cases) and l.state <> 'withdrawn');
  v_needs := array(select n from app.case_needs n where n.authority_id = p_authority and n.case_id = any (p_cases));
  v_within := read.needs_within(v_needs, v_rows);
  insert into app.case_pictures as p (authority_id, case_id, stamp, painted_on, clauses, alike, row)
  select p_authority, c.id, coalesce((v_stamps ->> c.id::text)::bigint, 0), p_today,
         array(select distinct q from unnest(l.clauses || n.clauses || s.clauses) q where q is not null order by q),
         coalesce(l.alike, true) and coalesce(n.alike, true) and coalesce(m.alike, true)
           -- What a person wants after the last measure is not for every reader.
           and not exists (select from app.continuations y where y.authority_id = p_authority and y.case_id = c.id),
         json_build_object('segments', coalesce(s.lines, '[]'), 'leads', coalesce(l.lines, '[]'), 'gaps', coalesce(g.lines, '[]'))
    from unnest(v_rows) c
    left join (select x.case_id, json_agg(json_build_object('agency_id', x.agency_id, 'lead_id', x.lead_id, 'starts', x.starts,
                        'ends', x.ends, 'state', x.state, 'tied', x.tied, 'clause', z.clause) order by x.starts) as lines, array_agg(z.clause) as clauses
                 from read.segments_within(v_rows, v_points, v_leads, p_today) x
                 join (select y.case_id, min(y.clause_id) as clause from unnest(v_points) y group by y.case_id) z on z.case_id = x.case_id
                where x.ends is null or x.ends > p_today
                group by x.case_id) s on s.case_id = c.id
    left join (select x.case_id, json_agg(json_build_object('id', x.id, 'domain', x.domain, 'agency', x.agency_id,
                        'from', case when not isempty(x.period) then lower(x.period) end, 'until', upper(x.period),
                        'state', read.lead_state(x, p_today), 'answerBy', x.answer_by, 'clause', x.clause_id)
                        order by x.id) filter (where x.state in ('offered', 'accepted')) as lines,
                      array_agg(x.clause_id) as clauses, not bool_or(x.voluntary) as alike
                 from unnest(v_leads) x group by x.case_id) l on l.case_id = c.id
    left join (select x.case_id, array_agg(x.clause_id) as clauses, not bool_or(x.required = 'wish') as alike
                 from unnest(v_needs) x group by x.case_id) n on n.case_id = c.id
    -- A reader who saw the need and not the offer would see a gap where there is none.
    left join (select x.case_id, bool_and(y.clause_id = x.clause_id) as alike
                 from unnest(v_needs) x join unnest(v_leads) y on y.case_id = x.case_id and y.domain = x.domain group by x.case_id) m on m.case_id = c.id
    left join (select x.case_id, json_agg(json_build_object('domain', x.domain, 'from', x.starts, 'until', x.ends, 'kind', x.kind, 'clause', y.clause_id)
                        order by x.starts) as lines
                 from read.gaps_from(v_rows, v_within, v_leads, p_today) x
                 join unnest(v_needs) y on y.case_id = x.case_id and y.domain = x.domain
                where x.ends is null or x.ends > p_today
                group by x.case_id) g on g.case_id = c.id
   order by c.id
  on conflict (authority_id, case_id) do update
     set stamp = excluded.stamp, painted_on = excluded.painted_on, clauses = excluded.clauses, alike = excluded.alike, row = excluded.row
   where p.stamp <= excluded.stamp;
end $$;

-- Rows of a list from the pictures, in the order of the release: for whoever sits at the case, and of it only what
-- stands on clauses in force for their agency. It repeats the policies of cases, persons, case_leads, leads and
-- case_needs. `left` names the cases of which readers see different things (voluntary help, a wish): outside the
-- coordination desk they are read under the policies, by read.release_rows(). Text is put beside text (json, not
-- jsonb): taking each row apart and together again cost six times as much as finding it.
create or replace function read.pictured_rows(p_cases uuid[], p_named boolean, out rows json, out "left" uuid[])
language plpgsql security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_clauses   int[] := who[5];
  v_named     boolean := p_named and 'identity' = any (who[6]::text[]);
  v_today     date := who[10];
  v_stale     uuid[];
begin
  if who is null then raise exception 'session_missing' using errcode = 'TC401'; end if;
  v_stale := array(
    select c.id from unnest(p_cases) c(id)
      left join app.case_pictures p on p.authority_id = v_authority and p.case_id = c.id
      left join app.case_stamps s on s.authority_id = v_authority and s.case_id = c.id
     where p.case_id is null or p.painted_on <> v_today or p.stamp <> coalesce(s.stamp, 0));
  if v_stale <> '{}' then perform read.paint(v_authority, v_stale, v_today); end if;
  select coalesce(json_agg(json_build_object('id', m.id, 'ref', m.ref,
             'release', json_build_object('on', m.release_on, 'certainty', m.release_certainty, 'earliestOn', m.earliest_on),
             'prison', m.prison_agency_id,
             'person', case when p.id is not null then json_build_object('id', p.id, 'key', encode(p.key_wrapped, 'hex'),
               'identity', encode(p.identity_sealed, 'hex'), 'version', p.version) end,
             'lanes', case when r.clauses <@ v_clauses then r.row else read.lanes_of(r.row, v_clauses) end)
           order by m.release_on, m.id) filter (where r.alike or m.coordinates), '[]'),
         coalesce(array_agg(m.id) filter (where not r.alike and not m.coordinates), '{}')
    into rows, "left"
    from (select c.id, c.ref, c.release_on, c.release_certainty, c.earliest_on, c.prison_agency_id, c.person_id, s.coordinates
            from unnest(p_cases) asked(id)
            join app.cases c on c.authority_id = v_authority and c.id = asked.id and c.clause_id = any (v_clauses)
            cross join lateral (
              select bool_or(x.relation = 'coordination') as coordinates from app.seats x
               where x.authority_id = c.authority_id and x.case_id = c.id and x.principal = any (v_mine)
                 and x.purpose = who[9] and x.period @> statement_timestamp()) s
           where s.coordinates is not null) m
    join app.case_pictures r on r.authority_id = v_authority and r.case_id = m.id
    left join app.persons p on v_named and p.authority_id = v_authority and p.id = m.person_id;
end $$;

-- Of a picture, what stands on these clauses.
create or replace function read.lanes_of(p_row json, p_clauses int[]) returns json
language sql stable as $$
  select json_build_object(
    'segments', (select coalesce(json_agg(x order by place), '[]') from json_array_elements(p_row -> 'segments') with ordinality o(x, place)
      where (x ->> 'clause')::int = any (p_clauses)),
    'leads', (select coalesce(json_agg(x order by place), '[]') from json_array_elements(p_row -> 'leads') with ordinality o(x, place)
      where (x ->> 'clause')::int = any (p_clauses)),
    'gaps', (select coalesce(json_agg(x order by place), '[]') from json_array_elements(p_row -> 'gaps') with ordinality o(x, place)
      where (x ->> 'clause')::int = any (p_clauses)))
$$;

-- The rows of a list: from pictures where all readers see the same, otherwise under the policies.
create or replace function read.list_rows(p_authority int, p_cases uuid[], p_today date, p_named boolean default true) returns json
language plpgsql as $$
declare
  v_rows json;
  v_left uuid[];
begin
  select q.rows, q."left" into v_rows, v_left from read.pictured_rows(p_cases, p_named) q;
  if v_left = '{}' then return v_rows; end if;
  return (select json_agg(q.x order by q.x -> 'release' ->> 'on', q.x ->> 'id') from (
    select json_array_elements(v_rows) as x union all
    select json_array_elements(read.release_rows(p_authority, v_left, p_today))) q);
end $$;

grant execute on function read.pictured_rows(uuid[], boolean), read.list_rows(int, uuid[], date, boolean) to throughcare_actor;
