-- Pictures of cases, for lists. A picture is the work of the functions that also open a case (read.segments_given,
-- read.gaps_from), done once a day and case instead of once for each reader and row. It is used only while its
-- stamp is the stamp of the case, its day is today and nobody has left or come back since; otherwise it is made anew.

-- A list looks from today to the release and beyond: who helped in a part of life and ends before the day of the release is told
-- in the case and not in its row.
create or replace function read.is_listed(l app.leads, p_release date) returns boolean
language sql immutable as $$
  select l.state in ('offered', 'unseen') or l.state in ('accepted', 'unheld') and (l.domain = 'lead' or (upper(l.period) <= p_release) is not true)
$$;

-- The parts of which a list row is made, as whoever was given these rows sees them.
create or replace function read.parts_of(p_cases app.cases[], p_points app.case_leads[], p_leads app.leads[], p_needs app.case_needs[], p_today date)
returns table (case_id uuid, kind text, place bigint, clause int, line text)
language sql stable as $$
  select x.case_id, 's', row_number() over (order by x.starts), z.clause,
         json_build_object('agency_id', x.agency_id, 'lead_id', x.lead_id, 'starts', x.starts, 'ends', x.ends, 'state', x.state, 'tied', x.tied)::text
    from read.segments_within(p_cases, p_points, p_leads, p_today) x
    join (select y.case_id, min(y.clause_id) as clause from unnest(p_points) y group by y.case_id) z on z.case_id = x.case_id
   where x.ends is null or x.ends > p_today
  union all
  select x.case_id, 'l', row_number() over (order by x.id), x.clause_id,
         json_build_object('id', x.id, 'domain', x.domain, 'agency', x.agency_id,
           'from', case when not isempty(x.period) then lower(x.period) end, 'until', upper(x.period),
           'state', read.lead_state(x, p_today), 'answerBy', x.answer_by)::text
    from unnest(read.leads_kept(p_cases, p_leads, p_today)) x join unnest(p_cases) c on c.id = x.case_id
   where read.is_listed(x, c.release_on)
  union all
  select x.case_id, 'g', row_number() over (order by x.starts), y.clause_id,
         json_build_object('domain', x.domain, 'from', x.starts, 'until', x.ends, 'kind', x.kind)::text
    from read.gaps_from(p_cases, read.needs_within(p_needs, p_cases), p_leads, p_today) x
    join unnest(p_needs) y on y.case_id = x.case_id and y.domain = x.domain
   where x.ends is null or x.ends > p_today
$$;

-- Makes the pictures of these cases. The stamp is read before the rows: whoever changes a case in between leaves
-- a newer stamp behind, and the picture is not used. What the coordination desk alone may know (voluntary help, a
-- wish) is painted for it; for everybody else the same case is painted without.
create or replace function read.paint(p_authority int, p_cases uuid[], p_today date) returns void
language plpgsql security definer set search_path = '' set enable_nestloop = off as $$
declare
  v_gone   text := split_part(actor.proven(), '|', 19);
  v_stamps jsonb;
  v_rows   app.cases[];
  v_points app.case_leads[];
  v_leads  app.leads[];
  v_needs  app.case_needs[];
  v_apart  uuid[];
begin
  select coalesce(jsonb_object_agg(s.case_id, s.stamp), '{}') into v_stamps
    from app.case_stamps s where s.authority_id = p_authority and s.case_id = any (p_cases);
  v_rows := array(select c from app.cases c where c.authority_id = p_authority and c.id = any (p_cases));
  v_points := array(select l from app.case_leads l where l.authority_id = p_authority and l.case_id = any (p_cases));
  v_leads := array(select l from app.leads l where l.authority_id = p_authority and l.case_id = any (p_cases) and l.state <> 'withdrawn');
  v_needs := array(select n from app.case_needs n where n.authority_id = p_authority and n.case_id = any (p_cases));
  v_apart := array(select l.case_id from unnest(v_leads) l where l.voluntary union select n.case_id from unnest(v_needs) n where n.required = 'wish');
  insert into app.case_pictures as p (authority_id, case_id, stamp, painted_on, gone, clauses, row, lines, line_clauses, line_marks, mixed, goes_on, helpers)
  select p_authority, c.id, coalesce((v_stamps ->> c.id::text)::bigint, 0), p_today, v_gone,
         array(select distinct q from unnest(l.clauses || n.clauses || x.clauses) q where q is not null order by q),
         concat('{"segments":[', x.segments, '],"leads":[', x.leads, '],"gaps":[', x.gaps, ']}')::json,
         coalesce(x.lines, '{}'), coalesce(x.clauses, '{}'), coalesce(x.marks, '{}'), coalesce(m.mixed, false),
         exists (select from app.continuations y where y.authority_id = p_authority and y.case_id = c.id), coalesce(l.helpers, '{}')
    from unnest(v_rows) c
    left join (
      select o.case_id, array_agg(o.line order by o.kind, o.place) as lines, array_agg(o.clause order by o.kind, o.place) as clauses,
             array_agg(o.kind || o.sight order by o.kind, o.place) as marks,
             string_agg(o.line, ',' order by o.place) filter (where o.kind = 's' and o.sight <> 't') as segments,
             string_agg(o.line, ',' order by o.place) filter (where o.kind = 'l' and o.sight <> 't') as leads,
             string_agg(o.line, ',' order by o.place) filter (where o.kind = 'g' and o.sight <> 't') as gaps
        from (select coalesce(a.case_id, b.case_id) as case_id, coalesce(a.kind, b.kind) as kind, coalesce(a.place, b.place) as place,
                     coalesce(a.clause, b.clause) as clause, coalesce(a.line, b.line) as line,
                     case when a.line is null then 't' when b.line is null and a.case_id = any (v_apart) then 'c' else 'a' end as sight
                from read.parts_of(v_rows, v_points, v_leads, v_needs, p_today) a
                full join read.parts_of(array(select r from unnest(v_rows) r where r.id = any (v_apart)), v_points,
                  array(select r from unnest(v_leads) r where not r.voluntary and r.case_id = any (v_apart)),
                  array(select r from unnest(v_needs) r where r.required <> 'wish' and r.case_id = any (v_apart)), p_today) b
                  on b.case_id = a.case_id and b.kind = a.kind and b.line = a.line) o
       group by o.case_id) x on x.case_id = c.id
    left join (select y.case_id, array_agg(y.clause_id) as clauses, array_agg(y.to_principal) filter (where y.voluntary) as helpers
                 from unnest(v_leads) y group by y.case_id) l on l.case_id = c.id
    left join (select y.case_id, array_agg(y.clause_id) as clauses from unnest(v_needs) y group by y.case_id) n on n.case_id = c.id
    -- A reader who saw the need and not the offer would see a gap where there is none.
    left join (select y.case_id, bool_or(z.clause_id <> y.clause_id) as mixed
                 from unnest(v_needs) y join unnest(v_leads) z on z.case_id = y.case_id and z.domain = y.domain group by y.case_id) m on m.case_id = c.id
   order by c.id
  on conflict (authority_id, case_id) do update
     set stamp = excluded.stamp, painted_on = excluded.painted_on, gone = excluded.gone, clauses = excluded.clauses, row = excluded.row, lines = excluded.lines,
         line_clauses = excluded.line_clauses, line_marks = excluded.line_marks, mixed = excluded.mixed, goes_on = excluded.goes_on,
         helpers = excluded.helpers
   where p.stamp <= excluded.stamp;
end $$;

-- Rows of a list from the pictures, in the order of the release: for whoever sits at the case, and of it only what
-- stands on clauses in force for their agency. It repeats the policies of cases, persons, case_leads, leads and
-- case_needs. `left` names the cases in which one reader sees more than the rest of the table (their own voluntary
-- help, what goes on after the last measure), or an offer without its need: they are read under the policies, by
-- read.release_rows(). Text is put beside text (json, not jsonb): taking each row apart and together again cost six
-- times as much as finding it.
create or replace function read.pictured_rows(p_cases uuid[], p_named boolean, out rows json, out "left" uuid[])
language plpgsql security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_clauses   int[] := who[5];
  v_shut      uuid[] := who[15];
  v_named     boolean := p_named and 'identity' = any (who[6]::text[]);
  v_today     date := who[10];
  v_enforces  boolean := coalesce(who[12]::boolean, true);
  -- Who is admitted to a protected case, and is there, changes without a stamp: such a case is read anew each time.
  v_marked    uuid[] := array(select p.case_id from app.protections p where p.authority_id = v_authority and p.ended_at is null);
  v_stale     uuid[];
begin
  if who is null then raise exception 'session_missing' using errcode = 'TC401'; end if;
  perform actor.let_system(who, 'continuity');
  -- Once with the pictures that there are; where some are old, they are made, and it is asked once more.
  for turn in 1 .. 2 loop
    select coalesce(json_agg(json_build_object('id', m.id, 'ref', m.ref,
               'release', json_build_object('on', m.release_on, 'certainty', m.release_certainty, 'earliestOn', m.earliest_on),
               'prison', m.prison_agency_id,
               'person', case when p.id is not null then json_build_object('id', p.id, 'key', encode(p.key_wrapped, 'hex'),
                 'identity', encode(p.identity_sealed, 'hex'), 'version', p.version) end,
               'lanes', case when m.coordinates and whole then r.row else (
                 select concat('{"segments":[', string_agg(u.line, ',') filter (where u.mark like 's%'), '],"leads":[',
                          string_agg(u.line, ',') filter (where u.mark like 'l%'), '],"gaps":[', string_agg(u.line, ',') filter (where u.mark like 'g%'), ']}')::json
                   from unnest(r.lines, r.line_clauses, r.line_marks) u(line, clause, mark)
                  where u.clause = any (v_clauses) and right(u.mark, 1) <> case when m.coordinates then 't' else 'c' end) end)
             order by m.release_on, m.id) filter (where pictured), '[]'),
           coalesce(array_agg(m.id) filter (where not pictured), '{}'),
           array_agg(m.id) filter (where r.case_id is null or turn = 1 and (r.painted_on <> v_today or r.gone <> who[19] or r.stamp <> coalesce(t.stamp, 0)))
      into rows, "left", v_stale
      from (select c.id, c.ref, c.release_on, c.release_certainty, c.earliest_on, c.prison_agency_id, c.person_id, s.coordinates
              from unnest(p_cases) asked(id)
              join app.cases c on c.authority_id = v_authority and c.id = asked.id and c.clause_id = any (v_clauses) and c.id <> all (v_shut)
              cross join lateral (
                select bool_or(x.relation = 'coordination') as coordinates from app.seats x
                 where x.authority_id = c.authority_id and x.case_id = c.id and x.principal = any (v_mine)
                   and x.purpose = who[9] and x.period @> statement_timestamp()) s
             where s.coordinates is not null) m
      left join app.case_pictures r on r.authority_id = v_authority and r.case_id = m.id
      left join app.case_stamps t on t.authority_id = v_authority and t.case_id = m.id
      left join app.persons p on v_named and p.authority_id = v_authority and p.id = m.person_id
      cross join lateral (select r.clauses <@ v_clauses as whole) w
      cross join lateral (
        select coalesce(m.id <> all (v_marked) and not (r.mixed and not whole) and (not r.goes_on or m.coordinates and not v_enforces)
                        and (m.coordinates or not r.helpers && v_mine), false) as pictured) q;
    exit when v_stale is null or turn = 2;
    perform read.paint(v_authority, v_stale, v_today);
  end loop;
end $$;

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

grant execute on function read.is_listed(app.leads, date), read.pictured_rows(uuid[], boolean), read.list_rows(int, uuid[], date, boolean) to throughcare_actor;
