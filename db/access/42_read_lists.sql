-- Lists are driven from the seats of the actor's principals in the order they are shown; the policies are
-- the second lock, not the way rows are found.

-- Rows of the releases list under the policies, for cases of which readers see different things. All of them in one
-- statement, because each statement has to prove the actor anew. Policies make the planner expect one row where there are hundreds, and
-- it would read each part again for every row; so loops are refused here, and each part is read once.
create or replace function read.release_rows(p_authority int, p_cases uuid[], p_today date) returns json
language sql stable set enable_nestloop = off as $$
  select coalesce(json_agg(json_build_object('id', c.id, 'ref', c.ref,
      'release', json_build_object('on', c.release_on, 'certainty', c.release_certainty, 'earliestOn', c.earliest_on),
      'prison', c.prison_agency_id, 'person', p.line, 'lanes', json_build_object(
        'segments', coalesce(s.lines, '[]'), 'leads', coalesce(l.lines, '[]'), 'gaps', coalesce(g.lines, '[]'))) order by c.release_on, c.id), '[]')
    from app.cases c
    left join (select x.id, json_build_object('id', x.id, 'key', encode(x.key_wrapped, 'hex'),
                      'identity', encode(x.identity_sealed, 'hex'), 'version', x.version) as line
                 from app.persons x where x.authority_id = p_authority and x.id = any (array(
                   select y.person_id from app.cases y where y.authority_id = p_authority and y.id = any (p_cases)))) p on p.id = c.person_id
    left join (select x.case_id, json_agg(json_build_object('agency_id', x.agency_id, 'lead_id', x.lead_id, 'starts', x.starts,
                        'ends', x.ends, 'state', x.state, 'tied', x.tied) order by x.starts) as lines
                 from read.case_lead_segments_of(p_authority, p_cases) x where x.ends is null or x.ends > p_today
                group by x.case_id) s on s.case_id = c.id
    left join (select x.case_id, json_agg(json_build_object('id', x.id, 'domain', x.domain, 'agency', x.agency_id,
                        'from', case when not isempty(x.period) then lower(x.period) end, 'until', upper(x.period),
                        'state', read.lead_state(x, p_today), 'answerBy', x.answer_by) order by x.id) as lines
                 from unnest(read.leads_kept(
                   array(select k from app.cases k where k.authority_id = p_authority and k.id = any (p_cases)),
                   array(select o from app.leads o where o.authority_id = p_authority and o.case_id = any (p_cases)), p_today)) x
                 join app.cases y on y.authority_id = p_authority and y.id = x.case_id
                where read.is_listed(x, y.release_on)
                group by x.case_id) l on l.case_id = c.id
    left join (select x.case_id, json_agg(json_build_object('domain', x.domain, 'from', x.starts, 'until', x.ends, 'kind', x.kind)
                        order by x.starts) as lines
                 from read.gaps_of(p_authority, p_cases, p_today) x where x.ends is null or x.ends > p_today
                group by x.case_id) g on g.case_id = c.id
   where c.authority_id = p_authority and c.id = any (p_cases)
$$;

create or replace function read.all_agencies(p_authority int) returns json
language sql stable as $$
  select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind)), '[]')
    from app.agencies g where g.authority_id = p_authority
$$;

-- Cases of mine by release date, after a place in the list.
-- The index gives them in this order, so the first page is read and no more; a plan that does not know how long a page is would
-- read and sort all of a desk.
create or replace function read.my_cases(p_from date, p_until date, p_after_on date, p_after_case uuid, p_limit int)
returns table (case_id uuid, release_on date)
language sql stable set enable_sort = off set enable_bitmapscan = off as $$
  select distinct mine.case_id, mine.release_on
    from unnest((select actor.principals())::int[]) as me(principal)
    cross join lateral (
      select s.case_id, s.release_on from app.seats s
       where s.authority_id = (select actor.authority()) and s.principal = me.principal
         and s.purpose = (select actor.purpose()) and s.release_on >= p_from and s.release_on <= p_until
         and (p_after_on is null or (s.release_on, s.case_id) > (p_after_on, p_after_case)) and s.period @> statement_timestamp()
       order by s.release_on, s.case_id limit p_limit) mine
   order by mine.release_on, mine.case_id limit p_limit
$$;

create or replace function read.releases(
  p_token text, p_purpose text, p_request text, p_weeks int, p_limit int, p_after_on date, p_after_case uuid
) returns json language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  v_until     date;
  v_cases     uuid[];
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  v_until := v_today + p_weeks * 7;
  v_cases := array(select m.case_id from read.my_cases(v_today, v_until, p_after_on, p_after_case, p_limit + 1) m);
  perform audit.record_read('releases.list', null, jsonb_build_object('weeks', p_weeks, 'cases', v_cases[:p_limit]));
  return json_build_object('authority', v_authority, 'today', v_today, 'until', v_until, 'categories', actor.categories(),
    'rows', read.list_rows(v_authority, v_cases, v_today),
    'closed', read.closed_days(v_authority, v_today, v_until + 14), 'agencies', read.all_agencies(v_authority));
end $$;

-- The same without a name, to be counted: the reader learns how many, and no more of each than the list tells.
create or replace function read.release_counts(p_token text, p_purpose text, p_request text, p_weeks int, p_limit int) returns json
language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  v_until     date;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  v_until := v_today + p_weeks * 7;
  perform audit.record_read('releases.counted', null, jsonb_build_object('weeks', p_weeks));
  return json_build_object('authority', v_authority, 'today', v_today, 'until', v_until, 'categories', actor.categories(),
    'rows', read.list_rows(v_authority, array(
      select m.case_id from read.my_cases(v_today, v_until, null, null, p_limit + 1) m), v_today, false),
    'closed', read.closed_days(v_authority, v_today, v_until + 14), 'agencies', read.all_agencies(v_authority));
end $$;

-- Cases of mine by number; the order of a reader who looks for one, not the order of the work.
create or replace function read.my_cases_by_ref(p_after text, p_limit int) returns table (case_id uuid, release_on date)
language sql stable set enable_sort = off set enable_bitmapscan = off as $$
  select distinct on (mine.case_number, mine.case_id) mine.case_id, mine.release_on
    from unnest((select actor.principals())::int[]) as me(principal)
    cross join lateral (
      select s.case_id, s.case_number, s.release_on from app.seats s
       where s.authority_id = (select actor.authority()) and s.principal = me.principal and s.purpose = (select actor.purpose())
         and (p_after is null or s.case_number > substring(p_after from '[0-9]+$')::bigint) and s.period @> statement_timestamp()
       order by s.case_number, s.case_id limit p_limit) mine
   order by mine.case_number, mine.case_id limit p_limit
$$;

grant execute on function read.release_rows(int, uuid[], date), read.my_cases(date, date, date, uuid, int),
  read.releases(text, text, text, int, int, date, uuid), read.release_counts(text, text, text, int, int), read.all_agencies(int), read.my_cases_by_ref(text, int)
  to throughcare_actor;
