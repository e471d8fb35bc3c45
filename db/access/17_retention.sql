-- How long an item is kept: one expression for the preview, the review and what happens at the limit (LED-06, RI3, N19).

-- Until when two people of its agency agreed to keep an item.
create or replace function actor.extended_until(p_authority int, p_item uuid) returns date
language sql stable security definer set search_path = '' as $$
  select max(e.until) from app.retention_extensions e
   where e.authority_id = p_authority and e.item_id = p_item and e.approved_at is not null
$$;

-- Every item that has a limit, with the day on which it goes and why. `due_on` is the first day on which it is gone.
-- What counts from the end of a case or a measure has no limit before that end. It runs with the rights of whoever asks:
-- a reader is told of what they read, the clock of everything.
create or replace function actor.retention_plan(p_authority int, p_items uuid[] default null)
returns table (item uuid, case_id uuid, special boolean, category text, owner int, clause int, counted_from text, starts date,
  months int, outcome text, due_on date, extended_until date)
language sql stable as $$
  with held as (
    select i.id, i.case_id, false as special, i.category, i.owner_agency_id, i.clause_id, i.written_at, i.delete_on, i.state
      from app.items i where i.authority_id = p_authority and i.erased_on is null and (p_items is null or i.id = any (p_items))
    union all
    select i.id, i.case_id, true, i.category, i.owner_agency_id, i.clause_id, i.written_at, i.delete_on, i.state
      from app.special_items i where i.authority_id = p_authority and i.erased_on is null and (p_items is null or i.id = any (p_items))
  ), dated as (
    select h.*, r.counted_from, r.months, r.outcome,
           case r.counted_from
             when 'written' then (h.written_at at time zone a.time_zone)::date
             when 'case_closed' then k.closed_on
             when 'measure_ended' then k.measure_ends_on end as starts,
           actor.extended_until(p_authority, h.id) as extended_until
      from held h
      join app.authorities a on a.id = p_authority
      join app.cases k on k.authority_id = p_authority and k.id = h.case_id
      join app.clauses c on c.authority_id = p_authority and c.id = h.clause_id
      join app.arrangement_retention r on r.authority_id = p_authority and r.arrangement_id = c.arrangement_id
       and r.purpose = c.purpose and r.category = c.category
     where not (r.outcome = 'restrict' and h.state in ('restricted', 'withdrawn'))
  )
  select d.id, d.case_id, d.special, d.category, d.owner_agency_id, d.clause_id, d.counted_from, d.starts, d.months, d.outcome,
         greatest((d.starts + make_interval(months => d.months))::date + 1, d.extended_until + 1), d.extended_until
    from dated d where d.starts is not null
  union all
  -- A day that its author named comes before any other.
  select h.id, h.case_id, h.special, h.category, h.owner_agency_id, h.clause_id, 'author', null, null, 'erase', h.delete_on, null
    from held h where h.delete_on is not null
$$;

-- Of several limits of one item the first holds.
create or replace function actor.retention_first(p_authority int, p_items uuid[] default null)
returns table (item uuid, case_id uuid, special boolean, category text, owner int, clause int, counted_from text, starts date,
  months int, outcome text, due_on date, extended_until date)
language sql stable as $$
  select distinct on (p.item) p.* from actor.retention_plan(p_authority, p_items) p order by p.item, p.due_on, p.outcome
$$;

grant execute on function actor.extended_until(int, uuid), actor.retention_plan(int, uuid[]), actor.retention_first(int, uuid[]) to throughcare_actor;
