-- What people answer when a list says something of a case, or when two notices may be one person.

-- Applied: the date of the case is already what the list says. Declined or noted: in words.
create or replace function act.answer_proposal(p_proposal uuid, p_version int, p_status text, p_reason bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p app.list_proposals;
  k app.cases;
begin
  perform act.who();
  select x.* into p from app.list_proposals x
   where x.authority_id = actor.authority() and x.id = p_proposal and x.clause_id = any (actor.clauses());
  if not found then raise exception 'proposal_not_found' using errcode = 'TC404'; end if;
  k := act.seated_case(p.case_id);
  if not act.relations(k.id) && array['coordination', 'lead'] then
    raise exception 'proposal_not_yours' using errcode = 'TC403';
  end if;
  select x.* into p from app.list_proposals x where x.authority_id = p.authority_id and x.id = p.id for update;
  if p.status <> 'open' then raise exception 'proposal_already_answered' using errcode = 'TC409'; end if;
  if p.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if p_status not in ('applied', 'declined', 'noted') or (p_status = 'noted') <> (p.kind = 'gone') then
    raise exception 'proposal_answer_unfit' using errcode = 'TC422', detail = 'outcome';
  end if;
  if p_status = 'applied' and k.release_on is distinct from p.release_on then
    raise exception 'proposal_not_moved' using errcode = 'TC409';
  end if;
  update app.list_proposals x set status = p_status, answered_by = actor.member(), answered_at = now(),
         reason_sealed = p_reason, version = x.version + 1
   where x.authority_id = p.authority_id and x.id = p.id;
  perform act.tell_case(k.authority_id, k.id, 'case');
end $$;

-- One person in two prisons, or two persons. The same: what left the list ends, what is new stays, and keeps since
-- when the person is known and that they belong to this city.
create or replace function act.answer_transfer(p_from uuid, p_to uuid, p_version int, p_same boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  f app.release_notices := act.my_notice(p_from);
  t app.release_notices := act.my_notice(p_to);
begin
  if t.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if f.prison_agency_id = t.prison_agency_id or f.vanished_on is null or t.vanished_on is not null then
    raise exception 'transfer_not_likely' using errcode = 'TC409';
  end if;
  if 'held' in (f.status, t.status) then raise exception 'notice_held' using errcode = 'TC409'; end if;
  insert into app.transfer_answers (authority_id, from_notice_id, to_notice_id, same, decided_by)
  values (f.authority_id, f.id, t.id, p_same, actor.member())
  on conflict (authority_id, from_notice_id, to_notice_id) do nothing;
  if not found then raise exception 'transfer_already_answered' using errcode = 'TC409'; end if;
  if p_same then
    update app.release_notices x set received_on = least(x.received_on, f.received_on), version = x.version + 1,
           residence = case when 'city' in (x.residence, f.residence) then 'city' else 'unknown' end
     where x.authority_id = t.authority_id and x.id = t.id;
    delete from app.release_notices x where x.authority_id = f.authority_id and x.id = f.id;
  end if;
  perform act.notify(t.authority_id, t.desks, 'notices', array[t.id::text]);
end $$;

grant execute on function act.answer_proposal(uuid, int, text, bytea), act.answer_transfer(uuid, uuid, int, boolean)
  to throughcare_actor;
