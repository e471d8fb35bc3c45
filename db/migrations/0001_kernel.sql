-- Who works here: authorities, agencies, members, functions, principals, and the keys that seal what they write.
create extension if not exists btree_gist;
alter default privileges revoke execute on functions from public;

create schema app;
create schema actor;
create schema act;
create schema read;
create schema auth;
create schema audit;

create type app.agency_kind as enum
  ('custody', 'probation', 'city', 'health', 'work', 'association', 'police', 'justice');
create type app.sight as enum ('full', 'summary');

create table app.authorities (
  id               int         primary key,
  name             text        not null,
  country          text        not null constraint authorities_country check (country ~ '^[A-Z]{2}$'),
  time_zone        text        not null default 'Europe/Brussels',
  locale           text        not null default 'en',
  case_prefix      text        not null default 'V' constraint authorities_prefix check (case_prefix ~ '^[A-Z]{1,4}$'),
  next_case_number int         not null default 1,
  area             jsonb       not null default '{"city": [], "noFixedAddress": []}',
  demo             boolean     not null default false,
  created_at       timestamptz not null default now()
);

create table app.authority_keys (
  authority_id int         not null references app.authorities,
  id           int         not null,
  kind         text        not null constraint authority_keys_kind check (kind in ('seal', 'blind')),
  wrapped      bytea,
  created_at   timestamptz not null default now(),
  retired_at   timestamptz,
  primary key (authority_id, id)
);
create unique index authority_keys_one_active on app.authority_keys (authority_id, kind) where retired_at is null;

create table app.agencies (
  authority_id int              not null references app.authorities,
  id           int              not null,
  name         text             not null,
  code         text             not null constraint agencies_code check (length(code) = 2),
  kind         app.agency_kind  not null,
  phone        text,
  email        text,
  ended_on     date,
  version      int              not null default 1,
  primary key (authority_id, id)
);
create unique index agencies_name on app.agencies (authority_id, lower(name));

create table app.members (
  authority_id int         not null,
  id           int         not null,
  agency_id    int         not null,
  name         text        not null,
  email        text        not null,
  locale       text        not null default 'en',
  activated_at timestamptz,
  ended_at     timestamptz,
  version      int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies
);
create unique index members_email on app.members (lower(email));
create index members_agency on app.members (authority_id, agency_id);

create table app.member_functions (
  authority_id int  not null,
  member_id    int  not null,
  function     text not null constraint member_functions_known check (function in (
    'coordinator', 'chair', 'case_worker', 'resettlement_officer', 'provider', 'exit_worker', 'facilitator',
    'trainer', 'strategy_lead', 'elected_member', 'data_protection_officer', 'administrator')),
  primary key (authority_id, member_id, function),
  foreign key (authority_id, member_id) references app.members
);

-- A principal is what may sit on a case: one member, or a desk with named members.
create table app.principals (
  authority_id int  not null,
  id           int  not null,
  kind         text not null constraint principals_kind check (kind in ('member', 'desk')),
  agency_id    int  not null,
  member_id    int,
  desk_kind    text constraint principals_desk_kind
    check (desk_kind in ('contact', 'coordination', 'privacy', 'duty', 'team')),
  name         text not null,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, member_id) references app.members,
  constraint principals_member_or_desk check ((kind = 'member') = (member_id is not null)
    and (kind = 'desk') = (desk_kind is not null))
);
create unique index principals_member on app.principals (authority_id, member_id);
create index principals_agency on app.principals (authority_id, agency_id);

create table app.desk_members (
  authority_id int         not null,
  desk_id      int         not null,
  member_id    int         not null,
  since        timestamptz not null default now(),
  until        timestamptz,
  primary key (authority_id, desk_id, member_id),
  foreign key (authority_id, desk_id) references app.principals,
  foreign key (authority_id, member_id) references app.members
);
create index desk_members_member on app.desk_members (authority_id, member_id);

-- What proves the actor to the database. Two paddings of one random secret (HMAC, RFC 2104).
create table actor.secret (
  only_row  boolean primary key default true check (only_row),
  inner_pad bytea   not null,
  outer_pad bytea   not null
);

create function actor.make_secret() returns void language plpgsql set search_path = '' as $$
declare
  raw   bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
              || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  inside  bytea := raw;
  outside bytea := raw;
begin
  for i in 0..63 loop
    inside := set_byte(inside, i, get_byte(raw, i) # 54);
    outside := set_byte(outside, i, get_byte(raw, i) # 92);
  end loop;
  insert into actor.secret (inner_pad, outer_pad) values (inside, outside);
end $$;
select actor.make_secret();
drop function actor.make_secret();

-- The access log. Leaves are blinded: sha256(0x00 || nonce || canonical), so that a later tree stays
-- valid when an event is erased and nobody can confirm an erased event by guessing.
create table audit.events (
  id           bigint      generated always as identity primary key,
  authority_id int         not null,
  at           timestamptz not null default clock_timestamp(),
  txid         xid8        not null default pg_current_xact_id(),
  member_id    int,
  agency_id    int,
  purpose      text,
  action       text        not null,
  case_id      uuid,
  detail       jsonb       not null default '{}',
  request_id   text,
  nonce        bytea       not null,
  canonical    text        not null,
  leaf         bytea       not null
);
create index events_member on audit.events (authority_id, member_id, at desc);
create index events_case on audit.events (authority_id, case_id, at desc) where case_id is not null;
