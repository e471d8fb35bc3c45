-- What the clock does with what was agreed, and how somebody asks for more time.

-- Thirty days before the limit the owner is asked to look; at the limit the item is erased or kept from use, once.
-- A machine that stood still catches up; a second run does nothing.
create or replace function act.apply_retention(p_today date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  a    record;
  x    record;
  done int := 0;
begin
  for a in select g.id from app.authorities g order by g.id loop
    for x in select p.* from actor.retention_first(a.id) p where p.due_on <= p_today + 30 order by p.due_on, p.item loop
      if x.due_on > p_today then
        insert into app.retention_marks (authority_id, item_id, case_id, what, category, agency_id, clause_id, due_on)
        values (a.id, x.item, x.case_id, 'review', x.category, x.owner, x.clause, x.due_on) on conflict do nothing;
        if found then perform act.ask_retention_review(a.id, x.case_id, x.owner); end if;
        continue;
      end if;
      if x.outcome = 'erase' then
        perform act.erase_item(a.id, x.item, x.special);
        delete from app.item_contests c where c.authority_id = a.id and c.item_id = x.item;
      elsif x.special then
        update app.special_items i set state = 'restricted', version = i.version + 1 where i.authority_id = a.id and i.id = x.item;
      else
        update app.items i set state = 'restricted', version = i.version + 1 where i.authority_id = a.id and i.id = x.item;
      end if;
      insert into app.retention_marks (authority_id, item_id, case_id, what, category, agency_id, clause_id, due_on)
      values (a.id, x.item, x.case_id, case x.outcome when 'erase' then 'erased' else 'restricted' end, x.category, x.owner, x.clause, x.due_on)
      on conflict do nothing;
      perform audit.write(a.id, null, null, null, case x.outcome when 'erase' then 'item.erased' else 'item.restricted' end, x.case_id,
        jsonb_build_object('item', x.item, 'why', 'retention', 'from', x.counted_from, 'months', x.months, 'due', x.due_on), null);
      done := done + 1;
    end loop;
  end loop;
  return done;
end $$;

-- Those of the owner who sit on the case are told that there is something to look at, without its content.
create or replace function act.ask_retention_review(p_authority int, p_case uuid, p_agency int) returns void
language sql security definer set search_path = '' as $$
  select act.notify(p_authority, array(select distinct s.principal from app.seats s
      join app.principals p on p.authority_id = s.authority_id and p.id = s.principal and p.agency_id = p_agency
     where s.authority_id = p_authority and s.case_id = p_case and s.period @> statement_timestamp()),
    'case', array[(select c.ref from app.cases c where c.authority_id = p_authority and c.id = p_case)])
$$;

-- An item of my agency that I read, for an act that does not change it.
create or replace function act.item_of_mine(p_item uuid) returns table (case_id uuid, clause int, version int, special boolean, state text)
language plpgsql security definer set search_path = '' as $$
declare
  h record;
begin
  perform act.who();
  select i.case_id, i.owner_agency_id, i.clause_id, i.current_version, false as special, i.state into h
    from app.items i where i.authority_id = actor.authority() and i.id = p_item and i.erased_on is null for update;
  if not found then
    select i.case_id, i.owner_agency_id, i.clause_id, i.current_version, true as special, i.state into h
      from app.special_items i where i.authority_id = actor.authority() and i.id = p_item and i.erased_on is null for update;
  end if;
  if not found or h.case_id = any (actor.shut()) or not act.reads_item(p_item) then raise exception 'item_not_found' using errcode = 'TC404'; end if;
  if h.owner_agency_id <> actor.agency() then raise exception 'item_not_yours' using errcode = 'TC403'; end if;
  if act.relations(h.case_id) <@ array['guest', 'override'] then raise exception 'item_seat_reads_only' using errcode = 'TC403'; end if;
  return query select h.case_id, h.clause_id, h.current_version, h.special, h.state;
end $$;

-- More time for one item: somebody asks with reasons, another person of the same agency answers.
create or replace function act.ask_extension(p_id uuid, p_item uuid, p_until date, p_reasons bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m record;
  v_due date;
begin
  select * into m from act.item_of_mine(p_item);
  if p_reasons is null then raise exception 'extension_needs_reasons' using errcode = 'TC422', detail = 'reasons'; end if;
  select r.due_on into v_due from actor.retention_first(actor.authority(), array[p_item]) r where r.counted_from <> 'author';
  if v_due is null then raise exception 'extension_no_limit' using errcode = 'TC409'; end if;
  if p_until < v_due or p_until > v_due + 366 then raise exception 'extension_day_impossible' using errcode = 'TC422', detail = 'until'; end if;
  insert into app.retention_extensions (authority_id, id, item_id, case_id, until, reasons_sealed, asked_by)
  values (actor.authority(), p_id, p_item, m.case_id, p_until, p_reasons, actor.member());
  perform audit.record('retention.extension_asked', m.case_id, jsonb_build_object('item', p_item, 'until', p_until));
end $$;

create or replace function act.answer_extension(p_id uuid, p_approved boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  e app.retention_extensions;
  m record;
begin
  perform act.who();
  select x.* into e from app.retention_extensions x where x.authority_id = actor.authority() and x.id = p_id for update;
  if not found then raise exception 'extension_not_found' using errcode = 'TC404'; end if;
  select * into m from act.item_of_mine(e.item_id);
  if e.asked_by = actor.member() then raise exception 'extension_two_people' using errcode = 'TC403'; end if;
  if e.approved_at is not null or e.refused_at is not null then raise exception 'extension_answered' using errcode = 'TC409'; end if;
  update app.retention_extensions x set approved_by = case when p_approved then actor.member() end, approved_at = case when p_approved then now() end,
         refused_at = case when not p_approved then now() end
   where x.authority_id = e.authority_id and x.id = e.id;
  perform audit.record(case when p_approved then 'retention.extended' else 'retention.extension_refused' end, e.case_id,
    jsonb_build_object('item', e.item_id, 'until', e.until));
end $$;

grant execute on function act.apply_retention(date) to throughcare_worker;
grant execute on function act.ask_extension(uuid, uuid, date, bytea), act.answer_extension(uuid, boolean) to throughcare_actor;
