-- The data dictionary: auditors of the supervisory authority.
comment on table app.auditors is 'Auditors of a supervisory authority: who, until when, and the two persons who named them.';
comment on column app.auditors.authority_id is '[open] The authority whose log is audited.';
comment on column app.auditors.id is '[open] Number of the audit.';
comment on column app.auditors.member_id is '[operational] The account of the auditor.';
comment on column app.auditors.body is '[open] The body that the auditor belongs to.';
comment on column app.auditors.invited_by is '[operational] The officer who invited.';
comment on column app.auditors.invited_at is '[operational] When the officer invited.';
comment on column app.auditors.starts_at is '[operational] From when the account opens anything.';
comment on column app.auditors.ends_at is '[operational] When the account ends by itself.';
comment on column app.auditors.confirmed_by is '[operational] The second person.';
comment on column app.auditors.confirmed_at is '[operational] When the second person agreed.';
comment on column app.auditors.ended_by is '[operational] Who ended it before its time.';
comment on column app.auditors.ended_at is '[operational] When it was ended before its time.';
