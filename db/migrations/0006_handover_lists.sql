-- Recent answers, from both sides: the inbox is driven from the desk, newest first.
create index leads_answers_to on app.leads (authority_id, from_principal, answered_at desc, id desc)
  where answered_at is not null and offered_by is not null;
create index leads_answers_by on app.leads (authority_id, to_principal, answered_at desc, id desc)
  where answered_at is not null and offered_by is not null;
