-- Passing from one regime to the other (LED-01, LED-03): what was decided on a case, what I could decide, and what that changes.

-- For each category of which my agency holds something on this case: which agencies at the table may work with it, for each purpose.
create or replace function read.regime_effect(p_case uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not act.sits_on(p_case) then return '[]'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('category', q.category, 'purpose', q.purpose, 'agencies', q.agencies) order by q.category, q.purpose), '[]')
    from (select x.category, r.purpose, array_agg(distinct g.agency order by g.agency) as agencies
            from (select distinct i.category from app.items i
                   where i.authority_id = actor.authority() and i.case_id = p_case and i.owner_agency_id = actor.agency()
                  union select distinct i.category from app.special_items i
                   where i.authority_id = actor.authority() and i.case_id = p_case and i.owner_agency_id = actor.agency()) x
            cross join (select distinct p.agency_id as agency from app.seats s
                          join app.principals p on p.authority_id = s.authority_id and p.id = s.principal
                         where s.authority_id = actor.authority() and s.case_id = p_case and s.period @> statement_timestamp()) g
            cross join app.purposes u
            cross join lateral (select u.code as purpose from actor.rights_of(actor.authority(), g.agency, u.code, actor.today()) y
                                 where y.category = x.category and y.sight = 'full' limit 1) r
           group by x.category, r.purpose) q);
end $$;

create or replace function read.regimes(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  k           app.cases;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'regimes'));
    return null;
  end if;
  perform audit.record_read('regime.read', k.id, '{}');
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'ref', k.ref, 'caseId', k.id, 'purpose', k.purpose,
    'acts', not act.relations(k.id) <@ array['guest', 'override'],
    'purposes', (select jsonb_agg(p.code order by p.code) from app.purposes p),
    'effect', read.regime_effect(k.id),
    'items', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'category', i.category, 'kind', i.kind, 'asOf', i.as_of, 'special', i.special)
        order by i.category, i.as_of desc, i.id), '[]')
      from (select x.id, x.category, x.kind, x.as_of, x.clause_id, false as special from app.items x
             where x.authority_id = v_authority and x.case_id = k.id and x.owner_agency_id = actor.agency() and x.state <> 'withdrawn'
            union all select x.id, x.category, x.kind, x.as_of, x.clause_id, true from app.special_items x
             where x.authority_id = v_authority and x.case_id = k.id and x.owner_agency_id = actor.agency() and x.state <> 'withdrawn') i
     where i.clause_id = any (actor.clauses())),
    'changes', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'from', g.from_purpose, 'to', g.to_purpose, 'law', g.law, 'special', g.special,
        'items', cardinality(g.records), 'category', (select c.category from app.clauses c where c.authority_id = v_authority and c.id = g.clause_id),
        'owner', g.owner_agency_id, 'mine', g.owner_agency_id = actor.agency(), 'own', g.decided_by = actor.member(),
        'key', encode(g.key_wrapped, 'hex'), 'necessity', encode(g.necessity_sealed, 'hex'), 'proportionality', encode(g.proportionality_sealed, 'hex'),
        'decidedBy', read.member_name(v_authority, g.decided_by), 'decidedAt', g.decided_at,
        'confirmedBy', read.member_name(v_authority, g.confirmed_by), 'confirmedAt', g.confirmed_at,
        'withdrawnBy', read.member_name(v_authority, g.withdrawn_by), 'withdrawnAt', g.withdrawn_at) order by g.decided_at desc, g.id), '[]')
      from app.regime_changes g where g.authority_id = v_authority and g.case_id = k.id),
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- The one clause of my own items that I chose, and whether a second person is needed; null clause: they stand under several.
create or replace function read.regime_clause(p_case uuid, p_items uuid[]) returns table (clause int, special boolean)
language sql stable as $$
  select case when count(distinct i.clause_id) = 1 and count(*) = cardinality(p_items) then min(i.clause_id) end, bool_or(i.special)
    from (select x.id, x.clause_id, false as special from app.items x
           where x.authority_id = (select actor.authority()) and x.case_id = p_case and x.owner_agency_id = (select actor.agency())
          union all select x.id, x.clause_id, true from app.special_items x
           where x.authority_id = (select actor.authority()) and x.case_id = p_case and x.owner_agency_id = (select actor.agency())) i
   where i.id = any (p_items)
$$;

grant execute on function read.regime_effect(uuid), read.regimes(text, text, text, text), read.regime_clause(uuid, uuid[]) to throughcare_actor;
