-- Seeing a case in an emergency (SH5): four hours, reading only, and the data protection officer is told at once.

-- A seat of four hours for one member. Whatever stands behind the reference, the same statements run, and a reference
-- behind which nothing opens (unknown, of another purpose, closed to this member, outside what the agency may see) has one
-- and the same answer: null. Answers until when. What was asked is kept either way, for the officer.
create or replace function act.begin_override(p_id uuid, p_ref text, p_key bytea, p_asked bytea, p_reason bytea) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  who     text[] := act.who();
  v_seat  uuid := gen_random_uuid();
  v_until timestamptz := now() + interval '4 hours';
  v_own   int := (select p.id from app.principals p where p.authority_id = who[1]::int and p.member_id = who[2]::int);
  v_opens boolean;
  v_second boolean;
  k       app.cases;
begin
  perform actor.must_have_proved();
  select c.* into k from app.cases c
   where c.authority_id = who[1]::int and c.ref = p_ref and c.purpose = who[9]
     and c.clause_id = any (actor.clauses()) and c.id <> all (actor.shut_by_me());
  -- On a specially protected case (PI5) nothing opens before a second person agreed.
  v_second := exists (select from app.protections x where x.authority_id = who[1]::int and x.case_id = k.id and x.ended_at is null);
  if act.relations(k.id) <> '{}' then raise exception 'override_not_needed' using errcode = 'TC409'; end if;
  v_opens := k.id is not null and not v_second;
  insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on, given_by)
  select k.authority_id, v_seat, k.id, k.person_id, v_own, 'override', k.purpose, tstzrange(now(), v_until),
         coalesce(k.release_on, 'infinity'), actor.member() where v_opens;
  insert into app.overrides (authority_id, id, member_id, agency_id, purpose, case_id, seat_id, key_wrapped, asked_sealed, reason_sealed,
    ends_at, needs_second)
  values (actor.authority(), p_id, actor.member(), actor.agency(), actor.purpose(), k.id, case when v_opens then v_seat end,
          p_key, p_asked, p_reason, case when v_opens then v_until when v_second then now() + act.second_within() else now() end, v_second);
  perform audit.record('override.' || case when v_opens then 'begun' when v_second then 'waits' else 'opened_nothing' end, k.id, jsonb_build_object('override', p_id));
  perform act.notify(actor.authority(), act.privacy_desks(actor.authority()), 'privacy', '{}');
  perform act.notify(actor.authority(), act.chairs(actor.authority()), 'override', '{}') where v_second;
  perform act.tell_case(actor.authority(), k.id, 'case') where v_opens;
  return case when v_opens then v_until end;
end $$;

-- How long a second person may take: after that nobody answered, and it has to be asked again.
create or replace function act.second_within() returns interval language sql immutable set search_path = '' as $$ select interval '24 hours' $$;

create or replace function act.chairs(p_authority int) returns int[]
language sql stable security definer set search_path = '' as $$
  select array(select p.id from app.principals p
    join app.member_functions f on f.authority_id = p.authority_id and f.member_id = p.member_id and f.function = 'chair'
   where p.authority_id = p_authority)
$$;

-- The second person, a chair, agrees or refuses. The case opens to whoever asked, and not to the chair.
create or replace function act.second_override(p_id uuid, p_agrees boolean) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  who     text[] := act.who();
  v_seat  uuid := gen_random_uuid();
  v_until timestamptz := now() + interval '4 hours';
  o       app.overrides;
begin
  perform actor.must_have_proved();
  if not 'chair' = any (actor.functions()) then raise exception 'override_chair_only' using errcode = 'TC403'; end if;
  select x.* into o from app.overrides x where x.authority_id = who[1]::int and x.id = p_id and x.needs_second
     and x.case_id <> all (actor.shut_by_me()) for update;
  if not found then raise exception 'override_not_found' using errcode = 'TC404'; end if;
  if o.member_id = actor.member() then raise exception 'override_second_person' using errcode = 'TC403'; end if;
  if o.second_at is not null or o.ends_at <= now() then raise exception 'override_over' using errcode = 'TC409'; end if;
  if p_agrees then
    insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on, given_by)
    select k.authority_id, v_seat, k.id, k.person_id, p.id, 'override', k.purpose, tstzrange(now(), v_until), coalesce(k.release_on, 'infinity'), actor.member()
      from app.cases k join app.principals p on p.authority_id = k.authority_id and p.member_id = o.member_id
     where k.authority_id = o.authority_id and k.id = o.case_id;
  end if;
  update app.overrides x set second_by = actor.member(), second_at = now(), second_said = case when p_agrees then 'agreed' else 'refused' end,
         seat_id = case when p_agrees then v_seat end, ends_at = case when p_agrees then v_until else now() end
   where x.authority_id = o.authority_id and x.id = o.id;
  perform audit.record('override.' || case when p_agrees then 'agreed' else 'refused' end, o.case_id, jsonb_build_object('override', o.id));
  perform act.notify(o.authority_id, array(select p.id from app.principals p
    where p.authority_id = o.authority_id and p.member_id = o.member_id), 'override', '{}');
  perform act.notify(o.authority_id, act.privacy_desks(o.authority_id), 'privacy', '{}');
  perform act.tell_case(o.authority_id, o.case_id, 'case') where p_agrees;
  return case when p_agrees then v_until end;
end $$;

-- Ended before its time by whoever looked.
create or replace function act.end_override(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  o app.overrides;
begin
  perform act.who();
  select x.* into o from app.overrides x
   where x.authority_id = actor.authority() and x.id = p_id and x.member_id = actor.member() and x.seat_id is not null for update;
  if not found then raise exception 'override_not_found' using errcode = 'TC404'; end if;
  if o.ends_at <= now() then raise exception 'override_over' using errcode = 'TC409'; end if;
  update app.seats s set period = tstzrange(lower(s.period), greatest(lower(s.period), statement_timestamp()))
   where s.authority_id = o.authority_id and s.case_id = o.case_id and s.id = o.seat_id;
  update app.overrides x set ends_at = now() where x.authority_id = o.authority_id and x.id = o.id;
  perform audit.record('override.ended', o.case_id, jsonb_build_object('override', o.id));
end $$;

-- The data protection officer says in words whether it was justified; never of their own look.
create or replace function act.judge_override(p_id uuid, p_verdict text, p_words bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_privacy();
  o app.overrides;
begin
  select x.* into o from app.overrides x where x.authority_id = a and x.id = p_id
     and (x.case_id = any (actor.shut_by_me())) is not true for update;
  if not found then raise exception 'override_not_found' using errcode = 'TC404'; end if;
  perform act.must_watch_over(o.agency_id, 'override');
  if o.member_id = actor.member() then raise exception 'override_not_yours_to_judge' using errcode = 'TC403'; end if;
  if o.judged_at is not null then raise exception 'override_already_judged' using errcode = 'TC409'; end if;
  update app.overrides x set verdict = p_verdict, judgement_sealed = p_words, judged_by = actor.member(), judged_at = now()
   where x.authority_id = a and x.id = p_id;
  perform audit.record('override.judged', o.case_id, jsonb_build_object('override', o.id, 'verdict', p_verdict));
  perform act.notify(a, array(select p.id from app.principals p where p.authority_id = a and p.member_id = o.member_id), 'override', '{}');
end $$;

grant execute on function act.begin_override(uuid, text, bytea, bytea, bytea), act.end_override(uuid),
  act.judge_override(uuid, text, bytea), act.second_override(uuid, boolean) to throughcare_actor;
