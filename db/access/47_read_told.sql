-- What concerns the agencies of a case today: messages about moved milestones, and contacts that did not happen.

-- Steps without which somebody falls, of cases that the actor coordinates or whose lead is the actor's agency:
-- no first appointment a week before the release (PR-05), nothing recorded by the third day after it. Computed
-- with the reader's own rights and never stored; it concerns agencies, and police never reads it.
create or replace function read.missing_contacts(p_authority int, p_today date) returns jsonb
language sql stable as $$
  with mine as (
    select distinct c.id, c.ref, c.release_on, s.relation = 'coordination' as coordinates
      from unnest((select actor.principals())::int[]) as me(principal)
      cross join lateral (
        select x.case_id, x.relation from app.seats x
         where x.authority_id = p_authority and x.principal = me.principal and x.purpose = (select actor.purpose())
           and x.release_on between p_today - 30 and p_today + 7 and x.period @> statement_timestamp()
         order by x.release_on limit 400) s
      join app.cases c on c.authority_id = p_authority and c.id = s.case_id
     where not exists (select from app.agencies g where g.authority_id = p_authority and g.id = (select actor.agency()) and g.kind = 'police')
  ), missing as (
    select distinct on (k.id) k.id, k.ref, k.release_on, k.coordinates, m.code,
           case m.code when 'appointment_made' then 'no_appointment' else 'no_contact' end as kind
      from mine k
      join app.milestones m on m.authority_id = p_authority and m.case_id = k.id and m.status = 'open'
       and (m.code = 'appointment_made' and m.due_on <= p_today and k.release_on >= p_today
            or m.code = 'contact_day_3' and m.due_on < p_today)
     order by k.id, m.due_on desc, k.coordinates desc
  ), led as (
    select distinct on (s.case_id) s.case_id, s.agency_id
      from read.case_lead_segments_of(p_authority, array(select x.id from missing x)) s
     where s.starts <= p_today and (s.ends is null or s.ends > p_today) order by s.case_id, s.starts desc
  )
  select coalesce(jsonb_agg(jsonb_build_object('ref', x.ref, 'kind', x.kind, 'release', x.release_on, 'lead', l.agency_id)
           order by x.release_on, x.ref), '[]')
    from missing x join led l on l.case_id = x.id
   where x.coordinates or l.agency_id = (select actor.agency())
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

grant execute on function read.missing_contacts(int, date), read.concerns(text, text, text) to throughcare_actor;
