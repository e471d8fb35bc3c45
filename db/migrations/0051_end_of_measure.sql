-- When the last imposed measure ends, only what the person wants goes on. What they do not want ends quietly.
create table app.continuations (
  authority_id   int         not null,
  id             uuid        not null default gen_random_uuid(),
  case_id        uuid        not null,
  domain         text        not null constraint continuations_domain check (domain in ('lead', 'accommodation', 'work', 'education',
    'health', 'substance_use', 'finance_papers', 'family_community', 'relations')),
  clause_id      int         not null,
  to_principal   int,
  goes_on        boolean     not null,
  ends_on        date,
  way            text        not null constraint continuations_way check (way in ('on_screen', 'paper', 'witnessed')),
  said_on        date        not null,
  language       text        not null constraint continuations_language check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  witness_sealed bytea,
  words_sealed   bytea,
  in_force       boolean     not null default true,
  recorded_by    int         not null,
  recorded_at    timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  constraint continuations_end check (goes_on = (ends_on is null)),
  constraint continuations_witness check (way <> 'witnessed' or witness_sealed is not null)
);
create unique index continuations_one_in_force on app.continuations (authority_id, case_id, domain) where in_force;

create trigger stamp_added after insert on app.continuations referencing new table as changed for each statement execute function app.stamp_cases();
create trigger stamp_changed after update on app.continuations referencing new table as changed for each statement execute function app.stamp_cases();
