-- A date is moved under one proof: what was asked as the reader, table by table, is made of the rows of the plan.
drop function if exists act.plan(app.cases, text, app.milestones[], app.seats[]);
drop function if exists act.refuse_move(app.cases, int, date);
drop function if exists act.plan_seen(app.cases, app.leads[], app.leads[], app.case_leads[], app.seats[], app.seats[], app.milestones[], app.milestones[]);
drop function if exists act.try_release(uuid, int, date, text, date);
drop function if exists act.move_release_seen(uuid, int, date, text, date, bytea);
drop function if exists act.move_release(uuid, int, date, text, date, bytea);
drop function if exists read.move_json(app.cases, int[], app.leads[], app.case_needs[], app.case_leads[], app.milestones[], app.continuations[], record);
drop function if exists read.move_tried(app.cases, date, text, date);
drop function if exists read.move_preview_of(uuid, date, text, date);
