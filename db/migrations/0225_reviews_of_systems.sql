-- The review list asks about the systems of partners as it does about people (AU3): an entry is of one member, or of one key.
alter table audit.reviews
  alter column member_id drop not null,
  add column system_id uuid,
  add foreign key (authority_id, system_id) references app.system_keys,
  add constraint reviews_of_one check (num_nonnulls(member_id, system_id) = 1),
  drop constraint reviews_once,
  add constraint reviews_once unique nulls not distinct (authority_id, kind, member_id, system_id, on_day, case_id);

-- The rules of bulk reading are told whose looks they look at; they are made anew with the access rules.
drop function if exists audit.busiest_hour(int, int, timestamptz, timestamptz);
drop function if exists audit.own_days(int, int, date, text);
drop function if exists audit.rule_bulk(int, int, date, text);
