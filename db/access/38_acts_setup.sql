-- The way from an empty desk to live cases: who sits at the table, the agreement, the proofs, the opening.

-- Who steers the set-up: administrators and coordinators. Neither sees a case by it.
create or replace function act.only_steering() returns int
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  if not actor.functions() && array['administrator', 'coordinator'] then
    raise exception 'steering_only' using errcode = 'TC403';
  end if;
  perform from app.authorities a where a.id = actor.authority() for update;
  return actor.authority();
end $$;

-- Whose proof is being written: of an administrator's own authority, or, by a command at the machine, of all.
create or replace function act.proven_authorities() returns int[]
language plpgsql security definer set search_path = '' as $$
begin
  if actor.context() is not null then return array[act.only_administrators()]; end if;
  if session_user = 'throughcare_actor' then raise exception 'session_missing' using errcode = 'TC401'; end if;
  insert into app.authority_state (authority_id) select a.id from app.authorities a on conflict do nothing;
  return array(select a.id from app.authorities a order by 1);
end $$;

-- A backup was restored elsewhere and compared. Only a command that did it may say so, never a screen.
create or replace function act.record_restore_drill(p_by text, p_detail jsonb default '{}') returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int;
begin
  if actor.context() is not null then raise exception 'forbidden' using errcode = 'TC403'; end if;
  foreach a in array act.proven_authorities() loop
    update app.authority_state s set restore_drill_at = now(), restore_drill_by = left(p_by, 200), restore_drill = p_detail
     where s.authority_id = a;
    perform audit.write(a, null, null, null, 'safety.restored', null, p_detail, null);
  end loop;
end $$;

-- The sheet with the master key was printed, by an administrator at a screen or by a command at the machine.
create or replace function act.record_key_sheet_printed(p_by text default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a     int;
  v_by  text := coalesce((select m.name from app.members m where m.authority_id = actor.authority() and m.id = actor.member()), p_by);
begin
  foreach a in array act.proven_authorities() loop
    update app.authority_state s set key_sheet_at = now(), key_sheet_by = left(v_by, 200) where s.authority_id = a;
    perform audit.write(a, actor.member(), actor.agency(), actor.purpose(), 'safety.key_sheet_printed', null, '{}', actor.request());
  end loop;
end $$;

-- What must be there before the first real person, each with who and when. An agreement is one that is in force
-- today with two parties or more; a signature counts when it has a name and a day, on paper too.
create or replace function act.live_criteria(p_authority int)
returns table (code text, met boolean, on_day date, by_whom text)
language sql stable security definer set search_path = '' as $$
  with best as (
    select x.reference, x.valid_from,
           count(y.agency_id) as parties,
           count(*) filter (where bound.by) as signed, bool_or(y.agency_id = f.agency_id and bound.by) as fallback_signed,
           max(y.signed_on) as last_signed,
           string_agg(y.signed_by, ', ' order by y.signed_on, y.signed_by) filter (where y.signed_on <= actor.day_in(p_authority)) as signers
      from app.arrangements x
      join app.arrangement_parties y on y.authority_id = x.authority_id and y.arrangement_id = x.id
      join app.principals f on f.authority_id = x.authority_id and f.id = x.fallback_principal
      cross join lateral (select exists (select from actor.editions(p_authority, y.agency_id, actor.day_in(p_authority)) e
                                          where e.arrangement_id = x.id) as by) bound
     where x.authority_id = p_authority and x.valid_from <= actor.day_in(p_authority)
       and (x.valid_until is null or x.valid_until >= actor.day_in(p_authority))
     group by x.authority_id, x.id
    having count(y.agency_id) >= 2
     order by signed desc, x.id limit 1
  )
  select c.code, c.met, c.on_day, c.by_whom
    from (select 1) one
    left join best b on true
    left join app.authority_state s on s.authority_id = p_authority
    left join act.impact_that_covers(p_authority) i on true
    cross join lateral (values
      (1, 'agreement', b.reference is not null, b.valid_from, b.reference),
      (2, 'signatures', coalesce(b.signed >= 2 and b.fallback_signed, false), b.last_signed, b.signers),
      (3, 'impact', i.on_day is not null, i.on_day, i.by_whom),
      (4, 'restore', s.restore_drill_at is not null, actor.day_at(p_authority, s.restore_drill_at), s.restore_drill_by),
      (5, 'key_sheet', s.key_sheet_at is not null, actor.day_at(p_authority, s.key_sheet_at), s.key_sheet_by)
    ) as c(position, code, met, on_day, by_whom)
   order by c.position
$$;

-- The door for real persons. It stays shut until nothing is missing, and it says what is; an opened door stays open.
create or replace function act.open_for_live() returns void
language plpgsql security definer set search_path = '' as $$
declare
  a       int := act.only_administrators();
  missing text;
begin
  select string_agg(c.code, ',' order by c.code) into missing from act.live_criteria(a) c where not c.met;
  if missing is not null then raise exception 'live_criteria_missing' using errcode = 'TC409', detail = missing; end if;
  insert into app.authority_state (authority_id) values (a) on conflict do nothing;
  update app.authority_state s
     set opened_at = now(), opened_by = actor.member(), opened_proof = (select jsonb_agg(to_jsonb(c)) from act.live_criteria(a) c)
   where s.authority_id = a and s.opened_at is null;
  if not found then raise exception 'already_open_for_live' using errcode = 'TC409'; end if;
  perform audit.record('authority.opened', null, '{}');
end $$;

-- A place at the table: filled by a partner agency, or somebody was asked. `p_id` null: a new one.
create or replace function act.set_table_seat(
  p_id int, p_version int, p_function text, p_agency int, p_organisation text, p_contact text, p_asked_on date
) returns int language plpgsql security definer set search_path = '' as $$
declare
  a    int := act.only_steering();
  made int := p_id;
begin
  if not exists (select from app.table_functions f where f.code = p_function) then
    raise exception 'table_function_unknown' using errcode = 'TC422', detail = 'function';
  end if;
  if p_agency is not null then
    perform act.living_agency(a, p_agency);
    if exists (select from app.table_seats t where t.authority_id = a and t.function = p_function and t.agency_id = p_agency
                and t.id is distinct from p_id) then
      raise exception 'table_seat_taken' using errcode = 'TC409', detail = 'agencyId';
    end if;
  elsif p_organisation is null or p_asked_on is null then
    raise exception 'table_seat_empty' using errcode = 'TC422', detail = 'organisation';
  elsif p_asked_on > actor.today() then
    raise exception 'table_asked_later' using errcode = 'TC422', detail = 'askedOn';
  end if;
  if p_id is null then
    select coalesce(max(t.id), 0) + 1 into made from app.table_seats t where t.authority_id = a;
    insert into app.table_seats (authority_id, id, function, agency_id, organisation, contact, asked_on, changed_by)
    values (a, made, p_function, p_agency, p_organisation, p_contact, p_asked_on, actor.member());
  else
    update app.table_seats t
       set agency_id = p_agency, organisation = p_organisation, contact = p_contact, asked_on = p_asked_on,
           changed_by = actor.member(), version = t.version + 1
     where t.authority_id = a and t.id = p_id and t.function = p_function and t.version = p_version;
    if not found then
      if exists (select from app.table_seats t where t.authority_id = a and t.id = p_id and t.function = p_function) then
        raise exception 'version_outdated' using errcode = 'TC412';
      end if;
      raise exception 'table_seat_not_found' using errcode = 'TC404';
    end if;
  end if;
  perform audit.record('table.seat_set', null, jsonb_build_object('function', p_function, 'agency', p_agency));
  return made;
end $$;

-- The place is empty again.
create or replace function act.clear_table_seat(p_id int, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_steering();
  t app.table_seats;
begin
  select x.* into t from app.table_seats x where x.authority_id = a and x.id = p_id;
  if not found then raise exception 'table_seat_not_found' using errcode = 'TC404'; end if;
  if t.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  delete from app.table_seats x where x.authority_id = a and x.id = p_id;
  perform audit.record('table.seat_cleared', null, jsonb_build_object('function', t.function));
end $$;

grant execute on function act.record_restore_drill(text, jsonb), act.record_key_sheet_printed(text) to throughcare_worker;
grant execute on function act.record_key_sheet_printed(text), act.open_for_live(),
  act.set_table_seat(int, int, text, int, text, text, date), act.clear_table_seat(int, int) to throughcare_actor;
