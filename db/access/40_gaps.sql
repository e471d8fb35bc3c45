-- Who leads on a day, and on which days nobody is accountable: readings of what was agreed, never stored,
-- because the clock alone changes them. They run with the reader's own rights: whoever may not see an offer
-- or a need sees neither bar nor gap nor count of it.
grant execute on function act.days(date, date) to throughcare_actor;

create or replace function read.lead_state(l app.leads, p_today date) returns text
language sql immutable as $$
  select case when l.state = 'accepted' and l.channel <> 'self' and l.confirmed_at is null
              then case when l.confirm_by >= p_today then 'to_confirm' else 'unconfirmed' end
              else l.state end
$$;

-- What an agency accepted counts as long as an edition of the arrangement binds it (R11): from the day on which it has left,
-- or on which a transition ended without it, nobody is accountable there. Its row then ends with the last day before, as `left`;
-- what would only have begun later, and what it was asked and did not answer, has no days left. The row itself stays as it was
-- agreed: where the agency stays or comes back, it counts again, as far as nobody else has taken those days.
create or replace function read.lead_kept(l app.leads, p_gone date, p_today date) returns app.leads
language plpgsql immutable as $$
begin
  if p_gone is null or l.state not in ('accepted', 'offered', 'unseen', 'unheld') then return l; end if;
  -- What was over before ended as it was agreed.
  if l.state in ('accepted', 'unheld') and upper(l.period) <= p_gone then return l; end if;
  if p_gone <= p_today and (l.state in ('offered', 'unseen') or l.channel = 'self' or l.confirmed_at is not null) then
    if l.state in ('offered', 'unseen') then l.period := 'empty'; end if;
    l.state := 'left';
  end if;
  l.period := l.period * daterange(null, p_gone);
  return l;
end $$;

-- Who has left, as far as it is told of a day: of a past one nothing that came after it (AU4), of today also what is announced.
create or replace function read.gone_by(p_day date) returns jsonb
language plpgsql stable as $$
declare
  v_gone jsonb := actor.gone();
begin
  if v_gone is null or p_day >= actor.today() then return v_gone; end if;
  return (select jsonb_object_agg(x.id, (select coalesce(jsonb_object_agg(y.agency, y.day), '{}') from jsonb_each_text(x.parties) y(agency, day)
            where y.day::date <= p_day)) from jsonb_each(v_gone) x(id, parties));
end $$;

-- Of a specially protected case an offer that nobody at the asked desk can see is `unseen`: it asks nobody, and covers nothing. What was
-- accepted by a desk at which nobody can open the case is `unheld`: it covers no day from today on. Both are told of today and of what
-- is to come; who was admitted on a past day is not made out again.
create or replace function read.leads_seen(p_leads app.leads[], p_today date) returns app.leads[]
language plpgsql stable as $$
declare
  v_unseen uuid[] := case when p_today >= actor.today() then act.unseen_among(p_leads) end;
begin
  for i in 1 .. case when v_unseen <> '{}' then cardinality(p_leads) else 0 end loop
    if p_leads[i].id = any (v_unseen) then p_leads[i].state := case p_leads[i].state when 'offered' then 'unseen' else 'unheld' end; end if;
  end loop;
  return p_leads;
end $$;

-- The same for rows in hand, as long as anybody has left.
create or replace function read.leads_kept(p_cases app.cases[], p_leads app.leads[], p_today date) returns app.leads[]
language plpgsql stable as $$
declare
  v_gone jsonb := read.gone_by(p_today);
begin
  p_leads := read.leads_seen(p_leads, p_today);
  if v_gone is null then return p_leads; end if;
  return array(select read.lead_kept(l, (v_gone -> c.arrangement_id::text ->> l.agency_id::text)::date, p_today)
    from unnest(p_leads) l left join unnest(p_cases) c on c.id = l.case_id);
end $$;

-- And for one row by itself; of the case it reads the arrangement alone.
create or replace function read.lead_as_kept(l app.leads, p_today date) returns app.leads
language plpgsql stable security definer set search_path = '' as $$
begin
  if l.state in ('offered', 'accepted') and exists (select from app.protections p
       where p.authority_id = l.authority_id and p.case_id = l.case_id and p.ended_at is null) then
    l := (read.leads_seen(array[l], p_today))[1];
  end if;
  if actor.gone() is null then return l; end if;
  return read.lead_kept(l, (select actor.gone_on(c.arrangement_id, l.agency_id) from app.cases c
    where c.authority_id = actor.authority() and c.id = l.case_id), p_today);
end $$;

-- What the rows that a reader was given mean. The rows were fetched under the policies, so that whoever may not
-- see an offer or a need finds neither bar, gap nor count of it in what is made of them.

-- Whose word the fallback stands in for, where nobody there can open the case: the last one that would have begun by a day.
create or replace function read.word_unheld(p_points app.case_leads[], p_unheld uuid[], p_case uuid, p_from date, p_until date) returns uuid
language sql immutable as $$
  select x.lead_id from unnest(p_points) x
   where x.case_id = p_case and x.lead_id = any (p_unheld) and not x.overtaken
     and x.starts_on between p_from and p_until
   order by x.starts_on desc limit 1
$$;

-- Segments of the case lead. After the release a prison cannot lead: the fallback of the arrangement does. So it does from the
-- day on which whoever leads has left; who left before leading has not moved the lead. Who accepted to lead a specially protected case
-- that nobody of them can open has nobody from today on, and is taken as one that leaves today, also where it is the fallback itself.
-- Days of a fallback in the place of such a word name it (lead_id): somebody did accept.
-- Runs as its owner for the kinds of agencies and the fallback alone, which every member knows.
create or replace function read.segments_from(p_cases app.cases[], p_points app.case_leads[], p_leads app.leads[], p_today date)
returns table (case_id uuid, agency_id int, lead_id uuid, starts date, ends date, state text, tied text)
language sql stable security definer set search_path = '' as $$
  with unheld as materialized (
    -- Whose agency has left is not unheld as well.
    select case when p_today >= actor.today() and act.unseen_among(p_leads) <> '{}'
                then array(select l.id from unnest(read.leads_kept(p_cases, p_leads, p_today)) l where l.state = 'unheld') end as ids
  ), points as (
    select l.case_id, l.agency_id, l.lead_id, l.starts_on, l.from_offset, l.fallback as nobody, g.kind, c.release_on, p.agency_id as fallback, o.gone,
           lead(l.starts_on) over (partition by l.case_id order by l.starts_on) as ends
      from unnest(p_points) l
      join unnest(p_cases) c on c.authority_id = l.authority_id and c.id = l.case_id
      join app.agencies g on g.authority_id = (select actor.authority()) and g.id = l.agency_id
      join app.arrangements a on a.authority_id = g.authority_id and a.id = c.arrangement_id
      join app.principals p on p.authority_id = a.authority_id and p.id = a.fallback_principal
      left join unnest(p_leads) x on x.id = l.lead_id
      cross join lateral (select least(case when l.agency_id <> p.agency_id
        then ((select read.gone_by(p_today)) -> c.arrangement_id::text ->> l.agency_id::text)::date end,
        case when x.id = any ((select u.ids from unheld u)::uuid[]) then p_today end) as gone) o
     where not l.overtaken and l.starts_on < 'infinity'
       and (o.gone is null or o.gone > l.starts_on or l.position = 0)
       -- What was said by phone and never confirmed has not moved the lead: whoever led before leads on.
       and not coalesce(x.channel <> 'self' and x.confirmed_at is null and x.confirm_by < p_today, false)
  ), led as (
    select *, case when kind = 'custody' and release_on is not null then least(ends, greatest(release_on, starts_on)) else ends end as last
      from points where kind <> 'custody' or release_on is null or starts_on < release_on
  )
  select case_id, agency_id, lead_id, starts_on, least(last, gone),
         case when nobody then 'fallback' else 'accepted' end, case when from_offset is null then 'calendar' else 'release' end
    from led where gone is null or gone > starts_on
  union all
  select case_id, fallback, case when (select cardinality(u.ids) from unheld u) > 0 then read.word_unheld(p_points, (select u.ids from unheld u), case_id, starts_on, greatest(gone, p_today)) end,
         greatest(gone, starts_on), last, 'fallback', 'calendar'
    from led where gone < last or gone is not null and last is null
  union all
  select case_id, fallback, case when (select cardinality(u.ids) from unheld u) > 0 then read.word_unheld(p_points, (select u.ids from unheld u), case_id, starts_on, greatest(release_on, starts_on, p_today)) end,
         greatest(release_on, starts_on), ends, 'fallback', 'release'
    from points where kind = 'custody' and release_on is not null and (ends is null or release_on < ends)
$$;

-- Required period minus accepted periods, by kind: `awaiting` (offered, the answer is not yet due),
-- `overdue` (the answer is late and the period begins within 14 days, or a phone answer was never
-- confirmed), `declined`, `unasked`. It reads no table.
create or replace function read.gaps_from(p_cases app.cases[], p_needs app.case_needs[], p_leads app.leads[], p_today date)
returns table (case_id uuid, domain text, starts date, ends date, kind text)
language sql stable as $$
  with said as (
    select l.case_id, l.domain, case when l.state = 'unheld' then l.period * daterange(null, p_today) else l.period end as period, read.lead_state(l, p_today) as state,
           coalesce(l.answer_by < p_today and lower(l.period) <= p_today + 14, false) as late
      from unnest(read.leads_kept(p_cases, p_leads, p_today)) l where l.state <> 'withdrawn'
  ), lanes as (
    select n.case_id, n.domain,
           -- act.days(), written out: a call for each row costs more than all the rest of it.
           case when n.from_custody and coalesce(c.cycle_from, c.opened_on) >= c.release_on + n.days then '{}'::datemultirange
                else datemultirange(daterange(case when n.from_custody then coalesce(c.cycle_from, c.opened_on) else c.release_on end,
                                              c.release_on + n.days)) end as need,
           coalesce(range_agg(s.period) filter (where s.state in ('accepted', 'to_confirm', 'left', 'unheld')), '{}') as cover,
           coalesce(range_agg(s.period) filter (where s.state = 'offered' and not s.late), '{}') as waiting,
           coalesce(range_agg(s.period) filter (where s.state = 'unconfirmed' or s.state = 'offered' and s.late), '{}') as late,
           coalesce(range_agg(s.period) filter (where s.state = 'declined'), '{}') as declined
      from unnest(p_needs) n
      join unnest(p_cases) c on c.id = n.case_id
      left join said s on s.case_id = n.case_id and s.domain = n.domain
     where n.from_custody or c.release_on is not null
     group by n.case_id, n.domain, n.from_custody, n.days, c.opened_on, c.cycle_from, c.release_on
  )
  select l.case_id, l.domain, lower(r), upper(r), k.kind
    from lanes l
    cross join lateral (select l.need - l.cover as bare) o
    cross join lateral (values ('awaiting', o.bare * l.waiting), ('overdue', (o.bare - l.waiting) * l.late),
      ('declined', (o.bare - l.waiting - l.late) * l.declined), ('unasked', o.bare - l.waiting - l.late - l.declined)) k(kind, days)
    cross join lateral unnest(k.days) r
$$;

-- For cases by their ids: the rows are fetched here, each table once, for each statement has to prove the actor anew.
create or replace function read.case_lead_segments_of(p_authority int, p_cases uuid[])
returns table (case_id uuid, agency_id int, lead_id uuid, starts date, ends date, state text, tied text)
language sql stable as $$
  select s.* from read.segments_within(
    array(select c from app.cases c where c.authority_id = p_authority and c.id = any (p_cases)),
    array(select l from app.case_leads l where l.authority_id = p_authority and l.case_id = any (p_cases)),
    array(select x from app.leads x where x.authority_id = p_authority and x.case_id = any (p_cases) and x.domain = 'lead'),
    (select actor.today())) s
$$;

create or replace function read.case_lead_segments(p_authority int, p_case uuid)
returns table (agency_id int, lead_id uuid, starts date, ends date, state text, tied text)
language sql stable as $$
  select s.agency_id, s.lead_id, s.starts, s.ends, s.state, s.tied from read.case_lead_segments_of(p_authority, array[p_case]) s
$$;

create or replace function read.gaps_of(p_authority int, p_cases uuid[], p_today date)
returns table (case_id uuid, domain text, starts date, ends date, kind text)
language sql stable as $$
  select g.* from read.gaps_from(
    array(select c from app.cases c where c.authority_id = p_authority and c.id = any (p_cases)),
    read.needs_within(array(select n from app.case_needs n where n.authority_id = p_authority and n.case_id = any (p_cases)),
      array(select c from app.cases c where c.authority_id = p_authority and c.id = any (p_cases))),
    array(select l from app.leads l where l.authority_id = p_authority and l.case_id = any (p_cases) and l.state <> 'withdrawn'),
    p_today) g
$$;

create or replace function read.gaps(p_authority int, p_case uuid, p_today date)
returns table (domain text, starts date, ends date, kind text)
language sql stable as $$
  select g.domain, g.starts, g.ends, g.kind from read.gaps_of(p_authority, array[p_case], p_today) g
$$;

-- "Support arranged until ...": all that others than its readers may know of a part of life (health,
-- substance use), and only those whose task needs it. Voluntary help is never part of it.
create or replace function read.arranged(p_case uuid) returns table (domain text, until date, open_end boolean)
language plpgsql stable security definer set search_path = '' as $$
declare
  who text[] := actor.context();
  k   app.cases;
begin
  perform actor.let_system(who, 'continuity');
  if cardinality(who[7]::text[]) = 0 then return; end if;
  select c.* into k from app.cases c where c.authority_id = who[1]::int and c.id = p_case;
  return query select * from act.arranged_from(k, array(select l from app.leads l
    where l.authority_id = k.authority_id and l.case_id = k.id and l.state = 'accepted'), who[10]::date);
end $$;

-- The same of leads in hand on a day, also such as they will be or once were.
create or replace function act.arranged_from(k app.cases, p_leads app.leads[], p_today date) returns table (domain text, until date, open_end boolean)
language plpgsql stable security definer set search_path = '' as $$
declare
  who     text[] := actor.context();
begin
  if cardinality(who[7]::text[]) = 0 then return; end if;
  return query select l.domain,
         -- Without an agreed end: at least as long as it is needed.
         case when bool_or(upper_inf(l.period)) then greatest(max(upper(l.period)), p_today + 90,
           max(k.release_on + coalesce((select n.days from app.case_needs n where n.authority_id = l.authority_id
                                          and n.case_id = l.case_id and n.domain = l.domain and n.required <> 'wish'), 90)))
              else max(upper(l.period)) end,
         bool_or(upper_inf(l.period))
    from unnest(read.leads_kept(array[k], p_leads, p_today)) l
    join app.clauses c on c.authority_id = l.authority_id and c.id = l.clause_id
   where l.authority_id = who[1]::int and l.case_id = k.id and k.id <> all (actor.shut()) and l.state = 'accepted' and not l.voluntary
     and not isempty(l.period) and (l.channel = 'self' or l.confirmed_at is not null or l.confirm_by >= p_today)
     and c.category = any (who[7]::text[])
     and exists (select from app.seats s where s.authority_id = l.authority_id and s.case_id = l.case_id
                  and s.principal = any (who[4]::int[]) and s.purpose = who[9] and s.period @> statement_timestamp())
   group by l.domain;
end $$;

-- The table of a case for somebody of whom it is proven that they sit at it, as what, for which desks, and which
-- categories they read: no login may call it. PostgreSQL writes it into the question that asks.
create or replace function read.table_for(k app.cases, p_sits text[], p_mine int[], p_categories text[], p_enforces boolean)
returns table (principal int, name text, agency_id int, relation text, since timestamptz, until timestamptz, members int)
language sql stable as $$
  select s.principal, p.name, p.agency_id, s.relation, lower(s.period),
         -- Who enforced the measure learns nothing of what goes on after it.
         case when p_enforces then least(upper(s.period), (k.measure_ends_on + 1)::timestamp at time zone
             (select a.time_zone from app.authorities a where a.id = k.authority_id))
              else upper(s.period) end,
         -- Of a specially protected case a desk has those members alone who are named on it.
         case when p.kind = 'member' then 1 else (select count(*)::int from app.desk_members d
           where d.authority_id = s.authority_id and d.desk_id = s.principal and d.since <= now() and (d.until is null or d.until > now())
             and (z.id is null or actor.is_named(z, d.member_id))) end
    from app.seats s join app.principals p on p.authority_id = s.authority_id and p.id = s.principal
    left join app.protections z on z.authority_id = s.authority_id and z.case_id = s.case_id and z.ended_at is null
   where s.authority_id = k.authority_id and s.case_id = k.id and s.period @> statement_timestamp()
     -- A provider of voluntary help alone is known to the coordination desk and to itself.
     and (s.principal = any (p_mine) or 'coordination' = any (p_sits)
          or not s.by_lead or s.relation <> 'provider'
          or exists (select from app.leads l join app.clauses x on x.authority_id = l.authority_id and x.id = l.clause_id
                      where l.authority_id = s.authority_id and l.case_id = s.case_id and l.to_principal = s.principal
                        and l.state = 'accepted' and not l.voluntary and x.category = any (p_categories)))
$$;

-- The table of a case, for whoever sits at it: desks and members, in which relation, until when.
create or replace function read.table_of(p_case uuid)
returns table (principal int, name text, agency_id int, relation text, since timestamptz, until timestamptz, members int)
language plpgsql stable security definer set search_path = '' as $$
declare
  who    text[] := actor.context();
  v_mine int[] := who[4];
  v_shut uuid[] := who[15];
  k      app.cases;
  v_sits text[];
begin
  perform actor.let_system(who, 'cases');
  select c.* into k from app.cases c
   where c.authority_id = who[1]::int and c.id = p_case and c.id <> all (v_shut) and c.clause_id = any (who[5]::int[]);
  if not found then return; end if;
  v_sits := array(select m.relation from app.seats m
    where m.authority_id = k.authority_id and m.case_id = k.id and m.principal = any (v_mine) and m.purpose = who[9] and m.period @> statement_timestamp());
  if v_sits = '{}' then return; end if;
  return query select t.* from read.table_for(k, v_sits, v_mine, who[6]::text[], who[12]::boolean) t;
end $$;

grant execute on function read.lead_state(app.leads, date), read.lead_kept(app.leads, date, date),
  read.gone_by(date), read.leads_seen(app.leads[], date), read.leads_kept(app.cases[], app.leads[], date), read.lead_as_kept(app.leads, date),
  read.segments_from(app.cases[], app.case_leads[], app.leads[], date), read.gaps_from(app.cases[], app.case_needs[], app.leads[], date),
  read.case_lead_segments_of(int, uuid[]), read.gaps_of(int, uuid[], date),
  read.case_lead_segments(int, uuid), read.gaps(int, uuid, date),
  read.arranged(uuid), read.table_of(uuid) to throughcare_actor;
