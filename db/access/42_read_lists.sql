-- Lists are driven from the seats of the actor's principals in the order they are shown; the policies are
-- the second lock, not the way rows are found.

-- One row of the releases list.
create or replace function read.release_row(p_authority int, p_case uuid, p_today date) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', c.id, 'ref', c.ref,
    'release', jsonb_build_object('on', c.release_on, 'certainty', c.release_certainty, 'earliestOn', c.earliest_on),
    'prison', c.prison_agency_id, 'person', read.person_json(p_authority, c.person_id),
    'segments', (select jsonb_agg(to_jsonb(s) order by s.starts) from read.case_lead_segments(p_authority, c.id) s
      where s.ends is null or s.ends > p_today),
    'leads', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'domain', l.domain, 'agency', l.agency_id,
        'from', case when not isempty(l.period) then lower(l.period) end, 'until', upper(l.period),
        'state', read.lead_state(l, p_today), 'answerBy', l.answer_by)), '[]')
      from app.leads l where l.authority_id = p_authority and l.case_id = c.id and l.state in ('offered', 'accepted')),
    'needs', (select coalesce(jsonb_agg(n.domain), '[]') from app.case_needs n where n.authority_id = p_authority and n.case_id = c.id),
    'gaps', (select coalesce(jsonb_agg(jsonb_build_object('domain', g.domain, 'from', g.starts, 'until', g.ends, 'kind', g.kind)
        order by g.starts), '[]') from read.gaps(p_authority, c.id, p_today) g where g.ends is null or g.ends > p_today))
    from app.cases c where c.authority_id = p_authority and c.id = p_case
$$;

-- Cases of mine by release date, after a place in the list.
create or replace function read.my_cases(p_from date, p_until date, p_after_on date, p_after_case uuid, p_limit int)
returns table (case_id uuid, release_on date)
language sql stable as $$
  select distinct mine.case_id, mine.release_on
    from unnest((select actor.principals())::int[]) as me(principal)
    cross join lateral (
      select s.case_id, s.release_on from app.seats s
       where s.authority_id = (select actor.authority()) and s.principal = me.principal
         and s.purpose = (select actor.purpose()) and s.release_on >= p_from and s.release_on <= p_until
         and (p_after_on is null or (s.release_on, s.case_id) > (p_after_on, p_after_case)) and s.period @> now()
       order by s.release_on, s.case_id limit p_limit) mine
   order by mine.release_on, mine.case_id limit p_limit
$$;

create or replace function read.releases(
  p_token text, p_purpose text, p_request text, p_weeks int, p_limit int, p_after_on date, p_after_case uuid, p_candidates int
) returns jsonb language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  v_until     date;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  v_until := v_today + p_weeks * 7;
  select coalesce(jsonb_agg(r.line order by r.release_on, r.case_id), '[]') into v_rows
    from (select m.case_id, m.release_on, read.release_row(v_authority, m.case_id, v_today) as line
            from read.my_cases(v_today, v_until, p_after_on, p_after_case, greatest(p_limit + 1, p_candidates)) m) r
   where r.line is not null;
  -- The rows that are shown; those behind them are only counted.
  perform audit.record_read('releases.list', null, jsonb_build_object('weeks', p_weeks,
    'cases', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows) with ordinality o(x, place) where o.place <= p_limit)));
  return jsonb_build_object('authority', v_authority, 'today', v_today, 'until', v_until, 'rows', v_rows, 'categories', actor.categories(),
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- Cases of mine by number; the order of a reader who looks for one, not the order of the work.
create or replace function read.my_cases_by_ref(p_after text, p_limit int) returns table (case_id uuid, release_on date)
language sql stable as $$
  select c.id, coalesce(c.release_on, 'infinity')
    from (select distinct s.case_id from app.seats s
           where s.authority_id = (select actor.authority()) and s.principal = any ((select actor.principals())::int[])
             and s.purpose = (select actor.purpose()) and s.period @> now()) mine
    join app.cases c on c.authority_id = (select actor.authority()) and c.id = mine.case_id
   where p_after is null or (length(c.ref), c.ref) > (length(p_after), p_after)
   order by length(c.ref), c.ref limit p_limit
$$;

create or replace function read.cases(
  p_token text, p_purpose text, p_request text, p_order text, p_limit int, p_candidates int,
  p_after_on date, p_after_case uuid, p_after_ref text, p_stage text
) returns jsonb language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  v_looked    jsonb;
  v_rows      jsonb;
  v_last      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  select coalesce(jsonb_agg(jsonb_build_object('id', m.case_id, 'on', m.release_on, 'ref', c.ref, 'stage', c.stage) order by m.place), '[]')
    into v_looked
    from (select q.*, row_number() over () as place from (
            select * from read.my_cases('-infinity', 'infinity', p_after_on, p_after_case, p_candidates + 1) where p_order = 'release'
            union all
            select * from read.my_cases_by_ref(p_after_ref, p_candidates + 1) where p_order = 'ref') q) m
    join app.cases c on c.authority_id = v_authority and c.id = m.case_id;
  select coalesce(jsonb_agg(r.line order by r.place), '[]') into v_rows from (
    select o.place, jsonb_build_object('id', c.id, 'ref', c.ref, 'stage', c.stage,
             'release', jsonb_build_object('on', c.release_on, 'certainty', c.release_certainty, 'earliestOn', c.earliest_on),
             'person', read.person_json(v_authority, c.person_id), 'place', o.x,
             'relation', (act.relations(c.id))[1],
             'lead', (select to_jsonb(s) from read.case_lead_segments(v_authority, c.id) s
               where s.starts <= v_today and (s.ends is null or s.ends > v_today) order by s.starts desc limit 1)) as line
      from jsonb_array_elements(v_looked) with ordinality o(x, place)
      join app.cases c on c.authority_id = v_authority and c.id = (o.x ->> 'id')::uuid
     where (p_stage is null or c.stage = p_stage) and o.place <= p_candidates
     order by o.place limit p_limit) r;
  v_last := case when jsonb_array_length(v_rows) = p_limit then v_rows -> -1 -> 'place'
                 when jsonb_array_length(v_looked) > p_candidates then v_looked -> (p_candidates - 1) end;
  perform audit.record_read('cases.list', null, jsonb_build_object(
    'cases', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows) x)));
  return jsonb_build_object('authority', v_authority, 'rows', v_rows,
    'next', case when v_last <> v_looked -> -1 then v_last end,
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- The start of the day: releases, what waits for my answer, what others owe, milestones.
create or replace function read.today(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  v_rows      jsonb;
  v_waiting   jsonb;
  v_late      jsonb;
  v_due       jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  select coalesce(jsonb_agg(r.line order by r.release_on, r.case_id), '[]') into v_rows
    from (select m.case_id, m.release_on, read.release_row(v_authority, m.case_id, v_today) as line
            from read.my_cases(v_today, v_today + 42, null, null, 60) m) r
   where r.line is not null;
  v_waiting := read.waiting(v_authority, v_today, 50);
  select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'ref', c.ref, 'domain', x.domain, 'agency', x.agency_id,
           'answerBy', coalesce(x.confirm_by, x.answer_by), 'state', read.lead_state(x, v_today)) order by x.answer_by), '[]')
    into v_late
    from unnest((select actor.principals())::int[]) as me(principal)
    cross join lateral (
      (select l.* from app.leads l where l.authority_id = v_authority and l.from_principal = me.principal
          and l.state = 'offered' and l.answer_by < v_today order by l.answer_by limit 30)
      union all
      (select l.* from app.leads l where l.authority_id = v_authority and l.from_principal = me.principal
          and l.state = 'accepted' and l.channel <> 'self' and l.confirmed_at is null order by l.confirm_by limit 30)) x
    join app.cases c on c.authority_id = x.authority_id and c.id = x.case_id;
  select coalesce(jsonb_agg(jsonb_build_object('ref', c.ref, 'person', read.person_json(v_authority, c.person_id),
           'milestone', jsonb_build_object('id', x.id, 'code', x.code, 'anchor', x.anchor, 'offsetDays', x.offset_days, 'on', x.due_on,
             'status', x.status, 'doneOn', x.done_on, 'version', x.version)) order by x.due_on), '[]')
    into v_due
    from unnest((select actor.principals())::int[]) as me(principal)
    cross join lateral (
      select m.* from app.milestones m where m.authority_id = v_authority and m.owner_principal = me.principal
         and m.status = 'open' and m.due_on between v_today - 60 and v_today + 7 order by m.due_on limit 20) x
    join app.cases c on c.authority_id = x.authority_id and c.id = x.case_id;
  perform audit.record_read('today.read', null, jsonb_build_object(
    'cases', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows) x),
    'due', (select jsonb_agg(distinct x -> 'ref') from jsonb_array_elements(v_due) x),
    'leads', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_waiting) x)));
  return jsonb_build_object('authority', v_authority, 'on', v_today, 'rows', v_rows, 'waiting', v_waiting, 'late', v_late, 'due', v_due,
    'categories', actor.categories(),
    'notices', (select jsonb_build_object('waiting', count(*) filter (where q.residence = 'city'),
        'unknownResidence', count(*) filter (where q.residence = 'unknown'))
      from (select n.residence from app.release_notices n where n.authority_id = v_authority and n.status <> 'case' limit 1000) q),
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- Offers that wait for an answer of my principals: the question, not the file. The reference and the release
-- date belong to the question; who it is stands in the words of the asker, sealed with the offer.
create or replace function read.waiting(p_authority int, p_today date, p_limit int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'ref', c.ref, 'domain', x.domain,
      'from', case when not isempty(x.period) then lower(x.period) end, 'until', upper(x.period), 'askedBy', x.from_agency_id,
      'answerBy', x.answer_by, 'version', x.version, 'key', encode(x.key_wrapped, 'hex'), 'words', encode(x.words_sealed, 'hex'),
      'release', jsonb_build_object('on', c.release_on, 'certainty', c.release_certainty, 'earliestOn', c.earliest_on))
      order by x.answer_by nulls last, x.id), '[]')
    from (select l.* from unnest(actor.principals()) as me(principal)
            cross join lateral (select w.* from app.leads w
              where w.authority_id = actor.authority() and w.to_principal = me.principal and w.state = 'offered'
                and w.clause_id = any (actor.clauses()) order by w.answer_by limit p_limit) l
           order by l.answer_by limit p_limit) x
    join app.cases c on c.authority_id = x.authority_id and c.id = x.case_id
   where p_authority = actor.authority()
$$;

grant execute on function read.release_row(int, uuid, date), read.my_cases(date, date, date, uuid, int),
  read.releases(text, text, text, int, int, date, uuid, int), read.my_cases_by_ref(text, int),
  read.cases(text, text, text, text, int, int, date, uuid, text, text),
  read.today(text, text, text), read.waiting(int, date, int) to throughcare_actor;
