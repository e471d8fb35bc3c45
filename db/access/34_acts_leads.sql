-- Offers of responsibility. Until the asked agency accepts, whoever is accountable stays accountable.
create or replace function act.offer_lead(
  p_id uuid, p_case uuid, p_domain text, p_agency int, p_from date, p_until date, p_from_offset int, p_until_offset int,
  p_answer_by date, p_voluntary boolean, p_key bytea, p_words bytea
) returns void language plpgsql security definer set search_path = '' as $$
declare
  k        app.cases := act.seated_case(p_case);
  clause   int := act.clause_for(k, p_domain);
  desk     int := act.desk_of(k.authority_id, p_agency);
  own      int;
  meant    daterange := act.days(coalesce(p_from, k.release_on + p_from_offset),
                                 coalesce(p_until, k.release_on + p_until_offset));
begin
  if not (clause = any (actor.clauses())) then raise exception 'case_not_found' using errcode = 'TC404'; end if;
  if not (act.relations(p_case) && array['coordination', 'lead'] or exists (
      select from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id and l.domain = p_domain
        and l.state = 'accepted' and l.to_principal = any (actor.principals()) and l.period @> actor.today())) then
    raise exception 'lead_not_yours_to_offer' using errcode = 'TC403';
  end if;
  if desk is null or not act.may_contribute(k.authority_id, p_agency, clause) then
    raise exception 'lead_agency_not_party' using errcode = 'TC422', detail = 'agencyId';
  end if;
  if p_from_offset is not null and k.release_on is null then
    raise exception 'lead_release_unknown' using errcode = 'TC422', detail = 'tied';
  end if;
  if isempty(meant) or (p_domain = 'lead' and coalesce(lower(meant) <= k.opened_on, true)) then
    raise exception 'lead_period_impossible' using errcode = 'TC422', detail = 'from';
  end if;
  if p_domain = 'lead' and k.release_on <= lower(meant) and exists (
      select from app.agencies g where g.authority_id = k.authority_id and g.id = p_agency and g.kind = 'custody') then
    raise exception 'lead_not_for_custody' using errcode = 'TC422', detail = 'agencyId';
  end if;
  if p_voluntary and (p_domain = 'lead' or exists (
      select from app.case_needs n where n.authority_id = k.authority_id and n.case_id = k.id
         and n.domain = p_domain and n.required <> 'wish')) then
    raise exception 'lead_voluntary_not_here' using errcode = 'TC422', detail = 'voluntary';
  end if;
  if exists (select from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id and l.domain = p_domain
              and l.agency_id = p_agency and l.state = 'offered' and l.period && meant
              -- Voluntary help is not betrayed by a refusal to somebody who may not know of it.
              and (not l.voluntary or act.relations(p_case) && array['coordination'])) then
    raise exception 'lead_already_offered' using errcode = 'TC409';
  end if;
  own := coalesce((select s.principal from app.seats s where s.authority_id = k.authority_id and s.case_id = k.id
                     and s.principal = any (actor.principals()) and s.period @> statement_timestamp()
                   order by s.relation = 'coordination' desc, s.relation = 'lead' desc limit 1), desk);
  insert into app.leads (authority_id, id, case_id, cycle, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
    offered_by, answer_by, voluntary, agreed, from_offset, until_offset, period, key_wrapped, words_sealed)
  values (k.authority_id, p_id, k.id, k.cycle, p_domain, clause, p_agency, desk, actor.agency(), own,
    actor.member(), p_answer_by,
    -- After the last measure all help is voluntary, and nobody who enforced it learns of an offer.
    p_voluntary or p_domain <> 'lead' and coalesce(lower(meant) >= k.measure_ends_on, false), act.days(p_from, p_until), p_from_offset, p_until_offset, meant, p_key, p_words);
  -- No word given in advance accepts for a desk at which nobody could open the case.
  if act.seen_at(k.authority_id, k.id, desk) then
    perform act.accept_by_standing(k, p_id);
  elsif exists (select from app.standing_acceptances s where s.authority_id = k.authority_id and s.principal = desk and s.domain = p_domain
                  and s.ended_at is null and upper(s.valid) > actor.today()) then
    update app.leads x set standing_refusal = 'unseen' where x.authority_id = k.authority_id and x.id = p_id;
  end if;
  perform act.notify(k.authority_id, array[desk, own], 'lead', array[p_id::text]);
end $$;

-- Makes room for an acceptance: the giver, the prison, who has left and who has nobody that can open the case step back, an unconfirmed phone answer lapses,
-- anybody else who has accepted these days stays, and the newcomer is told so.
create or replace function act.make_room(k app.cases, l app.leads) returns void
language plpgsql security definer set search_path = '' as $$
declare
  x      record;
  v_left boolean;
begin
  for x in
    select o.*, g.kind from app.leads o join app.agencies g on g.authority_id = o.authority_id and g.id = o.agency_id
     where o.authority_id = k.authority_id and o.case_id = k.id and o.domain = l.domain and o.state = 'accepted'
       and o.id <> l.id and o.period && l.period
  loop
    v_left := coalesce(actor.gone_on(k.arrangement_id, x.agency_id) <= greatest(actor.today(), lower(l.period)), false)
      or (select act.unheld(o) from app.leads o where o.authority_id = x.authority_id and o.id = x.id);
    if x.channel <> 'self' and x.confirmed_at is null and x.confirm_by < actor.today() then
      update app.leads o set state = 'withdrawn', answered_at = null, version = o.version + 1
       where o.authority_id = x.authority_id and o.id = x.id;
    elsif v_left and lower(x.period) >= lower(l.period) then
      update app.leads o set state = 'withdrawn', answered_at = null, version = o.version + 1
       where o.authority_id = x.authority_id and o.id = x.id;
    elsif (v_left or x.kind = 'custody' or x.agency_id in (l.from_agency_id, l.agency_id)) and lower(x.period) < lower(l.period) then
      update app.leads o
         set agreed = act.days(lower(o.agreed), case when l.from_offset is null then lower(l.agreed) end),
             until_offset = l.from_offset, version = o.version + 1
       where o.authority_id = x.authority_id and o.id = x.id;
    else
      raise exception 'lead_period_taken' using errcode = 'TC409';
    end if;
  end loop;
end $$;

create or replace function act.take_case_lead(k app.cases, l app.leads) returns void
language plpgsql security definer set search_path = '' as $$
declare
  starts date := coalesce(k.release_on + l.from_offset, lower(l.agreed), 'infinity');
  place  int;
begin
  starts := greatest(starts, coalesce(k.cycle_from, k.opened_on + 1));
  if exists (select from app.case_leads x where x.authority_id = k.authority_id and x.case_id = k.id and not x.overtaken
              and x.starts_on = starts and x.agency_id not in (l.from_agency_id, l.agency_id)
              and (actor.gone_on(k.arrangement_id, x.agency_id) <= greatest(actor.today(), starts)) is not true
              and not exists (select from app.leads o where o.authority_id = x.authority_id and o.id = x.lead_id and act.unheld(o))) then
    raise exception 'lead_period_taken' using errcode = 'TC409';
  end if;
  select count(*) into place from app.case_leads x
   where x.authority_id = k.authority_id and x.case_id = k.id and (x.starts_on <= starts or x.position = 0);
  set constraints app.case_leads_pkey deferred;
  update app.case_leads x set position = x.position + 1
   where x.authority_id = k.authority_id and x.case_id = k.id and x.position >= place;
  insert into app.case_leads (authority_id, case_id, position, cycle, clause_id, agency_id, principal, lead_id, agreed_on, from_offset, starts_on, overtaken)
  values (k.authority_id, k.id, place, k.cycle, l.clause_id, l.agency_id, l.to_principal, l.id, starts, l.from_offset, starts, true);
  set constraints app.case_leads_pkey immediate;
end $$;

-- The asked agency answers, once; or the asker records what it said by phone or on paper (HA1, HA7). For somebody of whom it is
-- proven who they are: no login may call it. The offer and its case as they are after the answer.
create or replace function act.answered(
  who text[], p_lead uuid, p_version int, p_outcome text, p_reason bytea, p_channel text, p_said_by bytea, p_ends_on date, p_key bytea,
  out l app.leads, out k app.cases
) language plpgsql as $$
declare
  v_shut    uuid[] := who[15];
  sits      text[];
  asked     boolean;
  asking    boolean;
  v_seat    app.seats;
  v_comes   text;
begin
  perform actor.let_system(who, 'offers');
  -- A system says yes or no for its own desk; what somebody said by phone was heard by a person.
  if who[17] <> '' and not (p_outcome in ('accepted', 'declined') and p_channel = 'self') then
    raise exception 'not_for_systems' using errcode = 'TC403';
  end if;
  select x.* into l from app.leads x
   where x.authority_id = who[1]::int and x.id = p_lead and x.case_id <> all (v_shut);
  if not found then raise exception 'lead_not_found' using errcode = 'TC404'; end if;
  select c.* into strict k from app.cases c where c.authority_id = l.authority_id and c.id = l.case_id for update;
  select x.* into strict l from app.leads x where x.authority_id = l.authority_id and x.id = p_lead for update;
  sits := act.relations_said((select coalesce(array_agg(distinct s.relation), '{}') from app.seats s
    where s.authority_id = l.authority_id and s.case_id = l.case_id and s.principal = any (who[4]::int[])
      and s.purpose = who[9] and s.period @> statement_timestamp()), l.case_id);
  asked := l.to_principal = any (who[4]::int[]) and l.clause_id = any (who[5]::int[]);
  asking := l.clause_id = any (who[5]::int[])
    and (sits && array['coordination'] or (l.from_principal = any (who[4]::int[]) and not sits <@ array['override']));
  if not (asked or asking) then
    -- Who sits on the case and may see this part of life gets "not yours", everybody else "no such thing".
    if not l.voluntary and l.clause_id = any (who[5]::int[]) and sits <> '{}' then
      raise exception 'lead_not_yours_to_answer' using errcode = 'TC403';
    end if;
    raise exception 'lead_not_found' using errcode = 'TC404';
  end if;
  if l.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;

  if p_outcome in ('accepted', 'declined') then
    if l.state <> 'offered' then raise exception 'lead_already_answered' using errcode = 'TC409'; end if;
    -- An agency without account answers by a link: then nobody is signed in.
    if not (asked and p_channel = case when who[2]::int = 0 and who[17] = '' then 'link' else 'self' end or asking and p_channel in ('phone', 'paper')) then
      raise exception 'lead_not_yours_to_answer' using errcode = 'TC403';
    end if;
    if p_outcome = 'declined' and p_reason is null then
      raise exception 'lead_decline_needs_reason' using errcode = 'TC422', detail = 'reason';
    end if;
    if p_channel <> 'self' and p_said_by is null then
      raise exception 'lead_said_by_missing' using errcode = 'TC422', detail = 'saidBy';
    end if;
    -- Giver and receiver overlap until the case is recalculated below.
    set constraints app.leads_one_accountable deferred;
    if p_outcome = 'accepted' then
      if not act.may_contribute(l.authority_id, l.agency_id, l.clause_id) then
        raise exception 'lead_agency_not_party' using errcode = 'TC409';
      end if;
      if l.domain = 'lead' then perform act.take_case_lead(k, l); else perform act.make_room(k, l); end if;
    end if;
    update app.leads x
       set state = p_outcome, answered_by = nullif(who[2]::int, 0), answered_at = now(), channel = p_channel,
           confirm_by = case when p_channel in ('phone', 'paper') and p_outcome = 'accepted' then act.working_days_after(l.authority_id, who[10]::date, 5)
             when p_channel = 'link' then who[10]::date end,
           -- By link the agency spoke itself: there is nothing to confirm.
           confirmed_at = case when p_channel = 'link' and p_outcome = 'accepted' then now() end,
           reason_sealed = p_reason, said_by_sealed = p_said_by, version = x.version + 1
     where x.authority_id = l.authority_id and x.id = l.id;
    if p_outcome = 'accepted' then
      v_comes := case l.domain when 'lead' then 'lead' else 'provider' end;
      if not act.seat_again(k, l.to_principal, v_comes, true) then v_seat := act.new_seat(k, l.to_principal, v_comes, true); end if;
      -- Looked for first: to write no row costs more than to look.
      if exists (select from app.escalations e where e.authority_id = k.authority_id and e.case_id = k.id and e.state = 'open') then
        perform act.settle_escalation(k.authority_id, k.id, l.domain);
      end if;
    else
      perform act.escalate(k, l);
    end if;
  elsif p_outcome = 'confirmed' then
    if l.state <> 'accepted' or l.channel = 'self' or l.confirmed_at is not null then
      raise exception 'lead_nothing_to_confirm' using errcode = 'TC409';
    end if;
    update app.leads x set confirmed_at = now(), version = x.version + 1 where x.authority_id = l.authority_id and x.id = l.id;
  elsif p_outcome = 'withdrawn' then
    if l.state <> 'offered' then raise exception 'lead_already_answered' using errcode = 'TC409'; end if;
    if not asking then raise exception 'lead_not_yours_to_withdraw' using errcode = 'TC403'; end if;
    update app.leads x set state = 'withdrawn', version = x.version + 1 where x.authority_id = l.authority_id and x.id = l.id;
  elsif p_outcome = 'ended' then
    if l.state <> 'accepted' then raise exception 'lead_not_accepted' using errcode = 'TC409'; end if;
    if not asked then raise exception 'lead_not_yours_to_end' using errcode = 'TC403'; end if;
    if l.domain = 'lead' then raise exception 'case_lead_never_empty' using errcode = 'TC409'; end if;
    if p_ends_on is null or p_ends_on < who[10]::date or not (l.period @> (p_ends_on - 1) or p_ends_on = lower(l.period)) then
      raise exception 'lead_end_impossible' using errcode = 'TC422', detail = 'endsOn';
    end if;
    update app.leads x set agreed = act.days(coalesce(lower(x.agreed), lower(x.period)), p_ends_on), until_offset = null,
           from_offset = null, key_wrapped = coalesce(x.key_wrapped, p_key), reason_sealed = coalesce(p_reason, x.reason_sealed), version = x.version + 1
     where x.authority_id = l.authority_id and x.id = l.id;
  else
    raise exception 'outcome_unknown' using errcode = 'TC422', detail = 'outcome';
  end if;
  perform act.recalculate_lane(k, l.domain, v_seat);
  perform act.notify_case(k, array[l.to_principal, l.from_principal], 'lead', array[l.id::text],
    array(select distinct s.principal from app.seats s where s.authority_id = k.authority_id and s.case_id = k.id and s.period @> statement_timestamp()));
  select x.* into l from app.leads x where x.authority_id = l.authority_id and x.id = l.id;
end $$;

create or replace function act.answer_lead(
  p_lead uuid, p_version int, p_outcome text, p_reason bytea, p_channel text, p_said_by bytea, p_ends_on date,
  p_key bytea default null
) returns int language plpgsql security definer set search_path = '' as $$
begin
  return (select (a.l).version from act.answered(act.who(), p_lead, p_version, p_outcome, p_reason, p_channel, p_said_by, p_ends_on, p_key) a);
end $$;

grant execute on function act.offer_lead(uuid, uuid, text, int, date, date, int, int, date, boolean, bytea, bytea),
  act.answer_lead(uuid, int, text, bytea, text, bytea, date, bytea) to throughcare_actor;
