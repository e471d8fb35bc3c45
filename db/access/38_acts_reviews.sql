-- What the data protection officer does with the review list.

-- Looks through today and the six days before, now.
create or replace function act.refresh_reviews() returns int
language plpgsql security definer set search_path = '' as $$
declare
  a      int := actor.authority();
  v_made int;
begin
  perform act.who();
  if actor.watches() is null then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  perform audit.open_log(null, null);
  select sum(audit.find_reviews(a, actor.today() - d, case actor.watches() when 'own' then actor.agency() end)) into v_made from generate_series(0, 6) d;
  perform audit.record('log.reviewed', null, jsonb_build_object('days', 7));
  return v_made;
end $$;

-- A verdict with its words. What is to be clarified can be said anew; nobody judges themselves.
create or replace function act.judge_review(p_id uuid, p_verdict text, p_key bytea, p_note bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := actor.authority();
  r audit.reviews;
begin
  perform act.who();
  if actor.watches() is null then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  select x.* into r from audit.reviews x where x.authority_id = a and x.id = p_id and (x.case_id = any (actor.shut_by_me())) is not true for update;
  if not found or not actor.watches_over(r.agency_id) then raise exception 'review_not_found' using errcode = 'TC404'; end if;
  if r.member_id = actor.member() then raise exception 'review_not_yours_to_judge' using errcode = 'TC403'; end if;
  if r.verdict in ('justified', 'not_justified') then raise exception 'review_already_judged' using errcode = 'TC409'; end if;
  perform audit.open_log(null, null);
  update audit.reviews x set verdict = p_verdict, key_wrapped = p_key, note_sealed = p_note, judged_by = actor.member(), judged_at = now()
   where x.authority_id = a and x.id = p_id;
  perform audit.record('log.review_judged', null, jsonb_build_object('review', p_id, 'verdict', p_verdict));
end $$;

-- Marks a practice case, or ends the mark. Only the officer of the authority knows which these are.
create or replace function act.mark_practice_case(p_ref text, p_marked boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a      int := act.only_privacy();
  v_case uuid;
begin
  if actor.watches() <> 'all' then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  select c.id into v_case from app.cases c where c.authority_id = a and c.ref = p_ref and c.id <> all (actor.shut_by_me());
  if not found then raise exception 'case_not_found' using errcode = 'TC404', detail = 'ref'; end if;
  if p_marked then
    insert into audit.practice_cases as p (authority_id, case_id, marked_by) values (a, v_case, actor.member())
    on conflict (authority_id, case_id) do update set marked_by = actor.member(), marked_at = now(), ended_at = null where p.ended_at is not null;
  else
    update audit.practice_cases p set ended_at = now() where p.authority_id = a and p.case_id = v_case and p.ended_at is null;
  end if;
  perform audit.record('log.practice_case', null, jsonb_build_object('ref', p_ref, 'marked', p_marked));
end $$;

-- What a search is compared with in its moment: the own name, those of colleagues of the same agency, and whether whom the
-- member declared closeness to may have been meant. Nothing is kept, and the answer of the search shows nothing of it. Who asks
-- is proven once: asked for each colleague, the proof took ten times longer than the search.
create or replace function read.names_beside(p_words jsonb, p_numbers bigint[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_member    int := who[2];
  v_agency    int := who[3];
  v_declared  boolean := false;
begin
  -- A declaration shuts the case, so where nothing is shut there is none.
  if who[15] <> '{}' then
    v_declared := exists (
      select from app.closeness x join app.persons p on p.authority_id = x.authority_id and p.id = x.person_id
       where x.authority_id = v_authority and x.member_id = v_member and x.lifted_at is null and x.person_id = any (actor.shut_persons())
         and (jsonb_array_length(p_words) > 0 and not exists (select from jsonb_array_elements(p_words) w
                where not p.name_tokens && array(select t::bigint from jsonb_array_elements_text(w -> 'exact') t))
           or exists (select from app.person_identifiers i where i.authority_id = p.authority_id and i.person_id = p.id and i.number_token = any (p_numbers))));
  end if;
  return jsonb_build_object('own', (select m.name from app.members m where m.authority_id = v_authority and m.id = v_member),
    'colleagues', array(select m.name from app.members m where m.authority_id = v_authority and m.agency_id = v_agency
      and m.id <> v_member and m.ended_at is null limit 500),
    'declared', v_declared);
end $$;

grant execute on function act.refresh_reviews(), act.judge_review(uuid, text, bytea, bytea), act.mark_practice_case(text, boolean),
  read.names_beside(jsonb, bigint[]) to throughcare_actor;
