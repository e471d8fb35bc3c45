-- The data dictionary, third part: who signed in, who looked, and what proves it.
-- Each column: its class (open, operational, personal, offence, health) and what it holds.

comment on table actor.secret is 'The secret behind the proof of who is asking, as two paddings of one random key.';
comment on column actor.secret.only_row is '[operational] There is one secret.';
comment on column actor.secret.inner_pad is '[operational] Inner padding of the HMAC (RFC 2104).';
comment on column actor.secret.outer_pad is '[operational] Outer padding of the HMAC (RFC 2104).';

comment on table app.idempotency is 'Creates that may be repeated without a second effect.';
comment on column app.idempotency.authority_id is '[open] The authority of the member.';
comment on column app.idempotency.member_id is '[operational] Who created.';
comment on column app.idempotency.key_hash is '[operational] SHA-256 of the key that the client chose.';
comment on column app.idempotency.request_hash is '[operational] HMAC of the request under that key, so that a dump cannot be searched.';
comment on column app.idempotency.result_id is '[operational] Id of what was created.';
comment on column app.idempotency.created_at is '[operational] When it was created; forgotten after a week.';

comment on table auth.sessions is 'Who is signed in, on which kind of browser, since when.';
comment on column auth.sessions.token_hash is '[operational] SHA-256 of the token that the browser keeps.';
comment on column auth.sessions.authority_id is '[open] The authority of the member.';
comment on column auth.sessions.member_id is '[operational] The member who signed in.';
comment on column auth.sessions.created_at is '[operational] When the member signed in.';
comment on column auth.sessions.last_seen_at is '[operational] When the session was last used, to the minute.';
comment on column auth.sessions.idle_limit is '[operational] How long the session lives without use.';
comment on column auth.sessions.absolute_expires_at is '[operational] When the session ends whatever happens.';
comment on column auth.sessions.ended_at is '[operational] When the member or a change of credentials ended it.';
comment on column auth.sessions.user_agent_family is '[operational] Kind of browser, so that members recognise their sessions.';

comment on table auth.credentials is 'What a member knows to sign in, never in the clear.';
comment on column auth.credentials.authority_id is '[open] The authority of the member.';
comment on column auth.credentials.member_id is '[operational] Whose credential it is.';
comment on column auth.credentials.kind is '[operational] Passphrase; further kinds come with their own table of facts.';
comment on column auth.credentials.hash is '[operational] scrypt with its parameters and salt.';
comment on column auth.credentials.changed_at is '[operational] When it was last set.';

comment on table auth.invitations is 'Single-use links by which a member sets a passphrase.';
comment on column auth.invitations.token_hash is '[operational] SHA-256 of the token in the link.';
comment on column auth.invitations.authority_id is '[open] The authority of the member.';
comment on column auth.invitations.member_id is '[operational] Who is invited.';
comment on column auth.invitations.created_by is '[operational] The administrator who made the link.';
comment on column auth.invitations.created_at is '[operational] When the link was made.';
comment on column auth.invitations.expires_at is '[operational] When the link stops working.';
comment on column auth.invitations.needs_second is '[operational] The member has a passphrase already, so a second person confirms.';
comment on column auth.invitations.confirmed_by is '[operational] The second person who confirmed.';
comment on column auth.invitations.used_at is '[operational] When the link was used or replaced.';

comment on table auth.attempts is 'Failed sign-ins of the last quarter of an hour, to slow guessing down.';
comment on column auth.attempts.id is '[operational] One attempt, counted under several keys.';
comment on column auth.attempts.kind is '[operational] What the key stands for.';
comment on column auth.attempts.key is '[operational] Keyed hash of account, network address or both.';
comment on column auth.attempts.at is '[operational] When it was tried.';

comment on table auth.settings is 'How long sessions live; the defaults hold without a row.';
comment on column auth.settings.authority_id is '[open] The authority that decided.';
comment on column auth.settings.idle_limit is '[operational] How long a session lives without use.';
comment on column auth.settings.absolute_limit is '[operational] How long a session lives at most.';

comment on table audit.events is 'The access log: who read or did what, for which purpose. Written only in the act itself.';
comment on column audit.events.id is '[operational] Order in which events were written.';
comment on column audit.events.authority_id is '[open] The authority in which it happened.';
comment on column audit.events.at is '[operational] When it happened.';
comment on column audit.events.txid is '[operational] The transaction, so that events are sealed in the order of their commits.';
comment on column audit.events.member_id is '[operational] The member who acted.';
comment on column audit.events.agency_id is '[operational] The agency for which the member acted.';
comment on column audit.events.purpose is '[operational] The purpose for which it was done.';
comment on column audit.events.action is '[operational] What was done, as a code.';
comment on column audit.events.case_id is '[operational] The case that it concerned.';
comment on column audit.events.detail is '[operational] Ids, versions and counts of what it concerned; no text, no name.';
comment on column audit.events.request_id is '[operational] The request, to find the lines of the technical log.';
comment on column audit.events.canonical is '[operational] The event as it was hashed.';
comment on column audit.events.leaf is '[operational] Hash of nonce and event: the leaf of a later Merkle tree.';
