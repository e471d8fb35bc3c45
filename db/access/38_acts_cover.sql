-- Absence and cover (HA5). Nobody covers across agencies, nobody gives the cover of others to themselves, and
-- every act is logged as done by whoever does it.

-- Functions with which somebody works on cases at all. Without one, no seat is handed to them.
create or replace function act.works_on_cases(p_authority int, p_member int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.member_functions f join app.members m on m.authority_id = f.authority_id and m.id = f.member_id
    where f.authority_id = p_authority and f.member_id = p_member and m.ended_at is null and m.activated_at is not null
      and f.function in ('coordinator', 'chair', 'case_worker', 'resettlement_officer', 'provider', 'exit_worker', 'facilitator'))
$$;

-- The desk that covers where nobody is named: the one that may be asked, else any.
create or replace function act.covering_desk(p_authority int, p_agency int) returns int
language sql stable security definer set search_path = '' as $$
  select coalesce(act.desk_of(p_authority, p_agency), (select min(p.id) from app.principals p
    where p.authority_id = p_authority and p.agency_id = p_agency and p.kind = 'desk' and p.desk_kind <> 'privacy'))
$$;

-- Principals with a human behind them now: present members, their desks, and whom they cover.
create or replace function act.attended(p_authority int) returns int[]
language sql stable security definer set search_path = '' as $$
  with recursive present as (
    select m.id from app.members m
     where m.authority_id = p_authority and m.ended_at is null and m.activated_at is not null
       and not exists (select from app.absences b where b.authority_id = m.authority_id and b.member_id = m.id
                        and b.starts_at <= now() and b.ends_at > now())
  ), held(principal) as (
    (select p.id from app.principals p join present x on x.id = p.member_id where p.authority_id = p_authority
     union
     select d.desk_id from app.desk_members d join present x on x.id = d.member_id
      where d.authority_id = p_authority and d.since <= now() and (d.until is null or d.until > now()))
    union
    select p.id from held h
      join app.absences b on b.authority_id = p_authority and b.starts_at <= now() and b.ends_at > now() and h.principal = any (b.cover)
      join app.principals p on p.authority_id = b.authority_id and p.member_id = b.member_id
  )
  select coalesce(array_agg(h.principal), '{}') from held h
$$;

-- Whether the actor may enter, change or end the absence of somebody: their own; as coordinator of the same
-- agency; as administrator. Only administrators block an account.
create or replace function act.may_enter_absence(p_member int, p_agency int, p_kind text) returns boolean
language sql stable security definer set search_path = '' as $$
  select case p_kind when 'blocked' then 'administrator' = any (actor.functions()) and p_member <> actor.member()
    when 'away' then p_member = actor.member() or 'administrator' = any (actor.functions())
      or 'coordinator' = any (actor.functions()) and p_agency = actor.agency()
    else false end
$$;

-- Who covers, checked: desks and present colleagues of the same agency who work on cases. Without a name, the desk.
create or replace function act.checked_cover(m app.members, p_cover int[], p_starts timestamptz, p_ends timestamptz) returns int[]
language plpgsql stable security definer set search_path = '' as $$
declare
  x     record;
  cover int[] := array(select distinct c from unnest(p_cover) c order by 1);
begin
  if cardinality(cover) = 0 then cover := array_remove(array[act.covering_desk(m.authority_id, m.agency_id)], null); end if;
  if cardinality(cover) = 0 then raise exception 'absence_no_desk' using errcode = 'TC422', detail = 'cover'; end if;
  for x in select c.id, p.agency_id, p.member_id, p.desk_kind from unnest(cover) c(id)
             left join app.principals p on p.authority_id = m.authority_id and p.id = c.id loop
    if x.agency_id is distinct from m.agency_id then
      raise exception 'absence_cover_other_agency' using errcode = 'TC422', detail = 'cover';
    end if;
    if x.member_id = m.id or x.desk_kind = 'privacy'
       or x.member_id is not null and not act.works_on_cases(m.authority_id, x.member_id) then
      raise exception 'absence_cover_cannot' using errcode = 'TC422', detail = 'cover';
    end if;
    if x.member_id = actor.member() and m.id <> actor.member() then
      raise exception 'absence_cover_not_oneself' using errcode = 'TC422', detail = 'cover';
    end if;
    if exists (select from app.absences b where b.authority_id = m.authority_id and b.member_id = x.member_id
                and b.starts_at < p_ends and b.ends_at > p_starts and b.ends_at > now()) then
      raise exception 'absence_cover_away' using errcode = 'TC422', detail = 'cover';
    end if;
  end loop;
  return cover;
end $$;

-- Away from a day to a day, both included; without a first day from this second on, without a last until ended.
create or replace function act.enter_absence(p_id uuid, p_member int, p_kind text, p_from date, p_until date, p_cover int[])
returns void language plpgsql security definer set search_path = '' as $$
declare
  m      app.members;
  zone   text;
  starts timestamptz := now();
  ends   timestamptz := 'infinity';
  cover  int[];
begin
  perform act.who();
  perform from app.agencies g join app.members x on x.authority_id = g.authority_id and x.agency_id = g.id
   where x.authority_id = actor.authority() and x.id = p_member for update of g;
  select x.* into m from app.members x where x.authority_id = actor.authority() and x.id = p_member and x.ended_at is null;
  if not found then raise exception 'member_not_found' using errcode = 'TC404'; end if;
  if not act.may_enter_absence(m.id, m.agency_id, p_kind) then raise exception 'absence_not_yours' using errcode = 'TC403'; end if;
  select a.time_zone into zone from app.authorities a where a.id = m.authority_id;
  if p_from < actor.today() then raise exception 'absence_in_past' using errcode = 'TC422', detail = 'from'; end if;
  if p_until < coalesce(p_from, actor.today()) then
    raise exception 'absence_period_impossible' using errcode = 'TC422', detail = 'until';
  end if;
  if p_from > actor.today() and p_kind = 'away' then starts := p_from::timestamp at time zone zone; end if;
  if p_until is not null then ends := (p_until + 1)::timestamp at time zone zone; end if;
  cover := act.checked_cover(m, p_cover, starts, ends);
  -- A block counts at once, whatever was planned before.
  if p_kind = 'blocked' then
    update app.absences b set ends_at = greatest(b.starts_at, least(b.ends_at, now())), version = b.version + 1
     where b.authority_id = m.authority_id and b.member_id = m.id and b.ends_at > now() and b.starts_at < ends;
    perform auth.end_sessions_of(m.authority_id, m.id, null);
  end if;
  begin
    insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, ends_at, cover, entered_by)
    values (m.authority_id, p_id, m.agency_id, m.id, p_kind, starts, ends, cover, actor.member());
  exception when exclusion_violation then
    raise exception 'absence_overlaps' using errcode = 'TC409', detail = 'from';
  end;
  perform audit.record('absence.entered', null, jsonb_build_object('absence', p_id, 'member', m.id, 'kind', p_kind,
    'from', starts, 'until', p_until, 'cover', cover));
  perform act.tell_cover(m, cover);
end $$;

-- Whoever covers, and whoever is away, sees their lists anew.
create or replace function act.tell_cover(m app.members, p_cover int[]) returns void
language sql security definer set search_path = '' as $$
  select act.notify(m.authority_id, p_cover || array(select p.id from app.principals p
    where p.authority_id = m.authority_id and p.member_id = m.id), kind, '{}')
    from unnest(array['case', 'lead', 'cover']) kind
$$;

-- Back earlier than thought, or a plan that changed. A block is lifted by an administrator.
create or replace function act.end_absence(p_id uuid, p_version int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  b app.absences;
  m app.members;
begin
  perform act.who();
  select x.* into b from app.absences x where x.authority_id = actor.authority() and x.id = p_id for update;
  if not found or not (b.agency_id = actor.agency() or 'administrator' = any (actor.functions())) then
    raise exception 'absence_not_found' using errcode = 'TC404';
  end if;
  if not act.may_enter_absence(b.member_id, b.agency_id, b.kind) then raise exception 'absence_not_yours' using errcode = 'TC403'; end if;
  if b.version <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if b.ends_at <= now() then raise exception 'absence_over' using errcode = 'TC409'; end if;
  update app.absences x set ends_at = greatest(x.starts_at, now()), version = x.version + 1
   where x.authority_id = b.authority_id and x.id = b.id;
  perform audit.record('absence.ended', null, jsonb_build_object('absence', b.id, 'member', b.member_id));
  select x.* into m from app.members x where x.authority_id = b.authority_id and x.id = b.member_id;
  perform act.tell_cover(m, b.cover);
end $$;

-- A member leaves: what waited for them waits at their agency's desk. Without any desk their seats end.
create or replace function act.leave_to_desk(m app.members) returns void
language plpgsql security definer set search_path = '' as $$
declare
  desk int := act.covering_desk(m.authority_id, m.agency_id);
begin
  update app.absences b set ends_at = greatest(b.starts_at, least(b.ends_at, now())), version = b.version + 1
   where b.authority_id = m.authority_id and b.member_id = m.id and b.ends_at > now();
  if desk is null then
    update app.seats s set period = tstzrange(lower(s.period), greatest(lower(s.period), now()))
      from app.principals p
     where p.authority_id = m.authority_id and p.member_id = m.id and s.authority_id = m.authority_id and s.principal = p.id
       and (upper_inf(s.period) or upper(s.period) > now());
    return;
  end if;
  insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, cover, entered_by)
  values (m.authority_id, gen_random_uuid(), m.agency_id, m.id, 'left', now(), array[desk], coalesce(actor.member(), m.id));
  perform act.tell_cover(m, array[desk]);
end $$;

grant execute on function act.may_enter_absence(int, int, text), act.enter_absence(uuid, int, text, date, date, int[]), act.end_absence(uuid, int) to throughcare_actor;
