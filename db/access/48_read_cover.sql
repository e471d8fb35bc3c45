-- Whom I cover and what waits there; who is away at a case; what no present human holds (HA5).

-- Under the readers' own rights: the covered principals are theirs, so the seats, offers and milestones are too.
create or replace function read.cover(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select coalesce(jsonb_agg(jsonb_build_object('member', b.member_id, 'name', p.name, 'principal', p.id, 'kind', b.kind,
      'since', (b.starts_at at time zone a.time_zone)::date,
      'until', case when b.ends_at < 'infinity' then ((b.ends_at - interval '1 second') at time zone a.time_zone)::date end,
      'cases', (select count(distinct s.case_id) from app.seats s where s.authority_id = v_authority and s.principal = p.id
                 and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()),
      'offers', (select count(*) from app.leads l where l.authority_id = v_authority and l.to_principal = p.id and l.state = 'offered'),
      'milestones', (select count(*) from app.milestones m where m.authority_id = v_authority and m.owner_principal = p.id and m.status = 'open'))
      order by b.kind <> 'left', p.name), '[]') into v_rows
    from app.absences b
    join app.authorities a on a.id = b.authority_id
    join app.principals p on p.authority_id = b.authority_id and p.member_id = b.member_id
   where b.authority_id = v_authority and b.starts_at <= now() and b.ends_at > now()
     and p.id = any ((select actor.principals())::int[]) and b.member_id <> (select actor.member());
  perform audit.record_read('cover.read', null, jsonb_build_object('members',
    (select jsonb_agg(x -> 'member') from jsonb_array_elements(v_rows) x)));
  -- A leaver whose work is all handed on is no inbox any more.
  return jsonb_build_object('rows', (select coalesce(jsonb_agg(x), '[]') from jsonb_array_elements(v_rows) x
    where x ->> 'kind' <> 'left' or (x ->> 'cases')::int + (x ->> 'offers')::int + (x ->> 'milestones')::int > 0));
end $$;

-- Who at this table is away or has left, until when, and who covers; for whoever sits at it.
create or replace function read.cover_of(p_case uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('principal', t.principal, 'name', t.name, 'left', b.kind = 'left',
      'until', case when b.ends_at < 'infinity' then ((b.ends_at - interval '1 second') at time zone a.time_zone)::date end,
      'mine', t.principal = any (actor.principals()) and b.member_id <> actor.member(),
      'by', (select coalesce(jsonb_agg(c.name order by c.name), '[]') from app.principals c
              where c.authority_id = b.authority_id and c.id = any (b.cover)))), '[]')
    from (select distinct x.principal, x.name from read.table_of(p_case) x) t
    join app.principals p on p.authority_id = (select actor.authority()) and p.id = t.principal
    join app.absences b on b.authority_id = p.authority_id and b.member_id = p.member_id and b.starts_at <= now() and b.ends_at > now()
    join app.authorities a on a.id = b.authority_id
$$;

-- What no present human holds: by agency, how many cases, offers and milestones, and the references of those that
-- the reader sits on. Coordinators and administrators see every agency, others their own.
create or replace function read.unattended_now() returns jsonb
language sql stable security definer set search_path = '' as $$
  with bare as (
    select p.id, p.agency_id from app.principals p join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
     where p.authority_id = (select actor.authority()) and p.desk_kind is distinct from 'privacy'
       and p.id <> all ((select act.attended(actor.authority()))::int[])
       and (g.ended_on is null or g.ended_on > (select actor.today()))
       and (p.agency_id = (select actor.agency()) or (select actor.functions()) && array['coordinator', 'administrator'])
  ), things as (
    select b.agency_id, 'case' as kind, s.case_id from bare b
      cross join lateral (select x.case_id from app.seats x where x.authority_id = (select actor.authority()) and x.principal = b.id
         and x.relation in ('coordination', 'lead', 'provider') and x.purpose = (select actor.purpose()) and x.period @> statement_timestamp() limit 500) s
    union all
    select b.agency_id, 'offer', l.case_id from bare b
      cross join lateral (select x.case_id from app.leads x where x.authority_id = (select actor.authority()) and x.to_principal = b.id
         and x.state = 'offered' limit 500) l
    union all
    select b.agency_id, 'milestone', m.case_id from bare b
      cross join lateral (select x.case_id from app.milestones x where x.authority_id = (select actor.authority()) and x.owner_principal = b.id
         and x.status = 'open' limit 500) m
  )
  select coalesce(jsonb_agg(jsonb_build_object('agency', g.agency_id, 'name', a.name, 'code', a.code, 'kind', a.kind,
      'cases', g.cases, 'offers', g.offers, 'milestones', g.milestones, 'refs', g.refs) order by a.name), '[]')
    from (select t.agency_id, count(distinct t.case_id) filter (where t.kind = 'case')::int as cases,
                 (count(*) filter (where t.kind = 'offer'))::int as offers, (count(*) filter (where t.kind = 'milestone'))::int as milestones,
                 coalesce(to_jsonb((array_agg(distinct c.ref) filter (where c.id is not null))[1:50]), '[]') as refs
            from things t
            left join app.cases c on c.authority_id = (select actor.authority()) and c.id = t.case_id
             and c.clause_id = any ((select actor.clauses())::int[])
             and exists (select from app.seats s where s.authority_id = c.authority_id and s.case_id = c.id
                          and s.principal = any ((select actor.principals())::int[]) and s.purpose = (select actor.purpose())
                          and s.period @> statement_timestamp())
           where t.case_id <> all ((select actor.shut())::uuid[])
           group by t.agency_id) g
    join app.agencies a on a.authority_id = (select actor.authority()) and a.id = g.agency_id
$$;

grant execute on function read.cover(text, text, text), read.cover_of(uuid), read.unattended_now() to throughcare_actor;
