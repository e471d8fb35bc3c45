-- Who can see a case and why, what was shared of it, and what an agency received (SH2, N5, LED-39).

-- Members to whom the case opens now, as far as the asker knows the table: who helps on the wish of the person alone is
-- known to the coordination desk and to themselves. To who enforces the measure every seat ends with it at the latest: what goes on
-- afterwards is not theirs to know (read.table_of), so that two readers may find different ends.
create or replace function read.readers_of_case(p_case uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_rows jsonb;
begin
  if not act.sits_on(p_case) then return '[]'; end if;
  select coalesce(jsonb_agg(jsonb_build_object('member', r.member, 'name', r.name, 'agency', r.agency, 'seat', r.seat, 'own', p.member_id = r.member,
           'desk', p.kind = 'desk', 'covers', p.member_id is not null and p.member_id <> r.member, 'relation', r.relation, 'since', r.since,
           'until', case when t.until is null then r.until else least(r.until, (t.until at time zone a.time_zone)::date) end, 'you', r.member = actor.member())
           order by r.agency <> actor.agency(), r.agency, r.name, r.relation), '[]') into v_rows
    from actor.case_readers(actor.authority(), p_case) r
    join app.principals p on p.authority_id = actor.authority() and p.id = r.principal
    join app.authorities a on a.id = actor.authority()
    join read.table_of(p_case) t on t.principal = r.principal and t.relation = r.relation;
  return v_rows;
end $$;

-- Who can see this case, and why can I?
create or replace function read.case_who(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  k           app.cases;
  v_rows      jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'case_who'));
    return null;
  end if;
  v_rows := read.readers_of_case(k.id);
  perform audit.record_read('case.readers_read', k.id, '{}');
  return jsonb_build_object('ref', k.ref, 'purpose', k.purpose, 'today', actor.today(), 'agency', actor.agency(), 'readers', v_rows, 'auditors', read.let_in(k.id),
    'systems', read.systems_at(k.id),
    'clause', (select jsonb_build_object('label', c.label, 'basis', c.basis, 'arrangement', a.reference, 'title', a.title,
                 'until', (select max(r.ends_on) from actor.my_rights() r where r.clause_id = c.id))
       from app.clauses c join app.arrangements a on a.authority_id = c.authority_id and a.id = c.arrangement_id
      where c.authority_id = v_authority and c.id = k.clause_id),
    'categories', actor.categories(), 'summaryCategories', actor.summary_categories(),
    'agencies', read.agencies_json(v_authority, array(select (x ->> 'agency')::int from jsonb_array_elements(v_rows) x)));
end $$;

-- What an item that is listed in a share is, for its own agency and for whoever reads it.
create or replace function read.handed_item(p_authority int, p_item uuid, p_special boolean) returns jsonb
language plpgsql stable as $$
begin
  if p_special then
    return (select jsonb_build_object('kind', i.kind, 'category', i.category, 'state', i.state, 'stale', coalesce(i.review_by < actor.today(), false),
              'currentVersion', i.current_version, 'setAside', (select max(v.version) from app.special_item_versions v
                where v.authority_id = i.authority_id and v.item_id = i.id and v.restricted)) from app.special_items i where i.authority_id = p_authority and i.id = p_item);
  end if;
  return (select jsonb_build_object('kind', i.kind, 'category', i.category, 'state', i.state, 'stale', coalesce(i.review_by < actor.today(), false),
            'currentVersion', i.current_version, 'setAside', (select max(v.version) from app.item_versions v
              where v.authority_id = i.authority_id and v.item_id = i.id and v.restricted)) from app.items i where i.authority_id = p_authority and i.id = p_item);
end $$;

-- Names of the desks and members that shares are addressed to.
create or replace function read.principals_named(p_authority int, p_ids int[]) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('principal', p.id, 'name', p.name, 'agency', p.agency_id) order by p.agency_id, p.name), '[]')
    from app.principals p where p.authority_id = p_authority and p.id = any (p_ids)
$$;

-- Shares and disclosures of a case, as far as the policies show them.
create or replace function read.sharing(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  k           app.cases;
  v_shares    jsonb;
  v_out       jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'sharing'));
    return null;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'owner', s.owner_agency_id, 'own', s.owner_agency_id = actor.agency(),
           'recipients', read.principals_named(v_authority, s.recipients), 'clause', c.label, 'arrangement', a.reference, 'basis', c.basis, 'conditions', s.conditions,
           'expiresOn', s.expires_on, 'until', actor.share_until(s, v_today), 'decidedAt', s.decided_at, 'decidedBy', read.member_name(v_authority, s.decided_by),
           'withdrawnAt', s.withdrawn_at, 'informedOn', s.informed_on, 'informedHow', s.informed_how, 'postponedUntil', s.postponed_until,
           'key', encode(s.key_wrapped, 'hex'),
           'necessity', case when s.owner_agency_id = actor.agency() then encode(s.necessity_sealed, 'hex') end,
           'release', case when s.owner_agency_id = actor.agency() then encode(s.release_ground_sealed, 'hex') end,
           'postponed', case when s.owner_agency_id = actor.agency() then encode(s.postponed_sealed, 'hex') end,
           'items', (select coalesce(jsonb_agg(jsonb_build_object('id', i.item_id, 'version', i.version, 'special', i.special)
               || coalesce(read.handed_item(v_authority, i.item_id, i.special), '{}') order by i.item_id), '[]')
             from app.share_items i where i.authority_id = s.authority_id and i.share_id = s.id),
           'version', s.version) order by s.withdrawn_at is not null, s.expires_on < v_today, s.decided_at desc, s.id), '[]')
    into v_shares
    from app.shares s
    join app.clauses c on c.authority_id = s.authority_id and c.id = s.clause_id
    join app.arrangements a on a.authority_id = c.authority_id and a.id = c.arrangement_id
   where s.authority_id = v_authority and s.case_id = k.id;
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'owner', d.owner_agency_id, 'own', d.owner_agency_id = actor.agency(), 'state', d.state,
           'expiresOn', d.expires_on, 'askedAt', d.asked_at, 'askedBy', read.member_name(v_authority, d.asked_by), 'mine', d.asked_by = actor.member(),
           'decidedAt', d.decided_at, 'decidedBy', read.member_name(v_authority, d.decided_by), 'handedAt', d.handed_at,
           'informedOn', d.informed_on, 'informedHow', d.informed_how, 'key', encode(d.key_wrapped, 'hex'), 'to', encode(d.to_sealed, 'hex'),
           'why', encode(d.why_sealed, 'hex'), 'conditions', encode(d.conditions_sealed, 'hex'), 'postponed', encode(d.postponed_sealed, 'hex'),
           'decision', encode(d.decision_sealed, 'hex'), 'version', d.version,
           'items', (select coalesce(jsonb_agg(jsonb_build_object('id', i.item_id, 'version', i.version, 'special', i.special)
               || coalesce(read.handed_item(v_authority, i.item_id, i.special), '{}') order by i.item_id), '[]')
             from app.disclosure_items i where i.authority_id = d.authority_id and i.disclosure_id = d.id))
           order by d.state <> 'asked', d.asked_at desc, d.id), '[]')
    into v_out from app.disclosures d where d.authority_id = v_authority and d.case_id = k.id;
  perform audit.record_read('sharing.read', k.id, jsonb_build_object('shares', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_shares) x),
    'disclosures', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_out) x)));
  return jsonb_build_object('authority', v_authority, 'today', v_today, 'ref', k.ref, 'caseId', k.id, 'agency', actor.agency(),
    'mayShare', k.closed_on is null and not act.relations(k.id) <@ array['guest', 'override'], 'chair', 'chair' = any (actor.functions()),
    'shares', v_shares, 'disclosures', v_out, 'informed', jsonb_build_object('state', k.informed_state, 'on', k.informed_on, 'how', k.informed_how),
    'agencies', read.agencies_json(v_authority, array(select (x ->> 'owner')::int from jsonb_array_elements(v_shares || v_out) x
      union select (y ->> 'agency')::int from jsonb_array_elements(v_shares) x cross join lateral jsonb_array_elements(x -> 'recipients') y
      union select t.agency_id from read.table_of(k.id) t)));
end $$;

-- What the matrix gives each desk and member at the table of a case under some clauses: all of it, by decision only, nothing.
create or replace function read.share_cells(p_case uuid, p_clauses int[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  k app.cases;
begin
  if not act.sits_on(p_case) then return '[]'; end if;
  select c.* into k from app.cases c where c.authority_id = actor.authority() and c.id = p_case;
  return (select coalesce(jsonb_agg(jsonb_build_object('principal', t.principal, 'name', t.name, 'agency', t.agency_id,
      'cells', (select coalesce(jsonb_object_agg(r.clause_id, case when r.sight = 'full' then 'full' when r.on_decision then 'on_decision' end), '{}')
        from actor.rights_of(k.authority_id, t.agency_id, k.purpose, actor.today()) r where r.clause_id = any (p_clauses)))
      order by t.agency_id, t.name), '[]')
    from (select distinct x.principal, x.name, x.agency_id from read.table_of(p_case) x where x.agency_id <> actor.agency()) t);
end $$;

-- Everything that somebody needs to decide a share or ask for a disclosure: the items of their agency, and the table.
create or replace function read.share_choice(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  k           app.cases;
  v_items     jsonb;
  v_clauses   int[];
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'share_choice'));
    return null;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'special', q.special, 'kind', q.kind, 'category', q.category, 'clause', q.clause_id,
           'asOf', q.as_of, 'version', q.current_version, 'key', encode(q.key_wrapped, 'hex'), 'words', read.item_words(v_authority, q.id, q.special),
           'heldBack', actor.item_held_back(q.state, q.mode, q.review_by, q.no_onward, null, v_today)) order by q.clause_id, q.as_of desc, q.id), '[]')
    into v_items
    from (select i.id, false as special, i.kind, i.category, i.clause_id, i.as_of, i.current_version, i.key_wrapped, i.state, i.mode, i.review_by, i.no_onward
            from app.items i where i.authority_id = v_authority and i.case_id = k.id and i.owner_agency_id = actor.agency() and i.state <> 'withdrawn'
          union all
          select i.id, true, i.kind, i.category, i.clause_id, i.as_of, i.current_version, i.key_wrapped, i.state, i.mode, i.review_by, i.no_onward
            from app.special_items i where i.authority_id = v_authority and i.case_id = k.id and i.owner_agency_id = actor.agency()
             and i.state <> 'withdrawn' and i.approved_at is not null) q;
  v_clauses := array(select distinct (x ->> 'clause')::int from jsonb_array_elements(v_items) x);
  perform audit.record_read('share.prepared', k.id, jsonb_build_object('items', (select jsonb_agg(jsonb_build_array(x -> 'id', x -> 'version')) from jsonb_array_elements(v_items) x)));
  return jsonb_build_object('authority', v_authority, 'today', v_today, 'ref', k.ref, 'caseId', k.id, 'items', v_items,
    'table', read.share_cells(k.id, v_clauses),
    'clauses', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'category', c.category, 'label', c.label, 'basis', c.basis, 'arrangement', a.reference,
        'until', r.ends_on, 'secrecy', r.secrecy)), '[]')
      from actor.my_rights() r
      join app.clauses c on c.authority_id = v_authority and c.id = r.clause_id
      join app.arrangements a on a.authority_id = v_authority and a.id = c.arrangement_id
     where c.id = any (v_clauses)),
    'informed', jsonb_build_object('state', k.informed_state, 'on', k.informed_on, 'how', k.informed_how),
    'agencies', read.agencies_json(v_authority, array(select t.agency_id from read.table_of(k.id) t)));
end $$;

grant execute on function read.readers_of_case(uuid), read.case_who(text, text, text, text), read.handed_item(int, uuid, boolean),
  read.principals_named(int, int[]), read.sharing(text, text, text, text), read.share_cells(uuid, int[]), read.share_choice(text, text, text, text)
  to throughcare_actor;
grant execute on function actor.share_until(app.shares, date) to throughcare_actor;
