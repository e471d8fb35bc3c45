-- What was agreed between agencies, and what prisons announce under it: arrangements, imports, notices.
create table app.purposes (
  code   text primary key,
  regime text not null constraint purposes_regime check (regime in ('law_enforcement_directive', 'gdpr'))
);
insert into app.purposes values ('reintegration', 'gdpr'), ('supervision', 'law_enforcement_directive');

create table app.domains (
  authority_id int  not null references app.authorities,
  code         text not null,
  position     int  not null,
  basic        boolean not null default false,
  primary key (authority_id, code)
);

-- The signed agreement between agencies as data.
create table app.arrangements (
  authority_id       int     not null references app.authorities,
  id                 int     not null,
  reference          text    not null,
  title              text    not null,
  valid_from         date    not null,
  valid_until        date,
  document           text    not null,
  fallback_principal int     not null,
  includes_remand    boolean not null default false,
  version            int     not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, fallback_principal) references app.principals,
  constraint arrangements_valid check (valid_until is null or valid_until > valid_from)
);

create table app.arrangement_parties (
  authority_id   int  not null,
  arrangement_id int  not null,
  agency_id      int  not null,
  signed_on      date,
  signed_by      text,
  left_on        date,
  primary key (authority_id, arrangement_id, agency_id),
  foreign key (authority_id, arrangement_id) references app.arrangements,
  foreign key (authority_id, agency_id) references app.agencies,
  constraint arrangement_parties_signature check ((signed_on is null) = (signed_by is null))
);
create index arrangement_parties_agency on app.arrangement_parties (authority_id, agency_id);

create table app.clauses (
  authority_id   int  not null,
  id             int  not null,
  arrangement_id int  not null,
  purpose        text not null references app.purposes,
  category       text not null,
  label          text not null,
  basis          text not null,
  primary key (authority_id, id),
  unique (authority_id, arrangement_id, purpose, category),
  foreign key (authority_id, arrangement_id) references app.arrangements
);

create table app.clause_rights (
  authority_id   int       not null,
  clause_id      int       not null,
  agency_id      int       not null,
  may_contribute boolean   not null default false,
  sight          app.sight,
  primary key (authority_id, agency_id, clause_id),
  foreign key (authority_id, clause_id) references app.clauses,
  foreign key (authority_id, agency_id) references app.agencies
);

-- Desks that an arrangement names as receivers of a prison's release notices.
create table app.notice_desks (
  authority_id   int not null,
  arrangement_id int not null,
  principal      int not null,
  primary key (authority_id, arrangement_id, principal),
  foreign key (authority_id, arrangement_id) references app.arrangements,
  foreign key (authority_id, principal) references app.principals
);

create table app.import_mappings (
  authority_id int         not null,
  agency_id    int         not null,
  fingerprint  text        not null,
  mapping      jsonb       not null,
  confirmed_by int         not null,
  confirmed_at timestamptz not null default now(),
  primary key (authority_id, agency_id, fingerprint),
  foreign key (authority_id, agency_id) references app.agencies
);

create table app.imports (
  authority_id  int         not null,
  id            uuid        not null,
  agency_id     int         not null,
  clause_id     int         not null,
  status        text        not null default 'previewed'
    constraint imports_status check (status in ('previewed', 'applied', 'discarded')),
  file_hash     bytea       not null,
  counts        jsonb       not null,
  key_wrapped   bytea,
  staged_sealed bytea,
  created_by    int         not null,
  created_at    timestamptz not null default now(),
  applied_by    int,
  applied_at    timestamptz,
  version       int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, clause_id) references app.clauses,
  constraint imports_nothing_left_behind check (status = 'previewed' or staged_sealed is null)
);

create table app.release_notices (
  authority_id      int         not null,
  id                uuid        not null,
  prison_agency_id  int         not null,
  clause_id         int         not null,
  desks             int[]       not null,
  status            text        not null default 'waiting'
    constraint release_notices_status check (status in ('waiting', 'held', 'case')),
  residence         text        not null constraint release_notices_residence check (residence in ('city', 'unknown')),
  remand            boolean     not null default false,
  number_token      bigint      not null,
  fingerprint       bytea       not null,
  key_wrapped       bytea,
  identity_sealed   bytea,
  name_tokens       bigint[]    not null default '{}',
  birth_tokens      bigint[]    not null default '{}',
  release_on        date,
  release_certainty text        not null
    constraint release_notices_certainty check (release_certainty in ('earliest', 'expected', 'fixed', 'unknown')),
  earliest_on       date,
  import_id         uuid        not null,
  case_id           uuid,
  received_on       date        not null,
  vanished_on       date,
  version           int         not null default 1,
  primary key (authority_id, id),
  unique (authority_id, prison_agency_id, number_token),
  foreign key (authority_id, prison_agency_id) references app.agencies,
  foreign key (authority_id, clause_id) references app.clauses,
  foreign key (authority_id, import_id) references app.imports,
  constraint release_notices_date check ((release_certainty = 'unknown') = (release_on is null)),
  constraint release_notices_sealed check ((status = 'case') = (identity_sealed is null)
    and (identity_sealed is null) = (key_wrapped is null))
);
create index release_notices_waiting on app.release_notices (authority_id, release_on, id) where status <> 'case';
create index release_notices_names on app.release_notices using gin (name_tokens) where status <> 'case';

