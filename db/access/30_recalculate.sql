-- What a case looks like with the release date in force. Called by every act that changes dates or
-- leads, under the lock of the case row; it never touches what was agreed, only what it means today.
create or replace function act.days(p_from date, p_until date) returns daterange
language sql immutable set search_path = '' as $$
  select case when p_from >= p_until then 'empty'::daterange else daterange(p_from, p_until, '[)') end
$$;

-- Leads of the parts of life in the present cycle: offers follow what was said; among accepted ones custody comes first (a
-- person in prison sleeps in prison), then the older acceptance, so that no day has two. One lane, or all.
create or replace function act.recalculate_leads(k app.cases, p_domain text default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  l     record;
  taken datemultirange := '{}';
  lane  text := '';
  means daterange;
  piece datemultirange;
begin
  set constraints app.leads_one_accountable deferred;
  for l in
    select x.id, x.domain, x.state, x.period, g.kind = 'custody' as custody,
           case when x.from_offset is not null and k.release_on is null then 'empty'::daterange
                else act.days(coalesce(k.release_on + x.from_offset, lower(x.agreed)),
                              case when x.until_offset is null then upper(x.agreed) else k.release_on + x.until_offset end)
           end as said
      from app.leads x join app.agencies g on g.authority_id = x.authority_id and g.id = x.agency_id
     where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = k.cycle and x.domain <> 'lead' and x.state <> 'withdrawn'
       and (p_domain is null or x.domain = p_domain)
     order by x.domain, x.state = 'accepted' desc, (g.kind = 'custody') desc, x.answered_at, x.id
  loop
    if l.domain <> lane then
      lane := l.domain;
      taken := '{}';
      if k.cycle > 1 then
        taken := coalesce((select range_agg(x.period) from app.leads x where x.authority_id = k.authority_id and x.case_id = k.id
          and x.cycle < k.cycle and x.domain = l.domain and x.state = 'accepted'), '{}');
      end if;
    end if;
    means := l.said;
    if l.state = 'accepted' and not isempty(means) then
      piece := datemultirange(means) - taken;
      means := coalesce((select p from unnest(piece) p order by p desc limit 1), 'empty');
      taken := taken + datemultirange(means);
    end if;
    if means is distinct from l.period then
      update app.leads x set period = means, version = x.version + 1
       where x.authority_id = k.authority_id and x.id = l.id;
    end if;
  end loop;
  set constraints app.leads_one_accountable immediate;
end $$;

-- Change points of the case lead. A point is overtaken when a later one now begins before or with it.
create or replace function act.recalculate_case_leads(k app.cases) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Only when a point moves or is newly overtaken: all of them, so that no day has two in between.
  if exists (
    with wanted as (
      select x.position, x.cycle, x.starts_on, x.overtaken, case when x.cycle < k.cycle then x.starts_on
               when x.from_offset is null then x.agreed_on
               else greatest(coalesce(k.release_on + x.from_offset, 'infinity'), coalesce(k.cycle_from, k.opened_on + 1)) end as starts
        from app.case_leads x where x.authority_id = k.authority_id and x.case_id = k.id and x.position > 0)
    select from wanted w where w.cycle = k.cycle and (w.starts <> w.starts_on or w.overtaken <> exists (
      select from wanted y where y.position > w.position and y.starts <= w.starts and y.starts < 'infinity'))
  ) then
    update app.case_leads x set overtaken = true
     where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = k.cycle and x.position > 0 and not x.overtaken;
    update app.case_leads x
       set starts_on = case when x.from_offset is null then x.agreed_on
                            else greatest(coalesce(k.release_on + x.from_offset, 'infinity'), coalesce(k.cycle_from, k.opened_on + 1)) end
     where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = k.cycle and x.position > 0;
    update app.case_leads x set overtaken = false
     where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = k.cycle and x.position > 0
       and not exists (select from app.case_leads y where y.authority_id = x.authority_id and y.case_id = x.case_id
                        and y.position > x.position and y.starts_on <= x.starts_on and y.starts_on < 'infinity');
  end if;
  update app.leads l set period = s.period, version = l.version + 1
    from (select x.lead_id,
                 case when x.overtaken or x.starts_on = 'infinity' then 'empty'::daterange
                      else act.days(x.starts_on, (select min(y.starts_on) from app.case_leads y
                            where y.authority_id = x.authority_id and y.case_id = x.case_id
                              and not y.overtaken and y.starts_on > x.starts_on and y.starts_on < 'infinity')) end as period
            from app.case_leads x
           where x.authority_id = k.authority_id and x.case_id = k.id and x.lead_id is not null) s
   where l.authority_id = k.authority_id and l.id = s.lead_id and l.period is distinct from s.period;
  update app.leads l set period = s.period, version = l.version + 1
    from (select x.id, case when x.from_offset is not null and k.release_on is null then 'empty'::daterange
                            else act.days(coalesce(k.release_on + x.from_offset, lower(x.agreed)), upper(x.agreed)) end as period
            from app.leads x
           where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = k.cycle and x.domain = 'lead' and x.state in ('offered', 'declined')) s
   where l.authority_id = k.authority_id and l.id = s.id and l.period is distinct from s.period;
end $$;

-- Access ends with the task: a seat that came with a lead ends the day after the last day of the last one.
-- The prison's lasts as long as the person is in prison, whatever it has handed over before.
create or replace function act.recalculate_seats(k app.cases) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update app.seats s set release_on = n.release_on, period = n.period
    from (
      select y.id, coalesce(k.release_on, 'infinity') as release_on,
             case when not y.by_lead then y.period
                  when t.open_end then tstzrange(lower(y.period), null, '[)')
                  else tstzrange(lower(y.period),
                         greatest(lower(y.period) + interval '1 second', coalesce(t.ends, now())), '[)') end as period
        from (select p.principal, bool_or(p.open_end) as open_end,
                     (max(p.until) + 1)::timestamp at time zone a.time_zone as ends
                from (select l.to_principal as principal, act.lead_ends(k, l) as until,
                             isempty(l.period) or act.lead_ends(k, l) is null as open_end
                        from app.leads l
                       where l.authority_id = k.authority_id and l.case_id = k.id and l.state = 'accepted'
                      union all
                      select act.desk_of(k.authority_id, k.prison_agency_id), k.release_on, k.release_on is null
                      union all
                      select x.principal, null, false from app.seats x
                       where x.authority_id = k.authority_id and x.case_id = k.id) p
                join app.authorities a on a.id = k.authority_id
               where p.principal is not null
               group by p.principal, a.time_zone) t
        join app.seats y on y.authority_id = k.authority_id and y.case_id = k.id and y.principal = t.principal) n
   where s.authority_id = k.authority_id and s.id = n.id
     and (s.release_on is distinct from n.release_on or s.period is distinct from n.period);
end $$;

create or replace function act.recalculate(p_authority int, p_case uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases;
begin
  select * into strict k from app.cases c where c.authority_id = p_authority and c.id = p_case for update;
  perform act.recalculate_leads(k);
  perform act.recalculate_case_leads(k);
  perform act.recalculate_seats(k);
  perform act.end_seats_with_measure(k);
  perform act.measure_steps(k);
  perform act.recalculate_milestones(k);
end $$;

-- After an answer in one part of life nothing moves but that lane and the seats that came with it.
create or replace function act.recalculate_lane(p_authority int, p_case uuid, p_domain text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases;
begin
  select * into strict k from app.cases c where c.authority_id = p_authority and c.id = p_case for update;
  if p_domain = 'lead' then perform act.recalculate_case_leads(k); else perform act.recalculate_leads(k, p_domain); end if;
  perform act.recalculate_seats(k);
  perform act.end_seats_with_measure(k);
end $$;
