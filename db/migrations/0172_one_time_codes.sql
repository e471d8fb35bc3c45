-- Codes from a phone that change each half minute (RFC 6238), beside the passphrase. The secret lies sealed.
create table app.one_time_codes (
  authority_id  int         not null,
  member_id     int         not null,
  key_wrapped   bytea       not null,
  secret_sealed bytea       not null,
  last_step     bigint      not null default 0,
  made_at       timestamptz not null default now(),
  confirmed_at  timestamptz,
  primary key (authority_id, member_id),
  foreign key (authority_id, member_id) references app.members
);

-- For the day on which the phone is lost: each opens once. Only hashes are kept.
create table auth.recovery_codes (
  authority_id int         not null,
  member_id    int         not null,
  code_hash    bytea       not null constraint recovery_codes_hash check (length(code_hash) = 32),
  used_at      timestamptz,
  primary key (authority_id, member_id, code_hash),
  foreign key (authority_id, member_id) references app.members
);

-- Whoever gave the right passphrase and still owes a code: five minutes, five tries.
create table auth.second_steps (
  authority_id int         not null,
  step_hash    bytea       not null constraint second_steps_hash check (length(step_hash) = 32),
  member_id    int         not null,
  tries        int         not null default 0,
  expires_at   timestamptz not null default now() + interval '5 minutes',
  primary key (authority_id, step_hash),
  foreign key (authority_id, member_id) references app.members
);
create unique index second_steps_once on auth.second_steps (step_hash);
