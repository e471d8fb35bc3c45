-- Working days. A day counts when it is no weekend and the city's calendar does not close it.
create or replace function act.is_closed(p_authority int, p_day date) returns boolean
language sql stable security definer set search_path = '' as $$
  select extract(isodow from p_day) > 5 or exists (
    select from app.public_holidays h where h.authority_id = p_authority and h.day = p_day and not h.struck)
$$;

create or replace function act.working_days_after(p_authority int, p_day date, p_days int) returns date
language plpgsql stable security definer set search_path = '' as $$
declare
  v_day  date := p_day;
  v_left int := least(p_days, 250);
begin
  while v_left > 0 loop
    v_day := v_day + 1;
    if not act.is_closed(p_authority, v_day) then v_left := v_left - 1; end if;
  end loop;
  return v_day;
end $$;

-- What a job needs to write the calendar of each authority; holidays of a country are no secret.
create or replace function act.calendars() returns table (authority int, country text, region text, filled_until date)
language sql stable security definer set search_path = '' as $$
  select a.id, a.country, a.region,
         (select max(h.day) from app.public_holidays h where h.authority_id = a.id and h.source = 'library')
    from app.authorities a order by a.id
$$;

-- Writes what the calendar of the country says. What the city has added or struck stays as the city has it.
create or replace function act.fill_holidays(p_authority int, p_days jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  written int;
begin
  insert into app.public_holidays as h (authority_id, day, names, source)
  select p_authority, (d ->> 'day')::date, d -> 'names', 'library' from jsonb_array_elements(p_days) d
  on conflict (authority_id, day) do update set names = excluded.names
    where h.source = 'library' and h.names <> excluded.names;
  get diagnostics written = row_count;
  return written;
end $$;

-- The calendar is everybody's working day: who coordinates or administers keeps it.
create or replace function act.keep_calendar() returns int
language plpgsql security definer set search_path = '' as $$
begin
  perform act.who();
  if not actor.functions() && array['administrator', 'coordinator'] then
    raise exception 'calendar_not_yours' using errcode = 'TC403';
  end if;
  perform from app.authorities a where a.id = actor.authority() for update;
  return actor.authority();
end $$;

-- Closes a day: a holiday that was struck counts again, any other day becomes the city's own.
create or replace function act.close_day(p_day date, p_names jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.keep_calendar();
begin
  if exists (select from app.public_holidays h where h.authority_id = a and h.day = p_day and not h.struck) then
    raise exception 'day_already_closed' using errcode = 'TC409', detail = 'day';
  end if;
  update app.public_holidays h set struck = false, changed_by = actor.member(), changed_at = now()
   where h.authority_id = a and h.day = p_day;
  if not found then
    insert into app.public_holidays (authority_id, day, names, source, changed_by)
    values (a, p_day, p_names, 'city', actor.member());
  end if;
  perform audit.record('calendar.day_closed', null, jsonb_build_object('day', p_day));
end $$;

-- Opens a day: a holiday is struck and can be restored, a day of the city's own is taken out.
create or replace function act.open_day(p_day date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.keep_calendar();
begin
  if not exists (select from app.public_holidays h where h.authority_id = a and h.day = p_day and not h.struck) then
    raise exception 'day_not_closed' using errcode = 'TC409', detail = 'day';
  end if;
  delete from app.public_holidays h where h.authority_id = a and h.day = p_day and h.source = 'city';
  update app.public_holidays h set struck = true, changed_by = actor.member(), changed_at = now()
   where h.authority_id = a and h.day = p_day;
  perform audit.record('calendar.day_opened', null, jsonb_build_object('day', p_day));
end $$;

-- Closed days between two days, as `{"2026-12-25": {"en": "Christmas"}}`: for warnings beside a release date.
create or replace function read.closed_days(p_authority int, p_from date, p_until date) returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(h.day, h.names), '{}') from app.public_holidays h
   where h.authority_id = p_authority and h.day between p_from and p_until and not h.struck
$$;

grant execute on function act.close_day(date, jsonb), act.open_day(date), act.working_days_after(int, date, int),
  read.closed_days(int, date, date) to throughcare_actor;
grant execute on function act.calendars(), act.fill_holidays(int, jsonb) to throughcare_worker;
