-- What a delivery changed, kept so that it can be undone until the next one, and what it says of cases.

-- Before anything is changed: each deed with the place it changes, without a name; former names apart, sealed,
-- so that they go with their notice. What an earlier delivery kept for this is erased now.
create or replace function act.keep_former(i app.imports, p_said jsonb, p_seen bigint[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from app.former_identities f using app.imports x
   where x.authority_id = i.authority_id and x.agency_id = i.agency_id and f.authority_id = x.authority_id and f.import_id = x.id;
  delete from app.import_deeds d using app.imports x
   where x.authority_id = i.authority_id and x.agency_id = i.agency_id and d.authority_id = x.authority_id and d.import_id = x.id;
  update app.imports x set undo_until = null
   where x.authority_id = i.authority_id and x.agency_id = i.agency_id and x.undo_until is not null;
  insert into app.import_deeds (authority_id, import_id, notice_id, deed, number_token, kept, beside)
  select i.authority_id, i.id, n.id, case v.verdict when 'replaces' then 'replaced' else v.verdict end, n.number_token,
         act.without_name(to_jsonb(n)), act.without_name(to_jsonb(h))
    from jsonb_to_recordset(p_said) as v(notice uuid, verdict text)
    join app.release_notices n on n.authority_id = i.authority_id and n.id = v.notice
    left join app.held_announcements h on h.authority_id = n.authority_id and h.notice_id = n.id
   where v.verdict in ('changed', 'held', 'case', 'replaces');
  insert into app.former_identities (authority_id, import_id, notice_id, beside, key_wrapped, identity_sealed, name_tokens, birth_tokens)
  select i.authority_id, i.id, n.id, false, n.key_wrapped, n.identity_sealed, n.name_tokens, n.birth_tokens
    from jsonb_to_recordset(p_said) as v(notice uuid, verdict text)
    join app.release_notices n on n.authority_id = i.authority_id and n.id = v.notice
   where v.verdict = 'changed'
  union all
  select i.authority_id, i.id, h.notice_id, true, h.key_wrapped, h.identity_sealed, h.name_tokens, h.birth_tokens
    from jsonb_to_recordset(p_said) as v(notice uuid, verdict text)
    join app.held_announcements h on h.authority_id = i.authority_id and h.notice_id = v.notice
   where v.verdict = 'held';
  insert into app.import_deeds (authority_id, import_id, notice_id, deed, number_token, kept)
  select i.authority_id, i.id, n.id, case when n.vanished_on is null then 'gone' else 'back' end, n.number_token,
         jsonb_build_object('vanished_on', n.vanished_on)
    from app.release_notices n
   where n.authority_id = i.authority_id and n.prison_agency_id = i.agency_id
     and (n.vanished_on is null) = (n.number_token <> all (p_seen))
  on conflict (authority_id, import_id, notice_id) do nothing;
  insert into app.import_deeds (authority_id, import_id, notice_id, deed, number_token, kept)
  select i.authority_id, i.id, gen_random_uuid(), 'elsewhere', e.number_token, to_jsonb(e)
    from app.notices_elsewhere e
   where e.authority_id = i.authority_id and e.prison_agency_id = i.agency_id and e.number_token <> all (p_seen);
end $$;

create or replace function act.without_name(p_row jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select p_row - array['key_wrapped', 'identity_sealed', 'name_tokens', 'birth_tokens']
$$;

-- After everything is changed: in which version each row was left, what the list says of cases, and until when
-- all this can be undone. Marks of rows that are not kept stay from this delivery and the one before.
create or replace function act.finish_delivery(i app.imports, p_said jsonb, p_seen bigint[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_listed date := coalesce(i.delivered_on, actor.today());
begin
  insert into app.import_deeds (authority_id, import_id, notice_id, deed, number_token)
  select i.authority_id, i.id, n.id, 'new', n.number_token from app.release_notices n
   where n.authority_id = i.authority_id and n.added_by = i.id;
  update app.import_deeds d set version_after = n.version
    from app.release_notices n
   where d.authority_id = i.authority_id and d.import_id = i.id and n.authority_id = d.authority_id and n.id = d.notice_id;
  update app.list_proposals p set status = 'outdated', version = p.version + 1
   where p.authority_id = i.authority_id and p.prison_agency_id = i.agency_id and p.status = 'open'
     and (p.kind = 'gone' and exists (select from app.release_notices n where n.authority_id = p.authority_id
            and n.id = p.notice_id and n.vanished_on is null)
       or p.kind = 'date' and exists (select from jsonb_to_recordset(p_said) as v(notice uuid, verdict text)
            where v.notice = p.notice_id and v.verdict = 'case'));
  insert into app.list_proposals (authority_id, id, case_id, clause_id, notice_id, prison_agency_id, import_id, kind,
    release_on, certainty, earliest_on, listed_on)
  select i.authority_id, gen_random_uuid(), c.id, act.clause_for(c, 'timeline'), n.id, i.agency_id, i.id, 'date',
         n.release_on, n.release_certainty, n.earliest_on, v_listed
    from app.release_notices n join app.cases c on c.authority_id = n.authority_id and c.id = n.case_id
   where n.authority_id = i.authority_id and n.status = 'case' and n.import_id = i.id and n.added_by is distinct from i.id
     and c.closed_on is null and n.release_on is distinct from c.release_on
  on conflict do nothing;
  -- Gone although the case still waits for the release: moved on, released early, or left out by mistake.
  insert into app.list_proposals (authority_id, id, case_id, clause_id, notice_id, prison_agency_id, import_id, kind, listed_on)
  select i.authority_id, gen_random_uuid(), c.id, act.clause_for(c, 'timeline'), n.id, i.agency_id, i.id, 'gone', v_listed
    from app.import_deeds d
    join app.release_notices n on n.authority_id = d.authority_id and n.id = d.notice_id and n.status = 'case'
    join app.cases c on c.authority_id = n.authority_id and c.id = n.case_id
   where d.authority_id = i.authority_id and d.import_id = i.id and d.deed = 'gone'
     and c.closed_on is null and c.prison_agency_id = i.agency_id and (c.release_on is null or c.release_on > v_listed)
  on conflict do nothing;
  perform act.tell_case(i.authority_id, p.case_id, 'case') from app.list_proposals p
   where p.authority_id = i.authority_id and p.import_id = i.id;
  delete from app.delivery_marks m
   where m.authority_id = i.authority_id and m.agency_id = i.agency_id and m.import_id <> i.id
     and m.import_id not in (select x.id from app.imports x where x.authority_id = i.authority_id
       and x.agency_id = i.agency_id and x.status = 'applied' and x.id <> i.id order by x.applied_at desc limit 1);
  update app.imports x set undo_until = actor.today() + 30 where x.authority_id = i.authority_id and x.id = i.id;
  update app.drops x set status = 'taken', file_sealed = null, key_wrapped = null, decided_by = actor.member(),
         decided_at = now(), version = x.version + 1
   where x.authority_id = i.authority_id and x.id = i.drop_id and x.status = 'waiting';
end $$;

-- The day that a list says, and the door by which it came; both are known while it is looked at.
create or replace function act.note_delivery(p_import uuid, p_on date, p_drop uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i app.imports := act.my_import(p_import, 1);
begin
  if p_drop is not null and not exists (select from app.drops d where d.authority_id = i.authority_id and d.id = p_drop
       and d.agency_id = i.agency_id and d.status = 'waiting') then
    raise exception 'drop_not_found' using errcode = 'TC404';
  end if;
  update app.imports x set delivered_on = p_on, drop_id = p_drop where x.authority_id = i.authority_id and x.id = i.id;
end $$;

-- Marks of the last delivery in force, for whoever may bring the next one.
create or replace function act.last_marks(p_prison int)
returns table (import_id uuid, delivered_on date, key_wrapped bytea, marks_sealed bytea)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  perform act.who();
  if not act.may_import(act.notice_clause(actor.authority(), p_prison), p_prison) then return; end if;
  return query
  select x.id, coalesce(x.delivered_on, actor.day_at(x.authority_id, x.applied_at)), m.key_wrapped, m.marks_sealed
    from app.imports x
    left join app.delivery_marks m on m.authority_id = x.authority_id and m.import_id = x.id
   where x.authority_id = actor.authority() and x.agency_id = p_prison and x.status = 'applied'
   order by x.applied_at desc limit 1;
end $$;

-- Only in the transaction that takes the list in: afterwards its marks are what they are.
create or replace function act.save_marks(p_import uuid, p_key bytea, p_marks bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  i app.imports := act.my_import(p_import, (select x.version from app.imports x
                     where x.authority_id = actor.authority() and x.id = p_import));
begin
  insert into app.delivery_marks (authority_id, import_id, agency_id, key_wrapped, marks_sealed)
  values (i.authority_id, i.id, i.agency_id, p_key, p_marks);
end $$;

grant execute on function act.note_delivery(uuid, date, uuid), act.last_marks(int), act.save_marks(uuid, bytea, bytea)
  to throughcare_actor;
