-- What is asked to tell who leads a case: the agencies of its authority, by what they are, the desk to which it falls when nobody
-- leads, whether the case is specially protected, and the zone of its days. No login may call it.
create or replace function read.leading_facts(
  who text[], k app.cases, out known int[], out custody int[], out enforcing int[], out desk int, out marked boolean, out zone text
) language plpgsql stable as $$
declare
  v_authority int := who[1];
begin
  select array_agg(g.id), coalesce(array_agg(g.id) filter (where g.kind = 'custody'), '{}'),
         coalesce(array_agg(g.id) filter (where g.kind in ('custody', 'probation', 'police', 'justice')), '{}'),
         (select p.agency_id from app.arrangements a join app.principals p on p.authority_id = a.authority_id and p.id = a.fallback_principal
           where a.authority_id = v_authority and a.id = k.arrangement_id),
         exists (select from app.protections p where p.authority_id = v_authority and p.case_id = k.id and p.ended_at is null),
         (select a.time_zone from app.authorities a where a.id = v_authority)
    into known, custody, enforcing, desk, marked, zone from app.agencies g where g.authority_id = v_authority;
end $$;

-- The same for one case, for every case that is opened or moved: a loop over its few points, where the question for many
-- cases takes ten times as long to begin as to answer. It is handed who is asking and those facts, and runs for those alone who have
-- proven it: no login may call it.
create or replace function read.segments_drawn(
  who text[], k app.cases, p_facts record, p_points app.case_leads[], p_leads app.leads[], p_said app.continuations[], p_today date
) returns table (case_id uuid, agency_id int, lead_id uuid, starts date, ends date, state text, tied text)
language plpgsql stable as $$
declare
  v_gone      jsonb := case when who[19] <> '' then read.gone_by(p_today) -> k.arrangement_id::text end;
  v_left      date;
  v_unheld    uuid[];
  v_last      date;
  v_known     int[] := p_facts.known;
  v_custody   int[] := p_facts.custody;
  v_enforcing int[] := p_facts.enforcing;
  v_desk      int := p_facts.desk;
  v_points    app.case_leads[] := '{}';
  v_closes    date := k.measure_ends_on;
  v_any       boolean := false;
  v_prison    boolean;
  v_over      boolean;
  v_next      date;
  v_whole     date;
  x           app.case_leads;
  y           app.case_leads;
  l           app.leads;
  c           app.continuations;
begin
  if v_desk is null or k.authority_id <> who[1]::int then return; end if;
  foreach c in array coalesce(p_said, '{}') loop
    if c.case_id = k.id and c.domain = 'lead' then v_closes := c.ends_on; end if;
  end loop;
  -- Of an authority without marked cases nothing is asked.
  if p_facts.marked and p_leads <> '{}' and p_today >= who[10]::date then
    -- Leads come as they were agreed, or as they are kept already.
    v_unheld := act.unseen_among(p_leads) || array(select u.id from unnest(p_leads) u where u.state = 'unheld');
  end if;
  v_closes := case when k.measure_ends_on is not null and v_closes is not null then greatest(v_closes, k.opened_on) end;
  <<points>>
  foreach x in array coalesce(p_points, '{}') loop
    continue when x.case_id <> k.id or x.overtaken or x.starts_on = 'infinity' or x.agency_id <> all (v_known);
    -- What was said by phone and never confirmed has not moved the lead: whoever led before leads on.
    if x.lead_id is not null then
      foreach l in array p_leads loop
        continue points when l.id = x.lead_id and l.channel <> 'self' and l.confirmed_at is null and l.confirm_by < p_today;
      end loop;
    end if;
    -- Who has left before leading has not moved it either.
    continue when x.position > 0 and x.agency_id <> v_desk and (v_gone ->> x.agency_id::text)::date <= x.starts_on;
    continue when x.position > 0 and x.starts_on >= p_today and x.lead_id = any (v_unheld);
    v_points := v_points || x;
  end loop;
  case_id := k.id;
  foreach x in array v_points loop
    v_next := null;
    foreach y in array v_points loop
      if y.starts_on > x.starts_on then v_next := least(v_next, y.starts_on); end if;
    end loop;
    v_prison := k.release_on is not null and x.agency_id = any (v_custody);
    v_last := case when v_prison then least(v_next, k.release_on) else v_next end;
    v_left := least(case when x.agency_id <> v_desk then (v_gone ->> x.agency_id::text)::date end, case when x.lead_id = any (v_unheld) then p_today end);
    for part in 1 .. 3 loop
      if part = 1 then
        continue when v_prison and x.starts_on >= k.release_on or v_left <= x.starts_on;
        agency_id := x.agency_id; lead_id := x.lead_id; starts := x.starts_on;
        ends := least(v_last, v_left);
        state := case when x.fallback then 'fallback' else 'accepted' end;
        tied := case when x.from_offset is null then 'calendar' else 'release' end;
      elsif part = 2 then
        -- From the day on which whoever leads has left, the fallback does.
        continue when v_left is null or v_prison and x.starts_on >= k.release_on or v_last <= v_left;
        agency_id := v_desk; starts := greatest(v_left, x.starts_on); ends := v_last;
        lead_id := case when v_unheld <> '{}' then read.word_unheld(p_points, v_unheld, k.id, x.starts_on, greatest(starts, p_today)) end;
        state := 'fallback'; tied := 'calendar';
      else
        continue when not v_prison or v_next <= k.release_on;
        agency_id := v_desk; starts := greatest(k.release_on, x.starts_on); ends := v_next;
        lead_id := case when v_unheld <> '{}' then read.word_unheld(p_points, v_unheld, k.id, x.starts_on, greatest(starts, p_today)) end;
        state := 'fallback'; tied := 'release';
      end if;
      v_over := k.measure_ends_on is not null and agency_id = any (v_enforcing) and (ends is null or ends > k.measure_ends_on);
      if not v_over or starts < k.measure_ends_on then
        v_any := true;
        if v_closes is null or starts < v_closes then
          v_whole := ends;
          ends := least(ends, v_closes, case when v_over then k.measure_ends_on end);
          return next;
          ends := v_whole;
        end if;
      end if;
      if v_over then
        v_any := true;
        agency_id := v_desk; lead_id := null; starts := greatest(starts, k.measure_ends_on); state := 'fallback'; tied := 'calendar';
        if v_closes is null or starts < v_closes then
          ends := least(ends, v_closes);
          return next;
        end if;
      end if;
    end loop;
  end loop;
  if v_any and v_closes is not null then
    agency_id := v_desk; lead_id := null; starts := v_closes; ends := null; state := 'closing'; tied := 'calendar';
    return next;
  end if;
end $$;

create or replace function read.segments_made(who text[], k app.cases, p_points app.case_leads[], p_leads app.leads[], p_said app.continuations[], p_today date)
returns table (case_id uuid, agency_id int, lead_id uuid, starts date, ends date, state text, tied text)
language plpgsql stable as $$
declare
  f record;
begin
  f := read.leading_facts(who, k);
  return query select s.* from read.segments_drawn(who, k, f, p_points, p_leads, p_said, p_today) s;
end $$;

-- For who asks by itself. It runs as its owner for the kinds of agencies and the fallback alone.
create or replace function read.segments_of_one(k app.cases, p_points app.case_leads[], p_leads app.leads[], p_said app.continuations[], p_today date)
returns table (case_id uuid, agency_id int, lead_id uuid, starts date, ends date, state text, tied text)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select s.* from read.segments_made(actor.context(), k, p_points, p_leads, p_said, p_today) s;
end $$;

grant execute on function read.segments_of_one(app.cases, app.case_leads[], app.leads[], app.continuations[], date) to throughcare_actor;
