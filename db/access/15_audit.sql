-- Writing the access log. The canonical form is a text of fixed lines, kept as it was hashed, so that a
-- verifier never has to rebuild it. Who is always the proven actor, never an argument. The nonce lies beside it until it is sealed.
create or replace function audit.write(
  p_authority int, p_member int, p_agency int, p_purpose text, p_action text, p_case uuid, p_detail jsonb, p_request text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_at    timestamptz := clock_timestamp();
  v_nonce bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  v_text  text;
  v_leaf  bytea;
begin
  v_text := concat(
    'throughcare-event/1', E'\n',
    'authority=', p_authority, E'\n',
    'at=', to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), E'\n',
    'member=', p_member, E'\n',
    'agency=', p_agency, E'\n',
    'purpose=', p_purpose, E'\n',
    'action=', p_action, E'\n',
    'case=', p_case, E'\n',
    'request=', p_request, E'\n',
    'detail=', p_detail::text, E'\n');
  v_leaf := sha256('\x00'::bytea || v_nonce || convert_to(v_text, 'UTF8'));
  with e as (
    insert into audit.events (authority_id, at, member_id, agency_id, purpose, action, case_id, detail, request_id, canonical, leaf)
    values (p_authority, v_at, p_member, p_agency, p_purpose, p_action, p_case, p_detail, p_request, v_text, v_leaf) returning id)
  insert into audit.waiting (authority_id, is_event, id, case_id, leaf, nonce)
  select p_authority, true, e.id, p_case, v_leaf, v_nonce from e;
end $$;

-- What the actor did, in the transaction in which it was done.
create or replace function audit.record(p_action text, p_case uuid, p_detail jsonb default '{}') returns void
language plpgsql security definer set search_path = '' as $$
declare
  who text[] := actor.context();
begin
  if who is null then raise exception 'session_missing' using errcode = 'TC401'; end if;
  if p_action !~ '^[a-z_]+\.[a-z_]+$' and p_action <> 'refused' then
    raise exception 'event_action_unknown' using errcode = 'TC422', detail = p_action;
  end if;
  -- What is done is written here, or it is not done. An auditor reads, and does nothing else.
  if 'auditor' = any (who[8]::text[]) and p_action not in ('log.opened', 'refused') then
    raise exception 'auditor_reads_only' using errcode = 'TC403';
  end if;
  -- A partner's system is told by the number of its key: no member acted.
  if who[17] <> '' then p_detail := coalesce(p_detail, '{}') || jsonb_build_object('system', who[17]); end if;
  -- A file leaves only after it is written here; before its first part somebody has to be there (SEC-09). The proof with which it
  -- began carries it to its end, for half an hour at most: it would otherwise break off, and nothing of it would be saved.
  if p_action in ('list.exported', 'log.exported') then
    if coalesce(p_detail ->> 'part', '1') = '1' then perform actor.must_have_proved(); else perform actor.must_have_proved('40 minutes'); end if;
  end if;
  perform audit.write(who[1]::int, nullif(who[2]::int, 0), who[3]::int, who[9], p_action, p_case, coalesce(p_detail, '{}'), nullif(who[11], ''));
end $$;

-- What the actor read. The same reading within 15 minutes folds into the first event. Looked up by index whatever the log was when
-- this was planned: planned while it is young, all of it would be read each time.
create or replace function audit.record_read(p_action text, p_case uuid, p_detail jsonb default '{}') returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  who     text[] := actor.context();
  -- A value: a clock that goes on cannot be looked up in an index.
  v_since timestamptz := clock_timestamp() - interval '15 minutes';
begin
  if who is null then raise exception 'session_missing' using errcode = 'TC401'; end if;
  if who[17] <> '' then
    p_detail := coalesce(p_detail, '{}') || jsonb_build_object('system', who[17]);
    if exists (
      select from audit.events e
       where e.authority_id = who[1]::int and e.member_id is null and e.at > v_since
         and e.action = p_action and e.case_id is not distinct from p_case and e.purpose = who[9] and e.detail = p_detail
    ) then
      return;
    end if;
  elsif p_case is null then
    if exists (
      select from audit.events e
       where e.authority_id = who[1]::int and e.member_id = who[2]::int and e.at > v_since
         and e.action = p_action and e.case_id is null and e.purpose = who[9] and e.detail = p_detail
    ) then
      return;
    end if;
  -- By the case or by the reader: of either there are a few in a quarter of an hour.
  elsif exists (
    select from audit.events e
     where e.authority_id = who[1]::int and e.case_id = p_case and e.at > v_since
       and e.member_id = who[2]::int and e.action = p_action and e.purpose = who[9] and e.detail = p_detail
  ) then
    return;
  end if;
  if p_action !~ '^[a-z_]+\.[a-z_]+$' then
    raise exception 'event_action_unknown' using errcode = 'TC422', detail = p_action;
  end if;
  perform audit.write(who[1]::int, nullif(who[2]::int, 0), who[3]::int, who[9], p_action, p_case, coalesce(p_detail, '{}'), nullif(who[11], ''));
end $$;

-- Sign-in and sign-out have no actor yet: the gate names the member it has just checked.
create or replace function audit.record_for(p_authority int, p_member int, p_action text, p_detail jsonb default '{}') returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_action !~ '^(session|invitation|account)\.[a-z_]+$' then
    raise exception 'event_action_unknown' using errcode = 'TC422', detail = p_action;
  end if;
  perform audit.write(p_authority, p_member,
    (select m.agency_id from app.members m where m.authority_id = p_authority and m.id = p_member),
    null, p_action, null, coalesce(p_detail, '{}'), null);
end $$;

grant execute on function audit.record(text, uuid, jsonb), audit.record_read(text, uuid, jsonb) to throughcare_actor;
grant execute on function audit.record_for(int, int, text, jsonb) to throughcare_gate;

-- Of these desks and members, those whose agency may be told today of what stands behind these references and offers:
-- the case is open to it, or it is asked itself. A seat outlives the right to it by no second: who left the agreement,
-- and everybody once it has run out, hears nothing of a case any more. What is no case concerns whom it names.
create or replace function act.may_be_told(p_authority int, p_principals int[], p_ids text[]) returns int[]
language plpgsql security definer set search_path = '' as $$
declare
  v_offers uuid[] := array(select i::uuid from unnest(p_ids) i where i ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
  v_day    date := actor.day_in(p_authority);
  -- Read before what is known of it, as in actor.rights_known().
  v_stamp  bigint := coalesce((select s.stamp from actor.law_stamps s where s.authority_id = p_authority), 0);
begin
  return array(
    select p.id from app.principals p
     where p.authority_id = p_authority and p.id = any (p_principals)
       and not exists (
         select from (
           select c.id, c.purpose, c.clause_id from app.cases c where c.authority_id = p_authority and c.ref = any (p_ids)
           union all
           select c.id, c.purpose, c.clause_id from app.leads l
             join app.cases c on c.authority_id = l.authority_id and c.id = l.case_id
            where l.authority_id = p_authority and l.id = any (v_offers)) b
         cross join lateral (select (coalesce(
             (select k.fields from actor.rights_known k where k.authority_id = p_authority and k.agency_id = p.agency_id
                and k.purpose = b.purpose and k.stamp = v_stamp and k.day = v_day),
             actor.rights_known(p_authority, p.agency_id, b.purpose, v_day)))[1]::int[] as clauses offset 0) n
        where b.clause_id <> all (n.clauses)
          and not exists (select from app.leads l where l.authority_id = p_authority and l.case_id = b.id
                and l.to_principal = p.id and l.clause_id = any (n.clauses))));
end $$;

-- A live message of ids only; the server passes it to the browsers of these principals. Who is not at the desk
-- gets mail that there is something new. Whoever declared closeness to the person gets neither.
create or replace function act.send(p_authority int, p_principals int[], p_kind text, p_ids text[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_close int[] := act.close_to(p_authority, p_ids);
  v_told  int[] := act.may_be_told(p_authority, p_principals, p_ids);
begin
  perform pg_notify('throughcare', jsonb_build_object('authority', p_authority, 'principals', v_told,
    'kind', p_kind, 'ids', p_ids, 'except', v_close)::text);
  perform act.tell(p_authority, v_told, v_close);
end $$;

-- The same; of a specially protected case only those hear who are named on it.
create or replace function act.notify(p_authority int, p_principals int[], p_kind text, p_ids text[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m      record;
  v_rest text[] := p_ids;
begin
  for m in select x.case_id, array_agg(x.id) as ids from act.protected_among(p_authority, p_ids) x group by x.case_id loop
    v_rest := array(select unnest(v_rest) except select unnest(m.ids));
    perform act.send(p_authority, act.named_of(p_authority, m.case_id, p_principals), p_kind, m.ids);
  end loop;
  if p_ids = '{}' or v_rest <> '{}' then perform act.send(p_authority, p_principals, p_kind, v_rest); end if;
end $$;
