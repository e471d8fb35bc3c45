-- Duty rosters, releases that nobody knew of yesterday, and where the five basics stand.

-- Whether somebody can answer a roster at that hour of the authority: neither gone, nor away, nor blocked.
create or replace function act.is_there(m app.members, p_at timestamp) returns boolean
language sql stable as $$
  select m.ended_at is null and not exists (select from app.absences b join app.authorities a on a.id = b.authority_id
    where b.authority_id = m.authority_id and b.member_id = m.id and b.starts_at <= p_at at time zone a.time_zone and b.ends_at > p_at at time zone a.time_zone)
$$;

-- Who is on duty at a desk at a moment of local time. A single day goes before the week, the newer before the older;
-- a shift that ends before it begins ends on the next day. Who has left, is away or is blocked answers nothing: their substitute does, and a shift
-- with nobody there any more is none.
create or replace function read.on_duty(p_authority int, p_desk int, p_at timestamp)
returns table (shift_id uuid, member_id int, substitute_id int, phone text, until timestamp)
language sql stable security definer set search_path = '' as $$
  select s.id, coalesce(m.id, b.id), case when m.id is not null then b.id end, s.phone,
         d.day + s.ends + case when s.ends <= s.starts then interval '1 day' else interval '0' end
    from app.duty_shifts s
    cross join lateral (values (p_at::date), (p_at::date - 1)) d(day)
    left join app.members m on m.authority_id = s.authority_id and m.id = s.member_id and act.is_there(m, p_at)
    left join app.members b on b.authority_id = s.authority_id and b.id = s.substitute_id and act.is_there(b, p_at)
   where s.authority_id = p_authority and s.desk_id = p_desk and coalesce(m.id, b.id) is not null
     and s.valid_from <= d.day and (s.valid_until is null or s.valid_until > d.day)
     and (s.on_day = d.day or s.weekday = extract(isodow from d.day))
     and p_at >= d.day + s.starts
     and p_at < d.day + s.ends + case when s.ends <= s.starts then interval '1 day' else interval '0' end
   order by s.on_day is null, s.made_at desc, s.id limit 1
$$;

-- The duty desks that somebody answers now, as the one on duty or as the substitute.
create or replace function actor.duty_desks(p_authority int, p_member int, p_zone text) returns int[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(k.desk_id), '{}')
    from (select s.desk_id from app.duty_shifts s where s.authority_id = p_authority and s.member_id = p_member
          union
          select s.desk_id from app.duty_shifts s where s.authority_id = p_authority and s.substitute_id = p_member) k
    cross join lateral read.on_duty(p_authority, k.desk_id, now() at time zone p_zone) o
   where p_member in (o.member_id, o.substitute_id)
$$;

-- A duty desk whose roster I may write: the coordinators and administrators of its agency, and who answers it.
create or replace function act.my_duty_desk(p_desk int) returns app.principals
language plpgsql security definer set search_path = '' as $$
declare
  p app.principals;
begin
  perform act.who();
  select x.* into p from app.principals x
   where x.authority_id = actor.authority() and x.id = p_desk and x.desk_kind = 'duty';
  if not found then raise exception 'duty_desk_not_found' using errcode = 'TC404'; end if;
  if not (p.id = any (actor.principals())
          or p.agency_id = actor.agency() and actor.functions() && array['coordinator', 'administrator']) then
    raise exception 'duty_not_yours' using errcode = 'TC403';
  end if;
  return p;
end $$;

-- The roster of my agency, where it has none yet.
create or replace function act.open_duty_desk(p_name text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  made int;
begin
  perform act.who();
  if not actor.functions() && array['coordinator', 'administrator'] then
    raise exception 'duty_not_yours' using errcode = 'TC403';
  end if;
  perform from app.authorities a where a.id = actor.authority() for update;
  if exists (select from app.principals p where p.authority_id = actor.authority() and p.agency_id = actor.agency()
              and p.desk_kind = 'duty') then
    raise exception 'duty_desk_there' using errcode = 'TC409';
  end if;
  made := act.next_principal(actor.authority());
  insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name)
  values (actor.authority(), made, 'desk', actor.agency(), 'duty', p_name);
  perform audit.record('duty.desk_opened', null, jsonb_build_object('desk', made));
  return made;
end $$;

create or replace function act.add_shift(
  p_id uuid, p_desk int, p_weekday int, p_day date, p_starts time, p_ends time, p_member int, p_substitute int,
  p_phone text, p_from date, p_until date
) returns void language plpgsql security definer set search_path = '' as $$
declare
  p app.principals := act.my_duty_desk(p_desk);
  x int;
begin
  foreach x in array array_remove(array[p_member, p_substitute], null) loop
    if not exists (select from app.members m where m.authority_id = p.authority_id and m.id = x
                    and m.agency_id = p.agency_id and m.ended_at is null) then
      raise exception 'duty_member_elsewhere' using errcode = 'TC422',
        detail = case when x = p_member then 'memberId' else 'substituteId' end;
    end if;
  end loop;
  if p_member = p_substitute then
    raise exception 'duty_substitute_same' using errcode = 'TC422', detail = 'substituteId';
  end if;
  insert into app.duty_shifts (authority_id, id, desk_id, weekday, on_day, starts, ends, member_id, substitute_id, phone,
    valid_from, valid_until, made_by)
  values (p.authority_id, p_id, p.id, p_weekday, p_day, p_starts, p_ends, p_member, p_substitute, p_phone,
    p_from, p_until, actor.member());
  perform audit.record('duty.shift_added', null, jsonb_build_object('desk', p.id, 'shift', p_id, 'member', p_member));
  perform act.notify(p.authority_id, array[p.id], 'duty', '{}');
end $$;

create or replace function act.remove_shift(p_shift uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_desk int;
begin
  perform act.who();
  select s.desk_id into v_desk from app.duty_shifts s where s.authority_id = actor.authority() and s.id = p_shift;
  if not found then raise exception 'duty_shift_not_found' using errcode = 'TC404'; end if;
  perform act.my_duty_desk(v_desk);
  delete from app.duty_shifts s where s.authority_id = actor.authority() and s.id = p_shift;
  perform audit.record('duty.shift_removed', null, jsonb_build_object('desk', v_desk, 'shift', p_shift));
  perform act.notify(actor.authority(), array[v_desk], 'duty', '{}');
end $$;

-- Whom we ask first for one of the five basics; nobody: the entry goes.
create or replace function act.set_contact(p_basic text, p_agency int, p_phone text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  if not actor.functions() && array['coordinator', 'administrator'] then
    raise exception 'duty_not_yours' using errcode = 'TC403';
  end if;
  delete from app.basic_contacts c where c.authority_id = actor.authority() and c.basic = p_basic;
  if p_agency is not null then
    perform act.living_agency(actor.authority(), p_agency);
    insert into app.basic_contacts (authority_id, basic, agency_id, phone) values (actor.authority(), p_basic, p_agency, p_phone);
  end if;
  perform audit.record('duty.contact_set', null, jsonb_build_object('basic', p_basic, 'agency', p_agency));
end $$;

-- The part of life to which a basic belongs; the first appointment is with whoever leads.
create or replace function act.category_of_basic(p_basic text) returns text
language sql immutable set search_path = '' as $$
  select case p_basic when 'bed' then 'accommodation' when 'medication' then 'health' when 'appointment' then 'lead'
                      else 'finance_papers' end
$$;

-- Somebody of whom no list told: a notice made by hand, of somebody who left this prison today.
create or replace function act.announce_released(
  p_id uuid, p_prison int, p_number bigint, p_fingerprint bytea, p_key bytea, p_identity bytea, p_names bigint[], p_births bigint[]
) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_clause int;
  v_desks  int[];
begin
  perform act.who();
  v_clause := act.notice_clause(actor.authority(), p_prison);
  if v_clause is null then raise exception 'import_no_arrangement' using errcode = 'TC409', detail = 'prisonId'; end if;
  if not act.may_import(v_clause, p_prison) then raise exception 'released_not_yours' using errcode = 'TC403'; end if;
  if exists (select from app.release_notices n where n.authority_id = actor.authority() and n.prison_agency_id = p_prison
              and n.number_token = p_number) then
    raise exception 'released_number_known' using errcode = 'TC409', detail = 'number';
  end if;
  v_desks := array(select d.principal from app.notice_desks d join app.clauses c
                   on c.authority_id = d.authority_id and c.arrangement_id = d.arrangement_id
                  where c.authority_id = actor.authority() and c.id = v_clause);
  insert into app.release_notices (authority_id, id, prison_agency_id, clause_id, desks, residence, number_token, fingerprint,
    key_wrapped, identity_sealed, name_tokens, birth_tokens, release_on, release_certainty, received_on, source)
  values (actor.authority(), p_id, p_prison, v_clause, v_desks, 'city', p_number, p_fingerprint, p_key, p_identity,
    p_names, p_births, actor.today(), 'fixed', actor.today(), 'released_today');
  perform act.notify(actor.authority(), v_desks, 'notices', array[p_id::text]);
  perform act.notify(actor.authority(), v_desks, 'unplanned', array[p_id::text]);
end $$;

-- A case whose person left prison today. The date has been moved before, in the same transaction, with everything
-- that hangs on it. Told are the duty desk of the coordinating agency and the coordination desk.
create or replace function act.released_today(p_id uuid, p_case uuid, p_known_at timestamptz, p_key bytea, p_words bytea)
returns void language plpgsql security definer set search_path = '' as $$
declare
  k      app.cases := act.seated_case(p_case);
  v_zone text := (select a.time_zone from app.authorities a where a.id = actor.authority());
  d      record;
begin
  if not (act.relations(p_case) && array['coordination', 'lead', 'cover'] or k.prison_agency_id = actor.agency()) then
    raise exception 'released_not_yours' using errcode = 'TC403';
  end if;
  if p_known_at > now() or p_known_at < now() - interval '1 day' then
    raise exception 'released_known_impossible' using errcode = 'TC422', detail = 'knownAt';
  end if;
  if exists (select from app.unplanned_releases u where u.authority_id = k.authority_id and u.case_id = k.id and u.until > now()) then
    raise exception 'released_already' using errcode = 'TC409';
  end if;
  insert into app.unplanned_releases (authority_id, id, case_id, clause_id, known_at, recorded_by, key_wrapped, words_sealed, until)
  values (k.authority_id, p_id, k.id, act.clause_for(k, 'timeline'), p_known_at, actor.member(), p_key, p_words, now() + interval '72 hours');
  insert into app.unplanned_told (authority_id, release_id, principal, role, acknowledged_at, acknowledged_by)
  select k.authority_id, p_id, s.principal, 'coordination', x.at, x.by
    from app.seats s
    cross join lateral (select case when s.principal = any (actor.principals()) then now() end as at,
                               case when s.principal = any (actor.principals()) then actor.member() end as by) x
   where s.authority_id = k.authority_id and s.case_id = k.id and s.relation = 'coordination' and s.period @> statement_timestamp()
  on conflict (authority_id, release_id, principal) do nothing;
  for d in
    select p.id as desk, o.member_id
      from app.arrangements a
      join app.principals f on f.authority_id = a.authority_id and f.id = a.fallback_principal
      join app.principals p on p.authority_id = a.authority_id and p.agency_id = f.agency_id and p.desk_kind = 'duty'
      cross join lateral read.on_duty(p.authority_id, p.id, now() at time zone v_zone) o
     where a.authority_id = k.authority_id and a.id = k.arrangement_id
  loop
    insert into app.unplanned_told (authority_id, release_id, principal, role, member_id, acknowledged_at, acknowledged_by)
    values (k.authority_id, p_id, d.desk, 'duty', d.member_id,
            case when d.member_id = actor.member() then now() end, case when d.member_id = actor.member() then d.member_id end)
    on conflict (authority_id, release_id, principal) do nothing;
    perform act.seat(k, d.desk, 'cover', false);
    update app.seats s set period = tstzrange(lower(s.period), now() + interval '72 hours')
     where s.authority_id = k.authority_id and s.case_id = k.id and s.principal = d.desk and s.relation = 'cover';
  end loop;
  -- Streams know desks by their members, and the roster by the one on duty.
  perform act.notify(k.authority_id, array(select t.principal from app.unplanned_told t
      where t.authority_id = k.authority_id and t.release_id = p_id
      union select p.id from app.unplanned_told t join app.principals p on p.authority_id = t.authority_id and p.member_id = t.member_id
      where t.authority_id = k.authority_id and t.release_id = p_id), 'unplanned', array[k.ref]);
  perform act.tell_case(k.authority_id, k.id, 'case');
end $$;

-- Whether this message is for me: one to the duty desk is for whoever was on duty then, and for nobody who stands in.
create or replace function read.told_me(t app.unplanned_told) returns boolean
language sql stable as $$
  select t.role <> 'agency' and case when t.member_id is not null then t.member_id = (select actor.member())
                                     else t.principal = any ((select actor.principals())::int[]) end
$$;

-- "I have it": for myself and the desks that I answer now.
create or replace function act.have_it(p_release uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  u app.unplanned_releases;
begin
  perform act.who();
  select x.* into u from app.unplanned_releases x where x.authority_id = actor.authority() and x.id = p_release
     and x.case_id <> all (actor.shut());
  if not found or not exists (select from app.unplanned_told t where t.authority_id = u.authority_id
       and t.release_id = u.id and read.told_me(t)) then
    raise exception 'released_not_found' using errcode = 'TC404';
  end if;
  update app.unplanned_told t
     set acknowledged_at = now(), acknowledged_by = actor.member(), delivered_at = coalesce(t.delivered_at, now())
   where t.authority_id = u.authority_id and t.release_id = u.id and read.told_me(t)
     and t.acknowledged_at is null;
  perform audit.record('released.acknowledged', u.case_id, jsonb_build_object('release', u.id));
  perform act.tell_case(u.authority_id, u.case_id, 'case');
end $$;

-- The message stands on somebody's screen.
create or replace function act.told_arrived() returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  update app.unplanned_told t set delivered_at = now()
   where t.authority_id = actor.authority() and read.told_me(t) and t.delivered_at is null and t.told_at > now() - interval '72 hours';
end $$;

-- Job, each minute: ten minutes without "I have it" of the duty desk, and the substitute is told too. Run twice it
-- does no more. Nothing is decided here.
create or replace function act.escalate_unplanned() returns int
language plpgsql security definer set search_path = '' as $$
declare
  t record;
  n int := 0;
begin
  for t in
    select x.authority_id, x.release_id, u.case_id, o.substitute_id, p.id as principal, c.ref
      from app.unplanned_told x
      join app.unplanned_releases u on u.authority_id = x.authority_id and u.id = x.release_id and u.until > now()
      join app.cases c on c.authority_id = u.authority_id and c.id = u.case_id
      join app.authorities a on a.id = x.authority_id
      cross join lateral read.on_duty(x.authority_id, x.principal, x.told_at at time zone a.time_zone) o
      join app.principals p on p.authority_id = x.authority_id and p.member_id = o.substitute_id
     where x.role = 'duty' and x.acknowledged_at is null and x.told_at < now() - interval '10 minutes'
       and not exists (select from app.unplanned_told s where s.authority_id = x.authority_id
                        and s.release_id = x.release_id and s.role = 'substitute')
  loop
    insert into app.unplanned_told (authority_id, release_id, principal, role, member_id)
    values (t.authority_id, t.release_id, t.principal, 'substitute', t.substitute_id)
    on conflict (authority_id, release_id, principal) do nothing;
    perform audit.write(t.authority_id, null, null, null, 'released.substitute_told', t.case_id,
      jsonb_build_object('release', t.release_id, 'member', t.substitute_id), null);
    perform act.notify(t.authority_id, array[t.principal], 'unplanned', array[t.ref]);
    n := n + 1;
  end loop;
  return n;
end $$;

grant execute on function read.told_me(app.unplanned_told), act.open_duty_desk(text),
  act.add_shift(uuid, int, int, date, time, time, int, int, text, date, date), act.remove_shift(uuid),
  act.set_contact(text, int, text), act.category_of_basic(text),
  act.announce_released(uuid, int, bigint, bytea, bytea, bytea, bigint[], bigint[]),
  act.released_today(uuid, uuid, timestamptz, bytea, bytea), act.have_it(uuid), act.told_arrived() to throughcare_actor;
grant execute on function act.escalate_unplanned() to throughcare_worker;
