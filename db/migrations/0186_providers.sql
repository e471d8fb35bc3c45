-- Sign-in at the provider of an agency (AD2, SEC-11): one provider for an agency, people bound to it one by one.
create table app.providers (
  authority_id  int         not null,
  id            uuid        not null default gen_random_uuid(),
  agency_id     int         not null,
  issuer        text        not null constraint providers_issuer check (length(issuer) between 8 and 300),
  client_id     text        not null constraint providers_client check (length(client_id) between 1 and 200),
  key_wrapped   bytea,
  secret_sealed bytea,
  domains       text[]      not null,
  acr           text        constraint providers_acr check (length(acr) between 1 and 200),
  enabled       boolean     not null default false,
  changed_by    int         not null,
  changed_at    timestamptz not null default now(),
  version       int         not null default 1,
  primary key (authority_id, id),
  unique (authority_id, agency_id),
  foreign key (authority_id, agency_id) references app.agencies,
  constraint providers_secret check ((secret_sealed is null) = (key_wrapped is null))
);
create index providers_domains on app.providers using gin (domains);

-- Who a subject of an issuer is here. A mail address binds nobody.
create table auth.bindings (
  authority_id int         not null,
  provider_id  uuid        not null,
  issuer       text        not null,
  subject      text        not null constraint bindings_subject check (length(subject) between 1 and 255),
  member_id    int         not null,
  bound_at     timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (authority_id, provider_id, issuer, subject),
  unique (authority_id, member_id, provider_id),
  foreign key (authority_id, provider_id) references app.providers,
  foreign key (authority_id, member_id) references app.members
);

-- A way to a provider that somebody has begun: for one browser, once, for ten minutes.
create table auth.provider_attempts (
  state_hash      bytea       primary key constraint provider_attempts_state check (length(state_hash) = 32),
  provider_id     uuid        not null,
  provider_version int        not null,
  browser_hash    bytea       not null,
  nonce           text        not null,
  verifier        text        not null,
  invitation_hash bytea,
  expires_at      timestamptz not null default now() + interval '10 minutes'
);
create index provider_attempts_age on auth.provider_attempts (expires_at);

-- Sessions that a provider opened end with it.
alter table auth.sessions add column provider_id uuid;
create index sessions_provider on auth.sessions (authority_id, provider_id) where provider_id is not null and ended_at is null;
