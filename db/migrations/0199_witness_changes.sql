-- Who watches the log is changed with care: where an arrangement says so, only two persons change it.
alter table app.witness_quorums add column second_person boolean not null default false;

-- What one person asked for and a second one has to agree to.
create table app.witness_changes (
  authority_id   int         not null references app.authorities,
  id             uuid        not null,
  kind           text        not null constraint witness_changes_kind check (kind in ('add', 'remove', 'rule')),
  agency_id      int,
  public_key     text,
  url            text,
  witness_id     int,
  arrangement_id int,
  quorum         int,
  second_person  boolean,
  asked_by       int         not null,
  asked_at       timestamptz not null default now(),
  decided_by     int,
  decided_at     timestamptz,
  agreed         boolean,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, witness_id) references app.witnesses,
  foreign key (authority_id, arrangement_id) references app.arrangements,
  foreign key (authority_id, asked_by) references app.members,
  foreign key (authority_id, decided_by) references app.members,
  constraint witness_changes_whole check (case kind
    when 'add' then num_nonnulls(public_key, url) = 2
    when 'remove' then witness_id is not null
    else num_nonnulls(arrangement_id, quorum, second_person) = 3 end),
  constraint witness_changes_decided check (num_nonnulls(decided_by, decided_at, agreed) in (0, 3)),
  constraint witness_changes_two_persons check (agreed is not true or decided_by <> asked_by)
);
