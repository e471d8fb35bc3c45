-- Agreements from draft to signature. A draft permits nothing; fixed and unsigned permits nothing; each signature
-- opens it to that agency alone.

create or replace function act.save_agreement_draft(p_id int, p_version int, p_content jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  a    int := act.only_steering();
  d    app.arrangement_drafts;
  made int;
begin
  if p_id is null then
    select coalesce(max(x.id), 0) + 1 into made from app.arrangement_drafts x where x.authority_id = a;
    insert into app.arrangement_drafts (authority_id, id, content, changed_by) values (a, made, p_content, actor.member());
    perform audit.record('agreement.drafted', null, jsonb_build_object('draft', made));
    return made;
  end if;
  d := act.open_draft(a, p_id, p_version);
  update app.arrangement_drafts x
     set content = p_content, changed_by = actor.member(), changed_at = now(), version = x.version + 1
   where x.authority_id = a and x.id = p_id;
  perform audit.record('agreement.draft_changed', null, jsonb_build_object('draft', p_id, 'version', d.version + 1));
  return p_id;
end $$;

-- A draft that may still be changed, locked.
create or replace function act.open_draft(p_authority int, p_id int, p_version int) returns app.arrangement_drafts
language plpgsql security definer set search_path = '' as $$
declare
  d app.arrangement_drafts;
begin
  select x.* into d from app.arrangement_drafts x where x.authority_id = p_authority and x.id = p_id for update;
  if not found then raise exception 'agreement_draft_not_found' using errcode = 'TC404'; end if;
  if d.arrangement_id is not null then raise exception 'agreement_already_fixed' using errcode = 'TC409'; end if;
  if d.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  return d;
end $$;

-- On which basis a cell stands: the one that was chosen for it, else the first active one of the register that
-- entitles this party. Null: none yet.
create or replace function act.basis_for(p_authority int, p_agency int, p_purpose text, p_category text, p_chosen int) returns int
language sql stable security definer set search_path = '' as $$
  select coalesce(p_chosen, min(b.id)) from app.legal_bases b
   where b.authority_id = p_authority
     and actor.basis_holds(p_authority, b.id, p_agency, p_purpose, p_category, actor.day_in(p_authority))
$$;

-- Every cell that a draft writes: party, purpose, category, what it gives. A cell that nobody filled is not among them.
create or replace function act.cells_of(p_content jsonb)
returns table (agency_id int, purpose text, category text, gives text, secrecy boolean, release_ground text, chosen int)
language sql immutable security definer set search_path = '' as $$
  select (p ->> 'agencyId')::int, u.purpose, r.key, r.value, coalesce(p -> 'secrecy' ? r.key, false),
         nullif(trim(p -> 'secrecy' ->> r.key), ''), (p -> 'bases' ->> (u.purpose || '.' || r.key))::int
    from jsonb_array_elements(p_content -> 'parties') p
    cross join (values ('reintegration', 'rights'), ('supervision', 'supervision')) as u(purpose, key)
    cross join lateral jsonb_each_text(coalesce(p -> u.key, '{}')) r
$$;

-- What no entry of the register carries yet stands on the basis that the text itself names. It is entered in the
-- register whole, so that it is read, questioned and renewed like the others.
create or replace function act.enter_general_basis(p_authority int, c jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  bare record;
  day  date := actor.day_in(p_authority);
begin
  select array_agg(distinct x.agency_id) as bodies, array_agg(distinct x.category) as categories into bare
    from act.cells_of(c) x
   where x.purpose = 'reintegration' and x.gives <> 'none'
     and act.basis_for(p_authority, x.agency_id, x.purpose, x.category, x.chosen) is null;
  if bare.bodies is null then return; end if;
  insert into app.legal_bases (authority_id, id, kind, citation, objective, categories, purposes, bodies, valid_from,
    valid_until, review_on, reviewed_by, reviewed_on, state, changed_by)
  select p_authority, coalesce(max(b.id), 0) + 1, 'public_task', c ->> 'basis', coalesce(nullif(c ->> 'objective', ''), c ->> 'title'),
         bare.categories, '{reintegration}', bare.bodies, least(day, (c ->> 'validFrom')::date), (c ->> 'validUntil')::date,
         coalesce((c ->> 'reviewOn')::date, day + 365),
         (select m.name from app.members m where m.authority_id = p_authority and m.id = actor.member()), day, 'active', actor.member()
    from app.legal_bases b where b.authority_id = p_authority;
end $$;

-- What may not be passed over: before a text is fixed or signed, an opinion against it that nobody answered; before
-- it is fixed, a basis that the adviser on lawfulness questions.
create or replace function act.require_answered(p_authority int, p_draft int, p_arrangement int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from app.agreement_advice o where o.authority_id = p_authority and o.stance = 'against' and o.answer is null
              and (o.draft_id = p_draft or o.arrangement_id = p_arrangement)) then
    raise exception 'opinion_unanswered' using errcode = 'TC409';
  end if;
  if p_draft is not null and exists (select from app.basis_questions q
               join app.clause_rights r on r.authority_id = q.authority_id and r.basis_id = q.basis_id
               join app.clauses c on c.authority_id = r.authority_id and c.id = r.clause_id and c.arrangement_id = p_arrangement
              where q.authority_id = p_authority and q.answer is null) then
    raise exception 'basis_question_open' using errcode = 'TC409';
  end if;
end $$;

-- The text is settled and goes to the parties for signature. From here on nobody changes it: another text is
-- another edition.
create or replace function act.fix_agreement(p_draft int, p_version int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  a        int := act.only_steering();
  d        app.arrangement_drafts := act.open_draft(a, p_draft, p_version);
  c        jsonb := d.content;
  fallback int := act.desk_of(a, (c ->> 'fallbackAgencyId')::int);
  former   app.arrangements;
  made     int;
begin
  if jsonb_array_length(c -> 'parties') < 2 then
    raise exception 'agreement_two_parties' using errcode = 'TC422', detail = 'parties';
  end if;
  if fallback is null or not exists (select from jsonb_array_elements(c -> 'parties') p
                                      where p ->> 'agencyId' = c ->> 'fallbackAgencyId') then
    raise exception 'agreement_fallback_missing' using errcode = 'TC422', detail = 'fallbackAgencyId';
  end if;
  perform act.living_agency(a, (p ->> 'agencyId')::int) from jsonb_array_elements(c -> 'parties') p;
  if c ->> 'supersedesId' is not null then
    select x.* into former from app.arrangements x where x.authority_id = a and x.id = (c ->> 'supersedesId')::int;
    if not found or exists (select from app.arrangements x where x.authority_id = a and x.lineage_id = former.lineage_id
                             and x.edition > former.edition) then
      raise exception 'agreement_edition_overtaken' using errcode = 'TC409';
    end if;
  end if;
  select coalesce(max(x.id), 0) + 1 into made from app.arrangements x where x.authority_id = a;
  insert into app.arrangements (authority_id, id, reference, title, valid_from, valid_until, document, fallback_principal,
    includes_remand, supersedes_id, transition_until, review_on, review_months)
  values (a, made, c ->> 'reference', c ->> 'title', (c ->> 'validFrom')::date, (c ->> 'validUntil')::date, c ->> 'document',
          fallback, coalesce((c ->> 'includesRemand')::boolean, false), former.id,
          (c ->> 'transitionUntil')::date, (c ->> 'reviewOn')::date, coalesce((c ->> 'reviewMonths')::int, 6));
  perform act.enter_general_basis(a, c);
  perform act.lay_down_edition(a, made, c);
  insert into app.notice_desks (authority_id, arrangement_id, principal) values (a, made, fallback);
  -- What the parties asked of the witnesses of the log goes on; nobody loosens it by a new edition.
  insert into app.witness_quorums (authority_id, arrangement_id, quorum, second_person)
  select a, made, q.quorum, q.second_person from app.witness_quorums q where q.authority_id = a and q.arrangement_id = former.id;
  update app.agreement_advice o set arrangement_id = made where o.authority_id = a and o.draft_id = d.id;
  perform act.require_answered(a, d.id, made);
  update app.arrangements x set fixed_at = now() where x.authority_id = a and x.id = made;
  update app.arrangement_drafts x set arrangement_id = made, version = x.version + 1 where x.authority_id = a and x.id = d.id;
  perform audit.record('agreement.fixed', null, jsonb_build_object('draft', d.id, 'agreement', made, 'edition',
    (select x.edition from app.arrangements x where x.authority_id = a and x.id = made)));
  return made;
end $$;

-- Parties, lines of the matrix, cells, duties, retention and contact point, as the draft has them.
create or replace function act.lay_down_edition(a int, made int, c jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  base    int := (select coalesce(max(x.id), 0) from app.clauses x where x.authority_id = a);
  lineage int := (select x.lineage_id from app.arrangements x where x.authority_id = a and x.id = made);
  k       jsonb := c -> 'contact';
begin
  insert into app.arrangement_parties (authority_id, arrangement_id, agency_id)
  select a, made, (p ->> 'agencyId')::int from jsonb_array_elements(c -> 'parties') p;
  insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis)
  select a, base + l.n::int, made, coalesce(l.clause ->> 'purpose', 'reintegration'), l.clause ->> 'category', '4.' || l.n, l.clause ->> 'basis'
    from jsonb_array_elements(c -> 'clauses') with ordinality as l(clause, n);
  insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight, on_decision, secrecy, release_ground, basis_id)
  select a, k.id, x.agency_id, x.gives = 'brings',
         case when x.gives = 'told' then 'summary' when x.gives in ('sees', 'brings') then 'full' end::app.sight,
         x.gives = 'decision', x.secrecy, x.release_ground,
         case when x.gives <> 'none' then act.basis_for(a, x.agency_id, x.purpose, x.category, x.chosen) end
    from act.cells_of(c) x
    join app.clauses k on k.authority_id = a and k.arrangement_id = made and k.purpose = x.purpose and k.category = x.category
   where x.gives in ('none', 'told', 'decision', 'sees', 'brings');
  insert into app.arrangement_duties (authority_id, arrangement_id, duty, agency_id)
  select a, made, t.key, nullif(t.value::int, 0) from jsonb_each_text(coalesce(c -> 'duties', '{}')) t where t.value is not null;
  insert into app.arrangement_retention (authority_id, arrangement_id, purpose, category, months, counted_from, outcome, review_months)
  select a, made, t.purpose, t.category, t.months, t."from", t.outcome, t.review
    from jsonb_to_recordset(coalesce(c -> 'retention', '[]')) as t(purpose text, category text, months int, "from" text, outcome text, review int)
    join app.clauses l on l.authority_id = a and l.arrangement_id = made and l.purpose = t.purpose and l.category = t.category;
  if nullif(k ->> 'name', '') is not null then
    perform act.enter_contact(a, lineage, k);
  end if;
end $$;

-- Whom a person asks, from today on. The former entry stays in the history.
create or replace function act.enter_contact(p_authority int, p_lineage int, k jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into app.arrangement_contacts as x (authority_id, lineage_id, since, name, address, phone, email, complaints, entered_by)
  values (p_authority, p_lineage, actor.day_in(p_authority), k ->> 'name', nullif(k ->> 'address', ''), nullif(k ->> 'phone', ''),
          nullif(k ->> 'email', ''), nullif(k ->> 'complaints', ''), actor.member())
  on conflict (authority_id, lineage_id, since) do update
    set name = excluded.name, address = excluded.address, phone = excluded.phone, email = excluded.email,
        complaints = excluded.complaints, entered_by = excluded.entered_by, entered_at = now()
$$;

create or replace function act.change_contact(p_arrangement int, p_contact jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a         int := act.only_steering();
  v_lineage int := (select x.lineage_id from app.arrangements x where x.authority_id = a and x.id = p_arrangement);
begin
  if v_lineage is null then raise exception 'agreement_not_found' using errcode = 'TC404'; end if;
  perform act.enter_contact(a, v_lineage, p_contact);
  perform audit.record('agreement.contact_changed', null, jsonb_build_object('agreement', p_arrangement));
end $$;

grant execute on function act.save_agreement_draft(int, int, jsonb), act.fix_agreement(int, int),
  act.change_contact(int, jsonb) to throughcare_actor;
