-- The law of the table: editions of an arrangement that follow one another, cells with a basis and professional
-- secrecy, and the register of legal bases on which each party stands (SH1, LED-02, LED-13, GD-12, MA-15).

alter table app.member_functions drop constraint member_functions_known;
alter table app.member_functions add constraint member_functions_known check (function in (
  'coordinator', 'chair', 'case_worker', 'resettlement_officer', 'provider', 'exit_worker', 'facilitator',
  'trainer', 'strategy_lead', 'elected_member', 'data_protection_officer', 'administrator', 'manager',
  'signatory', 'lawfulness_adviser', 'auditor'));

-- Help on which nobody may insist, and measures that are imposed: consent carries the first only.
alter table app.purposes add column compulsory boolean not null default false;
update app.purposes set compulsory = true where code = 'supervision';

alter table app.arrangements
  add column lineage_id       int,
  add column edition          int,
  add column supersedes_id    int,
  add column transition_until date,
  add column review_on        date,
  add column fixed_at         timestamptz;
-- What was agreed before stays as it is, and is a first edition.
update app.arrangements set lineage_id = id, edition = 1, fixed_at = now();
alter table app.arrangements
  alter column lineage_id set not null,
  alter column edition set not null,
  add foreign key (authority_id, lineage_id) references app.arrangements,
  add foreign key (authority_id, supersedes_id) references app.arrangements,
  add constraint arrangements_edition unique (authority_id, lineage_id, edition),
  add constraint arrangements_first_edition check (edition >= 1 and (edition = 1) = (lineage_id = id)),
  add constraint arrangements_transition
    check (transition_until is null or transition_until between valid_from and valid_from + 90);

alter table app.arrangement_parties
  add constraint arrangement_parties_left_after_signing check (left_on is null or left_on >= signed_on);

-- On which law an agency stands. What is active is never reworded; it is renewed, withdrawn, or followed by another.
create table app.legal_bases (
  authority_id int         not null references app.authorities,
  id           int         not null,
  kind         text        not null constraint legal_bases_kind check (kind in (
    'legal_obligation', 'public_task', 'vital_interests', 'consent', 'contract', 'legitimate_interests',
    'criminal_law_task')),
  citation     text        constraint legal_bases_citation check (length(citation) between 3 and 300),
  objective    text        constraint legal_bases_objective check (length(objective) between 3 and 600),
  categories   text[]      not null default '{}',
  purposes     text[]      not null default '{}',
  bodies       int[]       not null default '{}',
  valid_from   date,
  valid_until  date,
  review_on    date,
  text_link    text        constraint legal_bases_link check (text_link ~ '^https?://' and length(text_link) <= 500),
  description  text        constraint legal_bases_description check (length(description) between 3 and 2000),
  reviewed_by  text        constraint legal_bases_reviewer check (length(reviewed_by) between 2 and 160),
  reviewed_on  date,
  state        text        not null default 'draft'
    constraint legal_bases_state check (state in ('draft', 'active', 'withdrawn')),
  changed_by   int,
  changed_at   timestamptz not null default now(),
  version      int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, changed_by) references app.members,
  constraint legal_bases_ends check (valid_until >= valid_from),
  -- Six parts, none missing: citation, objective, categories, purposes, bodies entitled, validity.
  constraint legal_bases_whole check (state <> 'active' or (citation is not null and objective is not null
    and cardinality(categories) > 0 and cardinality(purposes) > 0 and cardinality(bodies) > 0
    and valid_from is not null and coalesce(valid_until, review_on) is not null
    and reviewed_by is not null and reviewed_on is not null)),
  -- A vital interest is described, and closes itself after a week.
  constraint legal_bases_vital check (state <> 'active' or kind <> 'vital_interests'
    or (description is not null and valid_until is not null and valid_until <= valid_from + 7))
);

alter table app.clause_rights
  add column on_decision    boolean not null default false,
  add column secrecy        boolean not null default false,
  add column release_ground text constraint clause_rights_ground check (length(release_ground) between 3 and 300),
  add column basis_id       int,
  add foreign key (authority_id, basis_id) references app.legal_bases;
