-- A word given in advance that was not asked because nobody at its desk could see the offer (PI5, HA1); it is asked when somebody can.
alter table app.leads drop constraint leads_standing_refusal;
alter table app.leads add constraint leads_standing_refusal
  check (standing_refusal in ('prison', 'dates', 'open_end', 'too_long', 'month_full', 'full', 'taken', 'unseen'));
-- That nobody at its desk can open the case any more is told once each time. Readings do not look here: they ask who is there.
alter table app.leads add column unheld_told_on date;
comment on column app.leads.unheld_told_on is '[operational] When it was told that nobody at its desk can open the specially protected case any more; empty: somebody can.';
