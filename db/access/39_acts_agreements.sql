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

-- The text is settled and goes to the parties for signature. From here on nobody changes it: another text is
-- another agreement.
create or replace function act.fix_agreement(p_draft int, p_version int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  a        int := act.only_steering();
  d        app.arrangement_drafts := act.open_draft(a, p_draft, p_version);
  c        jsonb := d.content;
  fallback int := act.desk_of(a, (c ->> 'fallbackAgencyId')::int);
  made     int;
  base     int;
begin
  if jsonb_array_length(c -> 'parties') < 2 then
    raise exception 'agreement_two_parties' using errcode = 'TC422', detail = 'parties';
  end if;
  if fallback is null or not exists (select from jsonb_array_elements(c -> 'parties') p
                                      where p ->> 'agencyId' = c ->> 'fallbackAgencyId') then
    raise exception 'agreement_fallback_missing' using errcode = 'TC422', detail = 'fallbackAgencyId';
  end if;
  perform act.living_agency(a, (p ->> 'agencyId')::int) from jsonb_array_elements(c -> 'parties') p;
  select coalesce(max(x.id), 0) + 1 into made from app.arrangements x where x.authority_id = a;
  select coalesce(max(x.id), 0) into base from app.clauses x where x.authority_id = a;
  insert into app.arrangements (authority_id, id, reference, title, valid_from, valid_until, document, fallback_principal, includes_remand)
  values (a, made, c ->> 'reference', c ->> 'title', (c ->> 'validFrom')::date, (c ->> 'validUntil')::date, c ->> 'document',
          fallback, coalesce((c ->> 'includesRemand')::boolean, false));
  insert into app.arrangement_parties (authority_id, arrangement_id, agency_id)
  select a, made, (p ->> 'agencyId')::int from jsonb_array_elements(c -> 'parties') p;
  insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis)
  select a, base + l.n::int, made, 'reintegration', l.clause ->> 'category', '4.' || l.n, l.clause ->> 'basis'
    from jsonb_array_elements(c -> 'clauses') with ordinality as l(clause, n);
  insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight)
  select a, k.id, (p ->> 'agencyId')::int, r.value = 'brings', case when r.value = 'told' then 'summary' else 'full' end::app.sight
    from jsonb_array_elements(c -> 'parties') p
    cross join lateral jsonb_each_text(p -> 'rights') r
    join app.clauses k on k.authority_id = a and k.arrangement_id = made and k.category = r.key
   where r.value in ('told', 'sees', 'brings');
  insert into app.notice_desks (authority_id, arrangement_id, principal) values (a, made, fallback);
  update app.arrangement_drafts x set arrangement_id = made, version = x.version + 1 where x.authority_id = a and x.id = d.id;
  perform audit.record('agreement.fixed', null, jsonb_build_object('draft', d.id, 'agreement', made));
  return made;
end $$;

-- A signature with its name and day, given on paper or elsewhere. It is written once; who leaves later, leaves on a day.
create or replace function act.sign_agreement(p_arrangement int, p_agency int, p_by text, p_on date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_steering();
begin
  if p_on > actor.today() then raise exception 'agreement_signed_later' using errcode = 'TC422', detail = 'signedOn'; end if;
  if not exists (select from app.arrangement_parties y
                  where y.authority_id = a and y.arrangement_id = p_arrangement and y.agency_id = p_agency) then
    raise exception 'agreement_party_not_found' using errcode = 'TC404';
  end if;
  update app.arrangement_parties y set signed_on = p_on, signed_by = p_by
   where y.authority_id = a and y.arrangement_id = p_arrangement and y.agency_id = p_agency and y.signed_on is null;
  if not found then raise exception 'agreement_already_signed' using errcode = 'TC409'; end if;
  perform audit.record('agreement.signed', null,
    jsonb_build_object('agreement', p_arrangement, 'agency', p_agency, 'signedOn', p_on));
end $$;

grant execute on function act.save_agreement_draft(int, int, jsonb), act.fix_agreement(int, int),
  act.sign_agreement(int, int, text, date) to throughcare_actor;
