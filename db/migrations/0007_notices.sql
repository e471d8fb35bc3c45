-- What the desk has yet to decide about a prison's list: a number given to somebody else, and persons
-- without an address of whom a human said that they belong elsewhere.

-- A list says another person under a number that we know. Nothing is overwritten: the newer announcement
-- waits beside the older one until somebody decides.
create table app.held_announcements (
  authority_id      int      not null,
  notice_id         uuid     not null,
  fingerprint       bytea    not null,
  key_wrapped       bytea    not null,
  identity_sealed   bytea    not null,
  name_tokens       bigint[] not null,
  birth_tokens      bigint[] not null,
  release_on        date,
  release_certainty text     not null,
  earliest_on       date,
  residence         text     not null,
  remand            boolean  not null,
  import_id         uuid     not null,
  received_on       date     not null,
  primary key (authority_id, notice_id),
  foreign key (authority_id, notice_id) references app.release_notices on delete cascade
);
comment on table app.held_announcements is 'The newer of two announcements under one number, until somebody decides.';
comment on column app.held_announcements.fingerprint is '[operational] Keyed mark of what the row says.';
comment on column app.held_announcements.identity_sealed is '[personal] Names, birth and number as the newer list gives them.';

-- Decided to belong elsewhere: the notice is erased, and this blind mark keeps next week's list from asking
-- again. It goes as soon as the row leaves the list.
create table app.notices_elsewhere (
  authority_id     int    not null,
  prison_agency_id int    not null,
  number_token     bigint not null,
  decided_by       int    not null,
  decided_on       date   not null,
  primary key (authority_id, prison_agency_id, number_token),
  foreign key (authority_id, prison_agency_id) references app.agencies
);
comment on table app.notices_elsewhere is 'Numbers of persons whom the desk decided to belong to another municipality.';
comment on column app.notices_elsewhere.number_token is '[operational] Blind token of the number in prison.';
