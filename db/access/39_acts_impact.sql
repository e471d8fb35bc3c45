-- The register of impact assessments (LED-36, GD-20): written by the desk, advised on by the officer, approved by a second
-- person, replaced by a later version.

-- The version, locked.
create or replace function act.impact_of(p_id int, p_version int) returns app.impact_assessments
language plpgsql security definer set search_path = '' as $$
declare
  i app.impact_assessments;
begin
  select x.* into i from app.impact_assessments x where x.authority_id = actor.authority() and x.id = p_id for update;
  if not found then raise exception 'impact_not_found' using errcode = 'TC404'; end if;
  if i.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return i;
end $$;

-- The same, as long as it is still written.
create or replace function act.impact_draft(p_id int, p_version int) returns app.impact_assessments
language plpgsql security definer set search_path = '' as $$
declare
  i app.impact_assessments := act.impact_of(p_id, p_version);
begin
  if i.state <> 'draft' then raise exception 'impact_not_a_draft' using errcode = 'TC409'; end if;
  return i;
end $$;

-- A new assessment, or, with the number of an approved one, the next version of that, which begins as its copy.
create or replace function act.begin_impact(p_former int, p_content jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  a    int := act.only_steering();
  i    app.impact_assessments;
  made int;
begin
  select coalesce(max(x.id), 0) + 1 into made from app.impact_assessments x where x.authority_id = a;
  if p_former is not null then
    select x.* into i from app.impact_assessments x where x.authority_id = a and x.id = p_former;
    if not found then raise exception 'impact_not_found' using errcode = 'TC404'; end if;
    if i.state <> 'approved' then raise exception 'impact_not_approved' using errcode = 'TC409'; end if;
    if exists (select from app.impact_assessments x where x.authority_id = a and x.lineage_id = i.lineage_id and x.state = 'draft') then
      raise exception 'impact_next_begun' using errcode = 'TC409';
    end if;
  end if;
  insert into app.impact_assessments (authority_id, id, lineage_id, edition, content, writers, changed_by)
  values (a, made, coalesce(i.lineage_id, made), coalesce(i.edition, 0) + 1, coalesce(i.content, p_content), array[actor.member()], actor.member());
  perform audit.record('impact.begun', null, jsonb_build_object('impact', made, 'after', p_former));
  return made;
end $$;

create or replace function act.change_impact(p_id int, p_version int, p_content jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_steering();
begin
  perform act.impact_draft(p_id, p_version);
  update app.impact_assessments x
     set content = p_content, changed_by = actor.member(), changed_at = clock_timestamp(), version = x.version + 1,
         writers = case when actor.member() = any (x.writers) then x.writers else x.writers || actor.member() end
   where x.authority_id = a and x.id = p_id;
  perform audit.record('impact.changed', null, jsonb_build_object('impact', p_id, 'version', p_version + 1));
end $$;

-- A draft that leads nowhere is taken away; what was approved never is.
create or replace function act.discard_impact(p_id int, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_steering();
begin
  perform act.impact_draft(p_id, p_version);
  delete from app.impact_assessments x where x.authority_id = a and x.id = p_id;
  perform audit.record('impact.discarded', null, jsonb_build_object('impact', p_id));
end $$;

-- The officer advises on the text as it stands (GDPR art. 35(2)); said again, the later words count.
create or replace function act.advise_on_impact(p_id int, p_version int, p_advice text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  if not 'data_protection_officer' = any (actor.functions()) then raise exception 'impact_advice_not_yours' using errcode = 'TC403'; end if;
  perform act.impact_draft(p_id, p_version);
  update app.impact_assessments x set advice = p_advice, advised_by = actor.member(), advised_at = clock_timestamp(), version = x.version + 1
   where x.authority_id = actor.authority() and x.id = p_id;
  perform audit.record('impact.advised', null, jsonb_build_object('impact', p_id));
end $$;

-- What passed between the authority and its supervisory authority: written down by the desk or by the officer, who is its contact.
create or replace function act.note_consultation(
  p_id int, p_version int, p_on date, p_under text, p_reference text, p_extended boolean, p_answer text, p_answered_on date
) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  if not actor.functions() && array['administrator', 'coordinator', 'data_protection_officer'] then
    raise exception 'impact_consultation_not_yours' using errcode = 'TC403';
  end if;
  perform act.impact_draft(p_id, p_version);
  if p_on > actor.today() then raise exception 'impact_consulted_later' using errcode = 'TC422', detail = 'sentOn'; end if;
  if (p_answer is null) <> (p_answered_on is null) then
    raise exception 'impact_answer_incomplete' using errcode = 'TC422', detail = case when p_answer is null then 'answer' else 'answeredOn' end;
  end if;
  if p_answered_on not between p_on and actor.today() then
    raise exception 'impact_answered_before' using errcode = 'TC422', detail = 'answeredOn';
  end if;
  update app.impact_assessments x
     set consulted_on = p_on, consulted_under = p_under, consulted_reference = p_reference, consultation_extended = p_extended,
         consultation_answer = p_answer, answered_on = p_answered_on, version = x.version + 1
   where x.authority_id = actor.authority() and x.id = p_id;
  perform audit.record('impact.consulted', null, jsonb_build_object('impact', p_id, 'on', p_on, 'under', p_under,
    'extended', p_extended, 'answeredOn', p_answered_on));
end $$;

-- Approved by who answers for the authority, and by nobody who wrote it: its manager or signatory, at the agency that has the
-- coordination or the privacy desk. From here on it covers the kinds of data of this moment and is never reworded.
create or replace function act.approve_impact(p_id int, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := actor.authority();
  i app.impact_assessments;
begin
  perform act.who();
  if not (actor.functions() && array['manager', 'signatory'] and exists (select from app.principals p
            where p.authority_id = a and p.agency_id = actor.agency() and p.desk_kind in ('coordination', 'privacy'))) then
    raise exception 'impact_approval_not_yours' using errcode = 'TC403';
  end if;
  i := act.impact_draft(p_id, p_version);
  if actor.member() = any (i.writers || i.advised_by) then raise exception 'impact_second_person' using errcode = 'TC403'; end if;
  -- What is missing in the text is said first: to complete it asks for the officer's advice again.
  if i.advised_at < i.changed_at and app.impact_missing(i.content) is null then
    raise exception 'impact_advice_outdated' using errcode = 'TC422', detail = 'advice';
  end if;
  -- The former one first: one version of an assessment is approved at a time.
  update app.impact_assessments x set state = 'replaced', replaced_at = now(), version = x.version + 1
   where x.authority_id = a and x.lineage_id = i.lineage_id and x.state = 'approved';
  update app.impact_assessments x
     set state = 'approved', approved_by = actor.member(), approved_at = now(), covers = act.data_categories(a), version = x.version + 1
   where x.authority_id = a and x.id = p_id;
  perform audit.record('impact.approved', null, jsonb_build_object('impact', p_id, 'edition', i.edition));
end $$;

-- What the register shows besides the rows: kinds of data of today that an approved version does not name.
create or replace function read.impact_uncovered(p_covers text[]) returns text[]
language sql stable security definer set search_path = '' as $$
  select array(select c from unnest(act.data_categories(actor.authority())) c where c <> all (p_covers) order by 1)
$$;

grant execute on function act.begin_impact(int, jsonb), act.change_impact(int, int, jsonb), act.discard_impact(int, int),
  act.advise_on_impact(int, int, text), act.note_consultation(int, int, date, text, text, boolean, text, date),
  act.approve_impact(int, int), app.consultation_due(date, text, boolean), app.impact_remains(jsonb), app.impact_missing(jsonb),
  app.impact_level(text, text), read.impact_uncovered(text[]) to throughcare_actor;
