-- The page of the data protection officer: what has to be judged, what exists without its reason, what may surprise somebody.

-- That declarations exist: whose, since when, on which case. Why they were made is told to nobody.
create or replace function read.declarations() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not 'data_protection_officer' = any (actor.functions()) then return '[]'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', m.name, 'agency', m.agency_id, 'mine', x.member_id = actor.member(),
      'ref', c.ref, 'declaredAt', x.declared_at, 'liftedAt', x.lifted_at) order by x.lifted_at is not null, x.declared_at desc), '[]')
    from app.closeness x
    join app.members m on m.authority_id = x.authority_id and m.id = x.member_id
    join app.cases c on c.authority_id = x.authority_id and c.id = x.case_id
   where x.authority_id = actor.authority() and actor.watches_over(m.agency_id) and x.case_id <> all (actor.shut_by_me()) and (x.lifted_at is null or x.lifted_at > now() - interval '90 days'));
end $$;

-- Shares of which the person knows nothing and nobody said why (MA-13), and reasons that were used word for word again and
-- again (MA-02). The reference and who decided; nothing of what was shared.
create or replace function read.surprises() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not 'data_protection_officer' = any (actor.functions()) then return '[]'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'ref', c.ref, 'owner', s.owner_agency_id, 'decidedAt', s.decided_at,
      'decidedBy', m.name, 'expiresOn', s.expires_on, 'withdrawnAt', s.withdrawn_at, 'postponedUntil', s.postponed_until,
      'to', (select jsonb_agg(distinct p.agency_id) from app.principals p where p.authority_id = s.authority_id and p.id = any (s.recipients)))
      order by s.decided_at), '[]')
    from app.shares s
    join app.cases c on c.authority_id = s.authority_id and c.id = s.case_id
    join app.members m on m.authority_id = s.authority_id and m.id = s.decided_by
   where s.authority_id = actor.authority() and actor.watches_over(s.owner_agency_id) and s.case_id <> all (actor.shut_by_me()) and s.informed_on is null
     and (s.postponed_sealed is null or s.postponed_until < actor.today()) and s.decided_at > now() - interval '365 days');
end $$;

create or replace function read.repeated_reasons() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not 'data_protection_officer' = any (actor.functions()) then return '[]'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('agency', q.owner_agency_id, 'times', q.times, 'cases', q.cases, 'last', q.last) order by q.times desc), '[]')
    from (select x.owner_agency_id, count(*)::int as times, count(distinct x.case_id)::int as cases, max(x.at) as last
            from (select s.owner_agency_id, s.necessity_token, s.case_id, s.decided_at as at from app.shares s
                   where s.authority_id = actor.authority() and s.necessity_token is not null and s.case_id <> all (actor.shut_by_me())
                  union all
                  select d.owner_agency_id, d.necessity_token, d.case_id, d.asked_at from app.disclosures d
                   where d.authority_id = actor.authority() and d.case_id <> all (actor.shut_by_me())) x
           where x.at > now() - interval '90 days' and actor.watches_over(x.owner_agency_id)
           group by x.owner_agency_id, x.necessity_token having count(distinct x.case_id) >= 3) q);
end $$;

-- Questions to the desk by agency, without their words: how many, and how long they wait.
create or replace function read.questions_counted() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not 'data_protection_officer' = any (actor.functions()) then return '[]'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('agency', q.agency_id, 'asked', q.asked, 'waiting', q.waiting, 'oldest', q.oldest) order by q.waiting desc, q.asked desc), '[]')
    from (select x.agency_id, count(*)::int as asked, count(*) filter (where x.answered_at is null)::int as waiting,
                 min(x.asked_at) filter (where x.answered_at is null) as oldest
            from app.desk_questions x where x.authority_id = actor.authority() and actor.watches_over(x.agency_id) and x.asked_at > now() - interval '90 days' group by x.agency_id) q);
end $$;

create or replace function read.privacy(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_looks     jsonb;
  v_close     jsonb;
  v_surprises jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  if not 'data_protection_officer' = any (actor.functions()) then
    perform audit.record('refused', null, jsonb_build_object('code', 'privacy_only', 'what', 'privacy'));
    return null;
  end if;
  -- What has no judgement stays until it has one; what has is shown for the months that are reviewed.
  select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', read.member_name(v_authority, o.member_id), 'agency', o.agency_id,
           'mine', o.member_id = actor.member(), 'purpose', o.purpose, 'opened', o.seat_id is not null,
           'second', case when o.needs_second then coalesce(o.second_said, case when o.ends_at > now() then 'waits' else 'nobody' end) end, 'begunAt', o.begun_at, 'endsAt', o.ends_at,
           'verdict', o.verdict, 'judgedAt', o.judged_at, 'judgedBy', read.member_name(v_authority, o.judged_by),
           'key', encode(o.key_wrapped, 'hex'), 'asked', encode(o.asked_sealed, 'hex'), 'reason', encode(o.reason_sealed, 'hex'),
           'judgement', encode(o.judgement_sealed, 'hex'),
           'read', (select count(*) from audit.events e where e.authority_id = v_authority and e.case_id = o.case_id and e.member_id = o.member_id
                     and e.at between o.begun_at and o.ends_at and e.action like '%.read'))
           order by o.verdict is not null, o.begun_at desc), '[]') into v_looks
    from app.overrides o where o.authority_id = v_authority and actor.watches_over(o.agency_id) and (o.verdict is null or o.begun_at > now() - interval '400 days');
  v_close := read.declarations();
  v_surprises := read.surprises();
  perform audit.record_read('privacy.read', null, jsonb_build_object('overrides', jsonb_path_query_array(v_looks, '$[*].id'),
    'declarations', jsonb_path_query_array(v_close, '$[*].id'), 'surprises', jsonb_path_query_array(v_surprises, '$[*].id')));
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'overrides', v_looks, 'declarations', v_close,
    'surprises', v_surprises, 'repeated', read.repeated_reasons(), 'questions', read.questions_counted(),
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- My looks in an emergency that run now, for the countdown on every page of the case.
create or replace function read.overrides_running(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
begin
  perform actor.assume(p_token, p_purpose, p_request);
  return (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'ref', c.ref, 'until', o.ends_at) order by o.ends_at), '[]')
    from app.overrides o join app.cases c on c.authority_id = o.authority_id and c.id = o.case_id
   where o.authority_id = actor.authority() and o.member_id = actor.member() and o.seat_id is not null and o.ends_at > now());
end $$;

-- Questions to the coordination desk: mine, and those that my desk answers.
create or replace function read.questions(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_rows jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'agency', q.agency_id, 'askedBy', read.member_name(q.authority_id, q.asked_by),
           'mine', q.asked_by = actor.member(), 'toAnswer', q.to_principal = any (actor.principals()), 'askedAt', q.asked_at,
           'answeredAt', q.answered_at, 'answeredBy', read.member_name(q.authority_id, q.answered_by), 'key', encode(q.key_wrapped, 'hex'),
           'question', encode(q.question_sealed, 'hex'), 'answer', encode(q.answer_sealed, 'hex'), 'version', q.version)
           order by q.answered_at is not null, coalesce(q.answered_at, q.asked_at) desc), '[]') into v_rows
    from (select x.* from app.desk_questions x where x.authority_id = actor.authority()
            and (x.answered_at is null or x.asked_at > now() - interval '90 days')
           order by x.answered_at is not null, x.asked_at desc limit 200) q;
  perform audit.record_read('questions.read', null, jsonb_build_object('questions', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows) x)));
  return jsonb_build_object('authority', actor.authority(), 'today', actor.today(), 'rows', v_rows,
    'agencies', (select read.agencies_json(actor.authority(), array_agg(g.id)) from app.agencies g where g.authority_id = actor.authority()));
end $$;

grant execute on function read.declarations(), read.surprises(), read.repeated_reasons(), read.questions_counted(), read.privacy(text, text, text),
  read.overrides_running(text, text, text), read.questions(text, text, text) to throughcare_actor;
