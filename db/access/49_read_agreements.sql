-- What the public may know of an agreement: everything that binds, nothing about anybody (GD-13, LED-20).

-- The editions that at least two parties keep today, the youngest of each agreement, in an authority that is at work.
create or replace function auth.public_agreements()
returns table (authority_id int, authority text, country text, lineage_id int, id int, title text, edition int)
language sql stable security definer set search_path = '' as $$
  select distinct on (x.authority_id, x.lineage_id) x.authority_id, a.name, a.country, x.lineage_id, x.id, x.title, x.edition
    from app.arrangements x join app.authorities a on a.id = x.authority_id
   where exists (select from app.arrangement_parties y
                   cross join lateral actor.editions(x.authority_id, y.agency_id, actor.day_in(x.authority_id)) e
                  where y.authority_id = x.authority_id and y.arrangement_id = x.id and e.arrangement_id = x.id)
   order by x.authority_id, x.lineage_id, x.edition desc
$$;

-- By which edition each agency of an agreement is bound today, or none; as a preview, all by this one.
create or replace function read.held_by(x app.arrangements, p_preview boolean)
returns table (agency_id int, arrangement_id int, ends_on date)
language sql stable security definer set search_path = '' as $$
  select g.agency_id, case when p_preview then x.id else e.arrangement_id end, case when p_preview then null else e.ends_on end
    from (select distinct y.agency_id from app.arrangements o
            join app.arrangement_parties y on y.authority_id = o.authority_id and y.arrangement_id = o.id
           where o.authority_id = x.authority_id and o.lineage_id = x.lineage_id and (o.id = x.id or not p_preview and y.signed_on is not null)) g
    left join lateral (select v.* from actor.editions(x.authority_id, g.agency_id, actor.day_in(x.authority_id)) v
                        where v.lineage_id = x.lineage_id) e on true
$$;

-- The whole essence of one edition, from the registers. Each party with the edition by which it is bound today: while
-- a transition runs some still hold the rights of the one before. As a preview: as if all had signed this one.
create or replace function read.essence_of(p_authority int, p_id int, p_preview boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('authority', a.name, 'country', a.country, 'id', x.id, 'lineage', x.lineage_id, 'title', x.title,
    'reference', x.reference, 'edition', x.edition, 'validFrom', x.valid_from, 'validUntil', x.valid_until, 'reviewOn', x.review_on,
    'today', actor.day_in(a.id), 'remand', x.includes_remand,
    'contact', (select jsonb_build_object('name', k.name, 'address', k.address, 'phone', k.phone, 'email', k.email, 'complaints', k.complaints)
       from app.arrangement_contacts k where k.authority_id = a.id and k.lineage_id = x.lineage_id and k.since <= actor.day_in(a.id)
      order by k.since desc limit 1),
    'privacy', (select jsonb_agg(distinct jsonb_build_object('name', coalesce(g.name, t.organisation), 'contact', coalesce(g.email, g.phone, t.contact)))
       from app.table_seats t left join app.agencies g on g.authority_id = t.authority_id and g.id = t.agency_id
      where t.authority_id = a.id and t.function = 'privacy'),
    'parties', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'kind', g.kind, 'contact', coalesce(g.email, g.phone),
         'bound', h.arrangement_id is not null, 'former', coalesce(h.arrangement_id <> x.id, false), 'until', h.ends_on) order by lower(g.name), g.id), '[]')
       from read.held_by(x, p_preview) h join app.agencies g on g.authority_id = a.id and g.id = h.agency_id),
    'cells', (select coalesce(jsonb_agg(jsonb_build_object('agency', r.agency_id, 'purpose', c.purpose, 'category', c.category,
         'sight', r.sight, 'onDecision', r.on_decision, 'brings', r.may_contribute, 'secrecy', r.secrecy, 'basis', r.basis_id) order by c.id, r.agency_id), '[]')
       from read.held_by(x, p_preview) h
       join app.clauses c on c.authority_id = a.id and c.arrangement_id = h.arrangement_id
       join app.clause_rights r on r.authority_id = c.authority_id and r.clause_id = c.id and r.agency_id = h.agency_id
      where r.sight is not null or r.on_decision or r.may_contribute),
    'purposes', (select coalesce(jsonb_agg(distinct jsonb_build_object('code', u.code, 'regime', u.regime)), '[]')
       from app.clauses c join app.purposes u on u.code = c.purpose where c.authority_id = a.id and c.arrangement_id = x.id),
    'bases', (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'kind', b.kind, 'citation', b.citation, 'objective', b.objective,
         'link', b.text_link, 'bodies', b.bodies) order by b.id), '[]')
       from app.legal_bases b where b.authority_id = a.id and b.id in (select r.basis_id from app.clauses c
         join app.clause_rights r on r.authority_id = c.authority_id and r.clause_id = c.id
        where c.authority_id = a.id and c.arrangement_id = x.id)),
    'duties', (select coalesce(jsonb_object_agg(d.duty, coalesce(d.agency_id, 0)), '{}')
       from app.arrangement_duties d where d.authority_id = a.id and d.arrangement_id = x.id),
    'retention', (select coalesce(jsonb_agg(jsonb_build_object('purpose', t.purpose, 'category', t.category, 'months', t.months,
         'from', t.counted_from, 'outcome', t.outcome) order by t.purpose, t.category), '[]')
       from app.arrangement_retention t where t.authority_id = a.id and t.arrangement_id = x.id))
    from app.arrangements x join app.authorities a on a.id = x.authority_id
   where x.authority_id = p_authority and x.id = p_id
$$;

-- For everybody: only what is among the public ones.
create or replace function auth.public_agreement(p_authority int, p_lineage int) returns table (essence jsonb)
language sql stable security definer set search_path = '' as $$
  select read.essence_of(p.authority_id, p.id, false) from auth.public_agreements() p
   where p.authority_id = p_authority and p.lineage_id = p_lineage
$$;

grant execute on function auth.public_agreements(), auth.public_agreement(int, int) to throughcare_gate;

-- How each edition of my authority stands today, and whether it is the one in force for my agency. `followed`: a
-- later edition took over; `waits`: it would hold, but fewer than two parties keep it.
create or replace function read.edition_states() returns table (id int, state text, mine boolean)
language sql stable security definer set search_path = '' as $$
  with kept as materialized (
    select e.arrangement_id, bool_or(g.agency_id = actor.agency()) as mine
      from (select distinct y.agency_id from app.arrangement_parties y where y.authority_id = actor.authority()) g
      cross join lateral actor.editions(actor.authority(), g.agency_id, actor.today()) e
     group by e.arrangement_id)
  select x.id, case when x.valid_until < actor.today() then 'over' when k.arrangement_id is not null then 'in_force'
           when exists (select from app.arrangements w where w.authority_id = x.authority_id and w.lineage_id = x.lineage_id
                         and w.edition > x.edition and w.valid_from <= actor.today()
                         and actor.today() > coalesce(w.transition_until, w.valid_from - 1)
                         and (select count(*) from app.arrangement_parties y where y.authority_id = w.authority_id
                               and y.arrangement_id = w.id and y.signed_on <= actor.today()) >= 2) then 'followed'
           when x.valid_from > actor.today() then 'not_yet' else 'waits' end,
         coalesce(k.mine, false)
    from app.arrangements x left join kept k on k.arrangement_id = x.id
   where x.authority_id = actor.authority()
$$;
-- Who lives by the edition before, for whoever reads this one.
create or replace function read.in_transition(p_arrangement int) returns table (agency_id int, ends_on date)
language sql stable security definer set search_path = '' as $$
  select t.agency_id, t.ends_on from actor.in_transition(actor.authority(), p_arrangement, actor.today()) t
$$;

-- Agencies that have left and live by no agreement now, with the open cases at whose table they still sit and which I
-- coordinate: to hand on what they did. They themselves open none of these cases any more.
create or replace function read.left_at_tables() returns table (agency_id int, left_on date, cases int, refs text[])
language sql stable security definer set search_path = '' as $$
  with gone as materialized (
    select y.agency_id, max(y.left_on) as left_on from app.arrangement_parties y
     where y.authority_id = actor.authority() and y.left_on <= actor.today()
     group by y.agency_id
    having not exists (select from actor.editions(actor.authority(), y.agency_id, actor.today())))
  select g.agency_id, g.left_on, count(distinct c.id)::int, (array_agg(distinct c.ref order by c.ref))[:8]
    from gone g
    join app.principals p on p.authority_id = actor.authority() and p.agency_id = g.agency_id
    join app.seats t on t.authority_id = p.authority_id and t.principal = p.id and t.relation not in ('guest', 'override')
     and t.purpose = actor.purpose() and t.period @> statement_timestamp()
    join app.cases c on c.authority_id = t.authority_id and c.id = t.case_id and c.closed_on is null
     and c.clause_id = any (actor.clauses()) and c.id <> all (actor.shut())
   where exists (select from app.seats m where m.authority_id = c.authority_id and m.case_id = c.id and m.relation = 'coordination'
           and m.principal = any (actor.principals()) and m.purpose = actor.purpose() and m.period @> statement_timestamp())
   group by g.agency_id, g.left_on
$$;
grant execute on function read.edition_states(), read.in_transition(int), read.left_at_tables() to throughcare_actor;

-- The public page of an edition as it will be, for whoever may read that edition.
create or replace function read.essence(p_id int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select read.essence_of(actor.authority(), p_id, true)
   where actor.functions() && array['coordinator', 'administrator', 'data_protection_officer', 'lawfulness_adviser', 'auditor']
      or exists (select from app.arrangement_parties y
                  where y.authority_id = actor.authority() and y.arrangement_id = p_id and y.agency_id = actor.agency())
$$;
grant execute on function read.essence(int) to throughcare_actor;
