-- Passkeys: what a member holds instead of knowing it. The secret stays in the device; the public key here signs nobody in.
create table auth.passkeys (
  authority_id  int         not null,
  id            uuid        not null default gen_random_uuid(),
  member_id     int         not null,
  credential_id bytea       not null constraint passkeys_credential check (length(credential_id) between 1 and 1023),
  public_key    bytea       not null,
  handle        bytea       not null constraint passkeys_handle check (length(handle) = 32),
  counter       bigint      not null constraint passkeys_counter check (counter >= 0),
  transports    text[]      not null default '{}',
  synced        boolean     not null,
  name          text        not null constraint passkeys_name check (length(name) between 1 and 60),
  added_at      timestamptz not null default now(),
  last_used_at  timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, member_id) references app.members
);
create unique index passkeys_credential_once on auth.passkeys (credential_id);
create index passkeys_member on auth.passkeys (authority_id, member_id);

-- What a passkey is asked to sign: for one attempt, once, for five minutes.
create table auth.challenges (
  attempt_hash bytea       primary key constraint challenges_attempt check (length(attempt_hash) = 32),
  kind         text        not null constraint challenges_kind check (kind in ('sign_in', 'add', 'prove')),
  challenge    bytea       not null constraint challenges_long_enough check (length(challenge) >= 32),
  session_hash bytea,
  handle       bytea,
  expires_at   timestamptz not null default now() + interval '5 minutes',
  constraint challenges_session check ((kind = 'sign_in') = (session_hash is null))
);
create index challenges_age on auth.challenges (expires_at);

-- A number by which members name a session of theirs; unlike its hash it finds no token.
alter table auth.sessions add column id uuid not null default gen_random_uuid();

-- A mail that something about one's sign-in has changed.
alter table app.mail_waiting drop constraint mail_waiting_kind;
alter table app.mail_waiting add constraint mail_waiting_kind check (kind in ('news', 'desk', 'account'));
