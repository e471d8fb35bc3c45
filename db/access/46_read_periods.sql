-- The pathway of a case, the newest version of each one, and whether the actor may take over another.
create or replace function read.pathway_choice(p_pathway int, p_case uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', p.id, 'code', p.code, 'version', p.version,
    'may', act.relations(p_case) && array['coordination', 'lead'],
    'newest', (select jsonb_agg(jsonb_build_object('id', x.id, 'code', x.code, 'version', x.version)
                 order by x.code <> p.code, x.country is not null, x.code)
      from app.pathways x where not exists (select from app.pathways y where y.code = x.code and y.version > x.version)))
    from app.pathways p where p.id = p_pathway
$$;

-- Periods of a case with the reader's own rights. Null: the case is unseen.
create or replace function read.periods_of(p_case uuid) returns jsonb
language plpgsql stable as $$
declare
  v_authority int := actor.authority();
  v_clause    int;
  k           app.cases;
begin
  select c.* into k from app.cases c where c.authority_id = v_authority and c.id = p_case;
  if not found then return null; end if;
  select c.id into v_clause from app.arrangements o
    join app.arrangements x on x.authority_id = o.authority_id and x.lineage_id = o.lineage_id
    join app.clauses c on c.authority_id = x.authority_id and c.arrangement_id = x.id
   where o.authority_id = v_authority and o.id = k.arrangement_id and c.purpose = k.purpose and c.category = 'supervision'
   order by c.id = any (actor.contributes()) desc, x.id = o.id desc, x.edition desc limit 1;
  return jsonb_build_object('authority', v_authority, 'id', k.id, 'ref', k.ref, 'version', k.version, 'today', actor.today(),
    'key', encode(k.key_wrapped, 'hex'), 'cycle', k.cycle,
    'pathway', read.pathway_choice(k.pathway_id, k.id),
    'visible', coalesce(v_clause = any (actor.clauses()), false),
    'mayAdd', coalesce(v_clause = any (actor.clauses()) and act.may_bring(v_clause), false),
    'periods', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'from', lower(p.during), 'until', upper(p.during),
        'prison', p.prison_agency_id, 'cycle', p.cycle, 'source', encode(p.source_sealed, 'hex'), 'version', p.version,
        'recordedOn', actor.day_at(v_authority, p.recorded_at), 'recordedBy', m.name) order by lower(p.during), p.recorded_at), '[]')
      from app.periods p join app.members m on m.authority_id = p.authority_id and m.id = p.recorded_by
     where p.authority_id = v_authority and p.case_id = k.id and not p.removed),
    'prisons', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) order by g.name), '[]')
      from app.agencies g where g.authority_id = v_authority and g.kind = 'custody'));
end $$;

-- Whether the actor's agency may bring what stands under a clause.
create or replace function act.may_bring(p_clause int) returns boolean
language sql stable security definer set search_path = '' as $$
  select act.may_contribute(actor.authority(), actor.agency(), p_clause)
$$;

create or replace function read.periods(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_case   uuid;
  v_answer jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  select c.id into v_case from app.cases c where c.authority_id = (select actor.authority()) and c.ref = p_ref;
  if v_case is null then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'periods'));
    return null;
  end if;
  v_answer := read.periods_of(v_case);
  perform audit.record_read('periods.read', v_case, jsonb_build_object('version', v_answer -> 'version'));
  return v_answer;
end $$;

-- What my desks were told and nobody has put away: the newest first, at most of the last 60 days.
create or replace function read.told(p_authority int, p_today date) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'ref', c.ref, 'kind', x.kind, 'milestones', x.milestones,
           'on', actor.day_at(p_authority, x.told_at)) order by x.told_at desc), '[]')
    from unnest((select actor.principals())::int[]) as me(principal)
    cross join lateral (
      select t.* from app.told t where t.authority_id = p_authority and t.principal = me.principal and t.seen_at is null
         and t.told_at > p_today - 60 order by t.told_at desc limit 20) x
    join app.cases c on c.authority_id = x.authority_id and c.id = x.case_id
$$;

grant execute on function read.pathway_choice(int, uuid), read.periods_of(uuid), read.periods(text, text, text, text), read.told(int, date), act.may_bring(int)
  to throughcare_actor;
