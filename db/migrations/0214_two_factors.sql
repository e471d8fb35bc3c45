-- How strongly a session was opened, and whether an authority asks for two factors (AD2, SEC-07, SEC-11).
alter table auth.sessions add column shown text not null default 'one'
  constraint sessions_shown check (shown in ('one', 'code', 'passkey', 'provider'));

alter table auth.settings
  add column everybody_from date,
  add column functions      text[]  not null default '{}',
  add column functions_from date,
  add column codes_allowed  boolean not null default true,
  add column version        int     not null default 1,
  add constraint settings_functions check ((functions = '{}') = (functions_from is null));

-- What a provider says, as acr or amr, of a sign-in with two factors.
alter table app.providers add column strong text[] not null default '{}'
  constraint providers_strong check (cardinality(strong) <= 20);

-- A way to a provider may also show that somebody who is signed in is still there.
alter table auth.provider_attempts add column session_hash bytea;

alter table app.mail_waiting drop constraint mail_waiting_kind;
alter table app.mail_waiting add constraint mail_waiting_kind check (kind in ('news', 'desk', 'account', 'log', 'factor'));
