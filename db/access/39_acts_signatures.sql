-- Who is bound by an edition, and from when no more. A signature opens, a departure closes, in the same second.

-- The party, locked. Unknown agreements and agencies that are not party to them look alike.
create or replace function act.party_of(p_arrangement int, p_agency int) returns app.arrangement_parties
language plpgsql security definer set search_path = '' as $$
declare
  y app.arrangement_parties;
begin
  select x.* into y from app.arrangement_parties x
   where x.authority_id = actor.authority() and x.arrangement_id = p_arrangement and x.agency_id = p_agency for update;
  if not found then raise exception 'agreement_party_not_found' using errcode = 'TC404'; end if;
  return y;
end $$;

create or replace function act.write_signature(p_arrangement int, p_agency int, p_by text, p_on date, p_how text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  y app.arrangement_parties := act.party_of(p_arrangement, p_agency);
begin
  if y.signed_on is not null then raise exception 'agreement_already_signed' using errcode = 'TC409'; end if;
  if p_on > actor.today() then raise exception 'agreement_signed_later' using errcode = 'TC422', detail = 'signedOn'; end if;
  if exists (select from app.arrangements x where x.authority_id = y.authority_id and x.id = p_arrangement and x.valid_until < actor.today()) then
    raise exception 'agreement_over' using errcode = 'TC409';
  end if;
  perform act.require_answered(y.authority_id, null, p_arrangement);
  update app.arrangement_parties x
     set signed_on = p_on, signed_by = p_by, signed_how = p_how, signed_member = case when p_how = 'here' then actor.member() end
   where x.authority_id = y.authority_id and x.arrangement_id = p_arrangement and x.agency_id = p_agency;
  perform audit.record('agreement.signed', null,
    jsonb_build_object('agreement', p_arrangement, 'agency', p_agency, 'signedOn', p_on, 'how', p_how));
  perform act.tell_coordination(y.authority_id, p_arrangement);
end $$;

-- A signature with its name and day that stands on paper, written down by the desk. It is written once.
create or replace function act.sign_agreement(p_arrangement int, p_agency int, p_by text, p_on date) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.only_steering();
  perform act.write_signature(p_arrangement, p_agency, p_by, p_on, 'paper');
end $$;

-- Whoever may bind the agency signs here, today, under their own name. The first signature and each later accession
-- are the same act.
create or replace function act.sign_here(p_arrangement int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.only_signatory(actor.agency());
  perform act.write_signature(p_arrangement, actor.agency(),
    (select m.name from app.members m where m.authority_id = actor.authority() and m.id = actor.member()), actor.today(), 'here');
end $$;

-- Who may bind this agency: its own signatory. For others, what was said on paper is written down by the desk.
create or replace function act.only_signatory(p_agency int) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform act.who();
  if not (actor.agency() = p_agency and 'signatory' = any (actor.functions())) then
    raise exception 'signatory_only' using errcode = 'TC403';
  end if;
end $$;

-- The agency is no longer bound from a day on, today at the earliest: by this edition alone (a signature withdrawn
-- while a transition runs), or by the whole agreement.
create or replace function act.leave_agreement(p_arrangement int, p_agency int, p_on date, p_whole boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  y app.arrangement_parties;
begin
  perform act.who();
  if not actor.functions() && array['administrator', 'coordinator'] then perform act.only_signatory(p_agency); end if;
  y := act.party_of(p_arrangement, p_agency);
  if y.signed_on is null then raise exception 'agreement_not_signed' using errcode = 'TC409'; end if;
  if y.left_on <= actor.today() then raise exception 'agreement_already_left' using errcode = 'TC409'; end if;
  if p_on < actor.today() then raise exception 'agreement_left_before' using errcode = 'TC422', detail = 'leftOn'; end if;
  update app.arrangement_parties p set left_on = greatest(p_on, p.signed_on)
    from app.arrangements x, app.arrangements o
   where o.authority_id = y.authority_id and o.id = p_arrangement and x.authority_id = o.authority_id
     and (x.id = o.id or p_whole and x.lineage_id = o.lineage_id)
     and p.authority_id = x.authority_id and p.arrangement_id = x.id and p.agency_id = p_agency
     and p.signed_on is not null and (p.left_on is null or p.left_on > actor.today());
  perform audit.record('agreement.left', null,
    jsonb_build_object('agreement', p_arrangement, 'agency', p_agency, 'leftOn', p_on, 'whole', p_whole));
  perform act.tell_coordination(y.authority_id, p_arrangement);
  perform act.tell_departures(y.authority_id);
end $$;

-- A departure that has not come yet is taken back.
create or replace function act.stay_in_agreement(p_arrangement int, p_agency int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  y app.arrangement_parties;
begin
  perform act.who();
  if not actor.functions() && array['administrator', 'coordinator'] then perform act.only_signatory(p_agency); end if;
  y := act.party_of(p_arrangement, p_agency);
  if y.left_on is null or y.left_on <= actor.today() then raise exception 'agreement_already_left' using errcode = 'TC409'; end if;
  update app.arrangement_parties p set left_on = null
   where p.authority_id = y.authority_id and p.arrangement_id = p_arrangement and p.agency_id = p_agency;
  perform audit.record('agreement.stayed', null, jsonb_build_object('agreement', p_arrangement, 'agency', p_agency));
  perform act.tell_coordination(y.authority_id, p_arrangement);
end $$;

-- The scan of a signature that stands on paper, sealed. A better scan takes its place.
create or replace function act.keep_signature_paper(
  p_arrangement int, p_agency int, p_type text, p_sha256 bytea, p_key bytea, p_file bytea
) returns void language plpgsql security definer set search_path = '' as $$
declare
  y app.arrangement_parties;
begin
  perform act.only_steering();
  y := act.party_of(p_arrangement, p_agency);
  if y.signed_how is distinct from 'paper' then raise exception 'agreement_not_on_paper' using errcode = 'TC409'; end if;
  insert into app.signature_papers (authority_id, arrangement_id, agency_id, media_type, sha256, key_wrapped, file_sealed, added_by)
  values (y.authority_id, p_arrangement, p_agency, p_type, p_sha256, p_key, p_file, actor.member())
  on conflict (authority_id, arrangement_id, agency_id) do update
    set media_type = excluded.media_type, sha256 = excluded.sha256, key_wrapped = excluded.key_wrapped,
        file_sealed = excluded.file_sealed, added_by = excluded.added_by, added_at = now();
  perform audit.record('agreement.paper_kept', null,
    jsonb_build_object('agreement', p_arrangement, 'agency', p_agency, 'sha256', encode(p_sha256, 'hex')));
end $$;

-- Something new for whoever looks after agreements: the coordination desks.
create or replace function act.tell_coordination(p_authority int, p_arrangement int) returns void
language sql security definer set search_path = '' as $$
  select act.notify(p_authority, array(select p.id from app.principals p
    where p.authority_id = p_authority and p.desk_kind = 'coordination'), 'agreement', array[p_arrangement::text])
$$;

grant execute on function act.sign_agreement(int, int, text, date), act.sign_here(int),
  act.leave_agreement(int, int, date, boolean), act.stay_in_agreement(int, int),
  act.keep_signature_paper(int, int, text, bytea, bytea, bytea) to throughcare_actor;
