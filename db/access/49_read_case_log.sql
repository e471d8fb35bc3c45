-- Who looked at a case (AU1, LED-33, LED-34): for the data protection officer all of it, for the officer of a partner what its
-- own people did, and for the coordination desk and whoever leads the case who looked, when and what for; never at what.

-- Which case the actor may read the log of, and how far: all, own (people of the own agency), looks (who looked, no more).
create or replace function read.log_scope(p_ref text, out k app.cases, out scope text)
language plpgsql stable security definer set search_path = '' as $$
declare
  who     text[] := act.who();
  v_sits  text[];
begin
  select c.* into k from app.cases c where c.authority_id = who[1]::int and c.ref = p_ref and c.id <> all (actor.shut_by_me());
  if actor.audits() then
    if k.id is not null then scope := 'all'; end if;
    return;
  end if;
  if actor.watches() is not null then
    if k.id is null or not actor.knows_case(k.id) then k := null; else scope := actor.watches(); end if;
    return;
  end if;
  v_sits := case when k.id is null or k.clause_id <> all (who[5]::int[]) then '{}' else act.relations(k.id) end;
  if v_sits && array['coordination', 'lead'] then scope := 'looks'; return; end if;
  if v_sits <> '{}' or 'manager' = any (who[8]::text[]) then raise exception 'case_log_not_yours' using errcode = 'TC403'; end if;
  k := null;
end $$;

-- Agencies that only help on the wish of the person: whoever leads is not told of them, so not that they looked either.
create or replace function read.helps_unseen(k app.cases) returns int[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if 'coordination' = any (act.relations(k.id)) then return '{}'; end if;
  return array(select p.agency_id from app.seats s join app.principals p on p.authority_id = s.authority_id and p.id = s.principal
    where s.authority_id = k.authority_id and s.case_id = k.id and s.relation <> 'override' and p.agency_id <> actor.agency()
    group by p.agency_id having bool_and(s.by_lead and s.relation = 'provider')
    except select t.agency_id from read.table_of(k.id) t);
end $$;

-- One page, newest first: events of the case by their index, searches that showed the person and exports that held the
-- case by theirs. What is filtered is filtered there. Called by functions that know how far the actor may read.
create or replace function audit.page_of_case(k app.cases, f jsonb, p_agency int, p_looks boolean, p_hidden int[], p_last timestamptz)
returns setof audit.events language sql stable security definer set search_path = '' as $$
  with asked as materialized (
    select coalesce((f ->> 'beforeAt')::timestamptz, 'infinity') as at, coalesce((f ->> 'beforeId')::bigint, 0) as id,
           coalesce(audit.day_began(k.authority_id, (f ->> 'day')::date), '-infinity') as since,
           least(coalesce(audit.day_began(k.authority_id, (f ->> 'day')::date + 1), 'infinity'), p_last) as until,
           (f ->> 'limit')::int as most),
  own as (
    select e.* from asked q cross join lateral (
      select x.* from audit.events x
       where x.authority_id = k.authority_id and x.case_id = k.id and x.at <= q.at and (x.at, x.id) < (q.at, q.id) and x.at >= q.since and x.at < q.until
         and (f ->> 'member' is null or x.member_id = (f ->> 'member')::int)
         and (f ->> 'kind' is null or audit.kind_of(x.action) = f ->> 'kind')
         and (p_agency is null or x.agency_id = p_agency) and (x.agency_id is null or x.agency_id <> all (p_hidden))
         and (not p_looks or audit.kind_of(x.action) in ('opened', 'printed', 'exported', 'emergency'))
       order by x.at desc, x.id desc limit q.most) e),
  named as (
    select e.* from asked q cross join lateral (
      select x.* from (
        select y.* from audit.events y where y.action = 'persons.search' and y.detail -> 'shown' ? k.person_id::text
        union all
        select y.* from audit.events y where y.action = 'list.exported' and y.detail -> 'cases' ? k.ref) x
       where x.authority_id = k.authority_id and (x.at, x.id) < (q.at, q.id) and x.at >= q.since and x.at < q.until
         and (f ->> 'member' is null or x.member_id = (f ->> 'member')::int)
         and (f ->> 'kind' is null or audit.kind_of(x.action) = f ->> 'kind')
         and (p_agency is null or x.agency_id = p_agency) and (x.agency_id is null or x.agency_id <> all (p_hidden))
       order by x.at desc, x.id desc limit q.most) e)
  select z.* from (select o.* from own o union all select n.* from named n) z
   order by z.at desc, z.id desc limit (select q.most from asked q)
$$;

-- Whether a reference that no case bears was given to one: then that case is erased. Entries about several cases keep its number.
create or replace function read.was_erased(p_ref text) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_ref ~ '-\d{1,9}$' and exists (select from app.authorities x where x.id = actor.authority()
      and substring(p_ref from '\d+$')::int between 1 and x.next_case_number - 1
      and act.case_ref(x.case_prefix, substring(p_ref from '\d+$')::int) = p_ref)
    and not exists (select from app.cases c where c.authority_id = actor.authority() and c.ref = p_ref)
$$;

-- The page as it is told: kinds, not actions; what was opened only to officers and auditors.
create or replace function read.log_page(p_ref text, p_filter jsonb, p_use text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  s      record;
  a      int := actor.authority();
  v_use  text;
  v_last timestamptz := 'infinity';
  v_rows jsonb;
begin
  select * into s from read.log_scope(p_ref);
  if s.scope is null then return null; end if;
  v_use := audit.open_log((s.k).id, p_use);
  -- Who enforced the measure learns nothing of what goes on after it.
  if s.scope = 'looks' and actor.enforces() and (s.k).measure_ends_on is not null then
    v_last := audit.day_began(a, (s.k).measure_ends_on + 1);
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'at', e.at, 'member', e.member_id, 'name', m.name, 'system', audit.system_of(e), 'agency', e.agency_id,
           'purpose', e.purpose, 'use', case when audit.kind_of(e.action) = 'log' then e.detail ->> 'use' end, 'kind', audit.kind_of(e.action),
           'what', case when s.scope <> 'looks' then audit.what_of(e.action) end)
           order by e.at desc, e.id desc), '[]') into v_rows
    from audit.page_of_case(s.k, p_filter, case when s.scope = 'own' then actor.agency() end, s.scope = 'looks',
           case when s.scope = 'looks' then read.helps_unseen(s.k) else '{}' end, v_last) e
    left join app.members m on m.authority_id = a and m.id = e.member_id;
  perform audit.record_read('log.read', (s.k).id, jsonb_build_object('use', v_use, 'filter', p_filter - 'limit',
    'first', v_rows -> 0 -> 'id', 'last', v_rows -> -1 -> 'id'));
  return jsonb_build_object('ref', p_ref, 'scope', s.scope, 'use', v_use, 'today', actor.today(), 'rows', v_rows);
end $$;

create or replace function read.case_log(p_token text, p_purpose text, p_request text, p_ref text, p_filter jsonb, p_use text) returns jsonb
language plpgsql as $$
declare
  v_page jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_page := read.log_page(p_ref, p_filter, p_use);
  if v_page is null then
    -- Whoever reads the log of every case is told why a number in it leads nowhere; to everybody else it is unknown.
    if actor.reads_log() = 'all' and read.was_erased(p_ref) then
      perform audit.record('refused', null, jsonb_build_object('code', 'case_erased', 'what', 'case_log'));
      return jsonb_build_object('erased', true);
    end if;
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'case_log'));
    return null;
  end if;
  return v_page || jsonb_build_object('agencies', (select read.agencies_json(actor.authority(), array_agg(distinct (x ->> 'agency')::int))
    from jsonb_array_elements(v_page -> 'rows') x where x ->> 'agency' is not null));
end $$;

-- Before the log of a case stands on paper or leaves as a file.
create or replace function act.log_leaves(p_ref text, p_how text, p_rows int, p_part int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  s record;
begin
  select * into s from read.log_scope(p_ref);
  if s.scope is null then raise exception 'case_not_found' using errcode = 'TC404'; end if;
  perform audit.record('log.' || case p_how when 'paper' then 'printed' else 'exported' end, (s.k).id,
    jsonb_build_object('use', audit.open_log((s.k).id, null), 'rows', p_rows)
      || case p_how when 'paper' then '{}' else jsonb_build_object('part', p_part) end);
end $$;

grant execute on function read.was_erased(text), read.log_page(text, jsonb, text), read.case_log(text, text, text, text, jsonb, text), act.log_leaves(text, text, int, int)
  to throughcare_actor;
