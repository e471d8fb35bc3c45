-- The data dictionary: keys of partner systems.
comment on table app.system_scopes is 'What a key of a partner''s system may be allowed, each by its name.';
comment on column app.system_scopes.code is '[open] Name of the scope.';
comment on column app.system_scopes.position is '[open] Place in lists.';

comment on table app.system_keys is 'Keys with which a partner''s own software asks: for one desk, for one purpose, until a day.';
comment on column app.system_keys.authority_id is '[open] The authority to which this record belongs.';
comment on column app.system_keys.id is '[open] Number of the key; it stands in the log instead of a member.';
comment on column app.system_keys.agency_id is '[open] The agency whose system it is.';
comment on column app.system_keys.principal is '[open] The desk for which the system asks; it never sees more than this desk.';
comment on column app.system_keys.purpose is '[open] The one purpose for which it asks.';
comment on column app.system_keys.label is '[open] Name of the system, as its agency calls it.';
comment on column app.system_keys.scopes is '[open] What it may do.';
comment on column app.system_keys.addresses is '[operational] Networks from which the key works; none means from anywhere.';
comment on column app.system_keys.asked_by is '[operational] Who asked for it.';
comment on column app.system_keys.asked_at is '[operational] When it was asked for.';
comment on column app.system_keys.asked_on is '[operational] The day of that in the city.';
comment on column app.system_keys.valid_until is '[operational] The last day on which it works, at most 400 days after it was asked for.';
comment on column app.system_keys.token_hash is '[operational] SHA-256 of the key; nothing until a second person agreed.';
comment on column app.system_keys.confirmed_by is '[operational] The second person, of the agency itself.';
comment on column app.system_keys.confirmed_at is '[operational] When the second person agreed.';
comment on column app.system_keys.ended_by is '[operational] Who ended it before its time.';
comment on column app.system_keys.ended_at is '[operational] When it was ended before its time.';
comment on column app.system_keys.last_used_on is '[operational] The last day on which the system asked for anything.';
