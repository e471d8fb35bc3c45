-- Changing sensitive words that stand already: proposed by one, decided by another; until then the old ones hold.

-- Readers and conditions of an item, in the form in which an act takes them: what is not named stays.
create or replace function act.special_as_it_is(i app.special_items) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('mode', i.mode, 'audience', to_jsonb(i.audience), 'noOnward', i.no_onward, 'viewOnly', i.view_only,
    'spokenOnly', i.spoken_only, 'askFirst', i.ask_first, 'meetingId', i.meeting_id, 'deleteOn', i.delete_on)
$$;

-- Beside what stands. Who proposes again replaces their own open proposal; those of others are not theirs to see.
create or replace function act.propose_special_change(i app.special_items, p jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v int := i.current_version + 1;
begin
  delete from app.special_item_changes c
   where c.authority_id = i.authority_id and c.item_id = i.id and c.written_by = actor.member() and c.refused_at is null;
  insert into app.special_item_changes (authority_id, id, item_id, case_id, version, kind, text_sealed, source_kind, source_sealed, credibility,
    method_sealed, language, mode, audience, as_of, review_by, no_onward, view_only, spoken_only, ask_first, meeting_id, delete_on, ground,
    strict_necessity_sealed, reason_sealed, approver, written_by)
  values (i.authority_id, gen_random_uuid(), i.id, i.case_id, v, p ->> 'kind', decode(p ->> 'text', 'hex'), p ->> 'sourceKind',
    decode(p ->> 'source', 'hex'), p ->> 'credibility', decode(p ->> 'method', 'hex'), p ->> 'language', p ->> 'mode', act.audience_of(p),
    (p ->> 'asOf')::date, (p ->> 'reviewBy')::date, (p ->> 'noOnward')::boolean, (p ->> 'viewOnly')::boolean, (p ->> 'spokenOnly')::boolean,
    (p ->> 'askFirst')::boolean, (p ->> 'meetingId')::uuid, (p ->> 'deleteOn')::date, p ->> 'ground', decode(p ->> 'necessity', 'hex'),
    decode(p ->> 'reason', 'hex'), (p ->> 'approver')::int, actor.member());
  perform audit.record('special_item.change_asked', i.case_id, jsonb_build_object('item', i.id, 'version', v));
  perform act.ask_approver(i.case_id, (p ->> 'approver')::int);
  return i.current_version;
end $$;

-- A proposal that I may see: mine, or one about which I was asked. Its item is locked, at the version that I have seen.
create or replace function act.open_special_change(p_change uuid, p_seen int) returns app.special_item_changes
language plpgsql security definer set search_path = '' as $$
declare
  c app.special_item_changes;
  i app.special_items;
begin
  perform act.who();
  select x.* into c from app.special_item_changes x where x.authority_id = actor.authority() and x.id = p_change;
  if c.id is null or actor.member() not in (c.written_by, c.approver) or c.case_id = any (actor.shut()) then raise exception 'item_change_not_found' using errcode = 'TC404'; end if;
  i := act.own_special(c.item_id, p_seen);
  select x.* into c from app.special_item_changes x where x.authority_id = actor.authority() and x.id = p_change for update;
  if c.id is null or c.refused_at is not null then raise exception 'item_decided_already' using errcode = 'TC409'; end if;
  if i.state = 'withdrawn' then raise exception 'item_withdrawn' using errcode = 'TC409'; end if;
  return c;
end $$;

-- The second person approves: from this second the new version holds. Or refuses with a reason, which the author reads
-- and nobody else; then nothing changes.
create or replace function act.decide_special_change(p_change uuid, p_seen int, p_approved boolean, p_reason bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  c app.special_item_changes := act.open_special_change(p_change, p_seen);
begin
  perform actor.must_have_proved();
  if c.approver <> actor.member() then raise exception 'item_not_yours_to_approve' using errcode = 'TC403'; end if;
  if not p_approved and p_reason is null then raise exception 'item_reason_missing' using errcode = 'TC422', detail = 'reason'; end if;
  if not p_approved then
    update app.special_item_changes x set refused_at = now(), refusal_sealed = p_reason where x.authority_id = c.authority_id and x.id = c.id;
    perform audit.record('special_item.change_refused', c.case_id, jsonb_build_object('item', c.item_id, 'version', c.version));
    perform act.ask_approver(c.case_id, c.written_by);
    return;
  end if;
  perform act.take_special_change(c);
  perform act.note_change(c.authority_id, c.item_id, c.case_id, 'change_approved', p_reason);
  perform audit.record('special_item.change_approved', c.case_id, jsonb_build_object('item', c.item_id, 'version', c.version));
  perform act.tell_readers(c.item_id, c.case_id);
end $$;

-- Makes the proposal the version that counts. What was proposed on a version that has passed meanwhile is not taken.
create or replace function act.take_special_change(c app.special_item_changes) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i app.special_items;
begin
  select x.* into i from app.special_items x where x.authority_id = c.authority_id and x.id = c.item_id;
  if c.version <> i.current_version + 1 then raise exception 'item_changed_meanwhile' using errcode = 'TC409'; end if;
  if c.review_by <= actor.today() or c.delete_on <= actor.today() then raise exception 'item_changed_meanwhile' using errcode = 'TC409'; end if;
  insert into app.special_item_versions (authority_id, item_id, version, case_id, kind, text_sealed, source_kind, source_sealed, credibility,
    method_sealed, language, as_of, written_by, written_at, reason_sealed, ground, strict_necessity_sealed, approved_by, approved_at)
  values (c.authority_id, c.item_id, c.version, c.case_id, c.kind, c.text_sealed, c.source_kind, c.source_sealed, c.credibility,
    c.method_sealed, c.language, c.as_of, c.written_by, c.written_at, c.reason_sealed, c.ground, c.strict_necessity_sealed, actor.member(), now());
  if (i.mode, i.audience) is distinct from (c.mode, c.audience) then
    update app.item_audiences a set until_at = now() where a.authority_id = c.authority_id and a.item_id = c.item_id and a.until_at is null;
    insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by)
    select c.authority_id, c.item_id, coalesce(max(a.position), 0) + 1, c.case_id, c.mode, c.audience, c.written_by
      from app.item_audiences a where a.authority_id = c.authority_id and a.item_id = c.item_id;
  end if;
  update app.special_items x
     set current_version = c.version, kind = c.kind, mode = c.mode, audience = c.audience, as_of = c.as_of, review_by = c.review_by,
         no_onward = c.no_onward, view_only = c.view_only, spoken_only = c.spoken_only, ask_first = c.ask_first, meeting_id = c.meeting_id,
         delete_on = c.delete_on, ground = c.ground, strict_necessity_sealed = c.strict_necessity_sealed, version = x.version + 1
   where x.authority_id = c.authority_id and x.id = c.item_id;
  delete from app.special_item_changes x where x.authority_id = c.authority_id and x.id = c.id;
end $$;

-- Its author thinks better of it before anybody has decided.
create or replace function act.drop_special_change(p_change uuid, p_seen int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  c app.special_item_changes := act.open_special_change(p_change, p_seen);
begin
  if c.written_by <> actor.member() then raise exception 'item_not_yours' using errcode = 'TC403'; end if;
  delete from app.special_item_changes x where x.authority_id = c.authority_id and x.id = c.id;
  perform audit.record('special_item.change_dropped', c.case_id, jsonb_build_object('item', c.item_id, 'version', c.version));
end $$;

grant execute on function act.decide_special_change(uuid, int, boolean, bytea), act.drop_special_change(uuid, int) to throughcare_actor;
