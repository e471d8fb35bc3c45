-- Whoever is invited may make a passkey instead of a passphrase: what it signs belongs to the invitation.
alter table auth.challenges add column invitation_hash bytea;
alter table auth.challenges drop constraint challenges_kind;
alter table auth.challenges drop constraint challenges_session;
alter table auth.challenges
  add constraint challenges_kind check (kind in ('sign_in', 'add', 'prove', 'invite')),
  add constraint challenges_session check ((kind in ('add', 'prove')) = (session_hash is not null)),
  add constraint challenges_invitation check ((kind = 'invite') = (invitation_hash is not null));
