-- Undoing an applied import: what nobody acted on goes back, the rest stays and is named with its reason.

-- An import that its reader may bring and that can still be undone.
create or replace function act.undoable_import(p_import uuid) returns app.imports
language plpgsql security definer set search_path = '' as $$
declare
  i app.imports;
begin
  perform act.who();
  select x.* into i from app.imports x where x.authority_id = actor.authority() and x.id = p_import for update;
  if not found or not act.may_import(i.clause_id, i.agency_id) then
    raise exception 'import_not_found' using errcode = 'TC404';
  end if;
  if i.status = 'undone' then raise exception 'import_already_undone' using errcode = 'TC409'; end if;
  if i.status <> 'applied' then raise exception 'import_not_applied' using errcode = 'TC409'; end if;
  if exists (select from app.imports x where x.authority_id = i.authority_id and x.agency_id = i.agency_id
              and x.status = 'applied' and x.applied_at > i.applied_at) then
    raise exception 'import_undo_overtaken' using errcode = 'TC409';
  end if;
  if i.undo_until is null or i.undo_until < actor.today() then
    raise exception 'import_undo_expired' using errcode = 'TC409';
  end if;
  return i;
end $$;

-- Each deed of an import, and why it cannot be undone; no reason: it can. Another version than the import left
-- means that somebody decided something about the notice.
create or replace function act.undo_reasons(i app.imports)
returns table (notice_id uuid, deed text, number_token bigint, why text)
language sql stable security definer set search_path = '' as $$
  select d.notice_id, d.deed, d.number_token, case
      when d.deed = 'elsewhere' then case when b.id is not null then 'number_in_use' end
      when d.deed = 'replaced' then case when b.id is not null
        and (b.added_by is distinct from i.id or b.status <> 'waiting' or b.version > 1) then 'number_in_use' end
      when exists (select from app.transfer_answers t where t.authority_id = d.authority_id and t.same
        and d.notice_id in (t.from_notice_id, t.to_notice_id)) then 'transfer_confirmed'
      when n.id is null and d.deed = 'held' then 'held_decided'
      when n.id is null and e.number_token is not null then 'residence_decided'
      when n.id is null then 'erased'
      when d.deed in ('case', 'gone') and exists (select from app.list_proposals p
        where p.authority_id = d.authority_id and p.import_id = i.id and p.notice_id = d.notice_id
          and p.answered_by is not null) then 'proposal_answered'
      when d.deed in ('gone', 'back') then null
      when n.status = 'case' and d.deed <> 'case' then 'case_opened'
      when n.version = d.version_after then null
      when d.deed = 'held' then 'held_decided'
      when n.residence = 'city' and d.kept ->> 'residence' is distinct from 'city' then 'residence_decided'
      else 'changed_since' end
    from app.import_deeds d
    left join app.release_notices n on n.authority_id = d.authority_id and n.id = d.notice_id
    left join app.release_notices b on b.authority_id = d.authority_id and b.prison_agency_id = i.agency_id
     and b.number_token = d.number_token
    left join app.notices_elsewhere e on e.authority_id = d.authority_id and e.prison_agency_id = i.agency_id
     and e.number_token = d.number_token
   where d.authority_id = i.authority_id and d.import_id = i.id
$$;

-- The same for whoever may undo it: how much of each deed goes back, and what stays.
create or replace function act.plan_undo(p_import uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  i app.imports := act.undoable_import(p_import);
begin
  return act.describe_undo(i);
end $$;

create or replace function act.describe_undo(i app.imports) returns jsonb
language sql stable security definer set search_path = '' as $$
  -- Of a case that does not open to the reader it says what it would say of a notice that still waits.
  with unseen as materialized (
    select d.notice_id, d.deed, d.number_token from app.import_deeds d
      left join app.release_notices n on n.authority_id = d.authority_id and n.id = d.notice_id
     where d.authority_id = i.authority_id and d.import_id = i.id
       and coalesce(n.case_id, (d.kept ->> 'case_id')::uuid) is not null
       and act.case_unseen(d.authority_id, coalesce(n.case_id, (d.kept ->> 'case_id')::uuid))),
  all_of as materialized (
    select r.notice_id, case when u.deed is null then r.deed when r.deed = 'replaced' then 'held' else act.said_when_shut(r.deed) end as deed,
           case when u.deed is null then r.why end as why
      from act.undo_reasons(i) r
      left join unseen u on u.notice_id = r.notice_id and u.deed = r.deed
     -- What the list did not find: to a desk, which sees the notices that wait, there was none. And whoever
     -- has the number of such a case now is, to the reader, what the number was held for.
     where (u.deed is null or r.deed not in ('gone', 'back') or not act.receives_notices(i.clause_id))
       and (r.deed <> 'new' or r.number_token not in (select x.number_token from unseen x where x.deed = 'replaced'))),
  counted as (select a.deed, count(*) filter (where a.why is null) as back, count(*) filter (where a.why is not null) as stay
                from all_of a group by a.deed)
  select jsonb_build_object('version', i.version,
    'back', (select coalesce(jsonb_object_agg(c.deed, c.back), '{}') from counted c where c.back > 0),
    'stay', (select coalesce(jsonb_agg(jsonb_build_object('notice', a.notice_id, 'deed', a.deed, 'why', a.why)
               order by a.why, a.notice_id), '[]') from all_of a where a.why is not null))
$$;

-- Puts back what can be put back, whole or not at all. New notices are erased, dates and names are as before.
create or replace function act.undo_import(p_import uuid, p_version int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  i      app.imports := act.undoable_import(p_import);
  v_told jsonb;
  v_back uuid[];
begin
  if i.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  perform pg_advisory_xact_lock(hashtext('import'), i.authority_id * 1000 + i.agency_id);
  perform from app.release_notices n where n.authority_id = i.authority_id and n.prison_agency_id = i.agency_id for update;
  v_told := act.describe_undo(i);
  v_back := array(select r.notice_id from act.undo_reasons(i) r where r.why is null);
  delete from app.release_notices n using app.import_deeds d
   where d.authority_id = i.authority_id and d.import_id = i.id and d.deed = 'new' and d.notice_id = any (v_back)
     and n.authority_id = d.authority_id and n.id = d.notice_id;
  insert into app.release_notices
  select k.* from app.import_deeds d cross join lateral jsonb_populate_record(null::app.release_notices,
         d.kept || jsonb_build_object('name_tokens', '[]'::jsonb, 'birth_tokens', '[]'::jsonb)) k
   where d.authority_id = i.authority_id and d.import_id = i.id and d.deed = 'replaced' and d.notice_id = any (v_back);
  update app.release_notices n
     set fingerprint = k.fingerprint, release_on = k.release_on, release_certainty = k.release_certainty,
         earliest_on = k.earliest_on, residence = k.residence, remand = k.remand, import_id = k.import_id,
         vanished_on = k.vanished_on, status = k.status, version = n.version + 1,
         key_wrapped = coalesce(f.key_wrapped, n.key_wrapped), identity_sealed = coalesce(f.identity_sealed, n.identity_sealed),
         name_tokens = coalesce(f.name_tokens, n.name_tokens), birth_tokens = coalesce(f.birth_tokens, n.birth_tokens)
    from app.import_deeds d
    left join app.former_identities f on f.authority_id = d.authority_id and f.import_id = d.import_id
     and f.notice_id = d.notice_id and not f.beside
    cross join lateral jsonb_populate_record(null::app.release_notices, d.kept) k
   where d.authority_id = i.authority_id and d.import_id = i.id and d.deed in ('changed', 'held', 'case')
     and d.notice_id = any (v_back) and n.authority_id = d.authority_id and n.id = d.notice_id;
  perform act.undo_beside(i, v_back);
  update app.release_notices n set vanished_on = (d.kept ->> 'vanished_on')::date
    from app.import_deeds d
   where d.authority_id = i.authority_id and d.import_id = i.id and d.deed in ('gone', 'back')
     and d.notice_id = any (v_back) and n.authority_id = d.authority_id and n.id = d.notice_id;
  insert into app.notices_elsewhere
  select k.* from app.import_deeds d cross join lateral jsonb_populate_record(null::app.notices_elsewhere, d.kept) k
   where d.authority_id = i.authority_id and d.import_id = i.id and d.deed = 'elsewhere' and d.notice_id = any (v_back)
  on conflict (authority_id, prison_agency_id, number_token) do nothing;
  perform act.undo_proposals(i, v_back);
  delete from app.import_deeds d where d.authority_id = i.authority_id and d.import_id = i.id;
  delete from app.former_identities f where f.authority_id = i.authority_id and f.import_id = i.id;
  delete from app.delivery_marks m where m.authority_id = i.authority_id and m.import_id = i.id;
  update app.imports x set status = 'undone', undone_by = actor.member(), undone_at = now(), undo_until = null,
         version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.id;
  perform act.notify(i.authority_id, array(select d.principal from app.notice_desks d join app.clauses c
      on c.authority_id = d.authority_id and c.arrangement_id = d.arrangement_id
     where c.authority_id = i.authority_id and c.id = i.clause_id), 'notices', '{}');
  return v_told;
end $$;

-- The newer announcement beside a held notice: as it was before, or none.
create or replace function act.undo_beside(i app.imports, p_back uuid[]) returns void
language sql security definer set search_path = '' as $$
  delete from app.held_announcements h using app.import_deeds d
   where d.authority_id = i.authority_id and d.import_id = i.id and d.deed = 'held' and d.notice_id = any (p_back)
     and h.authority_id = d.authority_id and h.notice_id = d.notice_id;
  insert into app.held_announcements (authority_id, notice_id, fingerprint, key_wrapped, identity_sealed, name_tokens,
    birth_tokens, release_on, release_certainty, earliest_on, residence, remand, import_id, received_on)
  select k.authority_id, k.notice_id, k.fingerprint, f.key_wrapped, f.identity_sealed, f.name_tokens, f.birth_tokens,
         k.release_on, k.release_certainty, k.earliest_on, k.residence, k.remand, k.import_id, k.received_on
    from app.import_deeds d
    join app.former_identities f on f.authority_id = d.authority_id and f.import_id = d.import_id
     and f.notice_id = d.notice_id and f.beside
    cross join lateral jsonb_populate_record(null::app.held_announcements, d.beside) k
   where d.authority_id = i.authority_id and d.import_id = i.id and d.deed = 'held' and d.notice_id = any (p_back)
$$;

-- What the undone list said of cases is said no more; what the list before it said is asked again.
create or replace function act.undo_proposals(i app.imports, p_back uuid[]) returns void
language sql security definer set search_path = '' as $$
  delete from app.list_proposals p
   where p.authority_id = i.authority_id and p.import_id = i.id and p.notice_id = any (p_back) and p.answered_by is null;
  update app.list_proposals p set status = 'open', version = p.version + 1
    from app.release_notices n
   where p.authority_id = i.authority_id and p.notice_id = any (p_back) and p.status = 'outdated'
     and n.authority_id = p.authority_id and n.id = p.notice_id
     and (p.kind = 'gone' and n.vanished_on is not null or p.kind = 'date' and p.import_id = n.import_id)
$$;

grant execute on function act.plan_undo(uuid), act.undo_import(uuid, int) to throughcare_actor;
