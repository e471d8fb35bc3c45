-- What concerns the agencies of a case today: messages about moved milestones, and contacts that did not happen.

-- Steps without which somebody falls: no first appointment a week before the release (PR-05), nothing recorded by
-- the third day after it; and who leads the case today. Computed, never stored, with the rights of whoever asks.
create or replace function read.contacts_missing_in(p_authority int, p_cases uuid[], p_today date)
returns table (case_id uuid, ref text, release_on date, kind text, clause_id int, lead int)
language sql stable as $$
  with missing as (
    select distinct on (k.id) k.id, k.ref, k.release_on, m.clause_id,
           case m.code when 'appointment_made' then 'no_appointment' else 'no_contact' end as kind
      from app.cases k
      join app.milestones m on m.authority_id = p_authority and m.case_id = k.id and m.status = 'open'
       and (m.code = 'appointment_made' and m.due_on <= p_today and k.release_on >= p_today
            or m.code = 'contact_day_3' and m.due_on < p_today)
     where k.authority_id = p_authority and k.id = any (p_cases)
     order by k.id, m.due_on desc
  ), led as (
    select distinct on (s.case_id) s.case_id, s.agency_id
      from read.case_lead_segments_of(p_authority, array(select x.id from missing x)) s
     where s.starts <= p_today and (s.ends is null or s.ends > p_today) order by s.case_id, s.starts desc
  )
  select x.id, x.ref, x.release_on, x.kind, x.clause_id, l.agency_id from missing x join led l on l.case_id = x.id
$$;

-- Police and prison are not concerned, whatever else they may see of a case.
create or replace function read.concerned_with_contacts() returns boolean
language sql stable as $$
  select not exists (select from app.agencies g where g.authority_id = (select actor.authority())
                      and g.id = (select actor.agency()) and g.kind in ('police', 'custody'))
$$;

-- Whether the actor's own agency has a manager: then its desk is not told beside them.
create or replace function read.has_manager() returns boolean
language sql stable security definer set search_path = '' as $$
  select cardinality(act.managers_of(actor.authority(), array[actor.agency()])) > 0
$$;

-- For managers of the agency that leads, without a seat: the reference, the day and what is missing, no more.
create or replace function read.contacts_missing_of_agency(p_today date) returns table (ref text, kind text, release_on date, lead int)
language sql stable security definer set search_path = '' as $$
  select x.ref, x.kind, x.release_on, x.lead
    from read.contacts_missing_in(actor.authority(), array(
           select distinct s.case_id from app.principals p
             join app.seats s on s.authority_id = p.authority_id and s.principal = p.id
            where p.authority_id = actor.authority() and p.agency_id = actor.agency() and s.purpose = actor.purpose()
              and s.relation in ('lead', 'coordination') and s.case_id <> all ((select actor.shut())::uuid[]) and s.release_on between p_today - 30 and p_today + 7
              and s.period @> statement_timestamp()), p_today) x
   where 'manager' = any (actor.functions()) and read.concerned_with_contacts()
     and x.lead = actor.agency() and x.clause_id = any (actor.clauses())
$$;

-- Who coordinates the case, who leads it, and the managers of the agency that leads; where it has none, its desk.
create or replace function read.missing_contacts(p_authority int, p_today date) returns jsonb
language sql stable as $$
  with mine as (
    select s.case_id, bool_or(s.relation = 'coordination') as coordinates, bool_or(s.relation = 'lead') as leads
      from unnest((select actor.principals())::int[]) as me(principal)
      cross join lateral (
        select x.case_id, x.relation from app.seats x
         where x.authority_id = p_authority and x.principal = me.principal and x.purpose = (select actor.purpose())
           and x.release_on between p_today - 30 and p_today + 7 and x.period @> statement_timestamp()
         order by x.release_on limit 400) s
     where (select read.concerned_with_contacts())
     group by s.case_id
  ), told as (
    select x.ref, x.kind, x.release_on, x.lead, true as seated
      from read.contacts_missing_in(p_authority, array(select m.case_id from mine m), p_today) x
      join mine m on m.case_id = x.case_id
     where m.coordinates
        or x.lead = (select actor.agency()) and (m.leads or not (select read.has_manager()))
    union all
    select y.ref, y.kind, y.release_on, y.lead, exists (select from app.cases c where c.authority_id = p_authority and c.ref = y.ref)
      from read.contacts_missing_of_agency(p_today) y
  )
  select coalesce(jsonb_agg(jsonb_build_object('ref', x.ref, 'kind', x.kind, 'release', x.release_on, 'lead', x.lead,
           'seated', x.seated) order by x.release_on, x.ref), '[]')
    from (select distinct t.* from told t) x
$$;

create or replace function read.concerns(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_told      jsonb;
  v_missing   jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_told := read.told(v_authority, actor.today());
  v_missing := read.missing_contacts(v_authority, actor.today());
  perform audit.record_read('concerns.read', null, jsonb_build_object(
    'cases', (select jsonb_agg(distinct x -> 'ref') from jsonb_array_elements(v_told || v_missing) x)));
  return jsonb_build_object('told', v_told, 'missing', v_missing,
    'agencies', read.agencies_json(v_authority, array(select (x ->> 'lead')::int from jsonb_array_elements(v_missing) x)));
end $$;

grant execute on function read.contacts_missing_in(int, uuid[], date), read.concerned_with_contacts(), read.has_manager(),
  read.contacts_missing_of_agency(date), read.missing_contacts(int, date), read.concerns(text, text, text) to throughcare_actor;
