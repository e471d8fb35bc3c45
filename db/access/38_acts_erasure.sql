-- Erasing an item takes two people: somebody of the agency that brought it asks on a ground of the law; an officer for data
-- protection or a chair, never the same person, erases it, has it restricted instead, or refuses (SEC-02, GD-09, LED-25).

-- Whether I may be the second person for what an agency asked: a chair, or an officer who watches over that agency. The officer of a
-- partner decides for its own people alone, and of others' cases learns nothing (AU5).
create or replace function act.decides_erasure(p_agency int) returns boolean
language sql stable security definer set search_path = '' as $$
  select 'chair' = any (actor.functions()) or actor.watches_over(p_agency)
$$;

-- Who may be the second person: their desks and themselves.
create or replace function act.erasure_approvers(p_authority int, p_not int) returns int[]
language sql stable security definer set search_path = '' as $$
  select array(select p.id from app.principals p
    join app.member_functions f on f.authority_id = p.authority_id and f.member_id = p.member_id
     and f.function in ('data_protection_officer', 'chair')
    join app.members m on m.authority_id = p.authority_id and m.id = p.member_id and m.ended_at is null
    join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id
    join app.members asking on asking.authority_id = p_authority and asking.id = p_not
   where p.authority_id = p_authority and p.member_id <> p_not
     and (f.function = 'chair' or g.kind = 'city' or m.agency_id = asking.agency_id)
   group by p.id)
$$;

create or replace function act.ask_item_erasure(p_id uuid, p_item uuid, p_ground text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m record;
  v_approvers int[];
begin
  select * into m from act.item_of_mine(p_item);
  perform actor.must_have_proved();
  if exists (select from app.erasures e where e.authority_id = actor.authority() and e.kind = 'item' and e.target = p_item and e.state = 'asked') then
    raise exception 'erasure_asked' using errcode = 'TC409';
  end if;
  v_approvers := act.erasure_approvers(actor.authority(), actor.member());
  if v_approvers = '{}' then raise exception 'erasure_nobody_decides' using errcode = 'TC409'; end if;
  insert into app.erasures (authority_id, id, kind, target, case_id, special, agency_id, ground, asked_by)
  values (actor.authority(), p_id, 'item', p_item, m.case_id, m.special, actor.agency(), p_ground, actor.member());
  perform audit.record('erasure.asked', m.case_id, jsonb_build_object('erasure', p_id, 'kind', 'item', 'ground', p_ground));
  perform act.notify(actor.authority(), v_approvers, 'erasure', '{}');
end $$;

-- A request that waits for a second person, for somebody who may be that person.
create or replace function act.erasure_to_decide(p_id uuid) returns app.erasures
language plpgsql security definer set search_path = '' as $$
declare
  e app.erasures;
begin
  perform act.who();
  select x.* into e from app.erasures x where x.authority_id = actor.authority() and x.id = p_id
     and (x.case_id = any (actor.shut_by_me())) is not true for update;
  if not found or not (act.decides_erasure(e.agency_id) or e.agency_id = actor.agency()) then
    raise exception 'erasure_not_found' using errcode = 'TC404';
  end if;
  if not act.decides_erasure(e.agency_id) then raise exception 'erasure_not_yours' using errcode = 'TC403'; end if;
  if e.asked_by = actor.member() then raise exception 'erasure_second_person' using errcode = 'TC403'; end if;
  if e.state <> 'asked' then raise exception 'erasure_answered' using errcode = 'TC409'; end if;
  return e;
end $$;

-- The second person answers. Erased: recipients are told, rows and key go, the journal has it, all in this transaction; the
-- log, the copy outside the database and the files of the database follow by a job.
create or replace function act.decide_item_erasure(p_id uuid, p_answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  e app.erasures := act.erasure_to_decide(p_id);
  i record;
  v_told int := 0;
  v_rows int;
begin
  if (e.case_id = any (actor.shut_by_me())) is true then raise exception 'erasure_not_found' using errcode = 'TC404'; end if;
  select x.clause_id, x.owner_agency_id, x.current_version, x.state into i from app.items x
   where x.authority_id = e.authority_id and x.id = e.target and x.erased_on is null for update;
  if not found then
    select x.clause_id, x.owner_agency_id, x.current_version, x.state into i from app.special_items x
     where x.authority_id = e.authority_id and x.id = e.target and x.erased_on is null for update;
  end if;
  if not found then
    update app.erasures x set state = 'overtaken', target = null, special = false, decided_at = now() where x.authority_id = e.authority_id and x.id = e.id;
    return;
  end if;
  if p_answer = 'erased' then
    -- Where accuracy is contested and cannot be settled, it is kept from use and not destroyed (LED art. 16(3)).
    if exists (select from app.item_contests c where c.authority_id = e.authority_id and c.item_id = e.target and c.state = 'open' and c.wish = 'restrict') then
      raise exception 'erasure_restrict_instead' using errcode = 'TC409';
    end if;
    perform act.tell_readers(e.target, e.case_id);
    v_told := act.notify_recipients(e.authority_id, e.target, e.case_id, i.clause_id, i.owner_agency_id, i.current_version, 'erased');
    v_rows := act.remove_item(e.authority_id, e.target, e.special);
    perform act.journal_erasure(e.authority_id, 'item', e.target, e.case_id, e.id);
  elsif p_answer = 'restricted' then
    if i.state in ('restricted', 'withdrawn') then raise exception 'item_state_passed' using errcode = 'TC409', detail = i.state; end if;
    perform act.tell_readers(e.target, e.case_id);
    perform act.mark_item(e.target, e.special, i.state, 'restricted');
    perform act.note_change(e.authority_id, e.target, e.case_id, 'restricted', null);
  end if;
  update app.erasures x set state = p_answer, decided_by = actor.member(), decided_at = now(), rows_gone = v_rows,
         told = case p_answer when 'erased' then v_told end, target = case when p_answer <> 'erased' then x.target end,
         special = p_answer <> 'erased' and x.special
   where x.authority_id = e.authority_id and x.id = e.id;
  perform audit.record('erasure.' || p_answer, e.case_id, jsonb_build_object('erasure', e.id, 'kind', e.kind, 'ground', e.ground, 'rows', v_rows, 'told', v_told));
  perform act.notify(e.authority_id, array(select p.id from app.principals p where p.authority_id = e.authority_id and p.member_id = e.asked_by), 'erasure', '{}');
end $$;

grant execute on function act.ask_item_erasure(uuid, uuid, text) to throughcare_actor;
