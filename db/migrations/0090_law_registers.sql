-- What an edition says besides its matrix (duties, retention), what may change without a new edition (the contact
-- point), how it was signed, and what advisers said: data protection officer and adviser on lawfulness (GD-12, LED-06,
-- MA-11, MA-14). And the decision without which no record crosses from one regime to the other (LED-01, LED-03).

alter table app.arrangement_parties
  add column signed_how    text constraint arrangement_parties_how check (signed_how in ('here', 'paper')),
  add column signed_member int,
  add foreign key (authority_id, signed_member) references app.members;
-- In a database that is at work, the trigger that keeps what is fixed stands already.
alter table app.arrangement_parties disable trigger user;
update app.arrangement_parties set signed_how = 'paper' where signed_on is not null;
alter table app.arrangement_parties enable trigger user;

create table app.arrangement_duties (
  authority_id   int  not null,
  arrangement_id int  not null,
  duty           text not null constraint arrangement_duties_known check (duty in (
    'inform', 'access', 'rectify', 'erase', 'restrict', 'object', 'breach', 'security', 'retention', 'assessment', 'training')),
  agency_id      int,
  primary key (authority_id, arrangement_id, duty),
  foreign key (authority_id, arrangement_id) references app.arrangements,
  foreign key (authority_id, arrangement_id, agency_id) references app.arrangement_parties
);

create table app.arrangement_retention (
  authority_id   int  not null,
  arrangement_id int  not null,
  purpose        text not null references app.purposes,
  category       text not null,
  months         int  not null constraint arrangement_retention_months check (months between 0 and 360),
  counted_from   text not null
    constraint arrangement_retention_from check (counted_from in ('written', 'case_closed', 'measure_ended')),
  outcome        text not null constraint arrangement_retention_outcome check (outcome in ('erase', 'restrict')),
  primary key (authority_id, arrangement_id, purpose, category),
  foreign key (authority_id, arrangement_id) references app.arrangements
);

-- Whom a person asks. A changed contact makes no edition: each entry holds until the next one begins.
create table app.arrangement_contacts (
  authority_id int         not null,
  lineage_id   int         not null,
  since        date        not null,
  name         text        not null constraint arrangement_contacts_name check (length(name) between 3 and 160),
  address      text        constraint arrangement_contacts_address check (length(address) between 3 and 300),
  phone        text        constraint arrangement_contacts_phone check (length(phone) between 3 and 60),
  email        text        constraint arrangement_contacts_email check (length(email) between 3 and 160),
  complaints   text        constraint arrangement_contacts_complaints check (length(complaints) between 3 and 300),
  entered_by   int,
  entered_at   timestamptz not null default now(),
  primary key (authority_id, lineage_id, since),
  foreign key (authority_id, lineage_id) references app.arrangements,
  foreign key (authority_id, entered_by) references app.members,
  constraint arrangement_contacts_reached check (coalesce(address, phone, email) is not null)
);

-- The scan of a paper signature, sealed.
create table app.signature_papers (
  authority_id   int         not null,
  arrangement_id int         not null,
  agency_id      int         not null,
  media_type     text        not null
    constraint signature_papers_type check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  sha256         bytea       not null,
  key_wrapped    bytea       not null,
  file_sealed    bytea       not null,
  added_by       int         not null,
  added_at       timestamptz not null default now(),
  primary key (authority_id, arrangement_id, agency_id),
  foreign key (authority_id, arrangement_id, agency_id) references app.arrangement_parties,
  foreign key (authority_id, added_by) references app.members
);

-- What the data protection officer thinks of a text. Who goes against it says why, before the text is fixed or signed.
create table app.agreement_advice (
  authority_id   int         not null,
  id             int         not null,
  draft_id       int,
  arrangement_id int,
  stance         text        not null
    constraint agreement_advice_stance check (stance in ('in_favour', 'reservations', 'against')),
  advice         text        not null constraint agreement_advice_text check (length(advice) between 3 and 4000),
  given_by       int         not null,
  given_at       timestamptz not null default now(),
  answer         text        constraint agreement_advice_answer check (length(answer) between 3 and 4000),
  answered_by    int,
  answered_at    timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, draft_id) references app.arrangement_drafts,
  foreign key (authority_id, arrangement_id) references app.arrangements,
  foreign key (authority_id, given_by) references app.members,
  foreign key (authority_id, answered_by) references app.members,
  constraint agreement_advice_of_something check (coalesce(draft_id, arrangement_id) is not null),
  constraint agreement_advice_answered check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);

-- What the adviser on lawfulness asks about a basis. While it is open the basis is not renewed, and no text that
-- stands on it is fixed.
create table app.basis_questions (
  authority_id int         not null,
  id           int         not null,
  basis_id     int         not null,
  question     text        not null constraint basis_questions_text check (length(question) between 3 and 4000),
  asked_by     int         not null,
  asked_at     timestamptz not null default now(),
  answer       text        constraint basis_questions_answer check (length(answer) between 3 and 4000),
  answered_by  int,
  answered_at  timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, basis_id) references app.legal_bases,
  foreign key (authority_id, asked_by) references app.members,
  foreign key (authority_id, answered_by) references app.members,
  constraint basis_questions_answered check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);

-- A record that was gathered for one purpose is used for another: by which law, why it is necessary, why it is
-- proportionate, who decided. Limited to the records that it lists; special categories need a second person.
create table app.regime_changes (
  authority_id           int         not null,
  id                     uuid        not null,
  case_id                uuid        not null,
  clause_id              int         not null,
  owner_agency_id        int         not null,
  from_purpose           text        not null references app.purposes,
  to_purpose             text        not null references app.purposes,
  records                uuid[]      not null constraint regime_changes_records check (cardinality(records) between 1 and 100),
  law                    text        not null constraint regime_changes_law check (length(law) between 3 and 300),
  special                boolean     not null default false,
  key_wrapped            bytea       not null,
  necessity_sealed       bytea       not null,
  proportionality_sealed bytea       not null,
  decided_by             int         not null,
  decided_at             timestamptz not null default now(),
  confirmed_by           int,
  confirmed_at           timestamptz,
  withdrawn_by           int,
  withdrawn_at           timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, clause_id) references app.clauses,
  foreign key (authority_id, owner_agency_id) references app.agencies,
  foreign key (authority_id, decided_by) references app.members,
  foreign key (authority_id, confirmed_by) references app.members,
  foreign key (authority_id, withdrawn_by) references app.members,
  constraint regime_changes_purposes check (from_purpose <> to_purpose),
  constraint regime_changes_two_persons check (confirmed_by <> decided_by)
);
create index regime_changes_of_case on app.regime_changes (authority_id, case_id);

-- Whom the coordinator was told of, so that nobody is told twice that an agreement or a basis ends.
create table app.expiry_warnings (
  authority_id int  not null references app.authorities,
  what         text not null constraint expiry_warnings_what check (what in ('agreement', 'basis')),
  id           int  not null,
  ends_on      date not null,
  told_on      date not null,
  primary key (authority_id, what, id, ends_on)
);
