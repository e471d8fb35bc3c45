-- Every request asks which duty desks its member answers now, so both ways to be on a roster are found by an index.
create index duty_shifts_substitute on app.duty_shifts (authority_id, substitute_id) where substitute_id is not null;
