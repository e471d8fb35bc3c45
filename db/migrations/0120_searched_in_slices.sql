-- The index of blind tokens hands out everybody who bears a name before the first of them is taken: of a common name
-- in a large city many thousands. Ids are random, so those that begin low are a fair thirty-second and a fair quarter of
-- all persons: a search looks there first, and in all only where these do not fill a page.
create index persons_names_few on app.persons using gin (name_tokens) where id < '08000000-0000-0000-0000-000000000000';
create index persons_names_some on app.persons using gin (name_tokens) where id < '40000000-0000-0000-0000-000000000000';
