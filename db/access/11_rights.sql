-- What an agency may see and bring today. Everything that asks "may this agency" asks here, so that a signature, a
-- departure, an expiry or the end of a transition counts everywhere in the same second and no row is rewritten.
-- No login reaches these functions. Two have bodies that are fixed when they are made, so that PostgreSQL writes them
-- into the question that asks: who is asking is answered at every request.

-- The day on which it is now in an authority.
create or replace function actor.day_in(p_authority int) returns date
language sql stable security definer set search_path = '' as $$
  select (now() at time zone a.time_zone)::date from app.authorities a where a.id = p_authority
$$;
-- The day that it was there at a moment: in the first hours of a day another one than in Greenwich.
create or replace function actor.day_at(p_authority int, p_at timestamptz) returns date
language sql stable security definer set search_path = '' as $$
  select (p_at at time zone a.time_zone)::date from app.authorities a where a.id = p_authority
$$;

-- The edition in force for an agency on a day, one for each lineage in which it has one: the highest that it has
-- signed and not left, valid on that day and kept by at least two parties, unless a later edition has begun (its
-- first day has come and two have signed it) and that one's transition is over.
-- `ends_on`: the last day on which that edition can hold for this agency as things stand. Null: no end is set.
create or replace function actor.editions(p_authority int, p_agency int, p_day date)
returns table (lineage_id int, arrangement_id int, edition int, ends_on date)
language sql stable begin atomic
  select distinct on (x.lineage_id) x.lineage_id, x.id, x.edition,
         least(x.valid_until, y.left_on - 1, two.left_on - 1, next.ends_on)
    from app.arrangement_parties y
    join app.arrangements x on x.authority_id = y.authority_id and x.id = y.arrangement_id
    -- The last but one of those who keep it: from the day on which that one leaves, fewer than two are left.
    cross join lateral (
      select o.left_on from app.arrangement_parties o
       where o.authority_id = x.authority_id and o.arrangement_id = x.id
         and o.signed_on <= p_day and (o.left_on is null or o.left_on > p_day)
       order by o.left_on desc nulls first offset 1 limit 1) two
    -- A later edition ends this one when its transition is over: today already, or, for who has not signed it, later.
    left join lateral (
      select min(greatest(coalesce(w.transition_until, w.valid_from - 1), w.valid_from - 1, s.second - 1)) as ends_on,
             coalesce(bool_or(s.second <= p_day and w.valid_from <= p_day
               and p_day > coalesce(w.transition_until, w.valid_from - 1)), false) as over
        from app.arrangements w
        cross join lateral (
          select o.signed_on as second from app.arrangement_parties o
           where o.authority_id = w.authority_id and o.arrangement_id = w.id and o.signed_on is not null
           order by o.signed_on offset 1 limit 1) s
       where w.authority_id = x.authority_id and w.lineage_id = x.lineage_id and w.edition > x.edition) next on true
   where y.authority_id = p_authority and y.agency_id = p_agency
     and y.signed_on <= p_day and (y.left_on is null or y.left_on > p_day)
     and x.valid_from <= p_day and (x.valid_until is null or x.valid_until >= p_day)
     and not next.over
   order by x.lineage_id, x.edition desc;
end;

-- Who lives by an earlier edition while the transition of this one lasts, and until when; afterwards they have nothing.
create or replace function actor.in_transition(p_authority int, p_arrangement int, p_day date) returns table (agency_id int, ends_on date)
language sql stable security definer set search_path = '' as $$
  select g.agency_id, e.ends_on
    from app.arrangements x
    join lateral (select distinct y.agency_id from app.arrangement_parties y join app.arrangements o on o.authority_id = y.authority_id and o.id = y.arrangement_id
                   where o.authority_id = x.authority_id and o.lineage_id = x.lineage_id) g on true
    cross join lateral actor.editions(x.authority_id, g.agency_id, p_day) e
   where x.authority_id = p_authority and x.id = p_arrangement and x.transition_until >= p_day and x.valid_from <= p_day
     and e.lineage_id = x.lineage_id and e.edition < x.edition
$$;

-- Whether a basis carries what a body does with a category for a purpose on a day.
create or replace function actor.basis_holds(
  p_authority int, p_basis int, p_agency int, p_purpose text, p_category text, p_day date
) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from app.legal_bases b
    where b.authority_id = p_authority and b.id = p_basis and b.state = 'active'
      and p_agency = any (b.bodies) and p_purpose = any (b.purposes) and p_category = any (b.categories)
      and b.valid_from <= p_day and (b.valid_until is null or b.valid_until >= p_day))
$$;

-- The rights of an agency for a purpose on a day: each cell of its edition in force that gives anything, for the
-- clauses of all editions of that lineage with the same purpose and category, since rows keep the clause under which
-- they were written. `current` marks the edition in force itself: what is written now stands on that clause. On a
-- basis that has ended nothing new is brought.
create or replace function actor.rights_of(p_authority int, p_agency int, p_purpose text, p_day date)
returns table (clause_id int, arrangement_id int, category text, label text, sight app.sight, on_decision boolean,
  may_contribute boolean, secrecy boolean, current boolean, ends_on date)
language sql stable begin atomic
  select c.id, c.arrangement_id, c.category, c.label, r.sight, r.on_decision,
         r.may_contribute and (r.basis_id is null or b.id is not null),
         r.secrecy, c.arrangement_id = e.arrangement_id, e.ends_on
    from actor.editions(p_authority, p_agency, p_day) e
    join app.clauses k on k.authority_id = p_authority and k.arrangement_id = e.arrangement_id and k.purpose = p_purpose
    join app.clause_rights r on r.authority_id = k.authority_id and r.agency_id = p_agency and r.clause_id = k.id
     and (r.sight is not null or r.on_decision or r.may_contribute)
    left join app.legal_bases b on b.authority_id = r.authority_id and b.id = r.basis_id and b.state = 'active'
     and b.valid_from <= p_day and (b.valid_until is null or b.valid_until >= p_day)
    join app.arrangements x on x.authority_id = k.authority_id and x.lineage_id = e.lineage_id
    join app.clauses c on c.authority_id = x.authority_id and c.arrangement_id = x.id
     and c.purpose = k.purpose and c.category = k.category;
end;

-- Whether an agency is bound by an arrangement today, in whichever of its editions.
create or replace function actor.is_bound(p_authority int, p_agency int, p_arrangement int, p_day date) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from actor.editions(p_authority, p_agency, p_day) e
    join app.arrangements x on x.authority_id = p_authority and x.id = p_arrangement and x.lineage_id = e.lineage_id)
$$;

-- Who was bound by an agreement and is not any more, or will not be from a day on that it has already said: by arrangement
-- (in whichever edition), the agencies and the first day without them. '' when there is nobody. What they accepted counts
-- up to that day and no longer (R11). A transition that has not ended yet says nothing: who lives by the edition before
-- may still sign. Only those are looked at who do not simply keep the newest edition.
create or replace function actor.gone_from(p_authority int, p_day date) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  y      record;
  v_from date;
  v_gone jsonb := '{}';
begin
  for y in
    select distinct x.lineage_id, p.agency_id
      from app.arrangement_parties p join app.arrangements x on x.authority_id = p.authority_id and x.id = p.arrangement_id
     where p.authority_id = p_authority and p.signed_on <= p_day and x.valid_from <= p_day and not exists (
       select from app.arrangement_parties q join app.arrangements z on z.authority_id = q.authority_id and z.id = q.arrangement_id
        where q.authority_id = p_authority and z.lineage_id = x.lineage_id and q.agency_id = p.agency_id
          and q.signed_on <= p_day and q.left_on is null and z.valid_from <= p_day and (z.valid_until is null or z.valid_until >= p_day)
          and not exists (select from app.arrangements w where w.authority_id = z.authority_id and w.lineage_id = z.lineage_id and w.edition > z.edition))
  loop
    if actor.holds_edition(p_authority, y.agency_id, y.lineage_id, p_day) then
      select min(q.left_on) into v_from
        from app.arrangement_parties q join app.arrangements z on z.authority_id = q.authority_id and z.id = q.arrangement_id
       where q.authority_id = p_authority and z.lineage_id = y.lineage_id and q.agency_id = y.agency_id and q.left_on > p_day
         and not actor.holds_edition(p_authority, y.agency_id, y.lineage_id, q.left_on);
    else
      -- The day after the last one on which it was bound: only on these days anything changes.
      select max(c.day) into v_from
        from app.arrangements z
        left join app.arrangement_parties q on q.authority_id = z.authority_id and q.arrangement_id = z.id
        cross join lateral (values (q.left_on), (q.signed_on), (z.valid_from), (z.valid_until + 1), (z.transition_until + 1)) c(day)
       where z.authority_id = p_authority and z.lineage_id = y.lineage_id and c.day <= p_day
         and actor.holds_edition(p_authority, y.agency_id, y.lineage_id, c.day - 1);
    end if;
    continue when v_from is null;
    select v_gone || jsonb_object_agg(x.id::text, coalesce(v_gone -> x.id::text, '{}') || jsonb_build_object(y.agency_id::text, v_from))
      into v_gone from app.arrangements x where x.authority_id = p_authority and x.lineage_id = y.lineage_id;
  end loop;
  return case when v_gone = '{}' then '' else v_gone::text end;
end $$;

create or replace function actor.holds_edition(p_authority int, p_agency int, p_lineage int, p_day date) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from actor.editions(p_authority, p_agency, p_day) e where e.lineage_id = p_lineage)
$$;

-- Whether two clauses are the same line of the matrix in two editions of one arrangement.
create or replace function actor.same_clause(p_authority int, p_one int, p_other int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.clauses c
    join app.arrangements x on x.authority_id = c.authority_id and x.id = c.arrangement_id
    join app.clauses d on d.authority_id = c.authority_id and d.id = p_other and d.purpose = c.purpose and d.category = c.category
    join app.arrangements y on y.authority_id = d.authority_id and y.id = d.arrangement_id and y.lineage_id = x.lineage_id
   where c.authority_id = p_authority and c.id = p_one)
$$;

-- Clauses of which I may be given something: I see the category, or receive it when an owner decides so.
create or replace function actor.shareable() returns int[] language sql stable
  return coalesce(split_part(actor.proven(), '|', 13)::int[], '{}');
-- Clauses of the edition in force under which I may bring something now.
create or replace function actor.contributes() returns int[] language sql stable
  return coalesce(split_part(actor.proven(), '|', 14)::int[], '{}');

-- My agency's rights for the purpose of this transaction, to be shown: on what I stand, and until when.
create or replace function actor.my_rights()
returns table (clause_id int, arrangement_id int, category text, label text, sight app.sight, on_decision boolean,
  may_contribute boolean, secrecy boolean, current boolean, ends_on date)
language sql stable security definer set search_path = '' as $$
  select r.* from actor.rights_of(actor.authority(), actor.agency(), actor.purpose(), actor.today()) r
$$;

-- The editions in force for my agency today.
create or replace function actor.my_editions() returns int[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(e.arrangement_id), '{}') from actor.editions(actor.authority(), actor.agency(), actor.today()) e
$$;

grant execute on function actor.shareable(), actor.contributes(), actor.my_rights(), actor.my_editions(), actor.day_at(int, timestamptz) to throughcare_actor;
