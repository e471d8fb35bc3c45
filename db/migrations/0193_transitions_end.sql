-- The end of a transition is told in time too: from the day after, who has not signed the new edition has nothing (SH1).
alter table app.expiry_warnings drop constraint expiry_warnings_what;
alter table app.expiry_warnings add constraint expiry_warnings_what check (what in ('agreement', 'basis', 'transition'));
