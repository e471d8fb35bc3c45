-- What keeps a city safe without an IT department: its backups, its mail, and whether the jobs still run.

-- When and where the backup is made. Without a row it is made at 02:30 into the data folder.
create table app.backup_plans (
  authority_id  int         primary key references app.authorities,
  enabled       boolean     not null default true,
  folder        text        constraint backup_plans_folder check (length(folder) between 1 and 400),
  second_folder text        constraint backup_plans_second check (length(second_folder) between 1 and 400),
  keep          int         not null default 14 constraint backup_plans_keep check (keep between 2 and 400),
  begins_at     time        not null default '02:30',
  drill_days    int         not null default 7 constraint backup_plans_drill check (drill_days between 1 and 90),
  changed_by    int,
  version       int         not null default 1,
  foreign key (authority_id, changed_by) references app.members
);

create table app.backups (
  authority_id   int         not null references app.authorities,
  id             uuid        not null default gen_random_uuid(),
  kind           text        not null constraint backups_kind check (kind in ('scheduled', 'command')),
  begun_at       timestamptz not null,
  ended_at       timestamptz not null default clock_timestamp(),
  whole          boolean     not null,
  file           text,
  bytes          bigint,
  recovery_point timestamptz,
  second_copy    boolean,
  problem        text,
  primary key (authority_id, id)
);
create index backups_newest on app.backups (authority_id, ended_at desc);

-- Without a row mail is written into files beside the data, and nothing leaves the machine.
create table app.mail_settings (
  authority_id    int         primary key references app.authorities,
  way             text        not null default 'file' constraint mail_settings_way check (way in ('file', 'smtp')),
  host            text        constraint mail_settings_host check (length(host) between 1 and 200),
  port            int         constraint mail_settings_port check (port between 1 and 65535),
  security        text        not null default 'starttls' constraint mail_settings_security check (security in ('tls', 'starttls', 'none')),
  login           text,
  key_wrapped     bytea,
  password_sealed bytea,
  sender          text,
  last_sent_at    timestamptz,
  problem         text,
  problem_at      timestamptz,
  changed_by      int,
  version         int         not null default 1,
  constraint mail_settings_smtp check (way = 'file' or host is not null and port is not null and sender is not null),
  constraint mail_settings_sealed check ((password_sealed is null) = (key_wrapped is null)),
  foreign key (authority_id, changed_by) references app.members
);

-- How often a member wants to hear that there is something new.
create table app.mail_wishes (
  authority_id int         not null,
  member_id    int         not null,
  rhythm       text        not null default 'at_once' constraint mail_wishes_rhythm check (rhythm in ('off', 'at_once', 'daily')),
  last_sent_at timestamptz,
  returned_at  timestamptz,
  primary key (authority_id, member_id),
  foreign key (authority_id, member_id) references app.members
);

-- One waiting mail per member and kind, whatever number of things happened: it says only that there is something.
create table app.mail_waiting (
  authority_id int         not null,
  member_id    int         not null,
  kind         text        not null constraint mail_waiting_kind check (kind in ('news', 'desk')),
  since        timestamptz not null default now(),
  due_at       timestamptz not null,
  attempts     int         not null default 0,
  problem      text,
  primary key (authority_id, member_id, kind),
  foreign key (authority_id, member_id) references app.members
);
create index mail_waiting_due on app.mail_waiting (due_at);

-- When each job was last seen alive.
create table app.job_beats (
  name text        primary key,
  at   timestamptz not null default now()
);
