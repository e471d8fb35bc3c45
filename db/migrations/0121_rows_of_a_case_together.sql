-- Seats and milestones are written by the case: a date that moves changes all of them at once. An index by their own random
-- numbers put each of these rows on another page, and after a checkpoint the first change of a page writes the whole page into
-- the write-ahead log. So their keys begin with the case. Nothing looks for a seat or a milestone without knowing its case.
alter table app.seats drop constraint seats_pkey, add constraint seats_pkey primary key (authority_id, case_id, principal, id);
drop index app.seats_case;
alter table app.milestones drop constraint milestones_pkey, drop constraint milestones_once,
  add constraint milestones_pkey primary key (authority_id, case_id, cycle, code);
