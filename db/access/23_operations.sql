-- Backups and the health of the desk. Who runs the machine sees numbers and states, never a case.

alter table app.backup_plans enable row level security;
alter table app.backups enable row level security;
alter table app.job_beats enable row level security;

-- The word on what the desk has been doing to stay safe; the same facts for the screen and for the command.
create or replace function act.safety_facts(a int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'authority', a, 'demo', x.demo, 'databaseTime', clock_timestamp(), 'timeZone', x.time_zone,
    'newestEvent', (select max(e.at) from audit.events e where e.authority_id = a and e.at > now() - interval '2 days'),
    'beats', (select coalesce(jsonb_object_agg(b.name, b.at), '{}') from app.job_beats b),
    'plan', jsonb_build_object('enabled', coalesce(p.enabled, true), 'folder', p.folder, 'secondFolder', p.second_folder,
      'keep', coalesce(p.keep, 14), 'beginsAt', to_char(coalesce(p.begins_at, '02:30'), 'HH24:MI'),
      'drillDays', coalesce(p.drill_days, 7), 'version', coalesce(p.version, 0)),
    'lastWhole', (select jsonb_build_object('at', b.ended_at, 'bytes', b.bytes, 'file', b.file, 'recoveryPoint', b.recovery_point,
                    'secondCopy', b.second_copy) from app.backups b where b.authority_id = a and b.whole order by b.ended_at desc limit 1),
    'lastFailed', (select jsonb_build_object('at', b.ended_at, 'problem', b.problem)
                     from app.backups b where b.authority_id = a and not b.whole order by b.ended_at desc limit 1),
    'log', audit.log_facts(a), 'drillAt', s.restore_drill_at, 'keySheetAt', s.key_sheet_at, 'keySheetBy', s.key_sheet_by,
    'mail', jsonb_build_object('way', coalesce(m.way, 'file'), 'problem', m.problem, 'problemAt', m.problem_at, 'lastSentAt', m.last_sent_at,
      'waiting', (select count(*) from app.mail_waiting w where w.authority_id = a and w.due_at < now() - interval '1 hour'),
      'returned', (select count(*) from app.mail_wishes w where w.authority_id = a and w.returned_at is not null)))
    from app.authorities x
    left join app.authority_state s on s.authority_id = x.id
    left join app.backup_plans p on p.authority_id = x.id
    left join app.mail_settings m on m.authority_id = x.id
   where x.id = a
$$;

-- For a command or job at the machine: the city that runs here (the first, where there are several).
create or replace function act.machine_facts() returns jsonb
language sql stable security definer set search_path = '' as $$
  select act.safety_facts((select x.id from app.authorities x order by x.demo, x.id limit 1))
$$;

-- Only where one city has the machine for itself may its administrator say where files go.
create or replace function act.only_own_machine() returns int
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_administrators();
begin
  if exists (select from app.authorities x where x.id <> a) then
    raise exception 'machine_shared' using errcode = 'TC403';
  end if;
  return a;
end $$;

create or replace function act.plan_backups(
  p_version int, p_enabled boolean, p_folder text, p_second text, p_keep int, p_at text, p_drill_days int
) returns void language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_own_machine();
begin
  if coalesce((select p.version from app.backup_plans p where p.authority_id = a), 0) <> p_version then
    raise exception 'version_outdated' using errcode = 'TC412';
  end if;
  insert into app.backup_plans (authority_id, enabled, folder, second_folder, keep, begins_at, drill_days, changed_by)
  values (a, p_enabled, p_folder, p_second, p_keep, p_at::time, p_drill_days, actor.member())
  on conflict (authority_id) do update set enabled = excluded.enabled, folder = excluded.folder,
    second_folder = excluded.second_folder, keep = excluded.keep, begins_at = excluded.begins_at,
    drill_days = excluded.drill_days, changed_by = excluded.changed_by, version = app.backup_plans.version + 1;
  perform audit.record('safety.backups_planned', null, jsonb_build_object('enabled', p_enabled, 'keep', p_keep));
end $$;

-- An administrator asks for a backup now; a job makes it.
create or replace function act.ask_backup() returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform act.only_own_machine();
  perform app.enqueue('backup-now', '{}', 'backup-now');
  perform audit.record('safety.backup_asked', null, '{}');
end $$;

-- The master key is about to be shown to an administrator who has just given the passphrase again. It opens
-- everything on the machine. Answers whose sheet it is.
create or replace function act.show_key_sheet() returns text
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_own_machine();
begin
  perform audit.record('safety.key_shown', null, '{}');
  return (select x.name from app.authorities x where x.id = a);
end $$;

-- Whose name stands on a key sheet that a command prints: all of them, where several share the machine.
create or replace function act.sheet_owner() returns table (name text, language text)
language sql stable security definer set search_path = '' as $$
  select string_agg(x.name, ', ' order by x.id), (array_agg(x.locale order by x.id))[1] from app.authorities x
$$;

-- Another master key took over, by a command at the machine, which also moves the keys in the same transaction. The
-- sheet with the former one is paper for the shredder: the check list and the page of the desk ask for a new one.
create or replace function act.record_master_key_changed() returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int;
begin
  if actor.context() is not null then raise exception 'forbidden' using errcode = 'TC403'; end if;
  foreach a in array act.proven_authorities() loop
    update app.authority_state s set key_sheet_at = null, key_sheet_by = null where s.authority_id = a;
    perform audit.write(a, null, null, null, 'safety.master_key_changed', null, '{}', null);
  end loop;
end $$;

-- Whether tonight's backup is still to be made: also in the morning, if the machine was off at night. After a
-- failure an hour passes before the next attempt. A demo makes none by itself.
create or replace function act.backup_due() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from app.authorities x
      left join app.backup_plans p on p.authority_id = x.id
     cross join lateral (select (date_trunc('day', now() at time zone x.time_zone) + coalesce(p.begins_at, '02:30')) at time zone x.time_zone as at) planned
     where not x.demo and coalesce(p.enabled, true) and planned.at <= now()
       and not exists (select from app.backups b where b.authority_id = x.id
                        and (b.whole and b.ended_at >= planned.at or b.ended_at > now() - interval '1 hour')))
$$;

-- What became of a backup. A failure is told to the administrators, by mail too.
create or replace function act.record_backup(p_kind text, p_begun timestamptz, p_made jsonb, p_problem text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int;
begin
  for a in select x.id from app.authorities x loop
    insert into app.backups (authority_id, kind, begun_at, whole, file, bytes, recovery_point, second_copy, problem)
    values (a, p_kind, p_begun, p_problem is null, p_made ->> 'file', (p_made ->> 'bytes')::bigint,
            (p_made ->> 'recoveryPoint')::timestamptz, (p_made ->> 'secondCopy')::boolean, left(p_problem, 400));
    delete from app.backups b where b.authority_id = a and b.ended_at < now() - interval '400 days';
    if p_problem is not null then perform act.tell_administrators(a); end if;
    perform audit.write(a, null, null, null, 'safety.backed_up', null,
      jsonb_build_object('whole', p_problem is null, 'bytes', p_made -> 'bytes'), null);
  end loop;
end $$;

create or replace function act.beat(p_name text) returns void
language sql security definer set search_path = '' as $$
  insert into app.job_beats as b (name, at) values (p_name, now()) on conflict (name) do update set at = now()
$$;

-- A task that failed, since when; the first time it succeeds again it is forgotten (OPS-06). What went wrong stays in the queue,
-- which may name somebody.
create or replace function act.job_failed(p_task text) returns void
language sql security definer set search_path = '' as $$
  insert into app.job_beats (name, at) values ('failed:' || p_task, now()) on conflict (name) do nothing
$$;

create or replace function act.job_went(p_task text) returns void
language sql security definer set search_path = '' as $$ delete from app.job_beats b where b.name = 'failed:' || p_task $$;

grant execute on function act.job_failed(text), act.job_went(text) to throughcare_worker;
grant execute on function act.plan_backups(int, boolean, text, text, int, text, int), act.ask_backup(), act.show_key_sheet() to throughcare_actor;
grant execute on function act.machine_facts(), act.sheet_owner(), act.backup_due(), act.record_backup(text, timestamptz, jsonb, text), act.beat(text)
  to throughcare_worker;
