-- From one regime to the other, or from one purpose to another, a record passes by a decision alone (LED-01, LED-03).

-- Whether a record that stands on a clause may be used for a purpose: its own, or by a decision that lists it, names
-- the law, was confirmed by a second person where it is of a special category, and was not withdrawn.
create or replace function actor.regime_permits(p_authority int, p_case uuid, p_clause int, p_record uuid, p_purpose text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.clauses c where c.authority_id = p_authority and c.id = p_clause and c.purpose = p_purpose)
      or exists (select from app.regime_changes g
        where g.authority_id = p_authority and g.case_id = p_case and g.to_purpose = p_purpose and p_record = any (g.records)
          and g.from_purpose = (select c.purpose from app.clauses c where c.authority_id = p_authority and c.id = p_clause)
          and g.withdrawn_at is null and (not g.special or g.confirmed_at is not null))
$$;

-- The same for acts: without the decision the use is refused, and the refusal stands in the log.
create or replace function act.require_regime(p_case uuid, p_clause int, p_record uuid, p_purpose text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not actor.regime_permits(actor.authority(), p_case, p_clause, p_record, p_purpose) then
    raise exception 'regime_change_missing' using errcode = 'TC403';
  end if;
end $$;

-- Decided by the agency that brought the records, for its own records alone: under a clause that it brings itself.
create or replace function act.change_regime(
  p_id uuid, p_case uuid, p_clause int, p_purpose text, p_records uuid[], p_law text, p_special boolean,
  p_key bytea, p_necessity bytea, p_proportionality bytea
) returns void language plpgsql security definer set search_path = '' as $$
declare
  k app.cases := act.seated_case(p_case);
  c app.clauses;
begin
  select x.* into c from app.clauses x where x.authority_id = k.authority_id and x.id = p_clause;
  if not found or not (p_clause = any (actor.clauses()) and act.may_contribute(k.authority_id, actor.agency(), p_clause)) then
    raise exception 'regime_change_not_yours' using errcode = 'TC403';
  end if;
  if not exists (select from app.purposes p where p.code = p_purpose) or p_purpose = c.purpose then
    raise exception 'purpose_unknown' using errcode = 'TC422', detail = 'purpose';
  end if;
  -- Nobody decides over what another agency brought, or over another case.
  if exists (select from app.items i where i.authority_id = k.authority_id and i.id = any (p_records) and (i.owner_agency_id <> actor.agency() or i.case_id <> k.id))
    or exists (select from app.special_items i where i.authority_id = k.authority_id and i.id = any (p_records)
                and (i.owner_agency_id <> actor.agency() or i.case_id <> k.id)) then
    raise exception 'regime_change_not_yours' using errcode = 'TC403';
  end if;
  insert into app.regime_changes (authority_id, id, case_id, clause_id, owner_agency_id, from_purpose, to_purpose, records, law,
    special, key_wrapped, necessity_sealed, proportionality_sealed, decided_by)
  values (k.authority_id, p_id, k.id, c.id, actor.agency(), c.purpose, p_purpose, p_records, p_law,
    p_special or c.category in ('health', 'substance_use'), p_key, p_necessity, p_proportionality, actor.member());
  perform audit.record('regime.changed', k.id, jsonb_build_object('id', p_id, 'from', c.purpose, 'to', p_purpose, 'records', p_records));
end $$;

-- The decision, locked, for a colleague of the agency that took it who sits on the case.
create or replace function act.my_regime_change(p_id uuid) returns app.regime_changes
language plpgsql security definer set search_path = '' as $$
declare
  g app.regime_changes;
begin
  perform act.who();
  select x.* into g from app.regime_changes x
   where x.authority_id = actor.authority() and x.id = p_id and x.owner_agency_id = actor.agency()
     and x.clause_id = any (actor.clauses()) for update;
  if not found then raise exception 'regime_change_not_found' using errcode = 'TC404'; end if;
  perform act.seated_case(g.case_id);
  return g;
end $$;

-- The second person, for special categories.
create or replace function act.confirm_regime_change(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  g app.regime_changes := act.my_regime_change(p_id);
begin
  if g.withdrawn_at is not null or g.confirmed_at is not null then raise exception 'regime_change_settled' using errcode = 'TC409'; end if;
  if g.decided_by = actor.member() then raise exception 'regime_change_second_person' using errcode = 'TC403'; end if;
  update app.regime_changes x set confirmed_by = actor.member(), confirmed_at = now()
   where x.authority_id = g.authority_id and x.id = g.id;
  perform audit.record('regime.confirmed', g.case_id, jsonb_build_object('id', g.id));
end $$;

-- From this moment on the records serve their own purpose alone again.
create or replace function act.withdraw_regime_change(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  g app.regime_changes := act.my_regime_change(p_id);
begin
  if g.withdrawn_at is not null then raise exception 'regime_change_settled' using errcode = 'TC409'; end if;
  update app.regime_changes x set withdrawn_by = actor.member(), withdrawn_at = now()
   where x.authority_id = g.authority_id and x.id = g.id;
  perform audit.record('regime.withdrawn', g.case_id, jsonb_build_object('id', g.id));
end $$;

grant execute on function act.require_regime(uuid, int, uuid, text),
  act.change_regime(uuid, uuid, int, text, uuid[], text, boolean, bytea, bytea, bytea),
  act.confirm_regime_change(uuid), act.withdraw_regime_change(uuid) to throughcare_actor;
