-- Keys of partner systems (design 8): a partner's own case system asks the interface instead of a person. A key belongs to one
-- desk of one agency, serves one purpose, may do what its scopes say, and ends by itself.

-- What a key may be allowed. A key is given some of these, never a right that stands elsewhere.
create table app.system_scopes (
  code     text primary key,
  position int  not null
);
insert into app.system_scopes (code, position) values ('cases', 1), ('continuity', 2), ('offers', 3), ('names', 4);

create table app.system_keys (
  authority_id int         not null,
  id           uuid        not null,
  agency_id    int         not null,
  principal    int         not null,
  purpose      text        not null references app.purposes,
  label        text        not null constraint system_keys_label check (length(label) between 2 and 80),
  scopes       text[]      not null constraint system_keys_does_something check (scopes && '{cases,continuity,offers}'),
  addresses    cidr[]      not null default '{}' constraint system_keys_addresses check (cardinality(addresses) <= 20),
  asked_by     int         not null,
  asked_at     timestamptz not null default now(),
  asked_on     date        not null,
  valid_until  date        not null,
  token_hash   bytea,
  confirmed_by int,
  confirmed_at timestamptz,
  ended_by     int,
  ended_at     timestamptz,
  last_used_on date,
  primary key (authority_id, id),
  unique (token_hash, authority_id),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, principal) references app.principals,
  foreign key (authority_id, asked_by) references app.members,
  foreign key (authority_id, confirmed_by) references app.members,
  foreign key (authority_id, ended_by) references app.members,
  constraint system_keys_end check (valid_until >= asked_on and valid_until <= asked_on + 400),
  constraint system_keys_two_persons check (confirmed_by <> asked_by),
  constraint system_keys_confirmed check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (token_hash is null)),
  constraint system_keys_ended check ((ended_by is null) = (ended_at is null))
);
