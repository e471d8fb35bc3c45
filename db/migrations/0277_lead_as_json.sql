-- An offer is told as json, which a continuity hands on as it is, and the zone of its days is asked once for all of them; what these
-- return has changed, so they are made anew.
drop function if exists read.lead_json(app.leads, date);
drop function if exists read.leading_facts(text[], app.cases);
