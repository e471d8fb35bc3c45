-- The last day of a colleague whose contract ends (LED-37): afterwards nothing opens, by the clock and without anybody thinking of it.
alter table app.members add column ends_on date;
create index members_leaving on app.members (ends_on) where ends_on is not null and ended_at is null;
