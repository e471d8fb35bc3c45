-- From a prison's list to a notice, from a notice to a case.

-- The clause under which this prison may announce releases today: an arrangement in force that the prison
-- and the receiving desk's agency have both signed. Null: nothing may be imported live.
create or replace function act.notice_clause(p_authority int, p_prison int) returns int
language sql stable security definer set search_path = '' as $$
  select c.id from app.clauses c
    join app.arrangements x on x.authority_id = c.authority_id and x.id = c.arrangement_id
   where c.authority_id = p_authority and c.category = 'notice' and act.may_contribute(p_authority, p_prison, c.id)
     and exists (select from app.notice_desks d
                   join app.principals p on p.authority_id = d.authority_id and p.id = d.principal
                   join app.arrangement_parties y on y.authority_id = d.authority_id
                    and y.arrangement_id = d.arrangement_id and y.agency_id = p.agency_id
                  where d.authority_id = c.authority_id and d.arrangement_id = c.arrangement_id
                    and p.agency_id <> p_prison and y.signed_on <= current_date
                    and (y.left_on is null or y.left_on > current_date))
   order by c.id limit 1
$$;

-- Who may bring this prison's list: a member of a desk that the arrangement names, or the prison's own officer.
create or replace function act.may_import(p_clause int, p_prison int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.notice_desks d join app.clauses c
                   on c.authority_id = d.authority_id and c.arrangement_id = d.arrangement_id
                  where c.authority_id = actor.authority() and c.id = p_clause and d.principal = any (actor.principals()))
      or (actor.agency() = p_prison and 'resettlement_officer' = any (actor.functions()))
$$;

create or replace function act.stage_import(
  p_id uuid, p_prison int, p_file_hash bytea, p_counts jsonb, p_key bytea, p_staged bytea
) returns int language plpgsql security definer set search_path = '' as $$
declare
  v_clause int;
begin
  perform act.who();
  v_clause := act.notice_clause(actor.authority(), p_prison);
  if v_clause is null then raise exception 'import_no_arrangement' using errcode = 'TC409', detail = 'agencyId'; end if;
  if not act.may_import(v_clause, p_prison) then raise exception 'import_not_yours' using errcode = 'TC403'; end if;
  insert into app.imports (authority_id, id, agency_id, clause_id, file_hash, counts, key_wrapped, staged_sealed, created_by)
  values (actor.authority(), p_id, p_prison, v_clause, p_file_hash, p_counts, p_key, p_staged, actor.member());
  return v_clause;
end $$;

-- Rows of a confirmed preview become notices. The same row again changes nothing; a known number with the
-- same person is brought up to date; a known number with another person is held for a decision.
create or replace function act.apply_import(p_import uuid, p_version int, p_rows jsonb)
returns table (added int, changed int, unchanged int, held int)
language plpgsql security definer set search_path = '' as $$
declare
  i     app.imports;
  desks int[];
begin
  perform act.who();
  select x.* into i from app.imports x where x.authority_id = actor.authority() and x.id = p_import for update;
  if not found or not act.may_import(i.clause_id, i.agency_id) then
    raise exception 'import_not_found' using errcode = 'TC404';
  end if;
  if i.status <> 'previewed' then raise exception 'import_already_applied' using errcode = 'TC409'; end if;
  if i.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if act.notice_clause(i.authority_id, i.agency_id) is distinct from i.clause_id then
    raise exception 'import_no_arrangement' using errcode = 'TC409';
  end if;
  perform pg_advisory_xact_lock(hashtext('import'), i.authority_id * 1000 + i.agency_id);
  desks := array(select d.principal from app.notice_desks d join app.clauses c
                   on c.authority_id = d.authority_id and c.arrangement_id = d.arrangement_id
                  where c.authority_id = i.authority_id and c.id = i.clause_id);
  return query
  with given as (
    select r.* from jsonb_to_recordset(p_rows) as r(id uuid, number_token text, fingerprint text, key_wrapped text,
      identity_sealed text, name_tokens text[], birth_tokens text[], release_on date, release_certainty text,
      earliest_on date, residence text, remand boolean)
  ), compared as (
    select g.*, n.id as known, n.status, decode(g.fingerprint, 'hex') = n.fingerprint as same,
           n.birth_tokens = g.birth_tokens::bigint[] or n.name_tokens && g.name_tokens::bigint[] as same_person
      from given g
      left join app.release_notices n on n.authority_id = i.authority_id and n.prison_agency_id = i.agency_id
       and n.number_token = g.number_token::bigint
  ), inserted as (
    insert into app.release_notices (authority_id, id, prison_agency_id, clause_id, desks, residence, remand, number_token,
      fingerprint, key_wrapped, identity_sealed, name_tokens, birth_tokens, release_on, release_certainty, earliest_on,
      import_id, received_on)
    select i.authority_id, c.id, i.agency_id, i.clause_id, desks, c.residence, c.remand, c.number_token::bigint,
      decode(c.fingerprint, 'hex'), decode(c.key_wrapped, 'hex'), decode(c.identity_sealed, 'hex'), c.name_tokens::bigint[],
      c.birth_tokens::bigint[], c.release_on, c.release_certainty, c.earliest_on, i.id, actor.today()
      from compared c where c.known is null
    returning 1
  ), updated as (
    update app.release_notices n
       set fingerprint = decode(c.fingerprint, 'hex'), key_wrapped = decode(c.key_wrapped, 'hex'),
           identity_sealed = decode(c.identity_sealed, 'hex'), name_tokens = c.name_tokens::bigint[],
           birth_tokens = c.birth_tokens::bigint[], release_on = c.release_on, release_certainty = c.release_certainty,
           earliest_on = c.earliest_on, import_id = i.id, vanished_on = null, version = n.version + 1
      from compared c
     where n.authority_id = i.authority_id and n.id = c.known and not c.same and c.same_person and n.status = 'waiting'
    returning 1
  ), withheld as (
    update app.release_notices n set status = 'held', version = n.version + 1
      from compared c
     where n.authority_id = i.authority_id and n.id = c.known and not c.same and not c.same_person and n.status = 'waiting'
    returning 1
  ), counted as (
    select (select count(*) from inserted)::int as added, (select count(*) from updated)::int as changed,
           (select count(*) from withheld)::int as held, (select count(*) from compared)::int as total
  )
  select c.added, c.changed, c.total - c.added - c.changed - c.held, c.held from counted c;
  update app.imports x set status = 'applied', applied_by = actor.member(), applied_at = now(), staged_sealed = null,
         key_wrapped = null, version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
  perform act.notify(i.authority_id, desks, 'notices', '{}');
end $$;

-- A person decides where somebody without a fixed address belongs. Elsewhere: the notice is erased.
create or replace function act.decide_residence(p_notice uuid, p_version int, p_city boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  n app.release_notices := act.my_notice(p_notice);
begin
  if n.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if p_city then
    update app.release_notices x set residence = 'city', version = x.version + 1
     where x.authority_id = n.authority_id and x.id = n.id;
  else
    delete from app.release_notices x where x.authority_id = n.authority_id and x.id = n.id;
  end if;
  perform act.notify(n.authority_id, n.desks, 'notices', array[n.id::text]);
end $$;

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

-- Job: notices whose reason ended are gone, 30 days after the release or 7 after they left the list (TC10).
create or replace function act.erase_notices(p_today date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_gone int;
begin
  delete from app.release_notices n where n.release_on < p_today - 30 or n.vanished_on < p_today - 7;
  get diagnostics v_gone = row_count;
  update app.imports i set staged_sealed = null, key_wrapped = null, status = 'discarded', version = i.version + 1
   where i.status = 'previewed' and i.created_at < p_today - interval '1 day';
  return v_gone;
end $$;

grant execute on function act.notice_clause(int, int), act.may_import(int, int),
  act.stage_import(uuid, int, bytea, jsonb, bytea, bytea), act.apply_import(uuid, int, jsonb),
  act.decide_residence(uuid, int, boolean) to throughcare_actor;
grant execute on function act.erase_notices(date) to throughcare_worker;
