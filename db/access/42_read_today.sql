-- What a day brings: the question that every screen of the product asks. Its lists are short, with a word on whether
-- there are more; the functions run as their owner, ask once who is asking, and repeat the policies.

-- Offers that wait for an answer of my principals: the question, not the file. The reference and the release
-- date belong to the question; who it is stands in the words of the asker, sealed with the offer.
create or replace function read.waiting(p_limit int, out lines json, out ids uuid[], out more boolean)
language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_clauses   int[] := who[5];
  v_shut      uuid[] := who[15];
begin
  select coalesce(json_agg(json_build_object('id', x.id, 'ref', c.ref, 'domain', x.domain,
             'from', case when not isempty(x.period) then lower(x.period) end, 'until', upper(x.period), 'askedBy', x.from_agency_id,
             'answerBy', x.answer_by, 'version', x.version, 'key', encode(x.key_wrapped, 'hex'), 'words', encode(x.words_sealed, 'hex'),
             'release', json_build_object('on', c.release_on, 'certainty', c.release_certainty, 'earliestOn', c.earliest_on))
             order by x.place) filter (where x.place <= p_limit), '[]'),
         coalesce(array_agg(x.id order by x.place) filter (where x.place <= p_limit), '{}'), count(*) > p_limit
    into lines, ids, more
    from (select l.*, row_number() over (order by l.answer_by nulls last, l.id) as place
            from unnest(who[4]::int[]) as me(principal)
            cross join lateral (
              select w.id, w.case_id, w.domain, w.period, w.from_agency_id, w.answer_by, w.version, w.key_wrapped, w.words_sealed from app.leads w
               where w.authority_id = v_authority and w.to_principal = me.principal and w.state = 'offered' and w.clause_id = any (v_clauses)
                 and w.case_id <> all (v_shut)
               order by w.answer_by limit p_limit + 1) l) x
    join app.cases c on c.authority_id = v_authority and c.id = x.case_id;
end $$;

-- Offers of my principals that nobody answered in time, and answers by phone or paper to confirm; as cases and leads are read.
create or replace function read.late_answers(p_limit int, out lines json, out more boolean)
language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_clauses   int[] := who[5];
  v_shut      uuid[] := who[15];
  v_today     date := who[10];
  -- Of an authority without marked cases one look at an empty index.
  v_marked    boolean := exists (select from app.protections p where p.authority_id = v_authority and p.ended_at is null);
begin
  select coalesce(json_agg(json_build_object('id', x.id, 'ref', x.ref, 'domain', x.domain, 'agency', x.agency_id, 'answerBy', x.by_day, 'state', x.state)
             order by x.place) filter (where x.place <= p_limit), '[]'), count(*) > p_limit
    into lines, more
    from (select y.*, row_number() over (order by y.answer_by, y.id) as place
            from unnest(v_mine) as me(principal)
            cross join lateral (
              (select l.id, c.ref, l.domain, l.agency_id, l.answer_by, l.answer_by as by_day,
                      case when v_marked and act.unseen_among(array[l]) <> '{}' then 'unseen' else l.state end as state
                 from app.leads l
                 join app.cases c on c.authority_id = l.authority_id and c.id = l.case_id and c.clause_id = any (v_clauses)
                 cross join lateral (
                   select bool_or(not l.voluntary or s.relation = 'coordination' or s.principal = l.to_principal) as told from app.seats s
                    where s.authority_id = l.authority_id and s.case_id = l.case_id and s.principal = any (v_mine)
                      and s.purpose = who[9] and s.period @> statement_timestamp()) seat
                where l.authority_id = v_authority and l.from_principal = me.principal and l.state = 'offered' and l.answer_by < v_today and l.case_id <> all (v_shut)
                  and l.clause_id = any (v_clauses) and (seat.told or seat.told is not null and l.to_principal = any (v_mine))
                order by l.answer_by limit p_limit + 1)
              union all
              (select l.id, c.ref, l.domain, l.agency_id, l.answer_by, l.confirm_by, case when l.confirm_by >= v_today then 'to_confirm' else 'unconfirmed' end
                 from app.leads l
                 join app.cases c on c.authority_id = l.authority_id and c.id = l.case_id and c.clause_id = any (v_clauses)
                where l.authority_id = v_authority and l.from_principal = me.principal
                  and l.state = 'accepted' and l.channel <> 'self' and l.confirmed_at is null and l.clause_id = any (v_clauses)
                  and l.case_id <> all (v_shut)
                  and exists (select from app.seats s
                    where s.authority_id = l.authority_id and s.case_id = l.case_id and s.principal = any (v_mine)
                      and s.purpose = who[9] and s.period @> statement_timestamp()
                      and (not l.voluntary or s.relation = 'coordination' or s.principal = l.to_principal) offset 0)
                order by l.confirm_by limit p_limit + 1)) y) x;
  if v_marked then
    select u.lines, u.more into lines, more from act.late_with_unheld(p_limit, lines, more) u;
  end if;
end $$;

-- Milestones of my principals that are overdue or due within a week, with the person; as milestones, cases and persons are read.
create or replace function read.due_steps(p_limit int, out lines json, out refs text[], out more boolean)
language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_clauses   int[] := who[5];
  v_shut      uuid[] := who[15];
  v_named     boolean := 'identity' = any (who[6]::text[]);
  v_today     date := who[10];
begin
  select coalesce(json_agg(json_build_object('ref', x.ref, 'person', case when p.id is not null then
             json_build_object('id', p.id, 'key', encode(p.key_wrapped, 'hex'), 'identity', encode(p.identity_sealed, 'hex'), 'version', p.version) end,
             'milestone', json_build_object('id', x.id, 'code', x.code, 'anchor', x.anchor, 'offsetDays', x.offset_days, 'on', x.due_on,
               'status', x.status, 'cycle', x.cycle, 'doneOn', x.done_on, 'version', x.version)) order by x.place) filter (where x.place <= p_limit), '[]'),
         coalesce(array_agg(distinct x.ref) filter (where x.place <= p_limit), '{}'), count(*) > p_limit
    into lines, refs, more
    from (select y.*, row_number() over (order by y.due_on, y.id) as place
            from unnest(v_mine) as me(principal)
            cross join lateral (
              select m.id, m.code, m.anchor, m.offset_days, m.due_on, m.status, m.cycle, m.done_on, m.version, c.ref, c.person_id
                from app.milestones m
                join app.cases c on c.authority_id = m.authority_id and c.id = m.case_id and c.clause_id = any (v_clauses)
               where m.authority_id = v_authority and m.owner_principal = me.principal and m.status = 'open'
                 and m.due_on >= v_today - 60 and m.due_on <= v_today + 7 and m.clause_id = any (v_clauses)
                 and m.case_id <> all (v_shut)
                 and exists (select from app.seats s
                   where s.authority_id = m.authority_id and s.case_id = m.case_id and s.principal = any (v_mine)
                     and s.purpose = who[9] and s.period @> statement_timestamp()
                     and (not m.voluntary or s.relation = 'coordination' or s.principal = m.owner_principal) offset 0)
               order by m.due_on limit p_limit + 1) y) x
    left join app.persons p on v_named and p.authority_id = v_authority and p.id = x.person_id and x.place <= p_limit;
end $$;

-- What stands beside the lists of a day: announcements without a case, as release_notices are read, the days on which
-- everything is closed, and the agencies of the authority.
create or replace function read.day_around(p_days int, out notices json, out closed jsonb, out agencies json)
language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_clauses   int[] := who[5];
  v_shut      uuid[] := who[15];
  v_today     date := who[10];
begin
  select json_build_object('waiting', count(*) filter (where q.residence = 'city'),
      'unknownResidence', count(*) filter (where q.residence = 'unknown'), 'more', count(*) > 100) into notices
    from (select n.residence from app.release_notices n
           where n.authority_id = v_authority and n.status <> 'case' and n.desks && v_mine and n.clause_id = any (v_clauses)
             and (n.case_id = any (v_shut)) is not true limit 101) q;
  closed := read.closed_days(v_authority, v_today, v_today + p_days);
  agencies := read.all_agencies(v_authority);
end $$;

-- The start of the day: the next releases, what waits for my answer, what others owe, milestones.
create or replace function read.today(p_token text, p_purpose text, p_request text, p_rows int, p_others int) returns json
language plpgsql as $$
declare
  who         text[];
  v_authority int;
  v_today     date;
  v_cases     uuid[];
  v_waiting   record;
  v_late      record;
  v_due       record;
  v_around    record;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  who := string_to_array(actor.proven(), '|');
  v_authority := who[1];
  v_today := who[10];
  -- One more than is shown tells whether the list goes on.
  v_cases := array(select m.case_id from read.my_cases(v_today, v_today + 42, null, null, p_rows + 1) m);
  select * into v_waiting from read.waiting(p_others);
  select * into v_late from read.late_answers(p_others);
  select * into v_due from read.due_steps(p_others);
  select * into v_around from read.day_around(56);
  perform audit.record_read('today.read', null, jsonb_build_object('cases', v_cases[:p_rows], 'due', v_due.refs, 'leads', v_waiting.ids));
  return json_build_object('authority', v_authority, 'on', v_today, 'rows', read.list_rows(v_authority, v_cases[:p_rows], v_today),
    'goesOn', cardinality(v_cases) > p_rows, 'waiting', v_waiting.lines, 'late', v_late.lines, 'due', v_due.lines,
    'more', json_build_object('waiting', v_waiting.more, 'late', v_late.more, 'due', v_due.more),
    'categories', who[6]::text[], 'closed', v_around.closed, 'notices', v_around.notices, 'agencies', v_around.agencies);
end $$;

grant execute on function read.today(text, text, text, int, int), read.waiting(int), read.late_answers(int), read.due_steps(int), read.day_around(int) to throughcare_actor;
