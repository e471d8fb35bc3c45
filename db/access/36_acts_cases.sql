-- The named decision that turns a notice into a case (TC10, MA-17, PR-08): who, on what basis, why, and how
-- the person was informed. The case begins with the prison as lead; the three basics are with the prison
-- until the day of release, because there a person sleeps, eats and is treated by law.
create or replace function act.open_case(
  p_notice uuid, p_version int, p_case uuid, p_clause int, p_person uuid, p_new_person boolean, p_person_key bytea,
  p_identity bytea, p_number_sealed bytea, p_case_key bytea, p_reason bytea, p_source bytea, p_informed jsonb, p_not_same uuid[]
) returns text language plpgsql security definer set search_path = '' as $$
declare
  n      app.release_notices := act.my_notice(p_notice);
  a      app.arrangements;
  k      app.cases;
  prison int := act.desk_of(n.authority_id, n.prison_agency_id);
  desk   int;
  given  int;
begin
  if n.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  select p.id into desk from app.principals p
   where p.authority_id = n.authority_id and p.id = any (actor.principals()) and p.desk_kind = 'coordination' limit 1;
  if desk is null or not 'coordinator' = any (actor.functions()) then
    raise exception 'case_not_yours_to_open' using errcode = 'TC403';
  end if;
  if n.residence <> 'city' then raise exception 'notice_residence_undecided' using errcode = 'TC409'; end if;
  if n.status = 'held' then raise exception 'notice_held' using errcode = 'TC409'; end if;
  select x.* into a from app.arrangements x join app.clauses c on c.authority_id = x.authority_id and c.arrangement_id = x.id
   where c.authority_id = n.authority_id and c.id = p_clause and c.category = 'lead' and c.purpose = actor.purpose()
     and c.id = any (actor.clauses());
  if not found then raise exception 'case_basis_missing' using errcode = 'TC422', detail = 'clauseId'; end if;
  if not act.may_contribute(n.authority_id, n.prison_agency_id, p_clause) then
    raise exception 'case_prison_not_party' using errcode = 'TC409';
  end if;
  if prison is null then raise exception 'case_prison_without_desk' using errcode = 'TC409'; end if;
  if p_new_person then
    insert into app.persons (authority_id, id, key_wrapped, identity_sealed, name_tokens, birth_tokens)
    values (n.authority_id, p_person, p_person_key, p_identity, n.name_tokens, n.birth_tokens);
  elsif not exists (select from app.seats s where s.authority_id = n.authority_id and s.person_id = p_person
                     and s.principal = any (actor.principals()) and s.period @> statement_timestamp() and s.case_id <> all (actor.shut())) then
    raise exception 'person_not_found' using errcode = 'TC404';
  elsif exists (select from app.cases c where c.authority_id = n.authority_id and c.person_id = p_person
                 and c.purpose = actor.purpose() and c.closed_on is null) then
    raise exception 'case_already_open' using errcode = 'TC409';
  end if;
  insert into app.person_identifiers (authority_id, person_id, issuer_agency_id, number_token, number_sealed, valid_from)
  values (n.authority_id, p_person, n.prison_agency_id, n.number_token, p_number_sealed, actor.today())
  on conflict (authority_id, issuer_agency_id, number_token) do nothing;
  update app.authorities x set next_case_number = x.next_case_number + 1 where x.id = n.authority_id
  returning x.next_case_number - 1 into given;
  insert into app.cases (authority_id, id, ref, person_id, purpose, arrangement_id, clause_id, pathway_id, prison_agency_id,
    opened_on, opened_by, reception_on, release_on, release_certainty, earliest_on, informed_state, informed_on, informed_how,
    informed_language, informed_ground, informed_review_on, key_wrapped)
  select n.authority_id, p_case, act.case_ref(x.case_prefix, given), p_person, actor.purpose(), a.id, p_clause,
    (select p.id from app.pathways p where p.country is null or p.country = x.country order by p.country nulls last, p.version desc limit 1),
    n.prison_agency_id, actor.today(), actor.member(), null, n.release_on, n.release_certainty, n.earliest_on,
    p_informed ->> 'state', (p_informed ->> 'on')::date, p_informed ->> 'how', p_informed ->> 'language',
    p_informed ->> 'ground', (p_informed ->> 'reviewOn')::date, p_case_key
    from app.authorities x where x.id = n.authority_id;
  select * into strict k from app.cases c where c.authority_id = n.authority_id and c.id = p_case;
  insert into app.case_leads (authority_id, case_id, position, clause_id, agency_id, principal, agreed_on, starts_on)
  values (k.authority_id, k.id, 0, p_clause, k.prison_agency_id, prison, k.opened_on, k.opened_on);
  perform act.seat(k, desk, 'coordination', false);
  perform act.seat(k, prison, 'lead', true);
  insert into app.release_dates (authority_id, case_id, seq, clause_id, release_on, certainty, earliest_on, source_sealed, recorded_by)
  values (k.authority_id, k.id, 1, act.clause_for(k, 'timeline'), k.release_on, k.release_certainty, k.earliest_on, p_source, actor.member());
  insert into app.decisions (authority_id, case_id, clause_id, kind, decided_by, reason_sealed, detail, review_on)
  values (k.authority_id, k.id, p_clause, 'case_opened', actor.member(), p_reason,
          jsonb_build_object('notice', n.id, 'notSameAs', p_not_same), k.informed_review_on);
  insert into app.case_needs (authority_id, case_id, domain, clause_id, required, from_custody)
  select k.authority_id, k.id, d.code, act.clause_for(k, d.code), 'default', true
    from app.domains d where d.authority_id = k.authority_id and d.basic;
  insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
    offered_by, state, answered_at, agreed, until_offset, period)
  select k.authority_id, gen_random_uuid(), k.id, d.code, act.clause_for(k, d.code), k.prison_agency_id, prison, k.prison_agency_id,
    prison, null, 'accepted', now(), daterange(k.opened_on, null), 0, act.days(k.opened_on, k.release_on)
    from app.domains d where d.authority_id = k.authority_id and d.basic;
  perform act.add_steps(k.authority_id, k.id, false);
  perform act.recalculate(k.authority_id, k.id);
  update app.release_notices x
     set status = 'case', case_id = k.id, identity_sealed = null, key_wrapped = null, name_tokens = '{}', birth_tokens = '{}',
         version = x.version + 1
   where x.authority_id = n.authority_id and x.id = n.id;
  perform act.tell_case(k.authority_id, k.id, 'case');
  return k.ref;
end $$;

-- The person wishes help in a part of life, or a measure imposes it: from then on somebody must be found.
create or replace function act.add_need(p_case uuid, p_domain text, p_required text, p_days int, p_reason bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases := act.seated_case(p_case);
begin
  if not act.relations(p_case) && array['coordination', 'lead'] then
    raise exception 'need_not_yours_to_add' using errcode = 'TC403';
  end if;
  -- What an agency may not see it cannot ask for; and a wish is brought to the coordination desk.
  if not act.clause_for(k, p_domain) = any (actor.clauses())
     or p_required = 'wish' and not act.relations(p_case) && array['coordination'] then
    raise exception 'need_not_yours_to_add' using errcode = 'TC403';
  end if;
  insert into app.case_needs as n (authority_id, case_id, domain, clause_id, required, days)
  values (k.authority_id, k.id, p_domain, act.clause_for(k, p_domain), p_required, p_days)
  on conflict (authority_id, case_id, domain) do update set required = 'imposed', days = excluded.days
    where n.required = 'wish' and excluded.required = 'imposed';
  if not found then raise exception 'need_already_there' using errcode = 'TC409'; end if;
  insert into app.decisions (authority_id, case_id, clause_id, kind, decided_by, reason_sealed, detail)
  values (k.authority_id, k.id, act.clause_for(k, p_domain), 'need_added', actor.member(), p_reason,
          jsonb_build_object('domain', p_domain, 'required', p_required));
  perform act.tell_case(k.authority_id, k.id, 'case');
end $$;

grant execute on function act.open_case(uuid, int, uuid, int, uuid, boolean, bytea, bytea, bytea, bytea, bytea, bytea, jsonb, uuid[]),
  act.add_need(uuid, text, text, int, bytea) to throughcare_actor;
