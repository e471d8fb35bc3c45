-- One-time links (SH7): an agency whose people have no account reads one question and answers it, once.

-- An agency speaks without a member of staff: by a link that was sent to it. Member 0 is nobody. Only definer functions
-- reach this, each after its own proof; what may be done then is what the acts let this agency's desk do. Nobody proved to be
-- themselves: what needs that is refused.
create or replace function actor.speak_as_agency(p_authority int, p_agency int, p_principals int[], p_purpose text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  today  date := actor.day_in(p_authority);
  rights text[];
  body   text;
begin
  if current_setting('throughcare.context', true) <> '' then
    raise exception 'actor_already_assumed' using errcode = 'TC409';
  end if;
  rights := actor.rights_known(p_authority, p_agency, p_purpose, today);
  body := concat_ws('|', p_authority, 0, p_agency, p_principals::text, rights[1], rights[2], rights[3], '{}', p_purpose, today, '',
    (select g.kind in ('custody', 'probation', 'police', 'justice') from app.agencies g where g.authority_id = p_authority and g.id = p_agency),
    rights[4], rights[5], '{}', 0, '', '{}', coalesce(rights[7], ''), extract(epoch from now() + interval '1 minute'));
  perform set_config('throughcare.context', body, true), set_config('throughcare.proof', actor.mac(body), true);
end $$;

-- The offer, if the actor is the one who asks; whoever sees the question otherwise is told that it is not theirs.
create or replace function act.offer_to_send(p_lead uuid) returns app.leads
language plpgsql security definer set search_path = '' as $$
declare
  who  text[] := act.who();
  sits text[];
  l    app.leads;
begin
  if read.question(p_lead) is null then raise exception 'lead_not_found' using errcode = 'TC404'; end if;
  select x.* into strict l from app.leads x where x.authority_id = who[1]::int and x.id = p_lead for update;
  sits := act.relations(l.case_id);
  if not (sits && array['coordination'] or (l.from_principal = any (who[4]::int[]) and not sits <@ array['override'])) then
    raise exception 'offer_link_not_yours' using errcode = 'TC403';
  end if;
  return l;
end $$;

-- A new link takes the place of the one before it.
create or replace function act.make_offer_link(p_lead uuid, p_id uuid, p_token_hash bytea, p_sent_to bytea) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  l     app.leads := act.offer_to_send(p_lead);
  v_end timestamptz;
begin
  if l.state <> 'offered' then raise exception 'lead_already_answered' using errcode = 'TC409'; end if;
  if exists (select from app.members m where m.authority_id = l.authority_id and m.agency_id = l.agency_id
              and m.ended_at is null and m.activated_at is not null) then
    raise exception 'offer_link_has_accounts' using errcode = 'TC409';
  end if;
  if exists (select from app.protections p where p.authority_id = l.authority_id and p.case_id = l.case_id and p.ended_at is null) then
    raise exception 'offer_link_protected' using errcode = 'TC409';
  end if;
  update app.offer_links o set revoked_at = now(), revoked_by = actor.member()
   where o.authority_id = l.authority_id and o.lead_id = l.id and o.answered_at is null and o.revoked_at is null;
  insert into app.offer_links (authority_id, id, lead_id, case_id, clause_id, agency_id, token_hash, sent_to_sealed, made_by)
  values (l.authority_id, p_id, l.id, l.case_id, l.clause_id, l.agency_id, p_token_hash, p_sent_to, actor.member())
  returning expires_at into v_end;
  perform audit.record('offer_link.made', l.case_id, jsonb_build_object('lead', l.id, 'link', p_id, 'agency', l.agency_id,
    'by_mail', p_sent_to is not null));
  return v_end;
end $$;

create or replace function act.offer_link_mailed(p_link uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  update app.offer_links o set mailed_at = now()
   where o.authority_id = actor.authority() and o.id = p_link and o.made_by = actor.member() and o.mailed_at is null;
end $$;

create or replace function act.revoke_offer_link(p_link uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_lead uuid;
  l      app.leads;
begin
  perform act.who();
  select o.lead_id into v_lead from app.offer_links o where o.authority_id = actor.authority() and o.id = p_link;
  if not found or read.question(v_lead) is null then raise exception 'offer_link_not_found' using errcode = 'TC404'; end if;
  l := act.offer_to_send(v_lead);
  update app.offer_links o set revoked_at = now(), revoked_by = actor.member()
   where o.authority_id = l.authority_id and o.id = p_link and o.answered_at is null and o.revoked_at is null;
  if not found then raise exception 'offer_link_over' using errcode = 'TC409'; end if;
  perform audit.record('offer_link.revoked', l.case_id, jsonb_build_object('lead', l.id, 'link', p_link));
end $$;

-- The one place that says whether a link opens anything: not answered by any road, not taken back, not seven days old,
-- the case neither closed nor specially protected, and the agreement still open to this agency for this part of life.
create or replace function auth.live_offer_link(p_token_hash bytea) returns app.offer_links
language sql stable security definer set search_path = '' as $$
  select o from app.offer_links o
    join app.leads l on l.authority_id = o.authority_id and l.id = o.lead_id and l.state = 'offered'
    join app.cases c on c.authority_id = o.authority_id and c.id = o.case_id and c.closed_on is null
    join app.agencies g on g.authority_id = o.authority_id and g.id = o.agency_id and (g.ended_on is null or g.ended_on > actor.day_in(o.authority_id))
   where o.token_hash = p_token_hash and o.answered_at is null and o.revoked_at is null and o.expires_at > now()
     and not exists (select from app.protections p where p.authority_id = o.authority_id and p.case_id = o.case_id and p.ended_at is null)
     and l.clause_id = any ((actor.rights_known(o.authority_id, o.agency_id, c.purpose, actor.day_in(o.authority_id)))[1]::int[])
$$;

-- Somebody came with a link that is over: the log of its case knows, the answer does not show it.
create or replace function auth.refuse_offer_link(p_token_hash bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  o app.offer_links;
begin
  select x.* into o from app.offer_links x where x.token_hash = p_token_hash;
  if found then
    perform audit.write(o.authority_id, null, o.agency_id, null, 'offer_link.refused', o.case_id,
      jsonb_build_object('lead', o.lead_id, 'link', o.id), null);
  end if;
end $$;

-- The question behind a link: which part of life, which days, which case number, whom to call. The words of the offer,
-- among them a name, only where the agreement lets this agency see who somebody is.
create or replace function auth.open_offer_link(p_token_hash bytea, p_opening boolean) returns table (question jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  o app.offer_links := auth.live_offer_link(p_token_hash);
  v_today date;
begin
  if o.id is null then
    perform auth.refuse_offer_link(p_token_hash);
    return;
  end if;
  v_today := actor.day_in(o.authority_id);
  -- Read again only to answer or to show what is missing, it is no further opening.
  if p_opening then
    update app.offer_links x set opened_at = coalesce(x.opened_at, now()), openings = x.openings + 1
     where x.authority_id = o.authority_id and x.id = o.id;
    perform audit.write(o.authority_id, null, o.agency_id, (select c.purpose from app.cases c where c.authority_id = o.authority_id and c.id = o.case_id),
      'offer_link.opened', o.case_id, jsonb_build_object('lead', o.lead_id, 'link', o.id), null);
  end if;
  return query
    select jsonb_build_object('authority', o.authority_id, 'lead', l.id, 'ref', c.ref, 'domain', l.domain,
        'from', lower(l.period), 'until', upper(l.period), 'answerBy', l.answer_by, 'expiresAt', o.expires_at,
        'zone', a.time_zone, 'today', v_today, 'city', a.name, 'agency', g.name, 'asking', f.name, 'desk', p.name, 'phone', f.phone, 'email', f.email,
        'key', encode(l.key_wrapped, 'hex'),
        'words', case when exists (
            select from actor.rights_of(o.authority_id, o.agency_id, c.purpose, v_today) r
             where r.category = 'identity' and r.sight = 'full' and r.current) then encode(l.words_sealed, 'hex') end)
      from app.leads l
      join app.cases c on c.authority_id = l.authority_id and c.id = l.case_id
      join app.authorities a on a.id = l.authority_id
      join app.agencies g on g.authority_id = l.authority_id and g.id = l.agency_id
      join app.agencies f on f.authority_id = l.authority_id and f.id = l.from_agency_id
      join app.principals p on p.authority_id = l.authority_id and p.id = l.from_principal
     where l.authority_id = o.authority_id and l.id = o.lead_id;
end $$;

-- The one answer. It is that of the agency, given by link; who says so stands in its sealed words.
create or replace function auth.answer_offer_link(p_token_hash bytea, p_outcome text, p_reason bytea, p_said_by bytea)
returns table (answered boolean) language plpgsql security definer set search_path = '' as $$
declare
  o app.offer_links;
  l app.leads;
  v int;
begin
  if p_outcome not in ('accepted', 'declined') then raise exception 'outcome_unknown' using errcode = 'TC422', detail = 'outcome'; end if;
  perform from app.offer_links x where x.token_hash = p_token_hash for update;
  o := auth.live_offer_link(p_token_hash);
  if o.id is null then
    perform auth.refuse_offer_link(p_token_hash);
    return query select false;
    return;
  end if;
  select x.* into strict l from app.leads x where x.authority_id = o.authority_id and x.id = o.lead_id;
  perform actor.speak_as_agency(o.authority_id, o.agency_id, array[l.to_principal],
    (select c.purpose from app.cases c where c.authority_id = o.authority_id and c.id = o.case_id));
  v := act.answer_lead(l.id, l.version, p_outcome, p_reason, 'link', p_said_by, null, null);
  update app.offer_links x set answered_at = now() where x.authority_id = o.authority_id and x.id = o.id;
  perform audit.record('lead.' || p_outcome, o.case_id,
    jsonb_build_object('lead', l.id, 'channel', 'link', 'link', o.id, 'version', v));
  return query select true;
end $$;

grant execute on function act.make_offer_link(uuid, uuid, bytea, bytea), act.offer_link_mailed(uuid), act.revoke_offer_link(uuid)
  to throughcare_actor;
grant execute on function auth.open_offer_link(bytea, boolean), auth.answer_offer_link(bytea, text, bytea, bytea) to throughcare_gate;
-- All but the hash of the secret; the policy says to whom.
grant select (authority_id, id, lead_id, case_id, clause_id, agency_id, sent_to_sealed, made_by, made_at, expires_at, mailed_at, opened_at,
  openings, answered_at, revoked_by, revoked_at) on app.offer_links to throughcare_actor;
