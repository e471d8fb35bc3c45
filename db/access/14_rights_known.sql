-- What an agency may, kept as it was worked out. It holds for one day and one stamp of the law of its authority:
-- whatever a row says that rights follow from is followed by a new stamp in the same transaction, so that a signature
-- or a departure counts from the moment at which it counts for anybody. No login reaches these tables.

create or replace function actor.law_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    insert into actor.law_stamps as s (authority_id, stamp) values (old.authority_id, 1)
      on conflict (authority_id) do update set stamp = s.stamp + 1;
  end if;
  if tg_op = 'INSERT' or tg_op = 'UPDATE' and new.authority_id <> old.authority_id then
    insert into actor.law_stamps as s (authority_id, stamp) values (new.authority_id, 1)
      on conflict (authority_id) do update set stamp = s.stamp + 1;
  end if;
  return null;
end $$;

-- Every table that actor.rights_of() reads; a test asks PostgreSQL which these are.
create or replace trigger law_changed after insert or update or delete on app.arrangements
  for each row execute function actor.law_changed();
create or replace trigger law_changed after insert or update or delete on app.arrangement_parties
  for each row execute function actor.law_changed();
create or replace trigger law_changed after insert or update or delete on app.clauses
  for each row execute function actor.law_changed();
create or replace trigger law_changed after insert or update or delete on app.clause_rights
  for each row execute function actor.law_changed();
create or replace trigger law_changed after insert or update or delete on app.legal_bases
  for each row execute function actor.law_changed();
-- Where rights follow from other rules since the last start, nothing that was worked out before holds.
delete from actor.rights_known;

-- Clauses, categories, summary categories, clauses that may be shared, clauses to which may be contributed: as texts
-- of arrays, as the context holds them; for lists of readers the last day of clauses that end, by clause; and who in the
-- authority has left what, as text of an object.
create or replace function actor.rights_known(p_authority int, p_agency int, p_purpose text, p_day date) returns text[]
language plpgsql security definer set search_path = '' as $$
declare
  v_stamp  bigint;
  v_known  bigint;
  v_day    date;
  v_fields text[];
begin
  -- The stamp comes before the rows that it stands for: what changes in between makes the answer newer, never older.
  select coalesce((select s.stamp from actor.law_stamps s where s.authority_id = p_authority), 0), k.stamp, k.day, k.fields
    into v_stamp, v_known, v_day, v_fields
    from (values (true)) one(row)
    left join actor.rights_known k on k.authority_id = p_authority and k.agency_id = p_agency and k.purpose = p_purpose;
  if v_known = v_stamp and v_day = p_day then return v_fields; end if;
  select array[
      coalesce(array_agg(r.clause_id) filter (where r.sight = 'full'), '{}')::text,
      coalesce(array_agg(distinct r.category collate "C") filter (where r.sight = 'full'), '{}')::text,
      coalesce(array_agg(distinct r.category collate "C") filter (where r.sight = 'summary'), '{}')::text,
      coalesce(array_agg(r.clause_id) filter (where r.sight = 'full' or r.on_decision), '{}')::text,
      coalesce(array_agg(r.clause_id) filter (where r.current and r.may_contribute), '{}')::text,
      coalesce(jsonb_object_agg(r.clause_id, r.ends_on) filter (where r.ends_on is not null), '{}')::text,
      actor.gone_from(p_authority, p_day)]
    into v_fields from actor.rights_of(p_authority, p_agency, p_purpose, p_day) r;
  -- One keeps it; who comes meanwhile does not wait for that one's transaction to end.
  if pg_try_advisory_xact_lock(hashtext('throughcare.rights_known'), hashtext(concat_ws('|', p_authority, p_agency, p_purpose))) then
    insert into actor.rights_known as k (authority_id, agency_id, purpose, day, stamp, fields)
      values (p_authority, p_agency, p_purpose, p_day, v_stamp, v_fields)
      on conflict (authority_id, agency_id, purpose) do update set day = excluded.day, stamp = excluded.stamp, fields = excluded.fields;
  end if;
  return v_fields;
end $$;
