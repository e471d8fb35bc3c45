-- The slices of 0120 by the letters of the id, which no other index knows: with the id itself the planner read a slice of the
-- primary key of all authorities beside the names.
drop index app.persons_names_few;
drop index app.persons_names_some;
create index persons_names_few on app.persons using gin (name_tokens) where id::text collate "C" < '08';
create index persons_names_some on app.persons using gin (name_tokens) where id::text collate "C" < '4';
