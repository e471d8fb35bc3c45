-- A word given in advance (an offer within its limits is accepted at once), and the second refusal.

-- Why an offer does not fit into a standing acceptance; null: it fits. The acceptance is locked by who asks.
create or replace function act.standing_misfit(s app.standing_acceptances, k app.cases, l app.leads) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if cardinality(s.prisons) > 0 and not coalesce(k.prison_agency_id = any (s.prisons), false) then return 'prison'; end if;
  if isempty(l.period) or not s.valid @> lower(l.period) then return 'dates'; end if;
  if s.max_days is not null and upper_inf(l.period) then return 'open_end'; end if;
  if s.max_days is not null and upper(l.period) - lower(l.period) > s.max_days then return 'too_long'; end if;
  if s.per_month is not null and s.per_month <= (
      select count(*) from app.leads x where x.authority_id = s.authority_id and x.standing_id = s.id and x.state = 'accepted'
         and not isempty(x.period) and date_trunc('month', lower(x.period)) = date_trunc('month', lower(l.period))) then
    return 'month_full';
  end if;
  -- The fullest day of the offered ones: its first, or one on which another begins.
  if s.at_once is not null and s.at_once <= (
      select max(d.places) from (
        select (select count(*) from app.leads x where x.authority_id = s.authority_id and x.standing_id = s.id
                   and x.state = 'accepted' and x.period @> days.begins) as places
          from (select lower(l.period) as begins
                 union select lower(y.period) from app.leads y
                 where y.authority_id = s.authority_id and y.standing_id = s.id and y.state = 'accepted'
                   and l.period @> lower(y.period)) days) d) then
    return 'full';
  end if;
  return null;
end $$;

-- Accepts an offer that was just made, if its desk has said in advance that it would. The rows of the desk's
-- word are held, so of two offers for the last place one is accepted and the other waits.
create or replace function act.accept_by_standing(k app.cases, p_lead uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  l     app.leads;
  s     app.standing_acceptances;
  why   text;
  first text;
begin
  select x.* into strict l from app.leads x where x.authority_id = k.authority_id and x.id = p_lead;
  for s in
    select x.* from app.standing_acceptances x
     where x.authority_id = k.authority_id and x.principal = l.to_principal and x.domain = l.domain
       and x.ended_at is null and upper(x.valid) > actor.today()
     order by x.made_at, x.id for update
  loop
    why := act.standing_misfit(s, k, l);
    if why is null then
      begin
        set constraints app.leads_one_accountable deferred;
        perform act.make_room(k, l);
        update app.leads x set state = 'accepted', answered_by = s.made_by, answered_at = now(), standing_id = s.id,
               standing_refusal = null, version = x.version + 1
         where x.authority_id = l.authority_id and x.id = l.id;
        perform act.seat(k, l.to_principal, 'provider', true);
        perform act.recalculate(k.authority_id, k.id);
        perform act.settle_escalation(k.authority_id, k.id, l.domain);
        perform audit.record('lead.accepted', k.id, jsonb_build_object('lead', l.id, 'standing', s.id));
        perform act.tell_case(k.authority_id, k.id, 'case');
        return;
      exception when sqlstate 'TC409' then why := 'taken';
      end;
    end if;
    first := case when first is null or first = 'prison' then why else first end;
  end loop;
  if first is not null then
    update app.leads x set standing_refusal = first where x.authority_id = l.authority_id and x.id = l.id;
  end if;
end $$;

-- The desk of an agency says in advance what it accepts, within which limits.
create or replace function act.add_standing(
  p_id uuid, p_domain text, p_prisons int[], p_at_once int, p_per_month int, p_max_days int, p_from date, p_until date
) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_authority int;
  v_desk      int;
begin
  perform act.who();
  v_authority := actor.authority();
  v_desk := act.desk_of(v_authority, actor.agency());
  if v_desk is null or not v_desk = any (actor.principals()) then
    raise exception 'standing_not_yours' using errcode = 'TC403';
  end if;
  if p_from >= p_until then raise exception 'standing_ends_before_it_begins' using errcode = 'TC422', detail = 'until'; end if;
  if p_until <= actor.today() then raise exception 'standing_past' using errcode = 'TC422', detail = 'until'; end if;
  if p_at_once is null and p_per_month is null then
    raise exception 'standing_without_limit' using errcode = 'TC422', detail = 'atOnce';
  end if;
  if exists (select from unnest(p_prisons) p where not exists (
      select from app.agencies g where g.authority_id = v_authority and g.id = p and g.kind = 'custody')) then
    raise exception 'standing_prison_unknown' using errcode = 'TC422', detail = 'prisons';
  end if;
  if not exists (select from app.clauses c where c.authority_id = v_authority and c.category = p_domain and c.purpose = actor.purpose()
                  and c.id = any (actor.clauses()) and act.may_contribute(v_authority, actor.agency(), c.id)) then
    raise exception 'standing_domain_not_yours' using errcode = 'TC422', detail = 'domain';
  end if;
  insert into app.standing_acceptances (authority_id, id, agency_id, principal, domain, prisons, at_once, per_month, max_days, valid, made_by)
  values (v_authority, p_id, actor.agency(), v_desk, p_domain, p_prisons, p_at_once, p_per_month, p_max_days,
          daterange(p_from, p_until), actor.member());
  perform act.notify(v_authority, array[v_desk], 'handover', array[p_id::text]);
end $$;

-- From now on nothing more is accepted by it; what was accepted stays.
create or replace function act.end_standing(p_id uuid, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s app.standing_acceptances;
begin
  perform act.who();
  select x.* into s from app.standing_acceptances x
   where x.authority_id = actor.authority() and x.id = p_id and x.principal = any (actor.principals()) for update;
  if not found then raise exception 'standing_not_found' using errcode = 'TC404'; end if;
  if s.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if s.ended_at is not null then raise exception 'standing_ended' using errcode = 'TC409'; end if;
  update app.standing_acceptances x set ended_at = now(), ended_by = actor.member(), version = x.version + 1
   where x.authority_id = s.authority_id and x.id = s.id;
  perform act.notify(s.authority_id, array[s.principal], 'handover', array[s.id::text]);
end $$;

create or replace function act.managers_of(p_authority int, p_agencies int[]) returns int[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(p.id), '{}') from app.member_functions f
    join app.members m on m.authority_id = f.authority_id and m.id = f.member_id and m.ended_at is null and m.agency_id = any (p_agencies)
    join app.principals p on p.authority_id = m.authority_id and p.member_id = m.id
   where f.authority_id = p_authority and f.function = 'manager'
$$;

-- The second refusal of one part of life goes to the managers of who asked and who declined. Voluntary help
-- that a person wished for never does.
create or replace function act.escalate(k app.cases, l app.leads) returns void
language plpgsql security definer set search_path = '' as $$
declare
  since   timestamptz := coalesce((select max(e.raised_at) from app.escalations e
    where e.authority_id = k.authority_id and e.case_id = k.id and e.domain = l.domain), '-infinity');
  refused int;
  sides   int[];
begin
  if l.voluntary or exists (select from app.case_needs n where n.authority_id = k.authority_id and n.case_id = k.id
                             and n.domain = l.domain and n.required = 'wish') then
    return;
  end if;
  select count(distinct x.id), array_agg(distinct s.side) into refused, sides
    from app.leads x cross join lateral unnest(array[x.agency_id, x.from_agency_id]) s(side)
   where x.authority_id = k.authority_id and x.case_id = k.id and x.domain = l.domain and x.state = 'declined'
     and not x.voluntary and x.answered_at > since;
  if refused < 2 or exists (select from app.escalations e where e.authority_id = k.authority_id and e.case_id = k.id
                             and e.domain = l.domain and e.state = 'open') then
    return;
  end if;
  insert into app.escalations (authority_id, case_id, ref, domain, clause_id, agencies, from_agency_id, begins_on)
  values (k.authority_id, k.id, k.ref, l.domain, l.clause_id, sides, l.from_agency_id,
          case when not isempty(l.period) then lower(l.period) end);
  perform audit.record('lead.escalated', k.id, jsonb_build_object('lead', l.id, 'agencies', sides));
  perform act.notify(k.authority_id, act.managers_of(k.authority_id, sides), 'handover', array[k.ref]);
end $$;

create or replace function act.settle_escalation(p_authority int, p_case uuid, p_domain text) returns void
language sql security definer set search_path = '' as $$
  update app.escalations e set state = 'settled', decided_at = now(), version = e.version + 1
   where e.authority_id = p_authority and e.case_id = p_case and e.domain = p_domain and e.state = 'open'
$$;

-- A manager of one of the agencies says in words how it goes on. Who leads the case stays accountable meanwhile.
create or replace function act.resolve_escalation(
  p_id uuid, p_version int, p_outcome text, p_agency int, p_until date, p_key bytea, p_words bytea
) returns void language plpgsql security definer set search_path = '' as $$
declare
  e app.escalations;
begin
  perform act.who();
  select x.* into e from app.escalations x
   where x.authority_id = actor.authority() and x.id = p_id and actor.agency() = any (x.agencies)
     and 'manager' = any (actor.functions()) and x.case_id <> all (actor.shut()) for update;
  if not found then raise exception 'escalation_not_found' using errcode = 'TC404'; end if;
  if e.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if e.state <> 'open' then raise exception 'escalation_closed' using errcode = 'TC409'; end if;
  if p_outcome = 'agency' and not coalesce(p_agency = any (e.agencies), false) then
    raise exception 'escalation_agency_unknown' using errcode = 'TC422', detail = 'agencyId';
  end if;
  if p_until < actor.today() then raise exception 'escalation_until_past' using errcode = 'TC422', detail = 'until'; end if;
  update app.escalations x set state = 'resolved', outcome = p_outcome, agency_id = case when p_outcome = 'agency' then p_agency end,
         until_on = p_until, decided_by = actor.member(), decided_at = now(), key_wrapped = p_key, words_sealed = p_words, version = x.version + 1
   where x.authority_id = e.authority_id and x.id = e.id;
  perform act.notify(e.authority_id, act.managers_of(e.authority_id, e.agencies), 'handover', array[e.ref]);
  perform act.tell_case(e.authority_id, e.case_id, 'handover');
end $$;

-- The desk at which my agency is asked.
create or replace function act.own_desk() returns int
language sql stable security definer set search_path = '' as $$ select act.desk_of(actor.authority(), actor.agency()) $$;

-- Who said in advance that this would be accepted, for the readers of the offer.
create or replace function read.standing_brief(p_standing uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('on', actor.day_at(s.authority_id, s.made_at), 'by', m.name)
    from app.standing_acceptances s join app.members m on m.authority_id = s.authority_id and m.id = s.made_by
   where s.authority_id = (select actor.authority()) and s.id = p_standing
     and exists (select from app.leads l where l.authority_id = s.authority_id and l.standing_id = s.id
                  and l.clause_id = any ((select actor.clauses())::int[]) and l.case_id <> all ((select actor.shut())::uuid[]))
$$;

grant execute on function act.own_desk(), read.standing_brief(uuid), act.add_standing(uuid, text, int[], int, int, int, date, date), act.end_standing(uuid, int),
  act.resolve_escalation(uuid, int, text, int, date, bytea, bytea) to throughcare_actor;
