-- The first hour of a city: its set-up by a one-time link, who sits at the table, agreements that are still
-- being written, and whether it is open for live cases.

create table auth.set_up_links (
  token_hash bytea       primary key constraint set_up_links_hash check (length(token_hash) = 32),
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '24 hours',
  used_at    timestamptz
);

-- What an authority decided at its set-up, and the proofs without which it holds no real person.
create table app.authority_state (
  authority_id      int         primary key references app.authorities,
  region            text        constraint authority_state_region check (length(region) between 1 and 40),
  languages         text[]      not null default '{en}',
  week_starts       text        not null default 'monday'
    constraint authority_state_week check (week_starts in ('monday', 'saturday', 'sunday')),
  restore_drill_at  timestamptz,
  restore_drill_by  text,
  restore_drill     jsonb       not null default '{}',
  key_sheet_at      timestamptz,
  key_sheet_by      text,
  opened_at         timestamptz,
  opened_by         int,
  opened_proof      jsonb       not null default '{}',
  foreign key (authority_id, opened_by) references app.members
);

-- A city that works with cases already has answered for them; it is not closed by a newer program.
insert into app.authority_state (authority_id, opened_at, opened_proof)
select a.id, now(), '{"how": "was at work before the check list existed"}' from app.authorities a
 where a.demo or exists (select from app.cases c where c.authority_id = a.id)
    or exists (select from app.release_notices n where n.authority_id = a.id);

-- No person is written down in an authority that is not open, whichever act, import or job tries. The owner of
-- the tables is not held up: it lays down demos and restores what was there.
create function app.only_when_open() returns trigger language plpgsql set search_path = '' as $$
begin
  if session_user <> current_user and exists (
    select from (select distinct g.authority_id from given g) x
     where not exists (select from app.authority_state s where s.authority_id = x.authority_id and s.opened_at is not null)
  ) then
    raise exception 'not_open_for_live_cases' using errcode = 'TC409';
  end if;
  return null;
end $$;
create trigger only_when_open after insert on app.persons
  referencing new table as given for each statement execute function app.only_when_open();
create trigger only_when_open after insert on app.cases
  referencing new table as given for each statement execute function app.only_when_open();
create trigger only_when_open after insert on app.imports
  referencing new table as given for each statement execute function app.only_when_open();
create trigger only_when_open after insert on app.release_notices
  referencing new table as given for each statement execute function app.only_when_open();

-- Who belongs at a good table, the same everywhere. The kind is what a new agency in that place usually is.
create table app.table_functions (
  code     text            primary key,
  position int             not null unique,
  kind     app.agency_kind not null
);
insert into app.table_functions (code, position, kind) values
  ('coordination', 1, 'city'), ('prison', 2, 'custody'), ('probation', 3, 'probation'), ('police', 4, 'police'),
  ('prosecution', 5, 'justice'), ('social', 6, 'city'), ('youth', 7, 'city'), ('health', 8, 'health'),
  ('addiction', 9, 'health'), ('housing', 10, 'city'), ('employment', 11, 'work'), ('education', 12, 'work'),
  ('debt', 13, 'association'), ('family', 14, 'association'), ('exit', 15, 'association'),
  ('restorative', 16, 'association'), ('victims', 17, 'association'), ('privacy', 18, 'city');

-- A place at the table of one authority: filled by an agency, or somebody was asked. No row: an empty place.
create table app.table_seats (
  authority_id int         not null references app.authorities,
  id           int         not null,
  function     text        not null references app.table_functions,
  agency_id    int,
  organisation text        constraint table_seats_organisation check (length(organisation) between 2 and 120),
  contact      text        constraint table_seats_contact check (length(contact) between 1 and 200),
  asked_on     date,
  changed_by   int         not null,
  version      int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, changed_by) references app.members,
  constraint table_seats_filled_or_asked check (agency_id is not null or (organisation is not null and asked_on is not null))
);
create unique index table_seats_once on app.table_seats (authority_id, function, agency_id) where agency_id is not null;

-- An agreement that is still being written. It permits nothing: only what is fixed and signed does.
create table app.arrangement_drafts (
  authority_id   int         not null references app.authorities,
  id             int         not null,
  content        jsonb       not null,
  changed_by     int         not null,
  changed_at     timestamptz not null default now(),
  arrangement_id int,
  version        int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, changed_by) references app.members,
  foreign key (authority_id, arrangement_id) references app.arrangements
);
