-- Every policy probes the seats of a case, row by row. The index behind this constraint looked cheap to the
-- planner and costs four times a probe of seats_case, so it may serve the constraint alone: an empty period
-- overlaps nothing, so the truth is the same, and no question says that it wants no empty periods.
alter table app.seats drop constraint seats_once;
alter table app.seats add constraint seats_once exclude using gist
  (authority_id with =, case_id with =, principal with =, relation with =, period with &&)
  where (not isempty(period));
