-- The access log as a tree: who may not be trusted with the database can still not bend it.

-- One log for each authority. A log that was lost beyond repair ends, and the next generation begins.
create table app.access_logs (
  authority_id int         not null references app.authorities,
  generation   int         not null constraint access_logs_generation check (generation > 0),
  log_name     text        not null constraint access_logs_name check (log_name ~ '^[^[:space:]+]+$'),
  public_key   text        not null,
  key_wrapped  bytea       not null,
  began_at     timestamptz not null default now(),
  ended_at     timestamptz,
  primary key (authority_id, generation)
);
create unique index access_logs_one_open on app.access_logs (authority_id) where ended_at is null;

-- The order of the log. The hash stays for good; what it stands for may be erased.
create table audit.leaves (
  authority_id int    not null,
  generation   int    not null,
  place        bigint not null,
  hash         bytea  not null constraint leaves_hash check (octet_length(hash) = 32),
  event_id     bigint,
  nonce_sealed bytea,
  gone         text   constraint leaves_gone check (gone in ('erased', 'lost')),
  primary key (authority_id, generation, place),
  constraint leaves_known_or_gone check ((gone is null) = (nonce_sealed is not null))
);
create unique index leaves_event on audit.leaves (authority_id, event_id) where event_id is not null;
create index leaves_lost on audit.leaves (authority_id, hash) where gone = 'lost';

-- A sealed event gives its nonce to the leaf, where it lies sealed under the key of its case.
alter table audit.events alter column nonce drop not null;
create index events_unsealed on audit.events (authority_id, txid, id) where nonce is not null;

create table audit.checkpoints (
  authority_id int         not null,
  generation   int         not null,
  size         bigint      not null,
  root         bytea       not null,
  note         text        not null,
  signed_at    timestamptz not null,
  primary key (authority_id, generation, size),
  foreign key (authority_id, generation) references app.access_logs
);

-- Programs of partners that sign a checkpoint only when it continues what they saw before.
create table app.witnesses (
  authority_id int         not null references app.authorities,
  id           int         not null,
  agency_id    int,
  public_key   text        not null,
  url          text        not null,
  added_at     timestamptz not null default now(),
  removed_at   timestamptz,
  asked_at     timestamptz,
  answer       text        constraint witnesses_answer check (answer in ('signed', 'unreachable', 'unknown_log', 'refused', 'ahead', 'malformed')),
  signed_size  bigint      not null default 0,
  signed_at    timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies
);
create unique index witnesses_one_key on app.witnesses (authority_id, public_key) where removed_at is null;

create table audit.cosignatures (
  authority_id int         not null,
  generation   int         not null,
  size         bigint      not null,
  witness_id   int         not null,
  line         text        not null,
  signed_at    timestamptz not null,
  primary key (authority_id, generation, size, witness_id),
  foreign key (authority_id, generation, size) references audit.checkpoints,
  foreign key (authority_id, witness_id) references app.witnesses
);

-- How many witnesses an arrangement asks for before a checkpoint counts as witnessed.
create table app.witness_quorums (
  authority_id   int not null,
  arrangement_id int not null,
  quorum         int not null constraint witness_quorums_quorum check (quorum between 0 and 16),
  primary key (authority_id, arrangement_id),
  foreign key (authority_id, arrangement_id) references app.arrangements
);

-- What the signer of this machine said last: that it signs, or why it does not.
create table app.log_states (
  authority_id int         not null primary key references app.authorities,
  state        text        not null,
  since        timestamptz not null default now(),
  at           timestamptz not null default now(),
  constraint log_states_state check (state in
    ('signing', 'clock_apart', 'went_back', 'state_missing', 'forked', 'tiles_broken', 'awaiting_witnesses', 'name_missing'))
);
