-- The register of legal bases: written as a draft, activated whole, questioned, renewed, withdrawn (LED-13, MA-14).

-- An entry that may still be reworded, locked.
create or replace function act.open_basis(p_authority int, p_id int, p_version int) returns app.legal_bases
language plpgsql security definer set search_path = '' as $$
declare
  b app.legal_bases;
begin
  select x.* into b from app.legal_bases x where x.authority_id = p_authority and x.id = p_id for update;
  if not found then raise exception 'legal_basis_not_found' using errcode = 'TC404'; end if;
  if b.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return b;
end $$;

create or replace function act.save_basis(p_id int, p_version int, c jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  a    int := act.only_steering();
  made int := p_id;
  b    app.legal_bases;
begin
  if p_id is null then
    select coalesce(max(x.id), 0) + 1 into made from app.legal_bases x where x.authority_id = a;
    insert into app.legal_bases (authority_id, id, kind, changed_by) values (a, made, c ->> 'kind', actor.member());
  else
    b := act.open_basis(a, p_id, p_version);
    if b.state <> 'draft' then raise exception 'basis_already_active' using errcode = 'TC409'; end if;
  end if;
  update app.legal_bases x
     set kind = c ->> 'kind', citation = nullif(c ->> 'citation', ''), objective = nullif(c ->> 'objective', ''),
         categories = array(select jsonb_array_elements_text(c -> 'categories')),
         purposes = array(select jsonb_array_elements_text(c -> 'purposes')),
         bodies = array(select e::int from jsonb_array_elements_text(c -> 'bodies') e),
         valid_from = (c ->> 'validFrom')::date, valid_until = (c ->> 'validUntil')::date, review_on = (c ->> 'reviewOn')::date,
         text_link = nullif(c ->> 'textLink', ''), description = nullif(c ->> 'description', ''),
         changed_by = actor.member(), changed_at = now(), version = x.version + case when p_id is null then 0 else 1 end
   where x.authority_id = a and x.id = made;
  perform audit.record('legal_basis.saved', null, jsonb_build_object('basis', made));
  return made;
end $$;

-- From now on parties may stand on it. Which of the six parts is missing is said by its name.
create or replace function act.activate_basis(p_id int, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a       int := act.only_steering();
  b       app.legal_bases := act.open_basis(a, p_id, p_version);
  missing text;
begin
  if b.state <> 'draft' then raise exception 'basis_already_active' using errcode = 'TC409'; end if;
  missing := case when b.citation is null then 'citation' when b.objective is null then 'objective'
    when b.categories = '{}' then 'categories' when b.purposes = '{}' then 'purposes' when b.bodies = '{}' then 'bodies'
    when b.valid_from is null then 'validFrom' when coalesce(b.valid_until, b.review_on) is null then 'validUntil' end;
  if missing is not null then raise exception 'basis_part_missing' using errcode = 'TC422', detail = missing; end if;
  if b.kind = 'vital_interests' and b.description is null then
    raise exception 'basis_vital_undescribed' using errcode = 'TC422', detail = 'description';
  end if;
  update app.legal_bases x
     set state = 'active', reviewed_by = (select m.name from app.members m where m.authority_id = a and m.id = actor.member()),
         reviewed_on = actor.today(), version = x.version + 1,
         -- A vital interest closes itself after a week, whatever was written.
         valid_until = case when x.kind = 'vital_interests' then least(x.valid_until, x.valid_from + 7, actor.today() + 7) else x.valid_until end
   where x.authority_id = a and x.id = p_id;
  perform audit.record('legal_basis.activated', null, jsonb_build_object('basis', p_id));
end $$;

-- Somebody read it again and found that it still holds. Not while the adviser's question waits for an answer.
create or replace function act.renew_basis(p_id int, p_version int, p_until date, p_review date, p_by text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_steering();
  b app.legal_bases := act.open_basis(a, p_id, p_version);
begin
  if b.state <> 'active' then raise exception 'basis_not_active' using errcode = 'TC409'; end if;
  if b.kind = 'vital_interests' then raise exception 'basis_vital_not_renewed' using errcode = 'TC409'; end if;
  if exists (select from app.basis_questions q where q.authority_id = a and q.basis_id = p_id and q.answer is null) then
    raise exception 'basis_question_open' using errcode = 'TC409';
  end if;
  if coalesce(p_until, p_review) is null then raise exception 'basis_part_missing' using errcode = 'TC422', detail = 'validUntil'; end if;
  if p_until < actor.today() then raise exception 'basis_ends_before' using errcode = 'TC422', detail = 'validUntil'; end if;
  update app.legal_bases x
     set valid_until = p_until, review_on = p_review, reviewed_on = actor.today(), version = x.version + 1,
         reviewed_by = coalesce(nullif(trim(p_by), ''), (select m.name from app.members m where m.authority_id = a and m.id = actor.member())),
         changed_by = actor.member(), changed_at = now()
   where x.authority_id = a and x.id = p_id;
  perform audit.record('legal_basis.renewed', null, jsonb_build_object('basis', p_id, 'until', p_until, 'review', p_review));
end $$;

-- It carries nothing new from this moment on.
create or replace function act.withdraw_basis(p_id int, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_steering();
  b app.legal_bases := act.open_basis(a, p_id, p_version);
begin
  if b.state <> 'active' then raise exception 'basis_not_active' using errcode = 'TC409'; end if;
  update app.legal_bases x set state = 'withdrawn', version = x.version + 1, changed_by = actor.member(), changed_at = now()
   where x.authority_id = a and x.id = p_id;
  perform audit.record('legal_basis.withdrawn', null, jsonb_build_object('basis', p_id));
end $$;

-- The adviser on lawfulness asks; the desk answers; until then nothing that stands on it is fixed or renewed.
create or replace function act.question_basis(p_basis int, p_question text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  made int;
begin
  perform act.who();
  if not 'lawfulness_adviser' = any (actor.functions()) then raise exception 'lawfulness_adviser_only' using errcode = 'TC403'; end if;
  perform from app.legal_bases b where b.authority_id = actor.authority() and b.id = p_basis for update;
  if not found then raise exception 'legal_basis_not_found' using errcode = 'TC404'; end if;
  select coalesce(max(q.id), 0) + 1 into made from app.basis_questions q where q.authority_id = actor.authority();
  insert into app.basis_questions (authority_id, id, basis_id, question, asked_by)
  values (actor.authority(), made, p_basis, p_question, actor.member());
  perform audit.record('legal_basis.questioned', null, jsonb_build_object('basis', p_basis, 'question', made));
  perform act.tell_coordination(actor.authority(), p_basis);
  return made;
end $$;

create or replace function act.answer_basis_question(p_id int, p_answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_steering();
begin
  if not exists (select from app.basis_questions q where q.authority_id = a and q.id = p_id) then
    raise exception 'basis_question_not_found' using errcode = 'TC404';
  end if;
  update app.basis_questions q set answer = p_answer, answered_by = actor.member(), answered_at = now()
   where q.authority_id = a and q.id = p_id and q.answer is null;
  if not found then raise exception 'basis_question_answered' using errcode = 'TC409'; end if;
  perform audit.record('legal_basis.answered', null, jsonb_build_object('question', p_id));
end $$;

-- What the data protection officer thinks of a draft, or of an edition that still gathers signatures.
create or replace function act.give_opinion(p_draft int, p_arrangement int, p_stance text, p_opinion text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  a    int := actor.authority();
  made int;
begin
  perform act.who();
  if not 'data_protection_officer' = any (actor.functions()) then raise exception 'opinion_not_yours' using errcode = 'TC403'; end if;
  perform from app.authorities x where x.id = a for update;
  if not exists (select from app.arrangement_drafts d where d.authority_id = a and d.id = p_draft and d.arrangement_id is null)
     and not exists (select from app.arrangements x where x.authority_id = a and x.id = p_arrangement) then
    raise exception 'agreement_draft_not_found' using errcode = 'TC404';
  end if;
  select coalesce(max(o.id), 0) + 1 into made from app.agreement_advice o where o.authority_id = a;
  insert into app.agreement_advice (authority_id, id, draft_id, arrangement_id, stance, advice, given_by)
  values (a, made, p_draft, p_arrangement, p_stance, p_opinion, actor.member());
  perform audit.record('agreement.opinion_given', null,
    jsonb_build_object('draft', p_draft, 'agreement', p_arrangement, 'stance', p_stance));
  perform act.tell_coordination(a, coalesce(p_arrangement, p_draft));
  return made;
end $$;

-- Why the desk goes on against the opinion, or how it follows it.
create or replace function act.answer_opinion(p_id int, p_answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_steering();
begin
  if not exists (select from app.agreement_advice o where o.authority_id = a and o.id = p_id) then
    raise exception 'opinion_not_found' using errcode = 'TC404';
  end if;
  update app.agreement_advice o set answer = p_answer, answered_by = actor.member(), answered_at = now()
   where o.authority_id = a and o.id = p_id and o.answer is null;
  if not found then raise exception 'opinion_answered' using errcode = 'TC409'; end if;
  perform audit.record('agreement.opinion_answered', null, jsonb_build_object('opinion', p_id));
end $$;

grant execute on function act.save_basis(int, int, jsonb), act.activate_basis(int, int),
  act.renew_basis(int, int, date, date, text), act.withdraw_basis(int, int), act.question_basis(int, text),
  act.answer_basis_question(int, text), act.give_opinion(int, int, text, text), act.answer_opinion(int, text) to throughcare_actor;
