-- The breach register as it is read: by officers as far as they watch over people, by an auditor all of it (GDPR art. 33(5)); an
-- officer who was told of another agency's breach learns that it is there, and no more.

create or replace function read.breach_line(b app.breaches) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', b.id, 'number', b.number, 'agency', b.agency_id, 'awareAt', c.aware_at, 'dueAt', c.aware_at + interval '72 hours',
      'kinds', c.kinds, 'closedAt', b.closed_at, 'phase', r.phase, 'settledAt', r.at)
    from app.breach_accounts c
    -- The newest entry says where it stands.
    left join lateral (select x.phase, x.at from app.breach_reports x where x.authority_id = b.authority_id and x.breach_id = b.id
                        order by x.at desc, x.recorded_at desc limit 1) r on true
   where c.authority_id = b.authority_id and c.breach_id = b.id and c.version = b.version
$$;

-- Open ones first, by the hour at which they are due; then those that are closed, the newest first.
create or replace function read.breach_list() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  a       int := actor.authority();
  v_watch text := actor.reads_log();
  v_rows  jsonb;
  v_told  jsonb;
begin
  if v_watch is null then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  select coalesce(jsonb_agg(q.line order by q.closed_at desc nulls first, q.line ->> 'dueAt', q.id), '[]') into v_rows
    from (select b.id, b.closed_at, read.breach_line(b) as line from app.breaches b
           where b.authority_id = a and (v_watch = 'all' or b.agency_id = actor.agency())) q;
  select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'agency', b.agency_id, 'awareAt', c.aware_at, 'kinds', c.kinds, 'closedAt', b.closed_at,
           'toldAt', t.told_at, 'by', m.name) order by t.told_at desc, b.id), '[]') into v_told
    from app.breach_tellings t
    join app.breaches b on b.authority_id = a and b.id = t.breach_id
    join app.breach_accounts c on c.authority_id = a and c.breach_id = b.id and c.version = b.version
    join app.members m on m.authority_id = a and m.id = b.recorded_by
   where t.authority_id = a and t.recipients && actor.principals() and v_watch <> 'all' and b.agency_id <> actor.agency();
  perform audit.record_read('breaches.read', null, jsonb_build_object('breaches', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows || v_told) x)));
  return jsonb_build_object('scope', v_watch, 'mayRecord', actor.watches() is not null, 'own', actor.agency(), 'rows', v_rows, 'told', v_told,
    'concerned', (select coalesce(jsonb_agg(g.id order by g.name), '[]') from app.agencies g where g.authority_id = a and actor.watches_over(g.id)),
    'agencies', (select read.agencies_json(a, array_agg(g.id)) from app.agencies g where g.authority_id = a));
end $$;

-- What was computed, newest first. A case that was erased since, or that is closed to the reader, has no line any more.
create or replace function read.extent_json(x app.breach_extents) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', x.id, 'member', m.name, 'from', x.from_at, 'until', x.until_at, 'computedAt', x.computed_at, 'computedBy', o.name,
      'entries', x.entries, 'nameless', x.nameless, 'casesRead', x.cases_read, 'personsRead', x.persons_read, 'casesShown', x.cases_shown,
      'personsShown', x.persons_shown, 'announced', x.announced, 'records', x.records,
      'whats', (select coalesce(jsonb_agg(jsonb_build_object('what', w.key, 'cases', w.value) order by w.value::int desc, w.key), '[]') from jsonb_each(x.whats) w),
      'categories', (select coalesce(jsonb_agg(jsonb_build_object('category', w.key, 'records', w.value) order by w.value::int desc, w.key), '[]') from jsonb_each(x.categories) w),
      'gone', x.cases_read + x.cases_shown - coalesce(l.shown, 0), 'cases', coalesce(l.lines, '[]'))
    from app.members m
    join app.members o on o.authority_id = x.authority_id and o.id = x.computed_by
    left join lateral (
      select count(*) as shown, jsonb_agg(jsonb_build_object('ref', c.ref, 'opened', k.opened, 'how', k.how, 'entries', k.entries, 'records', k.records,
               'firstAt', k.first_at, 'lastAt', k.last_at) order by k.opened desc, c.ref) as lines
        from app.breach_extent_cases k join app.cases c on c.authority_id = k.authority_id and c.id = k.case_id and c.id <> all (actor.shut_by_me())
       where k.authority_id = x.authority_id and k.extent_id = x.id) l on true
   where m.authority_id = x.authority_id and m.id = x.member_id
$$;

create or replace function read.breach_page(p_id uuid, p_use text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  a       int := actor.authority();
  v_watch text := actor.reads_log();
  v_use   text;
  b       app.breaches;
begin
  if v_watch is null then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  select x.* into b from app.breaches x where x.authority_id = a and x.id = p_id and (v_watch = 'all' or x.agency_id = actor.agency());
  if not found then return null; end if;
  v_use := audit.open_log(null, p_use);
  perform audit.record_read('log.breach_read', null, jsonb_build_object('use', v_use, 'breach', p_id, 'version', b.version, 'extents',
    (select jsonb_agg(x.id order by x.computed_at desc) from app.breach_extents x where x.authority_id = a and x.breach_id = p_id)));
  return read.breach_line(b) || jsonb_build_object('authority', a, 'use', v_use, 'version', b.version, 'mayChange', actor.watches() is not null and b.closed_at is null,
    'mayPrint', actor.watches() is not null, 'recordedAt', b.recorded_at, 'closedBy', (select m.name from app.members m where m.authority_id = a and m.id = b.closed_by),
    'contact', (select jsonb_build_object('name', m.name, 'agency', g.name, 'phone', g.phone, 'email', coalesce(m.email, g.email))
                  from app.members m join app.agencies g on g.authority_id = a and g.id = m.agency_id where m.authority_id = a and m.id = b.recorded_by),
    'accounts', (select jsonb_agg(jsonb_build_object('version', c.version, 'awareAt', c.aware_at, 'kinds', c.kinds, 'key', encode(c.key_wrapped, 'hex'),
        'what', encode(c.what_sealed, 'hex'), 'found', encode(c.found_sealed, 'hex'), 'consequences', encode(c.consequences_sealed, 'hex'),
        'measures', encode(c.measures_sealed, 'hex'), 'by', m.name, 'at', c.written_at) order by c.version desc)
      from app.breach_accounts c join app.members m on m.authority_id = a and m.id = c.written_by where c.authority_id = a and c.breach_id = p_id),
    'reports', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'phase', r.phase, 'at', r.at, 'key', encode(r.key_wrapped, 'hex'),
        'reference', encode(r.reference_sealed, 'hex'), 'reason', encode(r.reason_sealed, 'hex'), 'delay', encode(r.delay_sealed, 'hex'), 'by', m.name,
        'recordedAt', r.recorded_at) order by r.at, r.recorded_at), '[]')
      from app.breach_reports r join app.members m on m.authority_id = a and m.id = r.recorded_by where r.authority_id = a and r.breach_id = p_id),
    'tellings', (select coalesce(jsonb_agg(jsonb_build_object('agency', t.agency_id, 'toldAt', t.told_at, 'by', m.name, 'phone', g.phone, 'email', g.email, 'whom',
        (select coalesce(jsonb_agg(p.name order by p.name), '[]') from app.principals p where p.authority_id = a and p.id = any (t.recipients)))
        order by t.told_at is not null, g.name), '[]')
      from app.breach_tellings t join app.agencies g on g.authority_id = a and g.id = t.agency_id
      left join app.members m on m.authority_id = a and m.id = t.told_by where t.authority_id = a and t.breach_id = p_id),
    'extents', (select coalesce(jsonb_agg(read.extent_json(x) order by x.computed_at desc, x.id), '[]')
      from app.breach_extents x where x.authority_id = a and x.breach_id = p_id),
    'members', case when actor.watches() is not null and b.closed_at is null then (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id), '[]')
      from app.members m where m.authority_id = a and m.agency_id = b.agency_id) else '[]' end,
    'agencies', (select read.agencies_json(a, array_agg(g.id)) from app.agencies g where g.authority_id = a));
end $$;

create or replace function read.breaches(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
begin
  perform actor.assume(p_token, p_purpose, p_request);
  return read.breach_list();
end $$;

create or replace function read.breach(p_token text, p_purpose text, p_request text, p_id uuid, p_use text) returns jsonb
language plpgsql as $$
declare
  v_page jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_page := read.breach_page(p_id, p_use);
  if v_page is null then perform audit.record('refused', null, jsonb_build_object('code', 'breach_not_found', 'what', 'breach')); end if;
  return v_page;
end $$;

grant execute on function read.breach_list(), read.breach_page(uuid, text), read.breaches(text, text, text), read.breach(text, text, text, uuid, text) to throughcare_actor;
