-- Pictures hold their parts one by one, each with the clause it stands on and who may see it, so that readers of every
-- kind are handed what is theirs without reading the tables again. Pictures follow from other rows: the old ones go.
delete from app.case_pictures;
alter table app.case_pictures
  drop column alike,
  add column lines        text[]  not null,
  add column line_clauses int[]   not null,
  add column line_marks   text[]  not null,
  add column mixed        boolean not null,
  add column goes_on      boolean not null,
  add column helpers      int[]   not null;
