-- From a prison's list to notices.

-- The clause under which this prison may announce releases today: of the edition in force for it, in an arrangement
-- by which the receiving desk's agency is bound too. Null: nothing may be imported live.
create or replace function act.notice_clause(p_authority int, p_prison int) returns int
language sql stable security definer set search_path = '' as $$
  select r.clause_id from app.purposes u
    cross join lateral actor.rights_of(p_authority, p_prison, u.code, actor.day_in(p_authority)) r
   where r.category = 'notice' and r.current and r.may_contribute
     and exists (select from app.notice_desks d
                   join app.principals p on p.authority_id = d.authority_id and p.id = d.principal
                  where d.authority_id = p_authority and d.arrangement_id = r.arrangement_id and p.agency_id <> p_prison
                    and actor.is_bound(p_authority, p.agency_id, r.arrangement_id, actor.day_in(p_authority)))
   order by r.clause_id limit 1
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

-- Whether a known number still means the same person, as far as blind tokens tell. A full birth date decides;
-- without one the names must mostly agree; where births clash, only the same name passes (a corrected birth).
-- When in doubt the answer is no, and a human looks.
create or replace function act.same_announced(
  p_names bigint[], p_births bigint[], p_new_names bigint[], p_new_births bigint[]
) returns boolean language sql immutable security definer set search_path = '' as $$
  select case
      when cardinality(p_births) > 1 and cardinality(p_new_births) > 1
        then p_births @> p_new_births and p_births <@ p_new_births or shared >= 0.95
      when cardinality(p_births) > 0 and cardinality(p_new_births) > 0
        then shared >= case when p_births && p_new_births then 0.4 else 0.95 end
      else shared >= 0.65 end
    from (select count(*)::numeric / greatest(1, least(cardinality(p_names), cardinality(p_new_names))) as shared
            from unnest(p_names) t where t = any (p_new_names)) x
$$;

-- What each row of a list means beside what is known under its number:
-- `new`, `changed`, `unchanged`, `held` (another person: a human decides), `case` (a case is open, the list says
-- another date), `replaces` (a case is open, but the number now means somebody else), `elsewhere` (decided before).
create or replace function act.import_verdicts(p_authority int, p_prison int, p_rows jsonb)
returns table (id uuid, notice uuid, verdict text)
language sql stable security definer set search_path = '' as $$
  select g.id, n.id, case
      when n.id is null and e.number_token is not null and g.residence = 'unknown' then 'elsewhere'
      when n.id is null then 'new'
      when decode(g.fingerprint, 'hex') in (n.fingerprint, h.fingerprint) then 'unchanged'
      when n.status = 'held' then 'held'
      when n.status = 'case' and (p.id is null
        or act.same_announced(p.name_tokens, p.birth_tokens, g.name_tokens::bigint[], g.birth_tokens::bigint[])) then 'case'
      when n.status = 'case' then 'replaces'
      when act.same_announced(n.name_tokens, n.birth_tokens, g.name_tokens::bigint[], g.birth_tokens::bigint[]) then 'changed'
      else 'held' end
    from jsonb_to_recordset(p_rows) as g(id uuid, number_token text, fingerprint text, name_tokens text[],
           birth_tokens text[], residence text)
    left join app.release_notices n on n.authority_id = p_authority and n.prison_agency_id = p_prison
     and n.number_token = g.number_token::bigint
    left join app.held_announcements h on h.authority_id = n.authority_id and h.notice_id = n.id
    left join app.cases c on c.authority_id = n.authority_id and c.id = n.case_id
    left join app.persons p on p.authority_id = c.authority_id and p.id = c.person_id
    left join app.notices_elsewhere e on e.authority_id = p_authority and e.prison_agency_id = p_prison
     and e.number_token = g.number_token::bigint
$$;

-- Whether a case does not open to the reader: shut to them, or without a seat of theirs. That it exists is not said.
create or replace function act.case_unseen(p_authority int, p_case uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_case = any (actor.shut()) or not exists (select from app.seats s
    where s.authority_id = p_authority and s.case_id = p_case and s.principal = any (actor.principals())
      and s.purpose = actor.purpose() and s.period @> statement_timestamp())
$$;

create or replace function act.notices_unseen(p_authority int, p_prison int) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(n.id), '{}') from app.release_notices n
   where n.authority_id = p_authority and n.prison_agency_id = p_prison and n.case_id is not null
     and act.case_unseen(n.authority_id, n.case_id)
$$;

-- What a row of a case that does not open to the reader is said to be: exactly what it would be if nobody had opened a case and
-- its notice still waited. So the first, the second and each later delivery answer for it as for anybody who is new.
create or replace function act.said_when_shut(p_verdict text) returns text
language sql immutable as $$
  select case p_verdict when 'case' then 'changed' when 'replaces' then 'held' else p_verdict end
$$;

-- Whether the reader is of a desk that receives these notices: they see which notices wait, others get figures only.
create or replace function act.receives_notices(p_clause int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.notice_desks d join app.clauses c on c.authority_id = d.authority_id and c.arrangement_id = d.arrangement_id
                  where c.authority_id = actor.authority() and c.id = p_clause and d.principal = any (actor.principals()))
$$;

-- The same for whoever may bring this list, with the number of notices that are no longer on it. `p_seen`: all
-- numbers that the list holds, those of rows that cannot be trusted too, so that a slip of the pen erases nobody.
create or replace function act.compare_import(p_prison int, p_rows jsonb, p_seen bigint[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_authority int := actor.authority();
  v_clause    int;
  v_unseen    uuid[];
begin
  perform act.who();
  v_clause := act.notice_clause(v_authority, p_prison);
  if v_clause is null then raise exception 'import_no_arrangement' using errcode = 'TC409', detail = 'agencyId'; end if;
  if not act.may_import(v_clause, p_prison) then raise exception 'import_not_yours' using errcode = 'TC403'; end if;
  v_unseen := act.notices_unseen(v_authority, p_prison);
  return jsonb_build_object(
    -- A case that does not open to the reader is no case to them: its row is that of somebody whose notice waits.
    'verdicts', (select coalesce(jsonb_object_agg(v.id, jsonb_build_object(
        'notice', case when v.notice = any (v_unseen) then null else v.notice end,
        'verdict', case when v.notice = any (v_unseen) then act.said_when_shut(v.verdict) else v.verdict end)), '{}')
      from act.import_verdicts(v_authority, p_prison, p_rows) v),
    'gone', (select count(*) from app.release_notices n
      where n.authority_id = v_authority and n.prison_agency_id = p_prison
        and (n.status <> 'case' or n.id = any (v_unseen) and not act.receives_notices(v_clause))
        and n.vanished_on is null and n.number_token <> all (p_seen)));
end $$;

-- A preview that its reader may see and whose arrangement is still in force.
create or replace function act.my_import(p_import uuid, p_version int) returns app.imports
language plpgsql security definer set search_path = '' as $$
declare
  i app.imports;
begin
  perform act.who();
  select x.* into i from app.imports x where x.authority_id = actor.authority() and x.id = p_import for update;
  if not found or not act.may_import(i.clause_id, i.agency_id) then
    raise exception 'import_not_found' using errcode = 'TC404';
  end if;
  if i.status = 'applied' then raise exception 'import_already_applied' using errcode = 'TC409'; end if;
  if i.status = 'undone' then raise exception 'import_undone' using errcode = 'TC409'; end if;
  if i.status = 'discarded' then raise exception 'import_discarded' using errcode = 'TC409'; end if;
  if i.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return i;
end $$;

-- The sealed copy of a preview, locked until the transaction ends, so that it is taken in once.
create or replace function act.staged_import(p_import uuid, p_version int)
returns table (prison int, key_wrapped bytea, staged bytea)
language plpgsql security definer set search_path = '' as $$
declare
  i app.imports := act.my_import(p_import, p_version);
begin
  perform pg_advisory_xact_lock(hashtext('import'), i.authority_id * 1000 + i.agency_id);
  return query select i.agency_id, i.key_wrapped, i.staged_sealed;
end $$;

-- Rows of a confirmed preview become notices, all or none. The same row again changes nothing; a known number
-- with the same person is brought up to date; with another person it is held, beside what was known.
create or replace function act.apply_import(p_import uuid, p_version int, p_rows jsonb, p_seen bigint[])
returns table (added int, changed int, unchanged int, held int, gone int)
language plpgsql security definer set search_path = '' as $$
declare
  i       app.imports := act.my_import(p_import, p_version);
  v_desks int[];
  v_unseen uuid[];
  v_blind boolean := not act.receives_notices(i.clause_id);
  said    jsonb;
begin
  if act.notice_clause(i.authority_id, i.agency_id) is distinct from i.clause_id then
    raise exception 'import_no_arrangement' using errcode = 'TC409';
  end if;
  perform pg_advisory_xact_lock(hashtext('import'), i.authority_id * 1000 + i.agency_id);
  v_desks := array(select d.principal from app.notice_desks d join app.clauses c
                   on c.authority_id = d.authority_id and c.arrangement_id = d.arrangement_id
                  where c.authority_id = i.authority_id and c.id = i.clause_id);
  select coalesce(jsonb_agg(to_jsonb(v)), '[]') into said from act.import_verdicts(i.authority_id, i.agency_id, p_rows) v;
  v_unseen := act.notices_unseen(i.authority_id, i.agency_id);
  -- An identity is sealed for its notice: if another import was faster, the rows are sealed anew.
  if exists (select from jsonb_to_recordset(said) as v(id uuid, notice uuid, verdict text)
              where v.verdict in ('changed', 'held') and v.notice <> v.id) then
    raise exception 'rows_sealed_for_others' using errcode = '40001';
  end if;
  perform act.keep_former(i, said, p_seen);
  delete from app.release_notices n using jsonb_to_recordset(said) as v(notice uuid, verdict text)
   where n.authority_id = i.authority_id and n.id = v.notice and v.verdict = 'replaces';
  return query
  with given as (
    select r.id, v.notice, v.verdict, r.number_token::bigint as number_token, decode(r.fingerprint, 'hex') as fingerprint,
           decode(r.key_wrapped, 'hex') as key_wrapped, decode(r.identity_sealed, 'hex') as identity_sealed,
           r.name_tokens::bigint[] as name_tokens, r.birth_tokens::bigint[] as birth_tokens, r.release_on,
           r.release_certainty, r.earliest_on, r.residence, r.remand
      from jsonb_to_recordset(p_rows) as r(id uuid, number_token text, fingerprint text, key_wrapped text,
             identity_sealed text, name_tokens text[], birth_tokens text[], release_on date, release_certainty text,
             earliest_on date, residence text, remand boolean)
      join jsonb_to_recordset(said) as v(id uuid, notice uuid, verdict text) on v.id = r.id
  ), inserted as (
    insert into app.release_notices (authority_id, id, prison_agency_id, clause_id, desks, residence, remand, number_token,
      fingerprint, key_wrapped, identity_sealed, name_tokens, birth_tokens, release_on, release_certainty, earliest_on,
      import_id, added_by, received_on)
    select i.authority_id, g.id, i.agency_id, i.clause_id, v_desks, g.residence, g.remand, g.number_token, g.fingerprint,
      g.key_wrapped, g.identity_sealed, g.name_tokens, g.birth_tokens, g.release_on, g.release_certainty, g.earliest_on,
      i.id, i.id, actor.today()
      from given g where g.verdict in ('new', 'replaces')
    returning 1
  ), updated as (
    update app.release_notices n
       set fingerprint = g.fingerprint, key_wrapped = g.key_wrapped, identity_sealed = g.identity_sealed,
           name_tokens = g.name_tokens, birth_tokens = g.birth_tokens, release_on = g.release_on,
           release_certainty = g.release_certainty, earliest_on = g.earliest_on, remand = g.remand,
           residence = case when 'city' in (n.residence, g.residence) then 'city' else 'unknown' end,
           clause_id = i.clause_id, desks = v_desks, import_id = i.id, vanished_on = null, version = n.version + 1
      from given g
     where n.authority_id = i.authority_id and n.id = g.notice and g.verdict = 'changed'
    returning 1
  ), moved as (
    update app.release_notices n
       set fingerprint = g.fingerprint, release_on = g.release_on, release_certainty = g.release_certainty,
           earliest_on = g.earliest_on, import_id = i.id, version = n.version + 1
      from given g
     where n.authority_id = i.authority_id and n.id = g.notice and g.verdict = 'case'
    returning 1
  ), beside as (
    insert into app.held_announcements as h (authority_id, notice_id, fingerprint, key_wrapped, identity_sealed, name_tokens,
      birth_tokens, release_on, release_certainty, earliest_on, residence, remand, import_id, received_on)
    select i.authority_id, g.notice, g.fingerprint, g.key_wrapped, g.identity_sealed, g.name_tokens, g.birth_tokens,
      g.release_on, g.release_certainty, g.earliest_on, g.residence, g.remand, i.id, actor.today()
      from given g where g.verdict = 'held'
    on conflict (authority_id, notice_id) do update
      set fingerprint = excluded.fingerprint, key_wrapped = excluded.key_wrapped, identity_sealed = excluded.identity_sealed,
          name_tokens = excluded.name_tokens, birth_tokens = excluded.birth_tokens, release_on = excluded.release_on,
          release_certainty = excluded.release_certainty, earliest_on = excluded.earliest_on,
          residence = excluded.residence, remand = excluded.remand, import_id = excluded.import_id,
          received_on = excluded.received_on
    returning 1
  ), withheld as (
    update app.release_notices n set status = 'held', version = n.version + 1
      from given g
     where n.authority_id = i.authority_id and n.id = g.notice and g.verdict = 'held'
    returning 1
  ), left_list as (
    select count(*)::int as gone from app.release_notices n
     where n.authority_id = i.authority_id and n.prison_agency_id = i.agency_id and (n.status <> 'case' or v_blind and n.id = any (v_unseen))
       and n.vanished_on is null and n.number_token <> all (p_seen)
  )
  select a.added - s.another, c.changed + s.moved, (t.total - a.added - c.changed - s.moved - h.held)::int, h.held + s.another, l.gone
    from (select count(*)::int as added from inserted) a,
         -- As the preview said: rows of cases that do not open to who takes the list in count as if their notices waited.
         (select count(*) filter (where g.verdict = 'case')::int as moved, count(*) filter (where g.verdict = 'replaces')::int as another
            from given g where g.notice = any (v_unseen)) s, (select count(*)::int as changed from updated) c,
         (select count(*)::int as held from beside) h, (select count(*) as total from given) t, left_list l;
  -- A row that stays on the list stays announced, under the arrangement that is in force today.
  update app.release_notices n set vanished_on = null, clause_id = i.clause_id, desks = v_desks
   where n.authority_id = i.authority_id and n.prison_agency_id = i.agency_id and n.number_token = any (p_seen)
     and (n.vanished_on is not null or n.clause_id <> i.clause_id or n.desks <> v_desks);
  update app.release_notices n set vanished_on = actor.today()
   where n.authority_id = i.authority_id and n.prison_agency_id = i.agency_id and n.vanished_on is null
     and n.number_token <> all (p_seen);
  delete from app.notices_elsewhere e
   where e.authority_id = i.authority_id and e.prison_agency_id = i.agency_id
     and (e.number_token <> all (p_seen) or exists (select from app.release_notices n
       where n.authority_id = e.authority_id and n.prison_agency_id = e.prison_agency_id and n.number_token = e.number_token));
  update app.imports x set status = 'applied', applied_by = actor.member(), applied_at = now(), staged_sealed = null,
         key_wrapped = null, version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
  perform act.finish_delivery(i, said, p_seen);
  perform act.notify(i.authority_id, v_desks, 'notices', '{}');
end $$;

-- Not taken in: the sealed copy is erased at once.
create or replace function act.discard_import(p_import uuid, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i app.imports := act.my_import(p_import, p_version);
begin
  update app.imports x set status = 'discarded', staged_sealed = null, key_wrapped = null, version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
end $$;

grant execute on function act.notice_clause(int, int), act.may_import(int, int), act.compare_import(int, jsonb, bigint[]),
  act.stage_import(uuid, int, bytea, jsonb, bytea, bytea), act.staged_import(uuid, int),
  act.apply_import(uuid, int, jsonb, bigint[]), act.discard_import(uuid, int) to throughcare_actor;
