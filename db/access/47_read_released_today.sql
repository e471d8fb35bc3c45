-- Readings of duty, of the five basics and of unplanned releases. They run with the reader's own rights.

-- The duty desks of my authority with whoever answers them now. It runs as its owner for who is away alone: everybody knows the roster.
create or replace function read.duty_desks(p_at timestamp) returns table (
  id int, name text, agency_id int, member_id int, substitute_id int, phone text, until timestamp
) language sql stable security definer set search_path = '' as $$
  select p.id, p.name, p.agency_id, o.member_id, o.substitute_id, o.phone, o.until
    from app.principals p left join lateral read.on_duty(p.authority_id, p.id, p_at) o on true
   where p.authority_id = (select actor.authority()) and p.desk_kind = 'duty'
   order by p.id
$$;

-- What was said last of each basic, as far as I may see it, and the words that go with it.
create or replace function read.basics_of(p_case uuid) returns table (
  id uuid, basic text, state text, source text, agency_id int, recorded_by int, recorded_at timestamptz, said_at timestamptz,
  lead_id uuid, key text, said_by text, words text
) language sql stable as $$
  select b.id, b.basic, b.state, b.source, b.agency_id, b.recorded_by, b.recorded_at, b.said_at, b.lead_id,
         encode(b.key_wrapped, 'hex'), encode(b.said_by_sealed, 'hex'), encode(b.words_sealed, 'hex')
    from app.case_basics b
   where b.authority_id = (select actor.authority()) and b.case_id = p_case
   order by b.recorded_at, b.id
$$;

-- "Support arranged": all that those may know of medication whose task needs it and who may not read it.
create or replace function read.basics_arranged(p_case uuid) returns setof text
language sql stable security definer set search_path = '' as $$
  select l.basic
    from (select distinct on (b.basic) b.basic, b.state, c.category
            from app.case_basics b join app.clauses c on c.authority_id = b.authority_id and c.id = b.clause_id
           where b.authority_id = (select actor.authority()) and b.case_id = p_case and b.state <> 'not_wanted'
           order by b.basic, b.recorded_at desc, b.id) l
   where l.state = 'confirmed' and l.category = any ((select actor.summary_categories())::text[]) and act.sits_on(p_case)
$$;

grant execute on function read.duty_desks(timestamp), read.basics_of(uuid), read.basics_arranged(uuid) to throughcare_actor;

-- Whether an agency may be asked for a part of life of this case, for whoever sits on it: it has a desk, has signed
-- what is in force, and brings it.
create or replace function read.may_be_asked(p_case uuid, p_domain text, p_agency int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.cases c
    join app.arrangements o on o.authority_id = c.authority_id and o.id = c.arrangement_id
    join app.arrangements e on e.authority_id = o.authority_id and e.lineage_id = o.lineage_id
    join app.clauses x on x.authority_id = e.authority_id and x.arrangement_id = e.id
     and x.purpose = c.purpose and x.category = p_domain
   where c.authority_id = (select actor.authority()) and c.id = p_case and act.sits_on(c.id)
     and act.desk_of(c.authority_id, p_agency) is not null and act.may_contribute(c.authority_id, p_agency, x.id))
$$;
grant execute on function read.may_be_asked(uuid, text, int) to throughcare_actor;
