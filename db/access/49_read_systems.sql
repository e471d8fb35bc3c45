-- Keys of partner systems, for administrators and the data protection officer all of them, for others those of their agency.
-- What a key opened in the last seven days stands beside it: bulk reading by software is seen here, and judged by people.
create or replace function read.systems_told() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  a       int := (act.who())[1]::int;
  v_admin boolean := 'administrator' = any (actor.functions());
  v_all   boolean := v_admin or coalesce(actor.watches() = 'all', false);
  v_rows  jsonb;
begin
  if not v_all and not act.answers_for_agency() then raise exception 'system_keys_not_yours' using errcode = 'TC403'; end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'label', q.label, 'agency', q.agency_id, 'desk', d.name, 'purpose', q.purpose, 'scopes', q.scopes,
           'addresses', (select coalesce(jsonb_agg(x::text), '[]') from unnest(q.addresses) x), 'validUntil', q.valid_until, 'lastUsedOn', q.last_used_on,
           'askedBy', m.name, 'askedOn', q.asked_on, 'confirmedBy', c.name, 'endedBy', e.name, 'state', q.state,
           'openedLately', (select count(distinct v.case_id) from audit.events v where v.authority_id = a and v.member_id is null
              and v.at > now() - interval '7 days' and v.detail ->> 'system' = q.id::text and audit.is_look(v)),
           'listsLately', (select count(*) from audit.events v where v.authority_id = a and v.member_id is null
              and v.at > now() - interval '7 days' and v.detail ->> 'system' = q.id::text and audit.kind_of(v.action) = 'listed'),
           'may', array(select one from (values ('confirm', q.state = 'waits' and q.agency_id = actor.agency() and act.answers_for_agency() and q.asked_by <> actor.member()),
             ('end', q.state <> 'over' and (v_admin or q.agency_id = actor.agency() and act.answers_for_agency()))) w(one, so) where so))
           order by q.state = 'over', q.asked_at desc, q.id), '[]') into v_rows
    from (select k.*, case when k.ended_at is not null or k.valid_until < actor.today() or k.confirmed_at is null and k.asked_on < actor.today() - 14
                   or (g.ended_on is not null and g.ended_on <= actor.today()) then 'over'
                 when k.confirmed_at is null then 'waits' else 'open' end as state
            from app.system_keys k join app.agencies g on g.authority_id = k.authority_id and g.id = k.agency_id
           where k.authority_id = a and (v_all or k.agency_id = actor.agency())) q
    join app.principals d on d.authority_id = a and d.id = q.principal
    join app.members m on m.authority_id = a and m.id = q.asked_by
    left join app.members c on c.authority_id = a and c.id = q.confirmed_by
    left join app.members e on e.authority_id = a and e.id = q.ended_by;
  perform audit.record_read('system_keys.read', null, '{}');
  return jsonb_build_object('rows', v_rows, 'mayAsk', v_admin or act.answers_for_agency(),
    'until', actor.today() + 400, 'scopes', array(select s.code from app.system_scopes s order by s.position),
    'purposes', array(select p.code from app.purposes p order by 1),
    'desks', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'agency', p.agency_id) order by p.name), '[]')
                from app.principals p join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id and (g.ended_on is null or g.ended_on > actor.today())
               where p.authority_id = a and p.kind = 'desk' and (v_admin or p.agency_id = actor.agency())));
end $$;

create or replace function read.system_keys(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
begin
  perform actor.assume(p_token, p_purpose, p_request);
  return read.systems_told() || jsonb_build_object('agencies', read.all_agencies(actor.authority()));
end $$;

-- Software that reads a case for a desk at its table, told to whoever sits there (who can see this, and why?).
create or replace function read.systems_at(p_case uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := actor.authority();
begin
  if not act.sits_on(p_case) then return '[]'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('label', k.label, 'agency', g.name, 'until', k.valid_until, 'showsNames', 'names' = any (k.scopes))
           order by g.name, k.label), '[]')
      from app.cases c
      join app.system_keys k on k.authority_id = c.authority_id and k.purpose = c.purpose and k.confirmed_at is not null and k.ended_at is null
       and k.valid_until >= actor.today() and k.scopes && '{cases,continuity}'
      join app.agencies g on g.authority_id = k.authority_id and g.id = k.agency_id and (g.ended_on is null or g.ended_on > actor.today())
     where c.authority_id = a and c.id = p_case
       and exists (select from read.table_of(p_case) t where t.principal = k.principal)
       and c.clause_id = any ((actor.rights_known(a, k.agency_id, k.purpose, actor.today()))[1]::int[])
       and not exists (select from app.protections p where p.authority_id = a and p.case_id = p_case and p.ended_at is null)
       and not exists (select from app.closeness x join app.members m on m.authority_id = x.authority_id and m.id = x.member_id and m.agency_id = k.agency_id
                        where x.authority_id = a and x.person_id = c.person_id and x.lifted_at is null));
end $$;

grant execute on function read.systems_at(uuid), read.systems_told(), read.system_keys(text, text, text) to throughcare_actor;
