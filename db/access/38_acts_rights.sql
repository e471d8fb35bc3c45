-- What the person contests, and what recipients are told (LED-12, LED-24, LED-25, GD-10, N20).

-- Everybody who was given an item, as agencies and as third parties: by its audience at any time, by shares that name it,
-- past ones too, and by disclosures that were handed over.
create or replace function actor.item_recipients(p_authority int, p_item uuid)
returns table (agency int, disclosure uuid, principals int[])
language sql stable security definer set search_path = '' as $$
  with i as (
    select x.case_id, x.owner_agency_id, x.clause_id from app.items x where x.authority_id = p_authority and x.id = p_item
    union all select x.case_id, x.owner_agency_id, x.clause_id from app.special_items x where x.authority_id = p_authority and x.id = p_item
  ), given as (
    select unnest(a.audience) as principal from app.item_audiences a where a.authority_id = p_authority and a.item_id = p_item and a.mode = 'named'
    union
    select s.principal from i join app.item_audiences a on a.authority_id = p_authority and a.item_id = p_item and a.mode = 'table'
      join app.seats s on s.authority_id = p_authority and s.case_id = i.case_id and s.relation = any (actor.table_relations())
       and s.period && tstzrange(a.from_at, a.until_at)
      join app.principals p on p.authority_id = p_authority and p.id = s.principal
      join app.clause_rights r on r.authority_id = p_authority and r.clause_id = i.clause_id and r.agency_id = p.agency_id and r.sight = 'full'
    union
    select unnest(s.recipients) from app.share_items x join app.shares s on s.authority_id = x.authority_id and s.id = x.share_id
     where x.authority_id = p_authority and x.item_id = p_item
    union
    select d.principal from app.share_items x join app.share_departures d on d.authority_id = x.authority_id and d.share_id = x.share_id
     where x.authority_id = p_authority and x.item_id = p_item
  )
  select p.agency_id, null::uuid, array_agg(distinct g.principal) from given g
    join app.principals p on p.authority_id = p_authority and p.id = g.principal cross join i
   where p.agency_id <> i.owner_agency_id group by p.agency_id
  union all
  select null, d.id, '{}' from app.disclosure_items x join app.disclosures d on d.authority_id = x.authority_id and d.id = x.disclosure_id
   where x.authority_id = p_authority and x.item_id = p_item and d.handed_at is not null
$$;

-- One notice for each of them, in the transaction that makes it necessary; answered within seven days.
create or replace function act.notify_recipients(p_authority int, p_item uuid, p_case uuid, p_clause int, p_owner int, p_version int, p_kind text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_count int;
begin
  insert into app.correction_notices (authority_id, item_id, case_id, clause_id, kind, item_version, from_agency_id, agency_id, disclosure_id,
    recipients, made_by, due_on)
  select p_authority, p_item, p_case, p_clause, p_kind, p_version, p_owner, r.agency, r.disclosure, r.principals, actor.member(), actor.today() + 7
    from actor.item_recipients(p_authority, p_item) r;
  get diagnostics v_count = row_count;
  if v_count > 0 then
    perform audit.record('correction.told', p_case, jsonb_build_object('item', p_item, 'kind', p_kind, 'version', p_version, 'recipients', v_count));
    perform act.notify(p_authority, array(select distinct unnest(r.principals) from actor.item_recipients(p_authority, p_item) r), 'correction', array[p_item::text]);
  end if;
  return v_count;
end $$;

-- A restriction reaches recipients at once, whichever act made it; it is lifted only after the person was told.
create or replace function app.item_state_reaches() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if actor.context() is null then return null; end if;
  if new.state = 'restricted' and old.state <> 'restricted' then
    perform act.notify_recipients(new.authority_id, new.id, new.case_id, new.clause_id, new.owner_agency_id, new.current_version, 'restricted');
  elsif old.state = 'restricted' and new.state in ('current', 'contested') then
    update app.restriction_tellings t set used_at = now()
     where t.authority_id = new.authority_id and t.item_id = new.id and t.used_at is null;
    if not found then raise exception 'restriction_person_not_told' using errcode = 'TC409'; end if;
    perform act.notify_recipients(new.authority_id, new.id, new.case_id, new.clause_id, new.owner_agency_id, new.current_version, 'released');
  end if;
  return null;
end $$;
drop trigger if exists state_reaches on app.items;
create trigger state_reaches after update of state on app.items for each row execute function app.item_state_reaches();
drop trigger if exists state_reaches on app.special_items;
create trigger state_reaches after update of state on app.special_items for each row execute function app.item_state_reaches();

-- That the person was told before the restriction is lifted.
create or replace function act.tell_before_lifting(p_item uuid, p_on date, p_how text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m record;
begin
  select * into m from act.item_of_mine(p_item);
  if m.state <> 'restricted' then raise exception 'restriction_none' using errcode = 'TC409'; end if;
  if p_on > actor.today() then raise exception 'restriction_told_in_future' using errcode = 'TC422', detail = 'on'; end if;
  insert into app.restriction_tellings (authority_id, item_id, case_id, told_on, how, told_by)
  values (actor.authority(), p_item, m.case_id, p_on, p_how, actor.member());
  perform audit.record('restriction.person_told', m.case_id, jsonb_build_object('item', p_item, 'on', p_on, 'how', p_how));
end $$;

-- The person does not agree. Whoever reads the item and sits on the case may write it down; it is marked at once and can
-- no longer be handed on.
create or replace function act.contest_item(p_id uuid, p_item uuid, p jsonb, p_statement bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  h record;
begin
  perform act.who();
  select i.case_id, i.clause_id, i.current_version, i.state, false as special into h from app.items i
   where i.authority_id = actor.authority() and i.id = p_item and i.erased_on is null for update;
  if not found then
    select i.case_id, i.clause_id, i.current_version, i.state, true as special into h from app.special_items i
     where i.authority_id = actor.authority() and i.id = p_item and i.erased_on is null for update;
  end if;
  if not found or h.case_id = any (actor.shut()) or not act.reads_item(p_item) then raise exception 'item_not_found' using errcode = 'TC404'; end if;
  if act.relations(h.case_id) <@ array['guest', 'override'] then raise exception 'item_seat_reads_only' using errcode = 'TC403'; end if;
  if h.state = 'withdrawn' then raise exception 'item_withdrawn' using errcode = 'TC409'; end if;
  if exists (select from app.item_contests c where c.authority_id = actor.authority() and c.item_id = p_item and c.state = 'open') then
    raise exception 'contest_open' using errcode = 'TC409';
  end if;
  if (p ->> 'on')::date > actor.today() then raise exception 'contest_in_future' using errcode = 'TC422', detail = 'on'; end if;
  insert into app.item_contests (authority_id, id, item_id, case_id, statement_sealed, language, wish, way, said_on, against_version, recorded_by)
  values (actor.authority(), p_id, p_item, h.case_id, p_statement, p ->> 'language', p ->> 'wish', p ->> 'way', (p ->> 'on')::date,
    h.current_version, actor.member());
  perform act.mark_item(p_item, h.special, 'current', 'contested');
  perform act.note_change(actor.authority(), p_item, h.case_id, 'contested', null);
  perform audit.record('item.contested', h.case_id, jsonb_build_object('item', p_item, 'version', h.current_version, 'contest', p_id, 'wish', p ->> 'wish'));
  perform act.tell_readers(p_item, h.case_id);
end $$;

create or replace function act.mark_item(p_item uuid, p_special boolean, p_from text, p_to text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_special then
    update app.special_items i set state = p_to, version = i.version + 1
     where i.authority_id = actor.authority() and i.id = p_item and i.state = p_from;
  else
    update app.items i set state = p_to, version = i.version + 1
     where i.authority_id = actor.authority() and i.id = p_item and i.state = p_from;
  end if;
end $$;

-- The owner decides, with reasons. A correction needs a newer version: the former ones are restricted, and everybody who
-- was given the item is told in this transaction. A refusal leaves the person's words beside the item.
create or replace function act.decide_contest(p_id uuid, p_outcome text, p_reasons bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  c app.item_contests;
  m record;
begin
  perform act.who();
  select x.* into c from app.item_contests x where x.authority_id = actor.authority() and x.id = p_id for update;
  if not found then raise exception 'contest_not_found' using errcode = 'TC404'; end if;
  begin
    select * into m from act.item_of_mine(c.item_id);
  exception when sqlstate 'TC404' then raise exception 'contest_not_found' using errcode = 'TC404';
  end;
  if c.state <> 'open' then raise exception 'contest_decided' using errcode = 'TC409'; end if;
  if p_reasons is null then raise exception 'contest_needs_reasons' using errcode = 'TC422', detail = 'reasons'; end if;
  if p_outcome in ('corrected', 'completed') and m.version <= c.against_version then
    raise exception 'contest_needs_new_version' using errcode = 'TC409';
  end if;
  -- Nobody erases alone: the contest stays open until a second person has answered, and goes with the item.
  if p_outcome = 'erased' then
    perform act.ask_item_erasure(gen_random_uuid(), c.item_id, 'unlawful');
    return;
  end if;
  update app.item_contests x set state = p_outcome, decided_by = actor.member(), decided_at = now(), reasons_sealed = p_reasons
   where x.authority_id = c.authority_id and x.id = c.id;
  perform act.note_change(c.authority_id, c.item_id, c.case_id, 'settled', null);
  perform audit.record('item.contest_decided', c.case_id, jsonb_build_object('item', c.item_id, 'contest', c.id, 'outcome', p_outcome));
  if p_outcome = 'corrected' then
    perform act.correct_item(c.item_id);
  elsif p_outcome = 'restricted' then
    perform act.mark_item(c.item_id, m.special, 'current', 'restricted');
    perform act.mark_item(c.item_id, m.special, 'contested', 'restricted');
  elsif p_outcome = 'completed' then
    perform act.notify_recipients(c.authority_id, c.item_id, c.case_id, m.clause, actor.agency(), m.version, 'corrected');
  end if;
  if p_outcome in ('corrected', 'completed', 'refused') then perform act.mark_item(c.item_id, m.special, 'contested', 'current'); end if;
  perform act.tell_readers(c.item_id, c.case_id);
end $$;

-- What was written before was wrong: former versions stay as evidence for its own agency only, recipients are told.
create or replace function act.correct_item(p_item uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  m record;
begin
  select * into m from act.item_of_mine(p_item);
  if m.version = 1 then raise exception 'contest_needs_new_version' using errcode = 'TC409'; end if;
  -- What the person contests is decided with reasons; that decision corrects.
  if exists (select from app.item_contests c where c.authority_id = actor.authority() and c.item_id = p_item and c.state = 'open') then
    raise exception 'contest_decide_first' using errcode = 'TC409';
  end if;
  if m.special then
    update app.special_item_versions v set restricted = true
     where v.authority_id = actor.authority() and v.item_id = p_item and v.version < m.version and not v.restricted;
  else
    update app.item_versions v set restricted = true
     where v.authority_id = actor.authority() and v.item_id = p_item and v.version < m.version and not v.restricted;
  end if;
  if not found then raise exception 'correction_made' using errcode = 'TC409'; end if;
  perform audit.record('item.corrected', m.case_id, jsonb_build_object('item', p_item, 'version', m.version));
  return act.notify_recipients(actor.authority(), p_item, m.case_id, m.clause, actor.agency(), m.version, 'corrected');
end $$;

-- Read and acted on at the recipient; for a third party its owner writes down that it was told.
create or replace function act.acknowledge_correction(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  n app.correction_notices;
begin
  perform act.who();
  select x.* into n from app.correction_notices x where x.authority_id = actor.authority() and x.id = p_id and x.case_id <> all (actor.shut()) for update;
  if not found or not (n.recipients && actor.principals() or n.agency_id = actor.agency() and 'manager' = any (actor.functions())
      or n.disclosure_id is not null and n.from_agency_id = actor.agency() and not act.relations(n.case_id) <@ array['guest', 'override']) then
    raise exception 'correction_not_found' using errcode = 'TC404';
  end if;
  if n.acknowledged_at is not null then raise exception 'correction_acknowledged' using errcode = 'TC409'; end if;
  update app.correction_notices x set acknowledged_by = actor.member(), acknowledged_at = now() where x.authority_id = n.authority_id and x.id = n.id;
  perform audit.record('correction.acknowledged', n.case_id, jsonb_build_object('item', n.item_id, 'notice', n.id));
end $$;

-- Who has not answered in time: the managers of that agency and its desk get it too, once.
create or replace function act.chase_corrections(p_today date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  n    app.correction_notices;
  more int[];
  done int := 0;
begin
  for n in select x.* from app.correction_notices x where x.acknowledged_at is null and x.escalated_at is null and x.due_on < p_today for update loop
    more := case when n.agency_id is null then '{}' else act.managers_of(n.authority_id, array[n.agency_id])
      || array_remove(array[act.desk_of(n.authority_id, n.agency_id)], null) end;
    update app.correction_notices x set escalated_at = now(), recipients = array(select distinct unnest(x.recipients || more))
     where x.authority_id = n.authority_id and x.id = n.id;
    perform act.notify(n.authority_id, case when n.agency_id is null
      then array_remove(array[act.desk_of(n.authority_id, n.from_agency_id)], null) else more end, 'correction', array[n.item_id::text]);
    perform audit.write(n.authority_id, null, n.agency_id, null, 'correction.chased', n.case_id, jsonb_build_object('item', n.item_id, 'notice', n.id), null);
    done := done + 1;
  end loop;
  return done;
end $$;

grant execute on function act.contest_item(uuid, uuid, jsonb, bytea), act.decide_contest(uuid, text, bytea), act.correct_item(uuid),
  act.tell_before_lifting(uuid, date, text), act.acknowledge_correction(uuid) to throughcare_actor;
grant execute on function act.chase_corrections(date) to throughcare_worker;
