-- Special categories in words (LED art. 10): only where strictly necessary, on a ground, and after a second person of
-- the same agency has said so. Until then nobody else knows that there is anything.

-- A colleague who may be asked to approve: of my agency, not I, seated on the case as more than a guest. On a marked case
-- somebody who is named: the seat of a desk stays asleep for whoever only looks in an emergency.
create or replace function act.approvers(p_case uuid) returns table (member int, name text)
language sql stable security definer set search_path = '' as $$
  select m.id, m.name from app.members m join app.authorities a on a.id = m.authority_id
   where m.authority_id = actor.authority() and m.agency_id = actor.agency() and m.id <> actor.member() and m.ended_at is null
     and not auth.is_blocked(m.authority_id, m.id) and not actor.is_shut(m.authority_id, m.id, p_case)
     and act.relations(p_case) <> '{}'
     and not exists (select from app.protections p where p.authority_id = m.authority_id and p.case_id = p_case and p.ended_at is null
                      and not actor.is_named(p, m.id))
     and exists (select from app.seats s where s.authority_id = m.authority_id and s.case_id = p_case
                  and s.principal = any (actor.principals_of(m.authority_id, m.id, m.agency_id, a.time_zone))
                  and s.relation not in ('guest', 'override') and s.purpose = actor.purpose() and s.period @> statement_timestamp())
   order by m.name
$$;

create or replace function act.check_special(k app.cases, p jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p ->> 'mode' = 'table' then raise exception 'item_special_never_table' using errcode = 'TC422', detail = 'mode'; end if;
  perform act.check_item(k, p || '{"functional": true}');
  if p ->> 'ground' is null then raise exception 'item_ground_missing' using errcode = 'TC422', detail = 'ground'; end if;
  if p ->> 'necessity' is null then raise exception 'item_necessity_missing' using errcode = 'TC422', detail = 'necessity'; end if;
  if p ->> 'kind' = 'fact' and p ->> 'sourceKind' is null then raise exception 'item_source_missing' using errcode = 'TC422', detail = 'sourceKind'; end if;
  if p ->> 'kind' = 'assessment' and p ->> 'method' is null then raise exception 'item_method_missing' using errcode = 'TC422', detail = 'method'; end if;
  if p ->> 'reviewBy' is null then raise exception 'item_review_missing' using errcode = 'TC422', detail = 'reviewBy'; end if;
  if not exists (select from act.approvers(k.id) a where a.member = (p ->> 'approver')::int) then
    raise exception 'item_approver_unknown' using errcode = 'TC422', detail = 'approver';
  end if;
end $$;

create or replace function act.add_special_version(k app.cases, p_item uuid, p_version int, p jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into app.special_item_versions (authority_id, item_id, version, case_id, kind, text_sealed, source_kind, source_sealed, credibility,
                                         method_sealed, language, as_of, written_by, reason_sealed, ground, strict_necessity_sealed)
  values (k.authority_id, p_item, p_version, k.id, p ->> 'kind', decode(p ->> 'text', 'hex'), p ->> 'sourceKind', decode(p ->> 'source', 'hex'),
          p ->> 'credibility', decode(p ->> 'method', 'hex'), p ->> 'language', (p ->> 'asOf')::date, actor.member(), decode(p ->> 'reason', 'hex'),
          p ->> 'ground', decode(p ->> 'necessity', 'hex'))
$$;

-- Only the colleague who is asked hears of it.
create or replace function act.ask_approver(p_case uuid, p_approver int) returns void
language sql security definer set search_path = '' as $$
  select act.notify(actor.authority(),
    array(select p.id from app.principals p where p.authority_id = actor.authority() and p.member_id = p_approver),
    'case', array[(select c.ref from app.cases c where c.authority_id = actor.authority() and c.id = p_case)])
$$;

create or replace function act.write_special_item(p_id uuid, p_case uuid, p jsonb, p_key bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k        app.cases := act.case_to_write(p_case);
  v_clause int := act.item_clause(k, p ->> 'category');
begin
  perform actor.must_have_proved();
  if p ->> 'reviewBy' is null then p := p || jsonb_build_object('reviewBy', actor.review_by(k.authority_id, v_clause, actor.today())); end if;
  perform act.check_special(k, p);
  perform act.check_review(k.authority_id, v_clause, p);
  insert into app.special_items (authority_id, id, case_id, owner_agency_id, clause_id, category, kind, mode, audience, as_of, review_by,
                                 no_onward, view_only, spoken_only, ask_first, meeting_id, delete_on, ground, strict_necessity_sealed,
                                 approver, written_by, key_wrapped)
  values (k.authority_id, p_id, k.id, actor.agency(), v_clause, p ->> 'category', p ->> 'kind', p ->> 'mode', act.audience_of(p),
          (p ->> 'asOf')::date, (p ->> 'reviewBy')::date, coalesce((p ->> 'noOnward')::boolean, true), coalesce((p ->> 'viewOnly')::boolean, true),
          coalesce((p ->> 'spokenOnly')::boolean, false), coalesce((p ->> 'askFirst')::boolean, false), (p ->> 'meetingId')::uuid,
          (p ->> 'deleteOn')::date, p ->> 'ground', decode(p ->> 'necessity', 'hex'), (p ->> 'approver')::int, actor.member(), p_key);
  perform act.add_special_version(k, p_id, 1, p);
  insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by)
  values (k.authority_id, p_id, 1, k.id, p ->> 'mode', act.audience_of(p), actor.member());
  delete from app.item_drafts d where d.authority_id = k.authority_id and d.member_id = actor.member() and d.case_id = k.id;
  -- The event names neither category nor kind: the log is read by people who have no part in this.
  perform audit.record('special_item.written', k.id, jsonb_build_object('item', p_id, 'version', 1, 'ground', p ->> 'ground', 'clause', v_clause));
  perform act.ask_approver(k.id, (p ->> 'approver')::int);
end $$;

create or replace function act.own_special(p_item uuid, p_seen int) returns app.special_items
language plpgsql security definer set search_path = '' as $$
declare
  i app.special_items;
begin
  perform act.who();
  select x.* into i from app.special_items x where x.authority_id = actor.authority() and x.id = p_item for update;
  if i.id is null or not act.reads_item(i.id) then raise exception 'item_not_found' using errcode = 'TC404'; end if;
  if i.owner_agency_id <> actor.agency() then raise exception 'item_not_yours' using errcode = 'TC403'; end if;
  if act.relations(i.case_id) <@ array['override'] then raise exception 'item_seat_reads_only' using errcode = 'TC403'; end if;
  if i.version <> p_seen then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return i;
end $$;

-- The second person approves, or refuses with a reason. Nobody approves what they have written themselves.
create or replace function act.decide_special_item(p_item uuid, p_seen int, p_approved boolean, p_reason bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i app.special_items := act.own_special(p_item, p_seen);
begin
  perform actor.must_have_proved();
  if i.approver <> actor.member() then raise exception 'item_not_yours_to_approve' using errcode = 'TC403'; end if;
  if i.approved_at is not null or i.refused_at is not null or i.state = 'withdrawn' then raise exception 'item_decided_already' using errcode = 'TC409'; end if;
  if not p_approved and p_reason is null then raise exception 'item_reason_missing' using errcode = 'TC422', detail = 'reason'; end if;
  update app.special_items x
     set approved_by = case when p_approved then actor.member() end, approved_at = case when p_approved then now() end,
         refused_at = case when not p_approved then now() end, version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
  perform act.note_change(i.authority_id, i.id, i.case_id, case when p_approved then 'approved' else 'refused' end, p_reason);
  perform audit.record(case when p_approved then 'special_item.approved' else 'special_item.refused' end, i.case_id,
    jsonb_build_object('item', i.id, 'version', i.current_version));
  if p_approved then perform act.tell_readers(i.id, i.case_id); end if;
end $$;

-- What nobody but the two has seen yet is changed in its place, by its author. What was approved is changed by a
-- proposal beside it (38_acts_special_changes.sql).
create or replace function act.change_special_item(p_item uuid, p_seen int, p jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  i app.special_items := act.own_special(p_item, p_seen);
  k app.cases := act.case_of(i.authority_id, i.case_id);
  v int := i.current_version + 1;
begin
  perform actor.must_have_proved();
  if i.state = 'withdrawn' then raise exception 'item_withdrawn' using errcode = 'TC409'; end if;
  if p ->> 'reason' is null then raise exception 'item_reason_missing' using errcode = 'TC422', detail = 'reason'; end if;
  p := act.special_as_it_is(i) || p || jsonb_build_object('category', i.category);
  if p ->> 'reviewBy' is null then p := p || jsonb_build_object('reviewBy', actor.review_by(i.authority_id, i.clause_id, actor.today())); end if;
  perform act.check_special(k, p);
  perform act.check_review(i.authority_id, i.clause_id, p);
  if i.approved_at is not null then return act.propose_special_change(i, p); end if;
  if i.written_by <> actor.member() then raise exception 'item_not_yours' using errcode = 'TC403'; end if;
  perform act.add_special_version(k, i.id, v, p);
  update app.special_items x
     set current_version = v, kind = p ->> 'kind', mode = p ->> 'mode', audience = act.audience_of(p), as_of = (p ->> 'asOf')::date,
         review_by = (p ->> 'reviewBy')::date, no_onward = (p ->> 'noOnward')::boolean, view_only = (p ->> 'viewOnly')::boolean,
         spoken_only = (p ->> 'spokenOnly')::boolean, ask_first = (p ->> 'askFirst')::boolean,
         meeting_id = (p ->> 'meetingId')::uuid, delete_on = (p ->> 'deleteOn')::date, ground = p ->> 'ground',
         strict_necessity_sealed = decode(p ->> 'necessity', 'hex'), approver = (p ->> 'approver')::int,
         approved_by = null, approved_at = null, refused_at = null, version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
  perform audit.record('special_item.changed', i.case_id, jsonb_build_object('item', i.id, 'version', v));
  perform act.ask_approver(i.case_id, (p ->> 'approver')::int);
  return v;
end $$;

create or replace function act.withdraw_special_item(p_item uuid, p_seen int, p_reason bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i app.special_items := act.own_special(p_item, p_seen);
begin
  if i.state = 'withdrawn' then raise exception 'item_withdrawn' using errcode = 'TC409'; end if;
  if p_reason is null then raise exception 'item_reason_missing' using errcode = 'TC422', detail = 'reason'; end if;
  update app.special_items x set state = 'withdrawn', version = x.version + 1 where x.authority_id = i.authority_id and x.id = i.id;
  perform act.note_change(i.authority_id, i.id, i.case_id, 'withdrawn', p_reason);
  perform audit.record('special_item.withdrawn', i.case_id, jsonb_build_object('item', i.id, 'version', i.current_version));
end $$;

grant execute on function act.approvers(uuid), act.write_special_item(uuid, uuid, jsonb, bytea), act.decide_special_item(uuid, int, boolean, bytea),
  act.change_special_item(uuid, int, jsonb), act.withdraw_special_item(uuid, int, bytea) to throughcare_actor;
