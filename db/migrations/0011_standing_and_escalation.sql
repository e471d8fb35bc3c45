-- An agency's word given in advance, with limits; and what happens when a part of life was declined twice.
alter table app.member_functions drop constraint member_functions_known;
alter table app.member_functions add constraint member_functions_known check (function in (
  'coordinator', 'chair', 'case_worker', 'resettlement_officer', 'provider', 'exit_worker', 'facilitator',
  'trainer', 'strategy_lead', 'elected_member', 'data_protection_officer', 'administrator', 'manager'));

create table app.standing_acceptances (
  authority_id int         not null,
  id           uuid        not null,
  agency_id    int         not null,
  principal    int         not null,
  domain       text        not null,
  prisons      int[]       not null default '{}',
  at_once      int constraint standing_acceptances_at_once check (at_once between 1 and 1000),
  per_month    int constraint standing_acceptances_per_month check (per_month between 1 and 1000),
  max_days     int constraint standing_acceptances_max_days check (max_days between 1 and 3660),
  valid        daterange   not null,
  made_by      int         not null,
  made_at      timestamptz not null default now(),
  ended_at     timestamptz,
  ended_by     int,
  version      int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, principal) references app.principals,
  foreign key (authority_id, domain) references app.domains,
  constraint standing_acceptances_limited check (at_once is not null or per_month is not null),
  constraint standing_acceptances_valid check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
  constraint standing_acceptances_ended check ((ended_at is null) = (ended_by is null))
);
create index standing_acceptances_desk on app.standing_acceptances (authority_id, principal, domain);

alter table app.leads add standing_id uuid;
alter table app.leads add standing_refusal text constraint leads_standing_refusal
  check (standing_refusal in ('prison', 'dates', 'open_end', 'too_long', 'month_full', 'full', 'taken'));
create index leads_standing on app.leads (authority_id, standing_id) where standing_id is not null;

-- Seen by managers, who sit on no case: so it carries the reference, and nothing of the person.
create table app.escalations (
  authority_id int         not null,
  id           uuid        not null default gen_random_uuid(),
  case_id      uuid        not null,
  ref          text        not null,
  domain       text        not null,
  clause_id    int         not null,
  agencies     int[]       not null,
  from_agency_id int       not null,
  begins_on    date,
  raised_at    timestamptz not null default now(),
  state        text        not null default 'open' constraint escalations_state check (state in ('open', 'resolved', 'settled')),
  outcome      text constraint escalations_outcome check (outcome in ('agency', 'desk')),
  agency_id    int,
  until_on     date,
  decided_by   int,
  decided_at   timestamptz,
  key_wrapped  bytea,
  words_sealed bytea,
  version      int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  constraint escalations_resolved check ((state = 'resolved') = (outcome is not null) and (state = 'resolved') = (words_sealed is not null)
    and (outcome = 'agency') = (agency_id is not null))
);
create unique index escalations_one_open on app.escalations (authority_id, case_id, domain) where state = 'open';
create index escalations_agencies on app.escalations using gin (agencies) where state = 'open';
create index escalations_case on app.escalations (authority_id, case_id, domain);
