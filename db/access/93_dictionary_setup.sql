-- The data dictionary: the set-up of a city, the table of partners, agreements being written.
-- Each column: its class (open, operational, personal, offence, health) and what it holds.

comment on table auth.set_up_links is 'The one-time link with which a city is set up.';
comment on column auth.set_up_links.token_hash is '[operational] SHA-256 of the token in the link.';
comment on column auth.set_up_links.made_at is '[operational] When the program that made it was started.';
comment on column auth.set_up_links.expires_at is '[operational] When it stops working.';
comment on column auth.set_up_links.used_at is '[operational] When the city was set up with it.';

comment on table app.authority_state is 'What an authority decided at its set-up, and whether it is open for live cases.';
comment on column app.authority_state.authority_id is '[open] The authority that it is about.';
comment on column app.authority_state.region is '[open] Part of the country, for its public holidays.';
comment on column app.authority_state.languages is '[open] Languages that are offered to those who work here.';
comment on column app.authority_state.week_starts is '[open] Day on which calendars begin the week.';
comment on column app.authority_state.restore_drill_at is '[operational] When a backup was last restored as a drill.';
comment on column app.authority_state.restore_drill_by is '[operational] Who did it, as the command was told.';
comment on column app.authority_state.restore_drill is '[operational] What was compared in the drill, in numbers.';
comment on column app.authority_state.key_sheet_at is '[operational] When the sheet with the master key was last printed.';
comment on column app.authority_state.key_sheet_by is '[operational] Who printed it.';
comment on column app.authority_state.opened_at is '[operational] Since when real cases may be opened here.';
comment on column app.authority_state.opened_by is '[operational] The administrator who opened.';
comment on column app.authority_state.opened_proof is '[operational] What proved at that moment that nothing was missing.';

comment on table app.table_functions is 'Who belongs at a good table, the same everywhere.';
comment on column app.table_functions.code is '[open] Name of the place at the table.';
comment on column app.table_functions.position is '[open] Its place in lists.';
comment on column app.table_functions.kind is '[open] What an agency in this place usually is.';

comment on table app.table_seats is 'Places at the table of a city: filled by an agency, or somebody was asked.';
comment on column app.table_seats.authority_id is '[open] The authority to which this record belongs.';
comment on column app.table_seats.id is '[open] Number of the record.';
comment on column app.table_seats.function is '[open] Which place at the table.';
comment on column app.table_seats.agency_id is '[open] The partner agency that fills it.';
comment on column app.table_seats.organisation is '[open] Who was asked, as long as it is no partner yet.';
comment on column app.table_seats.contact is '[operational] Whom to speak to there, at work.';
comment on column app.table_seats.asked_on is '[open] When they were asked.';
comment on column app.table_seats.changed_by is '[operational] The member who wrote it last.';
comment on column app.table_seats.version is '[operational] Counts changes, so that nobody overwrites another.';

comment on table app.arrangement_drafts is 'Agreements that are still being written; they permit nothing.';
comment on column app.arrangement_drafts.authority_id is '[open] The authority to which this record belongs.';
comment on column app.arrangement_drafts.id is '[open] Number of the draft.';
comment on column app.arrangement_drafts.content is '[open] The draft: parties, categories with their basis, rights, validity.';
comment on column app.arrangement_drafts.changed_by is '[operational] The member who wrote last.';
comment on column app.arrangement_drafts.changed_at is '[operational] When it was last changed.';
comment on column app.arrangement_drafts.arrangement_id is '[open] The agreement that was made of it; then it changes no more.';
comment on column app.arrangement_drafts.version is '[operational] Counts changes, so that nobody overwrites another.';
