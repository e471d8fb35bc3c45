-- Writing items: a new one, a new version, and what only the agency that brought it may do with it.

-- The case for somebody who may write about it: seated as more than a guest, and the case is open.
create or replace function act.case_to_write(p_case uuid) returns app.cases
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases;
begin
  perform act.who();
  k := act.seated_case(p_case);
  if act.relations(p_case) <@ array['guest', 'override'] then raise exception 'item_seat_reads_only' using errcode = 'TC403'; end if;
  if k.closed_on is not null then raise exception 'case_closed' using errcode = 'TC409'; end if;
  return k;
end $$;

-- The clause in force under which my agency may bring something of a category into this case.
create or replace function act.item_clause(k app.cases, p_category text) returns int
language plpgsql stable security definer set search_path = '' as $$
declare
  v_clause int;
begin
  select c.id into v_clause from app.clauses c
    join app.arrangements x on x.authority_id = c.authority_id and x.id = c.arrangement_id
    join app.arrangements own on own.authority_id = k.authority_id and own.id = k.arrangement_id
   where c.authority_id = k.authority_id and c.id = any (actor.contributes()) and c.purpose = k.purpose and c.category = p_category
   order by x.lineage_id = own.lineage_id desc, c.id desc limit 1;
  if v_clause is null then raise exception 'item_category_not_yours' using errcode = 'TC422', detail = 'category'; end if;
  return v_clause;
end $$;

-- Sooner than the agreement says somebody may always look again, never later.
create or replace function act.check_review(p_authority int, p_clause int, p jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if (p ->> 'reviewBy')::date > actor.review_by(p_authority, p_clause, actor.today()) then
    raise exception 'item_review_too_late' using errcode = 'TC422', detail = 'reviewBy';
  end if;
end $$;

-- The conditions and readers of an item, as far as the database has to hold them.
create or replace function act.check_item(k app.cases, p jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p ->> 'mode' = 'named' and (jsonb_array_length(p -> 'audience') = 0 or exists (
      select from jsonb_array_elements_text(p -> 'audience') a
       where a::int not in (select t.principal from read.table_of(k.id) t))) then
    raise exception 'item_reader_not_at_table' using errcode = 'TC422', detail = 'audience';
  end if;
  if p ->> 'category' in ('health', 'substance_use') and p ->> 'mode' <> 'agency' and not coalesce((p ->> 'functional')::boolean, false) then
    raise exception 'item_health_in_words' using errcode = 'TC422', detail = 'text';
  end if;
  if (p ->> 'asOf')::date > actor.today() then raise exception 'item_day_to_come' using errcode = 'TC422', detail = 'asOf'; end if;
  if (p ->> 'reviewBy')::date <= actor.today() then raise exception 'item_day_passed' using errcode = 'TC422', detail = 'reviewBy'; end if;
  if (p ->> 'deleteOn')::date <= actor.today() then raise exception 'item_day_passed' using errcode = 'TC422', detail = 'deleteOn'; end if;
  if p ->> 'meetingId' is not null and not exists (select from app.handover_meetings m where m.authority_id = k.authority_id
      and m.case_id = k.id and m.id = (p ->> 'meetingId')::uuid and (m.state = 'planned' or m.held_on = actor.today())) then
    raise exception 'item_meeting_not_known' using errcode = 'TC422', detail = 'meetingId';
  end if;
end $$;

-- Whether I read an item now, asked inside an act: the rule of the policies once more.
create or replace function act.reads_item(p_item uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from actor.item_readers(actor.authority(), p_item) r where r.member = actor.member())
     and actor.purpose() = (select c.purpose from app.cases c where c.authority_id = actor.authority() and c.id = coalesce(
       (select i.case_id from app.items i where i.authority_id = actor.authority() and i.id = p_item),
       (select i.case_id from app.special_items i where i.authority_id = actor.authority() and i.id = p_item)))
$$;

-- Tells those who read an item that there is something new about the case, without its content.
create or replace function act.tell_readers(p_item uuid, p_case uuid) returns void
language sql security definer set search_path = '' as $$
  select act.notify(actor.authority(),
    array(select p.id from actor.item_readers(actor.authority(), p_item) r
            join app.principals p on p.authority_id = actor.authority() and p.member_id = r.member
           where r.member <> actor.member()),
    'case', array[(select c.ref from app.cases c where c.authority_id = actor.authority() and c.id = p_case)])
$$;

-- One version, with what an assessment relies on. Facts are those that its author reads.
create or replace function act.add_item_version(k app.cases, p_item uuid, p_version int, p jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  f record;
begin
  if p ->> 'kind' = 'fact' and p ->> 'sourceKind' is null then raise exception 'item_source_missing' using errcode = 'TC422', detail = 'sourceKind'; end if;
  if p ->> 'kind' = 'assessment' and p ->> 'method' is null then raise exception 'item_method_missing' using errcode = 'TC422', detail = 'method'; end if;
  if p ->> 'kind' = 'assessment' and jsonb_array_length(coalesce(p -> 'facts', '[]')) = 0 then
    raise exception 'item_facts_missing' using errcode = 'TC422', detail = 'facts';
  end if;
  insert into app.item_versions (authority_id, item_id, version, case_id, kind, text_sealed, source_kind, source_sealed, credibility,
                                 method_sealed, language, as_of, written_by, reason_sealed)
  values (k.authority_id, p_item, p_version, k.id, p ->> 'kind', decode(p ->> 'text', 'hex'), p ->> 'sourceKind', decode(p ->> 'source', 'hex'),
          p ->> 'credibility', decode(p ->> 'method', 'hex'), p ->> 'language', (p ->> 'asOf')::date, actor.member(), decode(p ->> 'reason', 'hex'));
  if p ->> 'kind' <> 'assessment' then return; end if;
  for f in select x.id from jsonb_to_recordset(p -> 'facts') as x(id uuid) loop
    insert into app.item_facts (authority_id, item_id, version, fact_id, fact_version, case_id)
    select k.authority_id, p_item, p_version, i.id, i.current_version, k.id from app.items i
     where i.authority_id = k.authority_id and i.id = f.id and i.case_id = k.id and i.kind = 'fact' and i.id <> p_item and act.reads_item(i.id)
    on conflict do nothing;
    if not exists (select from app.item_facts x where x.authority_id = k.authority_id and x.item_id = p_item and x.version = p_version and x.fact_id = f.id) then
      raise exception 'item_fact_unknown' using errcode = 'TC422', detail = 'facts';
    end if;
  end loop;
end $$;

-- Writes an item about a case; it belongs to the author's agency from now on.
create or replace function act.write_item(p_id uuid, p_case uuid, p jsonb, p_key bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k        app.cases := act.case_to_write(p_case);
  v_clause int := act.item_clause(k, p ->> 'category');
begin
  if p ->> 'reviewBy' is null then p := p || jsonb_build_object('reviewBy', actor.review_by(k.authority_id, v_clause, actor.today())); end if;
  perform act.check_item(k, p);
  perform act.check_review(k.authority_id, v_clause, p);
  insert into app.items (authority_id, id, case_id, owner_agency_id, clause_id, category, kind, functional, mode, audience, as_of, review_by,
                         no_onward, view_only, spoken_only, ask_first, meeting_id, delete_on, written_by, key_wrapped)
  values (k.authority_id, p_id, k.id, actor.agency(), v_clause, p ->> 'category', p ->> 'kind', coalesce((p ->> 'functional')::boolean, false),
          p ->> 'mode', act.audience_of(p), (p ->> 'asOf')::date, (p ->> 'reviewBy')::date,
          coalesce((p ->> 'noOnward')::boolean, false), coalesce((p ->> 'viewOnly')::boolean, false), coalesce((p ->> 'spokenOnly')::boolean, false),
          coalesce((p ->> 'askFirst')::boolean, false), (p ->> 'meetingId')::uuid, (p ->> 'deleteOn')::date, actor.member(), p_key);
  perform act.add_item_version(k, p_id, 1, p);
  insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by)
  values (k.authority_id, p_id, 1, k.id, p ->> 'mode', act.audience_of(p), actor.member());
  -- Necessity follows from clause and task; saving the first time under a clause confirms it.
  insert into app.necessity_confirmed (authority_id, member_id, clause_id) values (k.authority_id, actor.member(), v_clause) on conflict do nothing;
  delete from app.item_drafts d where d.authority_id = k.authority_id and d.member_id = actor.member() and d.case_id = k.id;
  perform audit.record('item.written', k.id, jsonb_build_object('item', p_id, 'version', 1, 'category', p ->> 'category', 'kind', p ->> 'kind',
    'clause', v_clause, 'mode', p ->> 'mode', 'audience', act.audience_of(p)));
  perform act.tell_readers(p_id, k.id);
end $$;

create or replace function act.audience_of(p jsonb) returns int[]
language sql immutable set search_path = '' as $$
  select case when p ->> 'mode' = 'named' then array(select distinct a::int from jsonb_array_elements_text(p -> 'audience') a order by 1) else '{}' end
$$;

-- An item of my agency, locked at the version that I have seen. Who only looks in an emergency changes nothing.
create or replace function act.own_item(p_item uuid, p_seen int) returns app.items
language plpgsql security definer set search_path = '' as $$
declare
  i app.items;
begin
  perform act.who();
  select x.* into i from app.items x where x.authority_id = actor.authority() and x.id = p_item for update;
  if i.id is null or not act.reads_item(i.id) then raise exception 'item_not_found' using errcode = 'TC404'; end if;
  if i.owner_agency_id <> actor.agency() then raise exception 'item_not_yours' using errcode = 'TC403'; end if;
  if act.relations(i.case_id) <@ array['override'] then raise exception 'item_seat_reads_only' using errcode = 'TC403'; end if;
  if i.version <> p_seen then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return i;
end $$;

-- The case of an item, when it is clear already that the actor may act on the item.
create or replace function act.case_of(p_authority int, p_case uuid) returns app.cases
language sql stable security definer set search_path = '' as $$
  select c from app.cases c where c.authority_id = p_authority and c.id = p_case
$$;

create or replace function act.note_change(p_authority int, p_item uuid, p_case uuid, p_what text, p_reason bytea) returns void
language sql security definer set search_path = '' as $$
  insert into app.item_changes (authority_id, item_id, position, case_id, what, changed_by, reason_sealed)
  select p_authority, p_item, coalesce(max(c.position), 0) + 1, p_case, p_what, actor.member(), p_reason
    from app.item_changes c where c.authority_id = p_authority and c.item_id = p_item
$$;

grant execute on function act.write_item(uuid, uuid, jsonb, bytea) to throughcare_actor;
