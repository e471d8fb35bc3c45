-- How members prove who they are. Nobody but functions that run as the owner reads these tables.

-- A session is a random token of which only the hash is kept: a stolen dump opens no session.
create table auth.sessions (
  token_hash          bytea       primary key constraint sessions_hash check (length(token_hash) = 32),
  authority_id        int         not null,
  member_id           int         not null,
  created_at          timestamptz not null default now(),
  last_seen_at        timestamptz not null default now(),
  idle_limit          interval    not null default '15 minutes',
  absolute_expires_at timestamptz not null default now() + interval '10 hours',
  ended_at            timestamptz,
  user_agent_family   text        not null default 'other',
  foreign key (authority_id, member_id) references app.members
);
create index sessions_live on auth.sessions (authority_id, member_id) where ended_at is null;

create table auth.credentials (
  authority_id int         not null,
  member_id    int         not null,
  kind         text        not null constraint credentials_kind check (kind in ('passphrase')),
  hash         text        not null,
  changed_at   timestamptz not null default now(),
  primary key (authority_id, member_id, kind),
  foreign key (authority_id, member_id) references app.members
);

create table auth.invitations (
  token_hash   bytea       primary key constraint invitations_hash check (length(token_hash) = 32),
  authority_id int         not null,
  member_id    int         not null,
  created_by   int         not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null default now() + interval '3 days',
  needs_second boolean     not null,
  confirmed_by int,
  used_at      timestamptz,
  foreign key (authority_id, member_id) references app.members,
  foreign key (authority_id, created_by) references app.members,
  foreign key (authority_id, confirmed_by) references app.members,
  constraint invitations_two_persons check (confirmed_by <> created_by and confirmed_by <> member_id)
);
create index invitations_member on auth.invitations (authority_id, member_id) where used_at is null;

-- Sign-ins that failed, for a quarter of an hour. Keys are keyed hashes: no address, no account.
create table auth.attempts (
  id   uuid        not null,
  kind text        not null constraint attempts_kind check (kind in ('pair', 'account', 'address')),
  key  bytea       not null,
  at   timestamptz not null default clock_timestamp(),
  primary key (id, kind)
);
create index attempts_recent on auth.attempts (kind, key, at);

create table auth.settings (
  authority_id   int      primary key references app.authorities,
  idle_limit     interval not null default '15 minutes'
    constraint settings_idle check (idle_limit between '1 minute' and '8 hours'),
  absolute_limit interval not null default '10 hours'
    constraint settings_absolute check (absolute_limit between '10 minutes' and '24 hours')
);

-- What a create with Idempotency-Key gave, so that a second click finds it. Never the answer itself.
create table app.idempotency (
  authority_id int         not null,
  member_id    int         not null,
  key_hash     bytea       not null,
  request_hash bytea       not null,
  result_id    text        not null,
  created_at   timestamptz not null default now(),
  primary key (authority_id, member_id, key_hash),
  foreign key (authority_id, member_id) references app.members
);
create index idempotency_age on app.idempotency (created_at);

comment on table auth.sessions is '[operational] Who is signed in, on which kind of browser, since when.';
comment on column auth.sessions.token_hash is '[operational] SHA-256 of the token that the browser keeps.';
comment on column auth.sessions.authority_id is '[operational] The authority of the member.';
comment on column auth.sessions.member_id is '[operational] The member who signed in.';
comment on column auth.sessions.created_at is '[operational] When the member signed in.';
comment on column auth.sessions.last_seen_at is '[operational] When the session was last used, to the minute.';
comment on column auth.sessions.idle_limit is '[operational] How long the session lives without use.';
comment on column auth.sessions.absolute_expires_at is '[operational] When the session ends whatever happens.';
comment on column auth.sessions.ended_at is '[operational] When the member or a change of credentials ended it.';
comment on column auth.sessions.user_agent_family is '[operational] Kind of browser, so that members recognise their sessions.';

comment on table auth.credentials is '[operational] What a member knows to sign in, never in the clear.';
comment on column auth.credentials.authority_id is '[operational] The authority of the member.';
comment on column auth.credentials.member_id is '[operational] Whose credential it is.';
comment on column auth.credentials.kind is '[operational] Passphrase; further kinds come with their own table of facts.';
comment on column auth.credentials.hash is '[operational] scrypt with its parameters and salt.';
comment on column auth.credentials.changed_at is '[operational] When it was last set.';

comment on table auth.invitations is '[operational] Single-use links by which a member sets a passphrase.';
comment on column auth.invitations.token_hash is '[operational] SHA-256 of the token in the link.';
comment on column auth.invitations.authority_id is '[operational] The authority of the member.';
comment on column auth.invitations.member_id is '[operational] Who is invited.';
comment on column auth.invitations.created_by is '[operational] The administrator who made the link.';
comment on column auth.invitations.created_at is '[operational] When the link was made.';
comment on column auth.invitations.expires_at is '[operational] When the link stops working.';
comment on column auth.invitations.needs_second is '[operational] The member has a passphrase already, so a second person confirms.';
comment on column auth.invitations.confirmed_by is '[operational] The second person who confirmed.';
comment on column auth.invitations.used_at is '[operational] When the link was used or replaced.';

comment on table auth.attempts is '[operational] Failed sign-ins of the last quarter of an hour, to slow guessing down.';
comment on column auth.attempts.id is '[operational] One attempt, counted under several keys.';
comment on column auth.attempts.kind is '[operational] What the key stands for.';
comment on column auth.attempts.key is '[operational] Keyed hash of account, network address or both.';
comment on column auth.attempts.at is '[operational] When it was tried.';

comment on table auth.settings is '[operational] How long sessions live; the defaults hold without a row.';
comment on column auth.settings.authority_id is '[operational] The authority that decided.';
comment on column auth.settings.idle_limit is '[operational] How long a session lives without use.';
comment on column auth.settings.absolute_limit is '[operational] How long a session lives at most.';

comment on table app.idempotency is '[operational] Creates that may be repeated without a second effect.';
comment on column app.idempotency.authority_id is '[operational] The authority of the member.';
comment on column app.idempotency.member_id is '[operational] Who created.';
comment on column app.idempotency.key_hash is '[operational] SHA-256 of the key that the client chose.';
comment on column app.idempotency.request_hash is '[operational] HMAC of the request under that key, so that a dump cannot be searched.';
comment on column app.idempotency.result_id is '[operational] Id of what was created.';
comment on column app.idempotency.created_at is '[operational] When it was created; forgotten after a week.';
