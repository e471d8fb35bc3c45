-- The data dictionary: backups, mail, jobs.
-- Each column: its class (open, operational, personal, offence, health) and what it holds.

comment on table app.backup_plans is 'When and where a city makes its backups.';
comment on column app.backup_plans.authority_id is '[open] The city.';
comment on column app.backup_plans.enabled is '[operational] Whether the backup is made every night.';
comment on column app.backup_plans.folder is '[operational] Folder of the backups; empty: in the data folder.';
comment on column app.backup_plans.second_folder is '[operational] Folder of a second copy, on another disk or share.';
comment on column app.backup_plans.keep is '[operational] How many backups are kept in each folder.';
comment on column app.backup_plans.begins_at is '[operational] Time of day in the city at which the backup begins.';
comment on column app.backup_plans.drill_days is '[operational] After how many days the newest backup is restored as a drill.';
comment on column app.backup_plans.changed_by is '[operational] The administrator who decided it last.';
comment on column app.backup_plans.version is '[operational] Counts changes.';

comment on table app.backups is 'What became of each backup.';
comment on column app.backups.authority_id is '[open] The city.';
comment on column app.backups.id is '[operational] Number of this entry.';
comment on column app.backups.kind is '[operational] Made at night or by a command.';
comment on column app.backups.begun_at is '[operational] When it was begun.';
comment on column app.backups.ended_at is '[operational] When it was whole or given up.';
comment on column app.backups.whole is '[operational] Whether it is whole.';
comment on column app.backups.file is '[operational] Where it was put.';
comment on column app.backups.bytes is '[operational] Its size.';
comment on column app.backups.recovery_point is '[operational] Up to which moment it reaches.';
comment on column app.backups.second_copy is '[operational] Whether the second copy was made; empty if none is wanted.';
comment on column app.backups.problem is '[operational] Why it failed, in a sentence.';

comment on table app.mail_settings is 'How mail leaves a city; without an entry it is written into files.';
comment on column app.mail_settings.authority_id is '[open] The city.';
comment on column app.mail_settings.way is '[operational] Into files or by a mail server.';
comment on column app.mail_settings.host is '[operational] Name of the mail server.';
comment on column app.mail_settings.port is '[operational] Port of the mail server.';
comment on column app.mail_settings.security is '[operational] How the way to the mail server is protected.';
comment on column app.mail_settings.login is '[operational] Login at the mail server.';
comment on column app.mail_settings.key_wrapped is '[operational] Wrapped key of the password.';
comment on column app.mail_settings.password_sealed is '[operational] Password at the mail server, sealed.';
comment on column app.mail_settings.sender is '[operational] Address from which mail comes.';
comment on column app.mail_settings.last_sent_at is '[operational] When a mail was last handed over.';
comment on column app.mail_settings.problem is '[operational] Code of what went wrong last.';
comment on column app.mail_settings.problem_at is '[operational] Since when it goes wrong.';
comment on column app.mail_settings.changed_by is '[operational] The administrator who decided it last.';
comment on column app.mail_settings.version is '[operational] Counts changes.';

comment on table app.mail_wishes is 'How often a member wants mail that there is something new.';
comment on column app.mail_wishes.authority_id is '[open] The city.';
comment on column app.mail_wishes.member_id is '[operational] The member.';
comment on column app.mail_wishes.rhythm is '[operational] Off, at once or once a day.';
comment on column app.mail_wishes.last_sent_at is '[operational] When the member was last written to.';
comment on column app.mail_wishes.returned_at is '[operational] When a mail to the member came back.';

comment on table app.mail_waiting is 'Members who are to be written to that there is something new, and nothing about what it is.';
comment on column app.mail_waiting.authority_id is '[open] The city.';
comment on column app.mail_waiting.member_id is '[operational] Who is to be written to.';
comment on column app.mail_waiting.kind is '[operational] News of the desk, or the machine needs a look.';
comment on column app.mail_waiting.since is '[operational] When the first of it happened.';
comment on column app.mail_waiting.due_at is '[operational] Not to be sent before this moment.';
comment on column app.mail_waiting.attempts is '[operational] How often sending was tried.';
comment on column app.mail_waiting.problem is '[operational] Code of why it could not be sent.';

comment on table app.job_beats is 'When each job was last seen alive.';
comment on column app.job_beats.name is '[operational] The job.';
comment on column app.job_beats.at is '[operational] When it last ran.';
