-- What an agency accepted counts as long as an agreement binds it (R11). A picture of a case says who had left when it was
-- made: where that is another now, it is not used. That somebody has left is told once for each departure.
alter table app.case_pictures add column gone text not null default '';
alter table app.expiry_warnings drop constraint expiry_warnings_what;
alter table app.expiry_warnings add constraint expiry_warnings_what check (what in ('agreement', 'basis', 'transition', 'departure'));
