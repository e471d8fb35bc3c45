-- The review list (AU3): entries with the events behind them, for whoever watches over the people they name.

-- The events behind an entry, in words as in the log of a case.
create or replace function audit.events_behind(a int, p_events bigint[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'at', e.at, 'kind', audit.kind_of(e.action), 'purpose', e.purpose, 'ref', c.ref)
           order by e.at, e.id), '[]')
    from (select x.* from audit.events x where x.authority_id = a and x.id = any (p_events) order by x.at, x.id limit 60) e
    left join app.cases c on c.authority_id = a and c.id = e.case_id and c.id <> all (actor.shut_by_me())
$$;

create or replace function read.review_page(p_state text, p_before_day date, p_before_id uuid, p_limit int, p_use text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  a       int := actor.authority();
  v_watch text := actor.reads_log();
  v_use   text;
  v_all   boolean;
  v_rows  jsonb;
begin
  if v_watch is null then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  -- Words of an officer may name somebody, and practice cases are the officer's secret: an auditor reads verdicts.
  v_all := actor.watches() is not null;
  v_use := audit.open_log(null, p_use);
  select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'member', r.member_id, 'system', r.system_id is not null, 'name', coalesce(m.name, y.label), 'agency', r.agency_id, 'onDay', r.on_day,
           'ref', c.ref, 'facts', r.facts, 'mine', coalesce(r.member_id = actor.member(), false), 'verdict', r.verdict, 'judgedAt', r.judged_at,
           'judgedBy', j.name, 'key', case when v_all then encode(r.key_wrapped, 'hex') end, 'note', case when v_all then encode(r.note_sealed, 'hex') end,
           'events', audit.events_behind(a, r.events)) order by r.on_day desc, r.id desc), '[]') into v_rows
    from (select x.* from audit.reviews x
           where x.authority_id = a and (v_watch = 'all' or x.agency_id = actor.agency()) and (x.case_id = any (actor.shut_by_me())) is not true
             and (p_before_day is null or (x.on_day, x.id) < (p_before_day, p_before_id))
             -- A look that was judged on the page of looks is judged.
             and (x.kind <> 'override' or x.verdict is not null or exists (select from app.overrides o where o.authority_id = a and o.member_id = x.member_id
                   and o.case_id is not distinct from x.case_id and o.verdict is null
                   and o.begun_at >= audit.day_began(a, x.on_day) and o.begun_at < audit.day_began(a, x.on_day + 1)))
             and case p_state when 'open' then x.verdict is null or x.verdict = 'to_clarify' else x.verdict in ('justified', 'not_justified') end
           order by x.on_day desc, x.id desc limit p_limit) r
    left join app.members m on m.authority_id = a and m.id = r.member_id
    left join app.system_keys y on y.authority_id = a and y.id = r.system_id
    left join app.members j on j.authority_id = a and j.id = r.judged_by
    left join app.cases c on c.authority_id = a and c.id = r.case_id;
  perform audit.record_read('log.reviews_read', null, jsonb_build_object('use', v_use, 'reviews', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows) x)));
  return jsonb_build_object('authority', a, 'scope', v_watch, 'use', v_use, 'rows', v_rows, 'mayJudge', v_all, 'comparesFrom', audit.compares_from(a, actor.today()), 'practice', case when v_watch = 'all' and v_all then (
      select coalesce(jsonb_agg(c.ref order by c.ref), '[]') from audit.practice_cases p join app.cases c on c.authority_id = a and c.id = p.case_id
       where p.authority_id = a and p.ended_at is null and c.id <> all (actor.shut_by_me())) else '[]' end,
    'agencies', (select read.agencies_json(a, array_agg(distinct (x ->> 'agency')::int)) from jsonb_array_elements(v_rows) x));
end $$;

create or replace function read.reviews(p_token text, p_purpose text, p_request text, p_state text, p_before_day date, p_before_id uuid, p_limit int, p_use text)
returns jsonb language plpgsql as $$
begin
  perform actor.assume(p_token, p_purpose, p_request);
  return read.review_page(p_state, p_before_day, p_before_id, p_limit, p_use);
end $$;

grant execute on function read.review_page(text, date, uuid, int, text), read.reviews(text, text, text, text, date, uuid, int, text) to throughcare_actor;
