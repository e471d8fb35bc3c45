-- The calendar of working days, periods of custody and supervision, cycles after a recall, pathways that a
-- country words for itself, and what owners of milestones were told.
alter table app.authorities add column region text
  constraint authorities_region check (region ~ '^[A-Z0-9-]{1,8}$');

-- Days on which offices are closed: public holidays of the country and region, and days of the city's own.
create table app.public_holidays (
  authority_id int         not null references app.authorities,
  day          date        not null,
  names        jsonb       not null,
  source       text        not null constraint public_holidays_source check (source in ('library', 'city')),
  struck       boolean     not null default false,
  changed_by   int,
  changed_at   timestamptz not null default now(),
  primary key (authority_id, day),
  constraint public_holidays_city_goes check (source = 'library' or not struck),
  constraint public_holidays_named check (jsonb_typeof(names) = 'object' and names <> '{}')
);

-- After a recall a second cycle begins. What was said and done in the first stays as it was.
alter table app.cases
  add column cycle int not null default 1 constraint cases_cycle check (cycle >= 1),
  add column cycle_from date,
  add constraint cases_cycle_begins check ((cycle = 1) = (cycle_from is null));
alter table app.release_dates add column cycle int not null default 1;
alter table app.leads add column cycle int not null default 1;
alter table app.case_leads
  add column cycle int not null default 1,
  add column fallback boolean not null default false;

alter table app.milestones
  add column cycle int not null default 1,
  add column voluntary boolean not null default false,
  drop constraint milestones_status,
  add constraint milestones_status check (status in ('open', 'done', 'before_start', 'paused', 'expired')),
  drop constraint milestones_authority_id_case_id_code_key,
  add constraint milestones_once unique (authority_id, case_id, cycle, code);

alter table app.pathways
  add column source text,
  add column starts_on date;
alter table app.pathway_steps
  add column voluntary boolean not null default false,
  add column source text,
  drop constraint pathway_steps_anchor,
  add constraint pathway_steps_anchor
    check (anchor in ('reception', 'release', 'end_of_supervision', 'recall'));

-- Where the person is held or supervised, from and until. Three kinds mean prison: they never overlap.
create table app.periods (
  authority_id     int         not null references app.authorities,
  id               uuid        not null,
  case_id          uuid        not null,
  clause_id        int         not null,
  kind             text        not null constraint periods_kind check (kind in ('custody', 'leave', 'day_release',
    'electronic_monitoring', 'supervision', 'recall', 'transfer')),
  prison_agency_id int,
  cycle            int         not null,
  during           daterange   not null constraint periods_some_days check (not isempty(during) and not lower_inf(during)),
  source_sealed    bytea       not null,
  removed          boolean     not null default false,
  recorded_by      int         not null,
  recorded_at      timestamptz not null default now(),
  version          int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, clause_id) references app.clauses,
  foreign key (authority_id, prison_agency_id) references app.agencies,
  constraint periods_prison check (kind not in ('custody', 'recall', 'transfer') or prison_agency_id is not null),
  constraint periods_one_prison exclude using gist (authority_id with =, case_id with =, during with &&)
    where (kind in ('custody', 'recall', 'transfer') and not removed),
  constraint periods_each_once exclude using gist (authority_id with =, case_id with =, kind with =, during with &&)
    where (not removed)
);
create index periods_case on app.periods (authority_id, case_id);

-- Whether the person wants help after the last measure. A refusal is known to the coordination desk alone.
create table app.aftercare (
  authority_id int         not null,
  case_id      uuid        not null,
  clause_id    int         not null,
  answer       text        not null constraint aftercare_answer check (answer in ('accepted', 'declined')),
  answered_on  date        not null,
  words_sealed bytea,
  recorded_by  int         not null,
  recorded_at  timestamptz not null default now(),
  version      int         not null default 1,
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references app.cases
);

-- What an owner of milestones was told about one change: one row for each owner and change, never one for
-- each milestone, and never a second for the same change.
create table app.told (
  authority_id int         not null,
  id           uuid        not null default gen_random_uuid(),
  case_id      uuid        not null,
  clause_id    int         not null,
  principal    int         not null,
  change       text        not null,
  kind         text        not null constraint told_kind check (kind in
    ('release_moved', 'recalled', 'transferred', 'pathway_changed', 'period_changed')),
  milestones   jsonb       not null,
  told_by      int,
  told_at      timestamptz not null default now(),
  seen_by      int,
  seen_at      timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, principal) references app.principals,
  constraint told_once unique (authority_id, case_id, principal, change),
  constraint told_seen check ((seen_at is null) = (seen_by is null))
);
create index told_unseen on app.told (authority_id, principal, told_at desc) where seen_at is null;
