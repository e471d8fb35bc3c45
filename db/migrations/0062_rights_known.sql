-- What an agency may, kept as it was worked out on one day: it is asked at every request and changes a few times a year.
create table actor.law_stamps (
  authority_id int    not null references app.authorities,
  stamp        bigint not null,
  primary key (authority_id)
);
create table actor.rights_known (
  authority_id int    not null,
  agency_id    int    not null,
  purpose      text   not null,
  day          date   not null,
  stamp        bigint not null,
  fields       text[] not null,
  primary key (authority_id, agency_id, purpose)
);
alter table actor.law_stamps enable row level security;
alter table actor.rights_known enable row level security;
