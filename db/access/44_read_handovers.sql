-- Offers one by one and as an inbox. Who is asked before sitting on the case sees the question, not the file.

-- The reference and the release date belong to the question; the rest of the case does not.
create or replace function read.question(p_lead uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('ref', c.ref, 'caseId', c.id,
           'release', jsonb_build_object('on', c.release_on, 'certainty', c.release_certainty, 'earliestOn', c.earliest_on))
    from app.leads l join app.cases c on c.authority_id = l.authority_id and c.id = l.case_id
   where l.authority_id = (select actor.authority()) and l.id = p_lead and l.clause_id = any ((select actor.clauses())::int[])
     and l.case_id <> all ((select actor.shut())::uuid[])
     and (l.state = 'offered' and l.to_principal = any ((select actor.principals())::int[])
          or exists (select from app.seats s where s.authority_id = l.authority_id and s.case_id = l.case_id
                      and s.principal = any ((select actor.principals())::int[]) and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
                      and (not l.voluntary or s.relation = 'coordination' or s.principal = l.to_principal)))
$$;

create or replace function read.lead_row(l app.leads, p_today date) returns jsonb
language sql stable as $$
  select read.lead_json(read.lead_as_kept(l, p_today), p_today, (select a.time_zone from app.authorities a where a.id = l.authority_id))::jsonb || read.question(l.id) || jsonb_build_object('relations', act.relations(l.case_id),
    'person', (select read.person_json(c.authority_id, c.person_id) from app.cases c
                where c.authority_id = l.authority_id and c.id = l.case_id),
    -- An agency whose people have no account is asked by a link (SH7).
    'accounts', l.state <> 'offered' or exists (select from app.members m where m.authority_id = l.authority_id
                 and m.agency_id = l.agency_id and m.ended_at is null and m.activated_at is not null),
    'link', case when l.state = 'offered' then (
      select jsonb_build_object('madeAt', o.made_at, 'openedAt', o.opened_at, 'expiresAt', o.expires_at)
        from app.offer_links o where o.authority_id = l.authority_id and o.lead_id = l.id and o.answered_at is null
         and o.revoked_at is null and o.expires_at > now()) end)
$$;

-- A key without names is not told the words around an offer either: they hold the name.
create or replace function read.told_without(p_row jsonb) returns jsonb
language sql stable as $$
  select case when actor.system() is null or 'names' = any (actor.scopes()) then p_row else p_row - 'words' - 'reason' - 'saidBy' end
$$;

-- One offer, or null. It writes no event: the acts that use it write theirs.
create or replace function read.lead_of(p_lead uuid) returns jsonb
language sql stable as $$
  select read.told_without(read.lead_row(l, (select actor.today()))) || jsonb_build_object('authority', l.authority_id,
           'principals', actor.principals(), 'today', actor.today(),
           'agencies', read.agencies_json(l.authority_id, array[l.agency_id, l.from_agency_id]))
    from app.leads l where l.authority_id = (select actor.authority()) and l.id = p_lead
$$;

-- An offer and its case in hand, as somebody of whom it is proven who they are sees it, or null: the policies of leads, repeated.
-- No login may call it.
create or replace function read.lead_told(who text[], l app.leads, k app.cases) returns jsonb
language plpgsql stable as $$
declare
  v_today   date := who[10];
  v_mine    int[] := who[4];
  v_clauses int[] := who[5];
  v_shut    uuid[] := who[15];
  v_desks   int[];
  v_sits    text[];
  v_told    jsonb;
begin
  if l.authority_id <> who[1]::int or l.clause_id <> all (v_clauses) or l.case_id = any (v_shut) then return null; end if;
  select coalesce(array_agg(s.principal), '{}'), coalesce(array_agg(distinct s.relation), '{}') into v_desks, v_sits from app.seats s
   where s.authority_id = l.authority_id and s.case_id = l.case_id and s.principal = any (v_mine)
     and s.purpose = who[9] and s.period @> statement_timestamp();
  if not (l.state = 'offered' and l.to_principal = any (v_mine)
      or v_desks <> '{}' and (not l.voluntary or 'coordination' = any (v_sits) or l.to_principal = any (v_desks))) then
    return null;
  end if;
  -- As it is kept (read.lead_as_kept()).
  if l.state in ('offered', 'accepted') and exists (select from app.protections p
       where p.authority_id = l.authority_id and p.case_id = l.case_id and p.ended_at is null) then
    l := (read.leads_seen(array[l], v_today))[1];
  end if;
  if who[19] <> '' then l := read.lead_kept(l, (who[19]::jsonb -> k.arrangement_id::text ->> l.agency_id::text)::date, v_today); end if;
  v_told := read.lead_json(l, v_today, (select a.time_zone from app.authorities a where a.id = l.authority_id))::jsonb || jsonb_build_object('authority', l.authority_id, 'principals', v_mine, 'today', v_today,
    'relations', act.relations_said(v_sits, l.case_id), 'ref', k.ref, 'caseId', k.id,
    'release', jsonb_build_object('on', k.release_on, 'certainty', k.release_certainty, 'earliestOn', k.earliest_on));
  -- A key without names is not told the words (read.told_without()).
  return case when who[17] <> '' and not 'names' = any (who[18]::text[]) then v_told - 'words' - 'reason' - 'saidBy' else v_told end;
end $$;

-- Holds an offer, and first its case as every act does, until the transaction ends, and shows it.
create or replace function read.lead_held(p_lead uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  who    text[] := act.who();
  l      app.leads;
  k      app.cases;
  v_shut uuid[] := who[15];
  v_told jsonb;
begin
  perform actor.let_system(who, 'offers');
  select x.* into l from app.leads x where x.authority_id = who[1]::int and x.id = p_lead
    and x.clause_id = any (who[5]::int[]) and x.case_id <> all (v_shut);
  if found then
    select c.* into strict k from app.cases c where c.authority_id = l.authority_id and c.id = l.case_id for update;
    select x.* into strict l from app.leads x where x.authority_id = l.authority_id and x.id = p_lead for update;
    v_told := read.lead_told(who, l, k);
  end if;
  if v_told is null then raise exception 'lead_not_found' using errcode = 'TC404'; end if;
  return v_told || jsonb_build_object('agencies', read.agencies_json(l.authority_id, array[l.agency_id, l.from_agency_id]));
end $$;

-- Answers with the event, and tells what of the offer is another after it. `lead` is null for whoever has seen it for the
-- last time.
create or replace function read.lead_answered(
  p_lead uuid, p_version int, p_outcome text, p_reason bytea, p_channel text, p_said_by bytea, p_ends_on date, p_key bytea
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  who text[] := act.who();
  a   record;
begin
  a := act.answered(who, p_lead, p_version, p_outcome, p_reason, p_channel, p_said_by, p_ends_on, p_key);
  perform audit.record('lead.' || p_outcome, (a.k).id, jsonb_build_object('lead', p_lead, 'channel', p_channel, 'version', (a.l).version));
  return jsonb_build_object('version', (a.l).version, 'lead', read.lead_told(who, a.l, a.k));
end $$;

create or replace function read.lead(p_token text, p_purpose text, p_request text, p_lead uuid) returns jsonb
language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_answer := read.lead_of(p_lead);
  if v_answer is null then
    perform audit.record('refused', null, jsonb_build_object('code', 'lead_not_found', 'what', 'lead'));
    return null;
  end if;
  perform audit.record_read('lead.read', (v_answer ->> 'caseId')::uuid, jsonb_build_object('lead', p_lead, 'version', v_answer -> 'version'));
  return v_answer;
end $$;

-- `waiting`: for an answer of mine. `asked`: by us, without answer or still to be confirmed. `answered`: of
-- the last 60 days, by us or to us. The most urgent or most recent first.
create or replace function read.handovers(
  p_token text, p_purpose text, p_request text, p_box text, p_limit int, p_after text, p_after_id uuid
) returns jsonb language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  if p_box = 'answered' then
    select coalesce(jsonb_agg(r.line || jsonb_build_object('place', r.answered_at) order by r.answered_at desc, r.id desc), '[]') into v_rows
      from (select x.id, x.answered_at, read.lead_row(x, v_today) as line
              from (select distinct on (m.answered_at, m.id) m.* from unnest((select actor.principals())::int[]) as me(principal)
                      cross join lateral (
                        (select l.* from app.leads l where l.authority_id = v_authority and l.from_principal = me.principal
                            and l.answered_at > now() - interval '60 days' and l.offered_by is not null
                            and (p_after is null or (l.answered_at, l.id) < (p_after::timestamptz, p_after_id))
                          order by l.answered_at desc, l.id desc limit p_limit + 1)
                        union all
                        (select l.* from app.leads l where l.authority_id = v_authority and l.to_principal = me.principal
                            and l.answered_at > now() - interval '60 days' and l.offered_by is not null
                            and (p_after is null or (l.answered_at, l.id) < (p_after::timestamptz, p_after_id))
                          order by l.answered_at desc, l.id desc limit p_limit + 1)) m
                     order by m.answered_at desc, m.id desc limit p_limit + 1) x) r;
  else
    select coalesce(jsonb_agg(r.line || jsonb_build_object('place', r.due) order by r.due, r.id), '[]') into v_rows
      from (select x.id, coalesce(x.confirm_by, x.answer_by, 'infinity') as due, read.lead_row(x, v_today) as line
              from (select m.* from unnest((select actor.principals())::int[]) as me(principal)
                      cross join lateral (
                        (select l.* from app.leads l where p_box = 'waiting' and l.authority_id = v_authority
                            and l.to_principal = me.principal and l.state = 'offered'
                            and (p_after is null or (coalesce(l.answer_by, 'infinity'), l.id) > (p_after::date, p_after_id))
                          order by coalesce(l.answer_by, 'infinity'), l.id limit p_limit + 1)
                        union all
                        (select l.* from app.leads l where p_box = 'asked' and l.authority_id = v_authority
                            and l.from_principal = me.principal and l.state = 'offered'
                            and (p_after is null or (coalesce(l.answer_by, 'infinity'), l.id) > (p_after::date, p_after_id))
                          order by coalesce(l.answer_by, 'infinity'), l.id limit p_limit + 1)
                        union all
                        (select l.* from app.leads l where p_box = 'asked' and l.authority_id = v_authority
                            and l.from_principal = me.principal and l.state = 'accepted' and l.channel <> 'self' and l.confirmed_at is null
                            and (p_after is null or (coalesce(l.confirm_by, 'infinity'), l.id) > (p_after::date, p_after_id))
                          order by coalesce(l.confirm_by, 'infinity'), l.id limit p_limit + 1)) m
                     order by coalesce(m.confirm_by, m.answer_by, 'infinity'), m.id limit p_limit + 1) x) r;
  end if;
  if actor.system() is not null then
    v_rows := (select coalesce(jsonb_agg(read.told_without(o.x) order by o.place), '[]') from jsonb_array_elements(v_rows) with ordinality o(x, place));
  end if;
  perform audit.record_read('handovers.list', null, jsonb_build_object('box', p_box,
    'leads', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows) with ordinality o(x, place) where o.place <= p_limit)));
  return jsonb_build_object('authority', v_authority, 'today', v_today, 'principals', actor.principals(), 'rows', v_rows,
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

grant execute on function read.question(uuid), read.lead_row(app.leads, date), read.lead_of(uuid), read.told_without(jsonb),
  read.lead_held(uuid), read.lead_answered(uuid, int, text, bytea, text, bytea, date, bytea),
  read.lead(text, text, text, uuid), read.handovers(text, text, text, text, int, text, uuid) to throughcare_actor;
