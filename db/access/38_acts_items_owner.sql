-- What only the agency that brought an item does with it: new versions, readers, conditions, looking again, taking back.

-- A new version beside the former ones, with the reason why. Its kind may change with it, never by itself.
create or replace function act.change_item(p_item uuid, p_seen int, p jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  i app.items := act.own_item(p_item, p_seen);
  k app.cases := act.case_of(i.authority_id, i.case_id);
  v int := i.current_version + 1;
begin
  if i.state = 'withdrawn' then raise exception 'item_withdrawn' using errcode = 'TC409'; end if;
  if p ->> 'reason' is null then raise exception 'item_reason_missing' using errcode = 'TC422', detail = 'reason'; end if;
  if p ->> 'reviewBy' is null then p := p || jsonb_build_object('reviewBy', actor.review_by(i.authority_id, i.clause_id, actor.today())); end if;
  perform act.check_item(k, p || jsonb_build_object('category', i.category, 'mode', i.mode, 'audience', to_jsonb(i.audience)));
  perform act.check_review(i.authority_id, i.clause_id, p);
  perform act.add_item_version(k, i.id, v, p);
  update app.items x
     set current_version = v, kind = p ->> 'kind', functional = coalesce((p ->> 'functional')::boolean, false), as_of = (p ->> 'asOf')::date,
         review_by = (p ->> 'reviewBy')::date, version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
  perform audit.record('item.changed', i.case_id, jsonb_build_object('item', i.id, 'version', v, 'kind', p ->> 'kind'));
  perform act.tell_readers(i.id, i.case_id);
  return v;
end $$;

-- For whom it is meant from now on. Those who no longer belong to it lose it at once.
create or replace function act.address_item(p_item uuid, p_seen int, p_mode text, p_audience int[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i app.items := act.own_item(p_item, p_seen);
  k app.cases := act.case_of(i.authority_id, i.case_id);
  p jsonb := jsonb_build_object('mode', p_mode, 'audience', to_jsonb(p_audience), 'category', i.category, 'functional', i.functional);
begin
  if i.state = 'withdrawn' then raise exception 'item_withdrawn' using errcode = 'TC409'; end if;
  perform act.check_item(k, p);
  update app.items x set mode = p_mode, audience = act.audience_of(p), version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
  update app.item_audiences a set until_at = now() where a.authority_id = i.authority_id and a.item_id = i.id and a.until_at is null;
  insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by)
  select i.authority_id, i.id, coalesce(max(a.position), 0) + 1, i.case_id, p_mode, act.audience_of(p), actor.member()
    from app.item_audiences a where a.authority_id = i.authority_id and a.item_id = i.id;
  perform act.note_change(i.authority_id, i.id, i.case_id, 'audience', null);
  perform audit.record('item.addressed', i.case_id, jsonb_build_object('item', i.id, 'mode', p_mode, 'audience', act.audience_of(p)));
  perform act.tell_readers(i.id, i.case_id);
end $$;

-- How it may be used from now on.
create or replace function act.handle_item(p_item uuid, p_seen int, p jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i app.items := act.own_item(p_item, p_seen);
  k app.cases := act.case_of(i.authority_id, i.case_id);
begin
  perform act.check_item(k, p || jsonb_build_object('mode', i.mode, 'audience', to_jsonb(i.audience), 'category', i.category, 'functional', i.functional));
  update app.items x
     set no_onward = (p ->> 'noOnward')::boolean, view_only = (p ->> 'viewOnly')::boolean, spoken_only = (p ->> 'spokenOnly')::boolean,
         ask_first = (p ->> 'askFirst')::boolean, meeting_id = (p ->> 'meetingId')::uuid, delete_on = (p ->> 'deleteOn')::date, version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
  perform act.note_change(i.authority_id, i.id, i.case_id, 'handling', null);
  perform audit.record('item.handled', i.case_id, jsonb_build_object('item', i.id) || (p - 'reason'));
  perform act.tell_readers(i.id, i.case_id);
end $$;

-- Somebody of its agency looked again: it still holds, until the next day on which it is looked at.
create or replace function act.verify_item(p_item uuid, p_seen int, p_review_by date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i app.items := act.own_item(p_item, p_seen);
begin
  if i.state = 'withdrawn' then raise exception 'item_withdrawn' using errcode = 'TC409'; end if;
  if p_review_by <= actor.today() then raise exception 'item_day_passed' using errcode = 'TC422', detail = 'reviewBy'; end if;
  perform act.check_review(i.authority_id, i.clause_id, jsonb_build_object('reviewBy', p_review_by));
  update app.item_versions v set verified_by = actor.member(), verified_at = now()
   where v.authority_id = i.authority_id and v.item_id = i.id and v.version = i.current_version;
  update app.items x set review_by = p_review_by, version = x.version + 1 where x.authority_id = i.authority_id and x.id = i.id;
  perform act.note_change(i.authority_id, i.id, i.case_id, 'verified', null);
  perform audit.record('item.verified', i.case_id, jsonb_build_object('item', i.id, 'version', i.current_version, 'reviewBy', p_review_by));
end $$;

-- Taken back for good, kept from everybody else for a while, or given free again. Effective at once: no row of
-- another table is touched, because everybody else's right is asked anew at each reading.
create or replace function act.set_item_state(p_item uuid, p_seen int, p_state text, p_reason bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i      app.items := act.own_item(p_item, p_seen);
  v_what text;
begin
  v_what := case when p_state in ('withdrawn', 'restricted') then p_state when p_state = 'current' and i.state = 'restricted' then 'released' end;
  if v_what is null or i.state = 'withdrawn' or i.state = p_state then raise exception 'item_state_passed' using errcode = 'TC409', detail = i.state; end if;
  if p_reason is null then raise exception 'item_reason_missing' using errcode = 'TC422', detail = 'reason'; end if;
  perform act.tell_readers(i.id, i.case_id);
  update app.items x set state = p_state, version = x.version + 1 where x.authority_id = i.authority_id and x.id = i.id;
  perform act.note_change(i.authority_id, i.id, i.case_id, v_what, p_reason);
  perform audit.record('item.' || v_what, i.case_id, jsonb_build_object('item', i.id, 'version', i.current_version));
end $$;

-- What I have begun to write, kept for me alone.
create or replace function act.keep_draft(p_case uuid, p_key bytea, p_draft bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases := act.case_to_write(p_case);
begin
  insert into app.item_drafts as d (authority_id, member_id, case_id, key_wrapped, draft_sealed)
  values (k.authority_id, actor.member(), k.id, p_key, p_draft)
  on conflict (authority_id, member_id, case_id) do update set key_wrapped = p_key, draft_sealed = p_draft, saved_at = now();
end $$;

create or replace function act.drop_draft(p_case uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  delete from app.item_drafts d where d.authority_id = actor.authority() and d.member_id = actor.member() and d.case_id = p_case;
end $$;

-- The day that its author named has come: words, source and key go, and that there was something stays. Nothing is
-- decided here; a stopped clock catches up, and it is done once.
create or replace function act.erase_items_due() returns int
language plpgsql security definer set search_path = '' as $$
declare
  i      record;
  erased int := 0;
begin
  for i in
    select x.authority_id, x.id, x.case_id, false as special from app.items x join app.authorities a on a.id = x.authority_id
     where x.erased_on is null and x.delete_on <= (now() at time zone a.time_zone)::date
    union all
    select x.authority_id, x.id, x.case_id, true from app.special_items x join app.authorities a on a.id = x.authority_id
     where x.erased_on is null and x.delete_on <= (now() at time zone a.time_zone)::date
  loop
    perform act.erase_item(i.authority_id, i.id, i.special);
    perform audit.write(i.authority_id, null, null, null, 'item.erased', i.case_id, jsonb_build_object('item', i.id, 'why', 'delete_on'), null);
    erased := erased + 1;
  end loop;
  return erased;
end $$;

-- Words, sources, links and the key of one item go; the row that it was stays as a mark.
create or replace function act.erase_item(p_authority int, p_item uuid, p_special boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from app.item_facts f where f.authority_id = p_authority and p_item in (f.item_id, f.fact_id);
  update app.item_changes c set reason_sealed = null where c.authority_id = p_authority and c.item_id = p_item;
  if p_special then
    delete from app.special_item_changes c where c.authority_id = p_authority and c.item_id = p_item;
    delete from app.special_item_versions v where v.authority_id = p_authority and v.item_id = p_item;
    update app.special_items x set key_wrapped = null, strict_necessity_sealed = null, erased_on = actor.day_in(p_authority), state = 'withdrawn', version = x.version + 1
     where x.authority_id = p_authority and x.id = p_item;
  else
    delete from app.item_versions v where v.authority_id = p_authority and v.item_id = p_item;
    update app.items x set key_wrapped = null, erased_on = actor.day_in(p_authority), state = 'withdrawn', version = x.version + 1
     where x.authority_id = p_authority and x.id = p_item;
  end if;
  perform audit.forget_item(p_authority, act.case_of_item(p_authority, p_item), p_item);
  perform act.journal_erasure(p_authority, 'item_words', p_item, null, null);
end $$;

grant execute on function act.change_item(uuid, int, jsonb), act.address_item(uuid, int, text, int[]), act.handle_item(uuid, int, jsonb),
  act.verify_item(uuid, int, date), act.set_item_state(uuid, int, text, bytea), act.keep_draft(uuid, bytea, bytea), act.drop_draft(uuid) to throughcare_actor;
grant execute on function act.erase_items_due() to throughcare_worker;
