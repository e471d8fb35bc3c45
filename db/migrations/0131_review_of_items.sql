-- By when an item is looked at again is agreed, like how long it is kept: the retention class of its clause says after
-- how many months, and the edition says it for every class that does not. Six months is what every item had before.
alter table app.arrangement_retention
  add column review_months int constraint arrangement_retention_review check (review_months between 1 and 36);
alter table app.arrangements
  add column review_months int not null default 6 constraint arrangements_review_months check (review_months between 1 and 36);
