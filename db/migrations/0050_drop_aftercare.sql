-- What the person says about help after the last measure stands in app.continuations, part of life by part of life.
-- The table that was made for it before never took a row.
drop table app.aftercare;
