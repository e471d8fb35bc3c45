-- The extra protection of a case (PI5), for those to whom it opens; and looks that wait for a second person.

-- Whom a mark can name and whom it can admit, for whoever may mark. Names of members only.
create or replace function read.protection_choice(p_case uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not act.sits_on(p_case) or not act.may_protect(p_case) then return null; end if;
  return jsonb_build_object(
    'coordinators', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'you', m.id = actor.member()) order by m.name, m.id), '[]')
      from app.members m where m.authority_id = actor.authority() and m.id = any (act.coordinators_of(m.authority_id, p_case))),
    'others', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'agency', m.agency_id) order by m.agency_id, m.name, m.id), '[]')
      from app.members m where m.authority_id = actor.authority() and m.id = any (act.admissible_to(m.authority_id, p_case))));
end $$;

create or replace function read.protection(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  k           app.cases;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'protection'));
    return null;
  end if;
  perform audit.record_read('case.protection_read', k.id, '{}');
  return jsonb_build_object('ref', k.ref, 'today', actor.today(), 'choice', read.protection_choice(k.id),
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority),
    'mark', (select jsonb_build_object('id', p.id, 'kind', p.kind, 'markedBy', read.member_name(v_authority, p.marked_by), 'markedAt', p.marked_at,
        'named', (select jsonb_agg(jsonb_build_object('id', m.id, 'name', read.member_name(v_authority, m.id)) order by read.member_name(v_authority, m.id))
          from unnest(p.named) m(id)),
        'admissions', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'member', a.member_id, 'name', read.member_name(v_authority, a.member_id),
            'until', a.until, 'by', read.member_name(v_authority, a.admitted_by)) order by a.until, a.id), '[]')
          from app.protection_admissions a where a.authority_id = v_authority and a.protection_id = p.id and a.ended_at is null and a.until >= actor.today()))
      from app.protections p where p.authority_id = v_authority and p.case_id = k.id and p.ended_at is null));
end $$;

-- Looks of mine that wait, and for a chair those that wait for their word: who, which reference, why; and marked cases that
-- everybody who was named has left.
create or replace function read.overrides_waiting(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_rows      jsonb;
  v_left      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_left := read.protections_left();
  select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', read.member_name(v_authority, o.member_id), 'agency', o.agency_id,
           'mine', o.member_id = actor.member(), 'purpose', o.purpose, 'askedAt', o.begun_at, 'until', o.ends_at,
           'key', encode(o.key_wrapped, 'hex'), 'asked', encode(o.asked_sealed, 'hex'), 'reason', encode(o.reason_sealed, 'hex'))
           order by o.begun_at), '[]') into v_rows
    from app.overrides o
   where o.authority_id = v_authority and o.needs_second and o.second_at is null and o.ends_at > now()
     and (o.member_id = actor.member() or 'chair' = any (actor.functions()));
  if v_rows <> '[]' then
    perform audit.record_read('overrides.waiting_read', null, jsonb_build_object('overrides', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows) x)));
  end if;
  if v_left <> '[]' then
    perform audit.record_read('protections.left_read', null, jsonb_build_object('protections', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_left) x)));
  end if;
  return jsonb_build_object('authority', v_authority, 'chair', 'chair' = any (actor.functions()), 'rows', v_rows, 'left', v_left,
    'agencies', (select read.agencies_json(v_authority, array_agg(g.id)) from app.agencies g where g.authority_id = v_authority));
end $$;

grant execute on function read.protection_choice(uuid), read.protection(text, text, text, text), read.overrides_waiting(text, text, text) to throughcare_actor;
