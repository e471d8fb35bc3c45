-- Doors for lists: a secret per prison that lets files in and nothing out.

create or replace function act.make_drop_link(p_id uuid, p_prison int, p_token_hash bytea, p_expires date) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  if not actor.functions() && array['administrator', 'coordinator'] then
    raise exception 'drop_links_not_yours' using errcode = 'TC403';
  end if;
  perform from app.agencies g where g.authority_id = actor.authority() and g.id = p_prison and g.ended_on is null;
  if not found then raise exception 'agency_not_found' using errcode = 'TC404'; end if;
  if not exists (select from app.agencies g where g.authority_id = actor.authority() and g.id = p_prison and g.kind = 'custody') then
    raise exception 'import_not_a_prison' using errcode = 'TC422', detail = 'agencyId';
  end if;
  if p_expires <= actor.today() or p_expires > actor.today() + 400 then
    raise exception 'drop_link_expiry' using errcode = 'TC422', detail = 'expiresOn';
  end if;
  insert into app.drop_links (authority_id, id, agency_id, token_hash, created_by, expires_on)
  values (actor.authority(), p_id, p_prison, p_token_hash, actor.member(), p_expires);
end $$;

create or replace function act.revoke_drop_link(p_link uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_prison int;
begin
  perform act.who();
  if not actor.functions() && array['administrator', 'coordinator'] then
    raise exception 'drop_links_not_yours' using errcode = 'TC403';
  end if;
  update app.drop_links l set revoked_by = actor.member(), revoked_at = now()
   where l.authority_id = actor.authority() and l.id = p_link and l.revoked_at is null returning l.agency_id into v_prison;
  if not found then raise exception 'drop_link_not_found' using errcode = 'TC404'; end if;
  return v_prison;
end $$;

-- The door behind a secret, while it is open and an arrangement lets this prison send. Wrong, closed and expired
-- secrets look alike.
create or replace function auth.find_drop_link(p_token_hash bytea)
returns table (authority_id int, link_id uuid, agency_id int)
language sql stable security definer set search_path = '' as $$
  select l.authority_id, l.id, l.agency_id
    from app.drop_links l
    join app.agencies g on g.authority_id = l.authority_id and g.id = l.agency_id and g.ended_on is null
   where l.token_hash = p_token_hash and l.revoked_at is null and l.expires_on >= actor.day_in(l.authority_id)
$$;

create or replace function auth.receive_drop(
  p_token_hash bytea, p_id uuid, p_receipt text, p_bytes int, p_hash bytea, p_key bytea, p_file bytea
) returns table (receipt text) language plpgsql security definer set search_path = '' as $$
declare
  l record;
begin
  select * into l from auth.find_drop_link(p_token_hash);
  if not found then raise exception 'drop_link_not_found' using errcode = 'TC404'; end if;
  update app.drop_links x set last_used_at = now() where x.authority_id = l.authority_id and x.id = l.link_id;
  return query select act.receive_drop(l.authority_id, l.agency_id, l.link_id, 'link', p_id, p_receipt, p_bytes, p_hash, p_key, p_file);
end $$;

-- A file at the door, sealed. The same file again while it waits is the same delivery.
create or replace function act.receive_drop(
  p_authority int, p_prison int, p_link uuid, p_way text, p_id uuid, p_receipt text, p_bytes int, p_hash bytea, p_key bytea, p_file bytea
) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_clause int := act.notice_clause(p_authority, p_prison);
  v_known  text;
  v_full   boolean;
begin
  if v_clause is null then raise exception 'import_no_arrangement' using errcode = 'TC409'; end if;
  perform pg_advisory_xact_lock(hashtext('drop'), p_authority * 1000 + p_prison);
  select d.receipt into v_known from app.drops d
   where d.authority_id = p_authority and d.agency_id = p_prison and d.status = 'waiting' and d.file_hash = p_hash;
  if found then return v_known; end if;
  select count(*) >= 20 or sum(d.bytes) + p_bytes > 200 * 1024 * 1024 into v_full from app.drops d
   where d.authority_id = p_authority and d.agency_id = p_prison and d.status = 'waiting';
  if v_full then raise exception 'drop_door_full' using errcode = 'TC409'; end if;
  insert into app.drops (authority_id, id, agency_id, clause_id, link_id, way, receipt, bytes, file_hash, key_wrapped, file_sealed)
  values (p_authority, p_id, p_prison, v_clause, p_link, p_way, p_receipt, p_bytes, p_hash, p_key, p_file);
  perform audit.write(p_authority, null, p_prison, null, 'drop.received', null,
    jsonb_build_object('drop', p_id, 'link', p_link, 'way', p_way, 'bytes', p_bytes), null);
  perform act.notify(p_authority, array(select d.principal from app.notice_desks d join app.clauses c
      on c.authority_id = d.authority_id and c.arrangement_id = d.arrangement_id
     where c.authority_id = p_authority and c.id = v_clause), 'notices', '{}');
  return p_receipt;
end $$;

-- Folders bear the code of a prison; the worker who empties them learns which prison that is.
create or replace function act.find_drop_agency(p_code text) returns table (authority_id int, agency_id int)
language sql stable security definer set search_path = '' as $$
  select g.authority_id, g.id from app.agencies g
   where lower(g.code) = lower(p_code) and g.kind = 'custody' and g.ended_on is null
$$;

-- The sealed file, for whoever may bring this prison's list; nobody else, the sender neither.
create or replace function act.open_drop(p_drop uuid)
returns table (agency_id int, key_wrapped bytea, file_sealed bytea, received_on date)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  d app.drops;
begin
  perform act.who();
  select x.* into d from app.drops x where x.authority_id = actor.authority() and x.id = p_drop and x.status = 'waiting';
  if not found or not act.may_import(d.clause_id, d.agency_id) then
    raise exception 'drop_not_found' using errcode = 'TC404';
  end if;
  return query select d.agency_id, d.key_wrapped, d.file_sealed, actor.day_at(d.authority_id, d.received_at);
end $$;

create or replace function act.discard_drop(p_drop uuid, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  d app.drops;
begin
  perform act.who();
  select x.* into d from app.drops x where x.authority_id = actor.authority() and x.id = p_drop for update;
  if not found or not act.may_import(d.clause_id, d.agency_id) then
    raise exception 'drop_not_found' using errcode = 'TC404';
  end if;
  if d.status <> 'waiting' then raise exception 'drop_already_decided' using errcode = 'TC409'; end if;
  if d.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  update app.drops x set status = 'discarded', file_sealed = null, key_wrapped = null, decided_by = actor.member(),
         decided_at = now(), version = x.version + 1
   where x.authority_id = d.authority_id and x.id = d.id;
end $$;

-- Job: what is kept to undo ends after its days, a file at the door after two weeks, a question with its case.
create or replace function act.tidy_deliveries(p_today date) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from app.former_identities f using app.imports i
   where i.undo_until < p_today and f.authority_id = i.authority_id and f.import_id = i.id;
  delete from app.import_deeds d using app.imports i
   where i.undo_until < p_today and d.authority_id = i.authority_id and d.import_id = i.id;
  update app.imports i set undo_until = null where i.undo_until < p_today;
  perform audit.write(d.authority_id, null, d.agency_id, null, 'drop.expired', null, jsonb_build_object('drop', d.id), null)
    from app.drops d where d.status = 'waiting' and d.received_at < p_today - 14;
  update app.drops d set status = 'expired', file_sealed = null, key_wrapped = null, version = d.version + 1
   where d.status = 'waiting' and d.received_at < p_today - 14;
  delete from app.drops d where d.status <> 'waiting' and d.received_at < p_today - 365;
  update app.list_proposals p set status = 'outdated', version = p.version + 1
    from app.cases c
   where p.status = 'open' and c.authority_id = p.authority_id and c.id = p.case_id and c.closed_on is not null;
end $$;

grant execute on function act.make_drop_link(uuid, int, bytea, date), act.revoke_drop_link(uuid), act.open_drop(uuid),
  act.discard_drop(uuid, int) to throughcare_actor;
grant execute on function auth.find_drop_link(bytea), auth.receive_drop(bytea, uuid, text, int, bytea, bytea, bytea)
  to throughcare_gate;
grant execute on function act.find_drop_agency(text),
  act.receive_drop(int, int, uuid, text, uuid, text, int, bytea, bytea, bytea), act.tidy_deliveries(date) to throughcare_worker;
