-- The cards of the prisons, and the visits of the liaison with what they left open.

-- A card that the actor may write: that of the own prison, or of any for the coordinator.
create or replace function act.own_card(p_prison int) returns app.prison_cards
language plpgsql security definer set search_path = '' as $$
declare
  c app.prison_cards;
begin
  perform act.who();
  if not exists (select from app.agencies g where g.authority_id = actor.authority() and g.id = p_prison and g.kind = 'custody'
                  and (g.ended_on is null or g.ended_on > actor.today())) then
    raise exception 'prison_not_found' using errcode = 'TC404';
  end if;
  if not act.may_look_after(p_prison) then raise exception 'prison_card_not_yours' using errcode = 'TC403'; end if;
  select x.* into c from app.prison_cards x where x.authority_id = actor.authority() and x.agency_id = p_prison for update;
  return c;
end $$;

-- Writes a card; version 0 is that of a card that nobody has written yet. Who writes it has read it.
create or replace function act.save_prison_card(p_prison int, p_version int, p_card jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  c app.prison_cards := act.own_card(p_prison);
  r app.prison_cards;
begin
  if coalesce(c.version, 0) <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if c.agency_id is null then
    insert into app.prison_cards (authority_id, agency_id) values (actor.authority(), p_prison) returning * into c;
    c.version := 0;
  end if;
  r := jsonb_populate_record(c, p_card - array['authority_id', 'agency_id', 'reviewed_on', 'changed_at', 'version']);
  update app.prison_cards x
     set address = r.address, contact = r.contact, phone = r.phone, email = r.email, hours = r.hours, visiting = r.visiting,
         bring = r.bring, booking = r.booking, release_times = r.release_times, release_place = r.release_place, money = r.money,
         languages = r.languages, terms = r.terms, liaisons = r.liaisons, reviewed_on = actor.today(), changed_at = now(),
         version = c.version + 1
   where x.authority_id = c.authority_id and x.agency_id = c.agency_id;
  perform act.note_directory_change(null, p_prison, case when c.version = 0 then 'created' else 'changed' end,
    act.fields_changed(to_jsonb(c), to_jsonb(r)));
end $$;

create or replace function act.review_prison_card(p_prison int, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  c app.prison_cards := act.own_card(p_prison);
begin
  if c.agency_id is null then raise exception 'prison_card_not_found' using errcode = 'TC404'; end if;
  if c.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  update app.prison_cards x set reviewed_on = actor.today(), version = x.version + 1
   where x.authority_id = c.authority_id and x.agency_id = c.agency_id;
  perform act.note_directory_change(null, p_prison, 'reviewed', '{}');
end $$;

-- A visit of the own agency to a prison, with what it left open. The coordinator writes it down for others too.
create or replace function act.record_visit(p_prison int, p_by int, p_on date, p_topic text, p_issues text[]) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := gen_random_uuid();
begin
  perform act.who();
  if not exists (select from app.agencies g where g.authority_id = actor.authority() and g.id = p_prison and g.kind = 'custody') then
    raise exception 'prison_not_found' using errcode = 'TC404';
  end if;
  if not exists (select from app.agencies g where g.authority_id = actor.authority() and g.id = p_by) then
    raise exception 'agency_not_found' using errcode = 'TC422', detail = 'agencyId';
  end if;
  if not (act.may_look_after(p_by) or act.may_look_after(p_prison)) then
    raise exception 'visit_not_yours' using errcode = 'TC403';
  end if;
  if p_on > actor.today() then raise exception 'day_in_future' using errcode = 'TC422', detail = 'on'; end if;
  insert into app.prison_visits (authority_id, id, prison_agency_id, by_agency_id, visited_on, topic, recorded_by)
  values (actor.authority(), v_id, p_prison, p_by, p_on, p_topic, actor.member());
  insert into app.visit_issues (authority_id, visit_id, position, question)
  select actor.authority(), v_id, i.place, i.question from unnest(p_issues) with ordinality as i(question, place);
  perform audit.record('prison_visit.recorded', null,
    jsonb_build_object('visit', v_id, 'prison', p_prison, 'by', p_by, 'issues', cardinality(p_issues)));
  return v_id;
end $$;

-- Answers an issue of a visit: the prison, the agency that visited, or the coordinator.
create or replace function act.answer_issue(p_issue uuid, p_version int, p_answer text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  i app.visit_issues;
  v app.prison_visits;
begin
  perform act.who();
  select x.* into i from app.visit_issues x where x.authority_id = actor.authority() and x.id = p_issue for update;
  if not found then raise exception 'issue_not_found' using errcode = 'TC404'; end if;
  select x.* into v from app.prison_visits x where x.authority_id = i.authority_id and x.id = i.visit_id;
  if not (act.may_look_after(v.prison_agency_id) or act.may_look_after(v.by_agency_id)) then
    raise exception 'visit_not_yours' using errcode = 'TC403';
  end if;
  if i.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  update app.visit_issues x
     set answer = nullif(p_answer, ''), answered_on = case when nullif(p_answer, '') is not null then actor.today() end,
         answered_agency_id = case when nullif(p_answer, '') is not null then actor.agency() end, version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
  perform audit.record('prison_visit.answered', null, jsonb_build_object('issue', i.id, 'open', nullif(p_answer, '') is null));
  return v.prison_agency_id;
end $$;

grant execute on function act.save_prison_card(int, int, jsonb), act.review_prison_card(int, int),
  act.record_visit(int, int, date, text, text[]), act.answer_issue(uuid, int, text) to throughcare_actor;
