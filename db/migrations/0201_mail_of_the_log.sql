-- The data protection officer is written to when the log and what it watches do not fit together.
alter table app.mail_waiting drop constraint mail_waiting_kind;
alter table app.mail_waiting add constraint mail_waiting_kind check (kind in ('news', 'desk', 'account', 'log'));
