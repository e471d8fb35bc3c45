-- Consent (SH3, SH4, GD-03): for voluntary help only, given and taken back for each agency apart.

-- Why consent cannot carry this help here, or null. It cannot where the purpose or the part of life is imposed: then the
-- clause names the real basis.
create or replace function act.consent_refusal(k app.cases, p_domain text) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when (select p.compulsory from app.purposes p where p.code = k.purpose) then 'consent_purpose_compulsory'
    when exists (select from app.case_needs n where n.authority_id = k.authority_id and n.case_id = k.id
      and n.domain = p_domain and n.required = 'imposed') then 'consent_need_imposed'
    when not exists (select from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id
      and l.domain = p_domain and l.voluntary and l.state in ('offered', 'accepted')) then 'consent_no_voluntary_help'
  end
$$;

-- Whether I may write down what the person says about help in a part of life: the coordination desk, and who helps.
create or replace function act.hears_consent(k app.cases, p_domain text) returns boolean
language sql stable security definer set search_path = '' as $$
  select not actor.enforces() and (act.relations(k.id) && array['coordination']
    or not act.relations(k.id) <@ array['guest', 'override'] and exists (
      select from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id and l.domain = p_domain
         and l.voluntary and l.to_principal = any (actor.principals()) and l.state in ('offered', 'accepted')))
$$;

create or replace function act.record_consent(p_id uuid, p_case uuid, p jsonb, p_agencies int[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k        app.cases := act.seated_case(p_case);
  v_clause int := act.clause_for(k, p ->> 'domain');
  v_code   text;
begin
  if not v_clause = any (actor.clauses()) then raise exception 'case_not_found' using errcode = 'TC404'; end if;
  if actor.enforces() then raise exception 'consent_not_yours' using errcode = 'TC403'; end if;
  v_code := act.consent_refusal(k, p ->> 'domain');
  if v_code is not null then raise exception using message = v_code, errcode = 'TC422', detail = 'domain'; end if;
  if not act.hears_consent(k, p ->> 'domain') then raise exception 'consent_not_yours' using errcode = 'TC403'; end if;
  if (p ->> 'on')::date > actor.today() then raise exception 'consent_in_future' using errcode = 'TC422', detail = 'on'; end if;
  if p_agencies = '{}' then raise exception 'consent_for_nobody' using errcode = 'TC422', detail = 'agencies'; end if;
  if exists (select from unnest(p_agencies) a left join app.agencies g on g.authority_id = k.authority_id and g.id = a
              where g.id is null or g.kind in ('custody', 'probation', 'police', 'justice')) then
    raise exception 'consent_agency_enforces' using errcode = 'TC422', detail = 'agencies';
  end if;
  insert into app.consents (authority_id, id, case_id, domain, clause_id, answer, text_version, language, spoken, shown_sealed, way,
    witness_sealed, explainer_sealed, capacity, given_on, recorded_by)
  values (k.authority_id, p_id, k.id, p ->> 'domain', v_clause, p ->> 'answer', p ->> 'textVersion', p ->> 'language', p ->> 'spoken',
    decode(p ->> 'shown', 'hex'), p ->> 'way', decode(p ->> 'witness', 'hex'), decode(p ->> 'explainer', 'hex'), p ->> 'capacity',
    (p ->> 'on')::date, actor.member());
  insert into app.consent_recipients (authority_id, consent_id, agency_id, case_id, clause_id)
  select distinct k.authority_id, p_id, a, k.id, v_clause from unnest(p_agencies) a;
  perform audit.record('consent.' || (p ->> 'answer'), k.id, jsonb_build_object('consent', p_id, 'domain', p ->> 'domain', 'agencies', p_agencies,
    'language', p ->> 'language', 'text', p ->> 'textVersion'));
  perform act.tell_near(k, p_agencies);
end $$;

-- The coordination desk and those whom a word of the person concerns; nobody else hears that there was one.
create or replace function act.tell_near(k app.cases, p_agencies int[]) returns void
language sql security definer set search_path = '' as $$
  select act.notify(k.authority_id, array(
    select distinct s.principal from app.seats s join app.principals p on p.authority_id = s.authority_id and p.id = s.principal
     where s.authority_id = k.authority_id and s.case_id = k.id and s.period @> statement_timestamp()
       and (s.relation = 'coordination' or p.agency_id = any (p_agencies))), 'case', array[k.ref])
$$;

-- Taken back for one agency, on any day and by any worker who hears it: its voluntary help, the seat that came with it
-- and what was shared on this word end in this transaction. Nobody else loses anything.
create or replace function act.withdraw_consent(p_consent uuid, p_agency int, p_on date, p_way text, p_words bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  c app.consents;
  k app.cases;
begin
  perform act.who();
  select x.* into c from app.consents x where x.authority_id = actor.authority() and x.id = p_consent and x.case_id <> all (actor.shut());
  if not found or actor.enforces() or not c.clause_id = any (actor.clauses()) then raise exception 'consent_not_found' using errcode = 'TC404'; end if;
  begin
    k := act.seated_case(c.case_id);
  exception when sqlstate 'TC404' then raise exception 'consent_not_found' using errcode = 'TC404';
  end;
  if not (act.relations(k.id) && array['coordination'] or c.recorded_by = actor.member() or exists (select from app.consent_recipients r
      where r.authority_id = c.authority_id and r.consent_id = c.id and r.agency_id = actor.agency())) then
    raise exception 'consent_not_found' using errcode = 'TC404';
  end if;
  if act.relations(k.id) <@ array['guest', 'override'] then raise exception 'consent_not_yours' using errcode = 'TC403'; end if;
  if c.answer <> 'given' then raise exception 'consent_not_given' using errcode = 'TC409'; end if;
  if p_on > actor.today() then raise exception 'consent_in_future' using errcode = 'TC422', detail = 'on'; end if;
  if p_on < c.given_on then raise exception 'consent_withdrawn_before' using errcode = 'TC422', detail = 'on'; end if;
  update app.consent_recipients r set withdrawn_on = p_on, withdrawn_at = now(), withdrawn_way = p_way, withdrawn_sealed = p_words,
         withdrawn_by = actor.member()
   where r.authority_id = c.authority_id and r.consent_id = c.id and r.agency_id = p_agency and r.withdrawn_at is null;
  if not found then raise exception 'consent_already_withdrawn' using errcode = 'TC409'; end if;
  perform act.tell_near(k, array[p_agency]);
  perform act.end_voluntary_help(k, c.domain, p_agency);
  perform act.end_shares_on_consent(c, p_agency);
  perform audit.record('consent.withdrawn', k.id, jsonb_build_object('consent', c.id, 'agency', p_agency, 'way', p_way));
end $$;

-- Voluntary help of one agency in one part of life ends today, and with it the seats that came with it.
create or replace function act.end_voluntary_help(k app.cases, p_domain text, p_agency int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update app.leads l set state = 'withdrawn', answered_at = null, version = l.version + 1
   where l.authority_id = k.authority_id and l.case_id = k.id and l.domain = p_domain and l.agency_id = p_agency and l.voluntary
     and (l.state = 'offered' or l.state = 'accepted' and lower(l.period) >= actor.today());
  update app.leads l set agreed = act.days(coalesce(lower(l.agreed), lower(l.period)), actor.today()), from_offset = null, until_offset = null,
         version = l.version + 1
   where l.authority_id = k.authority_id and l.case_id = k.id and l.domain = p_domain and l.agency_id = p_agency and l.voluntary
     and l.state = 'accepted' and (upper(l.period) is null or upper(l.period) > actor.today());
  perform act.recalculate_lane(k, p_domain);
  -- A seat that came with a responsibility lasts until the night: here it ends now, unless another help keeps it.
  update app.seats s set by_lead = false, period = tstzrange(lower(s.period), greatest(lower(s.period), statement_timestamp()))
    from app.principals p
   where s.authority_id = k.authority_id and s.case_id = k.id and p.authority_id = s.authority_id and p.id = s.principal
     and p.agency_id = p_agency and s.by_lead and s.relation = 'provider' and s.period @> statement_timestamp()
     and not exists (select from app.leads l where l.authority_id = s.authority_id and l.case_id = s.case_id and l.to_principal = s.principal
       and l.state = 'accepted' and not isempty(l.period) and (upper(l.period) is null or upper(l.period) > actor.today()));
end $$;

-- What was shared with that agency in this part of life since the person agreed rested on their word.
create or replace function act.end_shares_on_consent(c app.consents, p_agency int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s    app.shares;
  gone int[];
begin
  for s in select x.* from app.shares x join app.clauses l on l.authority_id = x.authority_id and l.id = x.clause_id
            where x.authority_id = c.authority_id and x.case_id = c.case_id and l.category = c.domain
              and x.decided_at >= c.recorded_at and x.withdrawn_at is null for update of x loop
    gone := array(select p.id from app.principals p where p.authority_id = c.authority_id and p.agency_id = p_agency and p.id = any (s.recipients));
    continue when gone = '{}';
    insert into app.share_departures (authority_id, share_id, principal, case_id, consent_id)
    select s.authority_id, s.id, g, s.case_id, c.id from unnest(gone) g;
    if s.recipients <@ gone then
      update app.shares x set withdrawn_at = now(), withdrawn_by = actor.member(), version = x.version + 1
       where x.authority_id = s.authority_id and x.id = s.id;
    else
      update app.shares x set recipients = array(select r from unnest(x.recipients) r where r <> all (gone)), version = x.version + 1
       where x.authority_id = s.authority_id and x.id = s.id;
    end if;
    perform audit.record('share.recipient_ended', s.case_id, jsonb_build_object('share', s.id, 'principals', gone, 'consent', c.id));
  end loop;
end $$;

grant execute on function act.record_consent(uuid, uuid, jsonb, int[]), act.withdraw_consent(uuid, int, date, text, bytea) to throughcare_actor;
