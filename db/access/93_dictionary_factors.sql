-- The data dictionary: two factors, where an authority asks for them.
comment on column auth.sessions.shown is '[operational] What was shown to open it: one thing, a code beside the passphrase, a passkey, or two factors at a provider.';
comment on column auth.settings.everybody_from is '[operational] From which day on everybody shows two factors; none: not asked.';
comment on column auth.settings.functions is '[operational] Functions that show two factors earlier.';
comment on column auth.settings.functions_from is '[operational] From which day on they do.';
comment on column auth.settings.codes_allowed is '[operational] Whether codes from a phone count as second factor.';
comment on column auth.settings.version is '[operational] Number of the present state.';
comment on column app.providers.strong is '[operational] What the provider says, as acr or amr, of a sign-in with two factors.';
comment on column auth.provider_attempts.session_hash is '[operational] The session whose member shows there that it is still them.';
comment on column auth.challenges.invitation_hash is '[operational] The invitation that is answered with a passkey.';
