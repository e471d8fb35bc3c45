-- Words given in advance, and what managers have to settle.

-- How many places are taken today, and how many begin in this month; the word of my own desks only.
create or replace function read.standing_used(p_standing uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('now', count(*) filter (where l.period @> (select actor.today())),
           'month', count(*) filter (where date_trunc('month', lower(l.period)) = date_trunc('month', (select actor.today())::timestamp)),
           'all', count(*))
    from app.standing_acceptances s
    join app.leads l on l.authority_id = s.authority_id and l.standing_id = s.id and l.state = 'accepted'
   where s.authority_id = (select actor.authority()) and s.id = p_standing and s.principal = any ((select actor.principals())::int[])
$$;

create or replace function read.standings(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'domain', s.domain, 'prisons', s.prisons, 'atOnce', s.at_once,
           'perMonth', s.per_month, 'maxDays', s.max_days, 'from', lower(s.valid), 'until', upper(s.valid),
           'madeOn', s.made_at::date, 'madeBy', (select m.name from app.members m where m.authority_id = s.authority_id and m.id = s.made_by),
           'endedOn', s.ended_at::date, 'used', read.standing_used(s.id), 'version', s.version)
           order by s.ended_at is not null, upper(s.valid) <= actor.today(), s.made_at desc, s.id), '[]')
    into v_rows
    from app.standing_acceptances s
   where s.authority_id = v_authority and (s.ended_at is null or s.ended_at > now() - interval '60 days');
  return jsonb_build_object('today', actor.today(), 'rows', v_rows,
    'mayAdd', coalesce(act.own_desk() = any (actor.principals()), false),
    'domains', (select coalesce(jsonb_agg(d.code order by d.position), '[]') from app.domains d
                 where d.authority_id = v_authority and d.code = any (actor.categories())),
    'agencies', read.agencies_json(v_authority, array(select g.id from app.agencies g
                 where g.authority_id = v_authority and g.kind = 'custody' and g.ended_on is null)));
end $$;

-- What was declined twice: for the managers of the agencies, and for those who lead or coordinate the case.
create or replace function read.escalations(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'ref', e.ref, 'domain', e.domain, 'agencies', e.agencies,
           'from', e.begins_on, 'raisedOn', e.raised_at::date, 'state', e.state, 'outcome', e.outcome, 'agency', e.agency_id,
           'until', e.until_on, 'decidedOn', e.decided_at::date, 'key', encode(e.key_wrapped, 'hex'), 'words', encode(e.words_sealed, 'hex'),
           'mayResolve', e.state = 'open' and 'manager' = any (actor.functions()) and actor.agency() = any (e.agencies),
           'seated', exists (select from app.cases c where c.authority_id = e.authority_id and c.id = e.case_id),
           'version', e.version) order by e.state <> 'open', e.raised_at desc, e.id), '[]')
    into v_rows
    from (select x.* from app.escalations x
           where x.authority_id = v_authority and (x.state = 'open' or x.decided_at > now() - interval '60 days')
           order by x.state <> 'open', x.raised_at desc limit 100) e;
  perform audit.record_read('escalations.list', null, jsonb_build_object('refs',
    (select jsonb_agg(x -> 'ref') from jsonb_array_elements(v_rows) x)));
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'rows', v_rows,
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

grant execute on function read.standing_used(uuid),
  read.standings(text, text, text), read.escalations(text, text, text) to throughcare_actor;
