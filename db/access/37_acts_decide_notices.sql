-- What people decide about a notice, and when it ends by itself.
create or replace function act.my_notice(p_notice uuid) returns app.release_notices
language plpgsql security definer set search_path = '' as $$
declare
  n app.release_notices;
begin
  perform act.who();
  select x.* into n from app.release_notices x
   where x.authority_id = actor.authority() and x.id = p_notice and x.desks && actor.principals()
     and x.clause_id = any (actor.clauses()) for update;
  if not found then raise exception 'notice_not_found' using errcode = 'TC404'; end if;
  if n.status = 'case' then raise exception 'notice_already_case' using errcode = 'TC409'; end if;
  return n;
end $$;

-- A person decides where somebody without a fixed address belongs. Elsewhere: the notice is erased, and only a
-- blind mark keeps the next list from asking again.
create or replace function act.decide_residence(p_notice uuid, p_version int, p_city boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  n app.release_notices := act.my_notice(p_notice);
begin
  if n.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if n.status = 'held' then raise exception 'notice_held' using errcode = 'TC409'; end if;
  if n.residence <> 'unknown' then raise exception 'notice_residence_decided' using errcode = 'TC409'; end if;
  if p_city then
    update app.release_notices x set residence = 'city', version = x.version + 1
     where x.authority_id = n.authority_id and x.id = n.id;
  else
    insert into app.notices_elsewhere (authority_id, prison_agency_id, number_token, decided_by, decided_on)
    values (n.authority_id, n.prison_agency_id, n.number_token, actor.member(), actor.today())
    on conflict (authority_id, prison_agency_id, number_token) do nothing;
    delete from app.release_notices x where x.authority_id = n.authority_id and x.id = n.id;
  end if;
  perform act.notify(n.authority_id, n.desks, 'notices', array[n.id::text]);
end $$;

-- One number, two announcements: the same person under another name, or somebody else. Either way the newer one
-- stands from now on; of somebody else nothing of the former person stays, their residence decision neither.
-- Where nothing newer is kept, the notice is confirmed or erased.
create or replace function act.decide_held(p_notice uuid, p_version int, p_same boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  n app.release_notices := act.my_notice(p_notice);
begin
  if n.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if n.status <> 'held' then raise exception 'notice_not_held' using errcode = 'TC409'; end if;
  update app.release_notices x
     set status = 'waiting', fingerprint = h.fingerprint, key_wrapped = h.key_wrapped, identity_sealed = h.identity_sealed,
         name_tokens = h.name_tokens, birth_tokens = h.birth_tokens, release_on = h.release_on,
         release_certainty = h.release_certainty, earliest_on = h.earliest_on, remand = h.remand, import_id = h.import_id,
         residence = case when p_same and x.residence = 'city' then 'city' else h.residence end,
         received_on = case when p_same then x.received_on else h.received_on end, version = x.version + 1
    from app.held_announcements h
   where x.authority_id = n.authority_id and x.id = n.id and h.authority_id = x.authority_id and h.notice_id = x.id;
  if not found and p_same then
    update app.release_notices x set status = 'waiting', version = x.version + 1
     where x.authority_id = n.authority_id and x.id = n.id;
  elsif not found then
    delete from app.release_notices x where x.authority_id = n.authority_id and x.id = n.id;
  end if;
  delete from app.held_announcements h where h.authority_id = n.authority_id and h.notice_id = n.id;
  perform act.notify(n.authority_id, n.desks, 'notices', array[n.id::text]);
end $$;

-- The announced person is one whose case is open already (PI1): the case gets this prison's number, the notice
-- ends. A named human found that both are the same.
create or replace function act.link_notice(p_notice uuid, p_version int, p_person uuid, p_number_sealed bytea, p_case uuid)
returns text language plpgsql security definer set search_path = '' as $$
declare
  n app.release_notices := act.my_notice(p_notice);
  k app.cases := act.seated_case(p_case);
begin
  if n.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if not 'coordinator' = any (actor.functions()) then
    raise exception 'case_not_yours_to_open' using errcode = 'TC403';
  end if;
  if n.residence <> 'city' then raise exception 'notice_residence_undecided' using errcode = 'TC409'; end if;
  if n.status = 'held' then raise exception 'notice_held' using errcode = 'TC409'; end if;
  if k.person_id <> p_person or k.closed_on is not null then
    raise exception 'person_not_found' using errcode = 'TC404';
  end if;
  insert into app.person_identifiers (authority_id, person_id, issuer_agency_id, number_token, number_sealed, valid_from)
  values (n.authority_id, p_person, n.prison_agency_id, n.number_token, p_number_sealed, actor.today())
  on conflict (authority_id, issuer_agency_id, number_token) do nothing;
  update app.release_notices x
     set status = 'case', case_id = k.id, identity_sealed = null, key_wrapped = null, name_tokens = '{}', birth_tokens = '{}',
         version = x.version + 1
   where x.authority_id = n.authority_id and x.id = n.id;
  perform act.notify(n.authority_id, n.desks, 'notices', array[n.id::text]);
  perform act.tell_case(k.authority_id, k.id, 'case');
  return k.ref;
end $$;

-- Job: notices whose reason ended are gone, 30 days after the release or 7 after they left the list (TC10). What
-- was staged yesterday or before and never taken in goes too. The log keeps how many, not whom.
create or replace function act.erase_notices(p_today date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_gone int;
begin
  with gone as (
    delete from app.release_notices n where n.release_on <= p_today - 30 or n.vanished_on <= p_today - 7
    returning n.authority_id, n.status
  ), counted as (
    select g.authority_id, count(*) as notices from gone g where g.status <> 'case' group by 1
  ), logged as (
    select audit.write(c.authority_id, null, null, null, 'notices.erased', null,
             jsonb_build_object('notices', c.notices), null), c.notices
      from counted c
  )
  select coalesce(sum(l.notices), 0)::int into v_gone from logged l;
  update app.imports i set staged_sealed = null, key_wrapped = null, status = 'discarded', version = i.version + 1
   where i.status = 'previewed' and i.created_at < p_today;
  return v_gone;
end $$;

grant execute on function act.decide_residence(uuid, int, boolean), act.decide_held(uuid, int, boolean),
  act.link_notice(uuid, int, uuid, bytea, uuid) to throughcare_actor;
grant execute on function act.erase_notices(date) to throughcare_worker;
