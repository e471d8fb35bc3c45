-- Consents of a case as far as the reader may know of them, and where consent can carry help at all.
create or replace function read.consents(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  k           app.cases;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'consents'));
    return null;
  end if;
  perform audit.record_read('consents.read', k.id, jsonb_build_object('version', k.version));
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'ref', k.ref, 'caseId', k.id, 'caseKey', encode(k.key_wrapped, 'hex'),
    'language', k.informed_language, 'member', (select m.name from app.members m where m.authority_id = v_authority and m.id = actor.member()),
    'compulsory', (select p.compulsory from app.purposes p where p.code = k.purpose),
    'enforces', actor.enforces(),
    'lanes', read.consent_lanes(k.id), 'consents', read.consents_of(v_authority, k.id),
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

-- Parts of life that the reader sees: whether consent can carry help there, who helps, and else on what it stands.
create or replace function read.consent_lanes(p_case uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('domain', d.code, 'refusal', act.consent_refusal(k, d.code), 'clause', l.label, 'basis', l.basis,
           'mine', act.hears_consent(k, d.code), 'helpers', case when act.hears_consent(k, d.code) then (select coalesce(jsonb_agg(distinct x.agency_id), '[]')
             from app.leads x where x.authority_id = k.authority_id and x.case_id = k.id and x.domain = d.code and x.voluntary
              and x.state in ('offered', 'accepted')) else '[]' end) order by d.position), '[]')
    from app.cases k
    join app.domains d on d.authority_id = k.authority_id
    join app.clauses l on l.authority_id = k.authority_id and l.arrangement_id = k.arrangement_id and l.purpose = k.purpose and l.category = d.code
   where k.authority_id = actor.authority() and k.id = p_case and l.id = any (actor.clauses()) and not actor.enforces()
     and act.relations(k.id) <> '{}' and k.id <> all (actor.shut())
$$;

create or replace function read.consents_of(p_authority int, p_case uuid) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'domain', c.domain, 'answer', c.answer, 'textVersion', c.text_version,
           'language', c.language, 'spoken', c.spoken, 'shown', encode(c.shown_sealed, 'hex'), 'way', c.way, 'witness', encode(c.witness_sealed, 'hex'),
           'explainer', encode(c.explainer_sealed, 'hex'), 'capacity', c.capacity, 'on', c.given_on,
           'recordedBy', (select m.name from app.members m where m.authority_id = p_authority and m.id = c.recorded_by),
           'recipients', (select coalesce(jsonb_agg(jsonb_build_object('agency', r.agency_id, 'withdrawnOn', r.withdrawn_on, 'withdrawnAt', r.withdrawn_at,
             'way', r.withdrawn_way, 'shown', encode(r.withdrawn_sealed, 'hex'),
             'by', (select m.name from app.members m where m.authority_id = p_authority and m.id = r.withdrawn_by)) order by r.agency_id), '[]')
             from app.consent_recipients r where r.authority_id = p_authority and r.consent_id = c.id))
           order by c.given_on desc, c.recorded_at desc), '[]')
    from app.consents c where c.authority_id = p_authority and c.case_id = p_case
$$;

grant execute on function read.consents(text, text, text, text), read.consent_lanes(uuid), read.consents_of(int, uuid) to throughcare_actor;
