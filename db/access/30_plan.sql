-- What a case looks like with the dates in force: rows in hand go in, the same rows as they will be come out. Nothing
-- is written here. The acts write what was planned (act.put_plan), a preview shows it, and so both are the same
-- (decision 0024). A row that will be another has the next version; what was agreed is never touched.

-- Leads of the parts of life in the present cycle: offers follow what was said; among accepted ones custody comes first (a
-- person in prison sleeps in prison), then the older acceptance, so that no day has two. They come in that order, earlier
-- cycles first. Those of the case lead last as long as their point does. One lane, or all.
create or replace function act.plan_leads(k app.cases, p_leads app.leads[], p_points app.case_leads[], p_lane text) returns app.leads[]
language plpgsql immutable as $$
declare
  l       app.leads;
  lane    text := '';
  taken   datemultirange := '{}';
  means   daterange;
  starts  date;
  ends    date;
  planned app.leads[] := '{}';
begin
  foreach l in array p_leads loop
    if l.domain <> lane then lane := l.domain; taken := '{}'; end if;
    means := l.period;
    if p_lane is not null and l.domain <> p_lane then
      null;
    elsif l.domain = 'lead' then
      means := act.plan_case_lead(k, l, p_points);
    elsif l.cycle < k.cycle then
      if l.state = 'accepted' then taken := taken + datemultirange(l.period); end if;
    elsif l.cycle = k.cycle and l.state <> 'withdrawn' then
      starts := coalesce(k.release_on + l.from_offset, lower(l.agreed));
      ends := case when l.until_offset is null then upper(l.agreed) else k.release_on + l.until_offset end;
      means := case when l.from_offset is not null and k.release_on is null or starts >= ends then 'empty' else daterange(starts, ends) end;
      if l.state = 'accepted' and not isempty(means) then
        if taken && means then
          means := coalesce((select p from unnest(datemultirange(means) - taken) p order by p desc limit 1), 'empty');
        end if;
        taken := taken + datemultirange(means);
      end if;
    end if;
    if means <> l.period then
      l.period := means;
      l.version := l.version + 1;
    end if;
    planned := planned || l;
  end loop;
  return planned;
end $$;

-- How long an offer or an acceptance of the case lead lasts: from its point to the next one that is not overtaken.
create or replace function act.plan_case_lead(k app.cases, l app.leads, p_points app.case_leads[]) returns daterange
language plpgsql immutable as $$
declare
  x    app.case_leads;
  y    app.case_leads;
  ends date := 'infinity';
begin
  foreach x in array p_points loop
    continue when x.lead_id is distinct from l.id;
    if x.overtaken or x.starts_on = 'infinity' then return 'empty'; end if;
    foreach y in array p_points loop
      if not y.overtaken and y.starts_on > x.starts_on then ends := least(ends, y.starts_on); end if;
    end loop;
    return daterange(x.starts_on, nullif(ends, 'infinity'));
  end loop;
  if l.cycle <> k.cycle or l.state not in ('offered', 'declined') then return l.period; end if;
  if l.from_offset is not null and k.release_on is null then return 'empty'; end if;
  return act.days(coalesce(k.release_on + l.from_offset, lower(l.agreed)), upper(l.agreed));
end $$;

-- Change points of the case lead, the last first. A point is overtaken when a later one now begins before or with it.
create or replace function act.plan_points(k app.cases, p_points app.case_leads[]) returns app.case_leads[]
language plpgsql immutable as $$
declare
  x       app.case_leads;
  first   date := 'infinity';
  planned app.case_leads[] := '{}';
begin
  foreach x in array p_points loop
    if x.position > 0 and x.cycle = k.cycle then
      x.starts_on := case when x.from_offset is null then x.agreed_on
        else greatest(coalesce(k.release_on + x.from_offset, 'infinity'), coalesce(k.cycle_from, k.opened_on + 1)) end;
      x.overtaken := first <= x.starts_on and first < 'infinity';
    end if;
    first := least(first, x.starts_on);
    planned := planned || x;
  end loop;
  return planned;
end $$;

-- Access ends with the task: a seat that came with a lead ends the day after the last day of the last one, a lead with
-- the last measure unless the person wants it to go on (`p_said`). The prison's lasts as long as the person is in prison,
-- whatever it has handed over before. Who enforced a measure (`p_enforcing`) does not sit on the case after it.
create or replace function act.plan_seats(
  k app.cases, p_leads app.leads[], p_seats app.seats[], p_said jsonb, p_prison int, p_enforcing int[], p_zone text
) returns app.seats[] language plpgsql stable as $$
declare
  l       app.leads;
  s       app.seats;
  owners  int[] := '{}';
  untils  date[] := '{}';
  until   date;
  measure timestamptz := (k.measure_ends_on + 1)::timestamp at time zone p_zone;
  planned app.seats[] := '{}';
begin
  foreach l in array p_leads loop
    continue when l.state <> 'accepted';
    until := upper(l.period);
    if k.measure_ends_on is not null and not l.voluntary then
      until := least(until, case when p_said ? l.domain then (p_said ->> l.domain)::date else k.measure_ends_on end);
    end if;
    owners := owners || l.to_principal;
    untils := untils || case when isempty(l.period) then 'infinity' else coalesce(until, 'infinity') end;
  end loop;
  foreach s in array p_seats loop
    s.release_on := coalesce(k.release_on, 'infinity');
    if s.by_lead and not isempty(s.period) then
      until := case when s.principal = p_prison then coalesce(k.release_on, 'infinity') end;
      for i in 1 .. cardinality(owners) loop
        if owners[i] = s.principal then until := greatest(until, untils[i]); end if;
      end loop;
      if until = 'infinity' then
        s.period := tstzrange(lower(s.period), null);
      elsif until is not null then
        s.period := tstzrange(lower(s.period), greatest(lower(s.period) + interval '1 second', (until + 1)::timestamp at time zone p_zone));
      elsif upper(s.period) is null or upper(s.period) > now() then
        s.period := tstzrange(lower(s.period), greatest(lower(s.period) + interval '1 second', now()));
      end if;
    end if;
    if s.principal = any (p_enforcing) and s.relation <> 'coordination' and not isempty(s.period)
       and (upper(s.period) is null or upper(s.period) > measure) and lower(s.period) < measure then
      s.period := tstzrange(lower(s.period), greatest(lower(s.period) + interval '1 second', measure));
    end if;
    planned := planned || s;
  end loop;
  return planned;
end $$;

-- Milestones of the present cycle. Where the time in prison is shorter than the first distances, the steps that would lie
-- before it are spread over the days that are there, in their order; what follows the reception comes at the latest in the
-- middle (PR-01). No date, no day. What is done stays done. Steps of voluntary aftercare expire when the person wants
-- nobody to lead on (`p_said`), and stand again when they do (TC6).
create or replace function act.plan_steps(k app.cases, p_steps app.milestones[], p_said jsonb) returns app.milestones[]
language plpgsql stable as $$
declare
  m        app.milestones;
  declined boolean := p_said ->> 'lead' is not null;
  begins   date := coalesce(k.cycle_from, k.reception_on);
  anchor   date;
  due      date;
  status   text;
  first    int;
  fits     int := 0;
  fit      int;
  settled  app.milestones[] := '{}';
  planned  app.milestones[] := '{}';
begin
  foreach m in array p_steps loop
    if m.voluntary and declined and m.status = 'open' then
      m.status := 'expired';
      m.version := m.version + 1;
    elsif m.voluntary and not declined and m.status = 'expired' then
      -- In an if of its own: a question of a table costs more than all the rest of the loop.
      if exists (select from app.pathway_steps s where s.pathway_id = k.pathway_id and s.code = m.code) then
        m.status := 'open';
        m.version := m.version + 1;
      end if;
    end if;
    if m.anchor = 'release' and m.cycle = k.cycle and m.status <> 'expired' then
      first := least(first, m.offset_days);
      if k.release_on + m.offset_days >= begins then fit := least(fit, m.offset_days); end if;
    end if;
    settled := settled || m;
  end loop;
  fits := least(coalesce(fit, 0), 0);
  foreach m in array settled loop
    status := m.status;
    due := m.due_on;
    if m.cycle = k.cycle and status in ('open', 'before_start') then
      anchor := case m.anchor when 'release' then k.release_on when 'reception' then k.reception_on
                              when 'recall' then k.cycle_from else coalesce(k.closed_on, k.measure_ends_on) end;
      due := anchor + m.offset_days;
      if begins is not null and due is not null then
        if m.anchor = 'reception' then
          due := least(due, begins + greatest(k.release_on - begins, 0) / 2);
        elsif m.anchor = 'release' and m.offset_days < 0 and due < begins then
          due := begins + ((m.offset_days - first)::bigint * greatest(k.release_on + fits - begins, 0) / greatest(fits - first, 1))::int;
        end if;
      end if;
      status := case when k.cycle = 1 and due < k.opened_on then 'before_start' else 'open' end;
    end if;
    if due is distinct from m.due_on or status <> m.status then
      m.due_on := due;
      m.status := status;
      m.version := m.version + 1;
    end if;
    planned := planned || m;
  end loop;
  return planned;
end $$;
