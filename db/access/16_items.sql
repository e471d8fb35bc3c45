-- Who reads an item: one expression, for the policies, for the acts, and for the list of readers that a writer sees.

-- By which rule an item is readable, or null. First an item's own agency; then, unless it was withdrawn or
-- restricted, and in its meeting if it is for one meeting only, those whom its author meant: the table, named seats;
-- last those to whom a share gives it. Each argument about the reader is used once, so that the planner can put the
-- expression into the policy and stops at the first part that decides.
create or replace function actor.item_rule(
  p_owner int, p_state text, p_mode text, p_audience int[], p_delete_on date, p_meeting uuid,
  p_agency int, p_own_clause boolean, p_full boolean, p_shareable boolean, p_at_table boolean,
  p_principals int[], p_today date, p_meetings uuid[], p_shared boolean
) returns text language sql immutable parallel safe as $$
  select case
    when p_delete_on <= p_today then null
    when p_owner = p_agency and p_own_clause then 'own'
    when p_state in ('withdrawn', 'restricted') or p_mode = 'agency' then null
    when p_meeting is not null and p_meeting <> all (p_meetings) then null
    when p_full and (p_mode = 'table' and p_at_table or p_mode = 'named' and p_audience && p_principals) then p_mode
    when p_shareable and p_shared then 'share'
  end
$$;

-- Relations that make somebody part of the table at which an item for the table is read.
create or replace function actor.table_relations() returns text[]
language sql immutable parallel safe as $$ select '{coordination,lead,member,cover,override}'::text[] $$;

-- The handover meetings of a day in which an agency takes part: an item for one meeting is read on that day only.
create or replace function actor.meetings_of(p_authority int, p_agency int, p_day date) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.id), '{}') from app.handover_meetings m
   where m.authority_id = p_authority and p_agency = any (m.invited || m.present)
     and (m.state = 'planned' and m.planned_on = p_day or m.state = 'held' and m.held_on = p_day)
$$;

create or replace function actor.meetings_today() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return actor.meetings_of(actor.authority(), actor.agency(), actor.today());
end $$;

-- Shares in force that list an item (in this version; null: in any) and name one of these principals: not withdrawn,
-- not over, and the agency that gave it still stands under the clause.
create or replace function actor.item_shares(p_authority int, p_item uuid, p_version int, p_principals int[], p_today date)
returns table (share uuid, until date)
language sql stable security definer set search_path = '' as $$
  select s.id, s.expires_on
    from app.share_items x join app.shares s on s.authority_id = x.authority_id and s.id = x.share_id
   where x.authority_id = p_authority and x.item_id = p_item and (p_version is null or x.version = p_version)
     and s.recipients && p_principals and s.withdrawn_at is null and s.expires_on >= p_today
     and s.clause_id = any ((actor.rights_known(p_authority, s.owner_agency_id, s.purpose, p_today))[1]::int[])
$$;

-- Everybody who reads an item as it stands, or would read one that is being written (then `p_item` is null): by
-- name, by which rule, and until when as things stand. It asks the same expression as the policies.
create or replace function actor.readers_of(
  p_authority int, p_case uuid, p_purpose text, p_item uuid, p_owner int, p_clause int, p_state text, p_mode text,
  p_audience int[], p_delete_on date, p_meeting uuid
) returns table (member int, name text, agency int, rule text, relations text[], share uuid, until date)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_zone   text;
  v_today  date;
  v_marked boolean;
  v_shared boolean;
begin
  -- Rarely so: what nobody declared, marked or shared is not asked of each member.
  select a.time_zone, (now() at time zone a.time_zone)::date,
         exists (select from app.closeness x where x.authority_id = p_authority and x.lifted_at is null)
           or exists (select from app.protections x where x.authority_id = p_authority and x.case_id = p_case and x.ended_at is null),
         exists (select from app.share_items x where x.authority_id = p_authority and x.item_id = p_item)
    into v_zone, v_today, v_marked, v_shared from app.authorities a where a.id = p_authority;
  return query
  with recursive sat as (
    select s.principal, s.relation, coalesce((upper(s.period) at time zone v_zone)::date, 'infinity') as until from app.seats s
     where s.authority_id = p_authority and s.case_id = p_case and s.purpose = p_purpose and s.period @> statement_timestamp()
  ), held(principal) as (
    select s.principal from sat s
    union
    -- Who covers for somebody who is away sits in their place.
    select unnest(b.cover) from held h
      join app.principals p on p.authority_id = p_authority and p.id = h.principal
      join app.absences b on b.authority_id = p_authority and b.member_id = p.member_id and b.starts_at <= now() and b.ends_at > now()
  ), candidates as (
    select p.member_id as id from held h join app.principals p on p.authority_id = p_authority and p.id = h.principal
     where p.member_id is not null
    union select d.member_id from held h join app.desk_members d on d.authority_id = p_authority and d.desk_id = h.principal
    union select unnest(array[d.member_id, d.substitute_id])
            from held h join app.duty_shifts d on d.authority_id = p_authority and d.desk_id = h.principal
  ), members as (
    -- Only of those who may come into question: asked of all members of an authority, this is most of writing an item.
    select m.id, m.name, m.agency_id, actor.principals_held(p_authority, m.id, m.agency_id, v_zone,
             exists (select from app.duty_shifts d where d.authority_id = p_authority and d.member_id = m.id)
               or exists (select from app.duty_shifts d where d.authority_id = p_authority and d.substitute_id = m.id),
             exists (select from app.absences b where b.authority_id = p_authority and b.agency_id = m.agency_id and b.ends_at > now())) as principals
      from (select x.id, x.name, x.agency_id from candidates c
              join app.members x on x.authority_id = p_authority and x.id = c.id and x.ended_at is null
              join app.agencies g on g.authority_id = p_authority and g.id = x.agency_id and (g.ended_on is null or g.ended_on > v_today)
            offset 0) m
     where not auth.is_blocked(p_authority, m.id) and not (v_marked and actor.is_shut(p_authority, m.id, p_case))
  ), rights as (
    -- No item without its case: the clause on which the case stands has to be seen too.
    select g.id as agency, p_clause = any (f.seen) as sees, p_clause = any (f.known[4]::int[]) as shareable,
           p_clause = any (f.seen || f.known[5]::int[]) as own,
           least(coalesce((f.ends ->> p_clause::text)::date, 'infinity'), coalesce((f.ends ->> c.clause_id::text)::date, 'infinity')) as ends_on
      from (select distinct x.agency_id as id from members x) g
      join app.cases c on c.authority_id = p_authority and c.id = p_case
      cross join lateral (select k.known, k.known[1]::int[] as seen, k.known[6]::jsonb as ends
        from (select actor.rights_known(p_authority, g.id, p_purpose, v_today) as known offset 0) k offset 0) f
     where c.clause_id = any (f.seen)
  )
  select m.id, m.name, m.agency_id, q.rule, z.relations, case when q.rule = 'share' then w.share end,
         nullif(least(t.ends_on, z.until, p_delete_on - 1, case when p_meeting is not null and q.rule <> 'own' then v_today end,
           case when q.rule = 'share' then w.until end), 'infinity')
    from members m
    join rights t on t.agency = m.agency_id
    cross join lateral (
      select array_agg(distinct s.relation) as relations, max(s.until) as until from sat s where s.principal = any (m.principals)) z
    left join lateral (
      select x.share, x.until from actor.item_shares(p_authority, p_item, null, m.principals, v_today) x
       where v_shared order by x.until desc limit 1) w on true
    cross join lateral (select actor.item_rule(p_owner, p_state, p_mode, p_audience, p_delete_on, p_meeting,
      m.agency_id, t.own, t.sees, t.shareable, z.relations && actor.table_relations(), m.principals, v_today,
      case when p_meeting is null then '{}' else actor.meetings_of(p_authority, m.agency_id, v_today) end, w.share is not null) as rule) q
   where z.relations is not null and q.rule is not null;
end $$;

-- Who reads an item that exists; of special categories before the approval only its author and who is to approve.
create or replace function actor.item_readers(p_authority int, p_item uuid)
returns table (member int, name text, agency int, rule text, relations text[], share uuid, until date)
language sql stable security definer set search_path = '' as $$
  select r.* from app.items i join app.cases c on c.authority_id = i.authority_id and c.id = i.case_id
    cross join lateral actor.readers_of(i.authority_id, i.case_id, c.purpose, i.id, i.owner_agency_id, i.clause_id, i.state,
      i.mode, i.audience, i.delete_on, i.meeting_id) r
   where i.authority_id = p_authority and i.id = p_item
  union all
  select r.* from app.special_items i join app.cases c on c.authority_id = i.authority_id and c.id = i.case_id
    cross join lateral actor.readers_of(i.authority_id, i.case_id, c.purpose, i.id, i.owner_agency_id, i.clause_id, i.state,
      i.mode, i.audience, i.delete_on, i.meeting_id) r
   where i.authority_id = p_authority and i.id = p_item
     and (i.approved_at is not null or r.member in (i.written_by, i.approver))
$$;

-- The last day without looking again for what is written under a clause on a day: after the months that the retention
-- class of its clause names, else those that the edition names for all; never after the day on which it goes anyhow.
create or replace function actor.review_by(p_authority int, p_clause int, p_day date) returns date
language sql stable security definer set search_path = '' as $$
  select least((p_day + make_interval(months => coalesce(r.review_months, a.review_months)))::date,
               case when r.counted_from = 'written' then greatest((p_day + make_interval(months => r.months))::date, p_day + 1) end)
    from app.clauses c
    join app.arrangements a on a.authority_id = c.authority_id and a.id = c.arrangement_id
    left join app.arrangement_retention r on r.authority_id = c.authority_id and r.arrangement_id = c.arrangement_id
      and r.purpose = c.purpose and r.category = c.category
   where c.authority_id = p_authority and c.id = p_clause
$$;

-- Why an item may not be handed on, whoever asks: it is stale or contested, taken back, or its conditions forbid it.
create or replace function actor.item_held_back(
  p_state text, p_mode text, p_review_by date, p_no_onward boolean, p_meeting uuid, p_today date
) returns text language sql immutable parallel safe as $$
  select case
    when p_state <> 'current' then p_state
    when p_review_by < p_today then 'stale'
    when p_mode = 'agency' then 'own_agency'
    when p_no_onward then 'no_onward'
    when p_meeting is not null then 'meeting_only'
  end
$$;

grant execute on function
  actor.item_rule(int, text, text, int[], date, uuid, int, boolean, boolean, boolean, boolean, int[], date, uuid[], boolean),
  actor.table_relations(), actor.meetings_today(), actor.item_shares(int, uuid, int, int[], date),
  actor.item_held_back(text, text, date, boolean, uuid, date), actor.review_by(int, int, date)
to throughcare_actor;
