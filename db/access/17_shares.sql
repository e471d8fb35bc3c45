-- Shares in force, and who reads a case: what the rules of items and the lists of readers ask.

-- A share is in force while nobody took it back, its last day has not passed, and its owner still has rights on its clause.
-- Nothing is rewritten when a day passes or an agency leaves. Answers its last day as things stand, or null.
create or replace function actor.share_until(s app.shares, p_day date) returns date
language plpgsql stable security definer set search_path = '' as $$
begin
  if s.withdrawn_at is not null or s.expires_on < p_day then return null; end if;
  return (select least(s.expires_on, max(coalesce(r.ends_on, 'infinity')))
    from actor.rights_of(s.authority_id, s.owner_agency_id, s.purpose, p_day) r where r.clause_id = s.clause_id
   group by r.clause_id);
end $$;

-- Of an item of either kind, what a decision to hand it on asks. Special categories count from their approval.
create or replace function actor.item_to_hand_on(p_authority int, p_item uuid, p_today date)
returns table (case_id uuid, owner int, clause int, version int, special boolean, held_back text)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select i.case_id, i.owner_agency_id, i.clause_id, i.current_version, false,
         actor.item_held_back(i.state, i.mode, i.review_by, i.no_onward, null, p_today)
    from app.items i where i.authority_id = p_authority and i.id = p_item and (i.delete_on is null or i.delete_on > p_today)
  union all
  select i.case_id, i.owner_agency_id, i.clause_id, i.current_version, true,
         actor.item_held_back(i.state, i.mode, i.review_by, i.no_onward, null, p_today)
    from app.special_items i where i.authority_id = p_authority and i.id = p_item and (i.delete_on is null or i.delete_on > p_today)
     and i.approved_at is not null;
end $$;

-- Until when somebody keeps the seat of their desk on a specially protected case; null: its mark does not end it.
create or replace function actor.admitted_until(p_authority int, p_case uuid, p_member int) returns date
language sql stable security definer set search_path = '' as $$
  select max(a.until) from app.protections p
    join app.protection_admissions a on a.authority_id = p.authority_id and a.protection_id = p.id and a.member_id = p_member and a.ended_at is null
   where p.authority_id = p_authority and p.case_id = p_case and p.ended_at is null and p_member <> all (p.named)
     and not exists (select from app.principals o join app.seats s on s.authority_id = o.authority_id and s.case_id = p.case_id
           and s.principal = o.id and s.relation <> 'override' and s.period @> statement_timestamp()
          where o.authority_id = p_authority and o.member_id = p_member)
$$;

-- Everybody to whom a case opens now, by name: each seat through which it does, and until when as things stand.
create or replace function actor.case_readers(p_authority int, p_case uuid)
returns table (member int, name text, agency int, principal int, seat text, relation text, clause int, since timestamptz, until date)
language plpgsql stable security definer set search_path = '' as $$
declare
  k       app.cases;
  v_zone  text;
  v_today date;
begin
  select c.* into k from app.cases c where c.authority_id = p_authority and c.id = p_case;
  select a.time_zone, (now() at time zone a.time_zone)::date into v_zone, v_today from app.authorities a where a.id = p_authority;
  return query
  with recursive held(principal) as (
    select s.principal from app.seats s
     where s.authority_id = p_authority and s.case_id = p_case and s.purpose = k.purpose and s.period @> statement_timestamp()
    union
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
    select m.id, m.name, m.agency_id, actor.principals_of(p_authority, m.id, m.agency_id, v_zone) as principals,
           array(select o.id from app.principals o where o.authority_id = p_authority and o.member_id = m.id) as own
      from candidates c
      join app.members m on m.authority_id = p_authority and m.id = c.id and m.ended_at is null
      join app.agencies g on g.authority_id = p_authority and g.id = m.agency_id and (g.ended_on is null or g.ended_on > v_today)
     where not auth.is_blocked(p_authority, m.id) and not actor.is_shut(p_authority, m.id, p_case)
  ), rights as (
    select g.id as agency, max(coalesce(r.ends_on, 'infinity')) as ends_on
      from (select distinct x.agency_id as id from members x) g
      cross join lateral actor.rights_of(p_authority, g.id, k.purpose, v_today) r
     where r.clause_id = k.clause_id and r.sight = 'full' group by g.id
  )
  select m.id, m.name, m.agency_id, s.principal, p.name, s.relation, k.clause_id, lower(s.period),
         nullif(least(t.ends_on, coalesce((upper(s.period) at time zone v_zone)::date, 'infinity'),
           case when s.principal <> all (m.own) then actor.admitted_until(p_authority, p_case, m.id) end), 'infinity')
    from members m
    join rights t on t.agency = m.agency_id
    join app.seats s on s.authority_id = p_authority and s.case_id = p_case and s.principal = any (m.principals)
     and s.purpose = k.purpose and s.period @> statement_timestamp()
    join app.principals p on p.authority_id = p_authority and p.id = s.principal;
end $$;
