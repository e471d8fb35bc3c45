-- Sessions of outside services inside a prison: asked, given a slot, held or not. And the secret address of a
-- member's calendar. Those who take part in a session are a number, so no agreement about persons is needed.

-- A session of the actor's agency, locked, at the version that they have seen. `p_side` says which of the two
-- agencies may do this: the prison, the one that asks, or either.
create or replace function act.own_inreach(p_session uuid, p_version int, p_side text) returns app.inreach_sessions
language plpgsql security definer set search_path = '' as $$
declare
  s app.inreach_sessions;
begin
  perform act.who();
  select x.* into s from app.inreach_sessions x
   where x.authority_id = actor.authority() and x.id = p_session
     and actor.agency() in (x.prison_agency_id, x.asking_agency_id) for update;
  if not found then raise exception 'inreach_not_found' using errcode = 'TC404'; end if;
  if (p_side = 'prison' and actor.agency() <> s.prison_agency_id) or (p_side = 'asking' and actor.agency() <> s.asking_agency_id)
     or not act.may_look_after(actor.agency()) then
    raise exception 'inreach_other_side' using errcode = 'TC403';
  end if;
  if s.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return s;
end $$;

create or replace function act.only_while(s app.inreach_sessions, p_states text[]) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if not s.state = any (p_states) then raise exception 'inreach_state_passed' using errcode = 'TC409', detail = s.state; end if;
end $$;

-- Writes the event and tells the desks of both agencies.
create or replace function act.tell_inreach(s app.inreach_sessions, p_action text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform audit.record('inreach.' || p_action, null,
    jsonb_build_object('session', s.id, 'prison', s.prison_agency_id, 'asking', s.asking_agency_id, 'domain', s.domain));
  perform act.notify(s.authority_id, array(select p.id from app.principals p where p.authority_id = s.authority_id
      and p.kind = 'desk' and p.agency_id in (s.prison_agency_id, s.asking_agency_id)), 'inreach', array[s.id::text]);
end $$;

-- Asks a prison for a session. Each of the staff who come is sealed under a key of their own.
create or replace function act.ask_inreach(p_prison int, p_session jsonb, p_workers jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  s app.inreach_sessions;
begin
  perform act.who();
  if not exists (select from app.agencies g where g.authority_id = actor.authority() and g.id = p_prison and g.kind = 'custody'
                  and (g.ended_on is null or g.ended_on > actor.today())) then
    raise exception 'prison_not_known' using errcode = 'TC422', detail = 'prisonId';
  end if;
  if p_prison = actor.agency() or not act.may_look_after(actor.agency()) then
    raise exception 'inreach_other_side' using errcode = 'TC403';
  end if;
  s := jsonb_populate_record(null::app.inreach_sessions, p_session);
  if s.wish_on < actor.today() then raise exception 'day_in_past' using errcode = 'TC422', detail = 'wishOn'; end if;
  if s.service_id is not null and not exists (select from app.services x where x.authority_id = actor.authority() and x.id = s.service_id) then
    raise exception 'service_not_known' using errcode = 'TC422', detail = 'serviceId';
  end if;
  insert into app.inreach_sessions (authority_id, prison_agency_id, asking_agency_id, asked_by, domain, service_id, topic, wish_on,
                                    wish_time, minutes, group_size, needs)
  values (actor.authority(), p_prison, actor.agency(), actor.member(), s.domain, s.service_id, s.topic, s.wish_on,
          coalesce(s.wish_time, ''), s.minutes, s.group_size, coalesce(s.needs, '')) returning * into s;
  insert into app.inreach_workers (authority_id, id, session_id, position, key_wrapped, worker_sealed)
  select s.authority_id, (w.x ->> 'id')::uuid, s.id, w.place, decode(w.x ->> 'key', 'hex'), decode(w.x ->> 'worker', 'hex')
    from jsonb_array_elements(p_workers) with ordinality as w(x, place);
  perform act.tell_inreach(s, 'asked');
  return s.id;
end $$;

-- The prison gives a slot. On the day that was asked for it is settled; another day is a proposal.
create or replace function act.give_slot(p_session uuid, p_version int, p_on date, p_at time, p_room text, p_note text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s app.inreach_sessions := act.own_inreach(p_session, p_version, 'prison');
begin
  perform act.only_while(s, array['asked', 'proposed', 'planned']);
  if p_on < actor.today() then raise exception 'day_in_past' using errcode = 'TC422', detail = 'on'; end if;
  update app.inreach_sessions x
     set state = case when p_on = s.wish_on or (s.state = 'planned' and p_on = s.slot_on and p_at = s.slot_at) then 'planned' else 'proposed' end,
         slot_on = p_on, slot_at = p_at, room = p_room, answer_note = p_note, changed_at = now(), version = x.version + 1
   where x.authority_id = s.authority_id and x.id = s.id returning x.* into s;
  perform act.tell_inreach(s, s.state);
end $$;

create or replace function act.decline_inreach(p_session uuid, p_version int, p_reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s app.inreach_sessions := act.own_inreach(p_session, p_version, 'prison');
begin
  perform act.only_while(s, array['asked', 'proposed']);
  update app.inreach_sessions x
     set state = 'declined', decline_reason = p_reason, slot_on = null, slot_at = null, changed_at = now(), version = x.version + 1
   where x.authority_id = s.authority_id and x.id = s.id;
  perform act.tell_inreach(s, 'declined');
end $$;

-- The service takes the other day that the prison proposed, or takes its question back.
create or replace function act.answer_proposal(p_session uuid, p_version int, p_taken boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s app.inreach_sessions := act.own_inreach(p_session, p_version, 'asking');
begin
  perform act.only_while(s, case when p_taken then array['proposed'] else array['asked', 'proposed'] end);
  update app.inreach_sessions x
     set state = case when p_taken then 'planned' else 'withdrawn' end, changed_at = now(), version = x.version + 1
   where x.authority_id = s.authority_id and x.id = s.id;
  perform act.tell_inreach(s, case when p_taken then 'planned' else 'withdrawn' end);
end $$;

-- What came of it: held with so many, or not held, on whose side. Never against a person.
create or replace function act.record_inreach(p_session uuid, p_version int, p_attended int, p_because text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s app.inreach_sessions := act.own_inreach(p_session, p_version, 'either');
begin
  perform act.only_while(s, array['planned', 'held', 'not_held']);
  if (p_attended is null) = (p_because is null) then
    raise exception 'inreach_result_missing' using errcode = 'TC422', detail = 'attended';
  end if;
  if p_attended is not null and s.slot_on > actor.today() then
    raise exception 'inreach_not_yet' using errcode = 'TC409', detail = 'attended';
  end if;
  update app.inreach_sessions x
     set state = case when p_because is null then 'held' else 'not_held' end, attended = p_attended, not_held_because = p_because,
         changed_at = now(), version = x.version + 1
   where x.authority_id = s.authority_id and x.id = s.id;
  perform act.tell_inreach(s, case when p_because is null then 'held' else 'not_held' end);
end $$;

-- The prison lets a member of staff in until a day, or says why not; the reason comes sealed.
create or replace function act.clear_worker(p_worker uuid, p_version int, p_until date, p_reason bytea) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  w app.inreach_workers;
  s app.inreach_sessions;
begin
  perform act.who();
  select x.* into w from app.inreach_workers x where x.authority_id = actor.authority() and x.id = p_worker for update;
  select x.* into s from app.inreach_sessions x
   where x.authority_id = w.authority_id and x.id = w.session_id and actor.agency() in (x.prison_agency_id, x.asking_agency_id);
  if not found then raise exception 'worker_not_found' using errcode = 'TC404'; end if;
  if actor.agency() <> s.prison_agency_id or not act.may_look_after(actor.agency()) then
    raise exception 'inreach_other_side' using errcode = 'TC403';
  end if;
  if w.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if (p_until is null) = (p_reason is null) then
    raise exception 'clearance_missing' using errcode = 'TC422', detail = 'until';
  end if;
  if p_until < actor.today() then raise exception 'day_in_past' using errcode = 'TC422', detail = 'until'; end if;
  update app.inreach_workers x
     set clearance = case when p_until is not null then 'cleared' else 'refused' end, cleared_until = p_until, reason_sealed = p_reason,
         version = x.version + 1
   where x.authority_id = w.authority_id and x.id = w.id;
  perform act.tell_inreach(s, case when p_until is not null then 'cleared' else 'refused' end);
  return s.id;
end $$;

-- A secret address for the own calendar; making a new one ends the former.
create or replace function act.make_calendar_feed(p_token_hash bytea) returns timestamptz
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  insert into app.calendar_feeds as f (authority_id, member_id, token_hash) values (actor.authority(), actor.member(), p_token_hash)
  on conflict (authority_id, member_id) do update set token_hash = p_token_hash, made_at = now(), last_fetched_at = null;
  perform audit.record('calendar.made', null);
  return now();
end $$;

create or replace function act.stop_calendar_feed() returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  delete from app.calendar_feeds f where f.authority_id = actor.authority() and f.member_id = actor.member();
  if found then perform audit.record('calendar.stopped', null); end if;
end $$;

grant execute on function act.ask_inreach(int, jsonb, jsonb), act.give_slot(uuid, int, date, time, text, text),
  act.decline_inreach(uuid, int, text), act.answer_proposal(uuid, int, boolean), act.record_inreach(uuid, int, int, text),
  act.clear_worker(uuid, int, date, bytea), act.make_calendar_feed(bytea), act.stop_calendar_feed() to throughcare_actor;
