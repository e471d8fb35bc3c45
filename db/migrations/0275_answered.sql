-- An offer is held and answered under one proof: what holds it tells it too, and the case of an answer is that of its offer.
drop function if exists act.hold_lead(uuid);
drop function if exists read.lead_answered(uuid, uuid, int, text, bytea, text, bytea, date, bytea);
