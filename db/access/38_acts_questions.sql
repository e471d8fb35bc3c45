-- "Ask the coordination desk" (PI4): open to everybody, whether or not anything is held. Nothing is looked up for it, so
-- that neither the answer nor the time it takes can tell whether somebody is known.

create or replace function act.ask_desk(p_id uuid, p_key bytea, p_question bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_desk int;
begin
  perform act.who();
  select min(p.id) into v_desk from app.principals p where p.authority_id = actor.authority() and p.desk_kind = 'coordination';
  if v_desk is null then raise exception 'question_no_desk' using errcode = 'TC409'; end if;
  insert into app.desk_questions (authority_id, id, asked_by, agency_id, to_principal, key_wrapped, question_sealed)
  values (actor.authority(), p_id, actor.member(), actor.agency(), v_desk, p_key, p_question);
  perform audit.record('question.asked', null, jsonb_build_object('question', p_id));
  perform act.notify(actor.authority(), array[v_desk], 'question', '{}');
end $$;

-- The desk answers once, in words.
create or replace function act.answer_question(p_id uuid, p_version int, p_answer bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  q app.desk_questions;
begin
  perform act.who();
  select x.* into q from app.desk_questions x
   where x.authority_id = actor.authority() and x.id = p_id
     and (x.asked_by = actor.member() or x.to_principal = any (actor.principals())) for update;
  if not found then raise exception 'question_not_found' using errcode = 'TC404'; end if;
  if not q.to_principal = any (actor.principals()) then raise exception 'question_not_yours_to_answer' using errcode = 'TC403'; end if;
  if q.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if q.answered_at is not null then raise exception 'question_already_answered' using errcode = 'TC409'; end if;
  update app.desk_questions x set answered_by = actor.member(), answered_at = now(), answer_sealed = p_answer, version = x.version + 1
   where x.authority_id = q.authority_id and x.id = q.id;
  perform audit.record('question.answered', null, jsonb_build_object('question', q.id));
  perform act.notify(q.authority_id, array[q.to_principal]
    || array(select p.id from app.principals p where p.authority_id = q.authority_id and p.member_id = q.asked_by), 'question', '{}');
end $$;

grant execute on function act.ask_desk(uuid, bytea, bytea), act.answer_question(uuid, int, bytea) to throughcare_actor;
