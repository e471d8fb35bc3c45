-- The data dictionary: cases opened to an auditor.
comment on table app.audit_cases is 'Cases opened to an auditor: which, until when, why, and the two persons who opened them.';
comment on column app.audit_cases.authority_id is '[open] The authority whose case it is.';
comment on column app.audit_cases.id is '[open] Number of the opening.';
comment on column app.audit_cases.audit_id is '[open] The audit for which it was opened.';
comment on column app.audit_cases.case_id is '[operational] The case.';
comment on column app.audit_cases.asked_by is '[operational] The officer who asked.';
comment on column app.audit_cases.asked_at is '[operational] When the officer asked.';
comment on column app.audit_cases.ends_at is '[operational] When it ends by itself.';
comment on column app.audit_cases.key_wrapped is '[operational] Key of the reason, wrapped.';
comment on column app.audit_cases.reason_sealed is '[personal] Why it was opened.';
comment on column app.audit_cases.confirmed_by is '[operational] The second person.';
comment on column app.audit_cases.confirmed_at is '[operational] When the second person agreed.';
comment on column app.audit_cases.ended_by is '[operational] Who ended it before its time, or refused it.';
comment on column app.audit_cases.ended_at is '[operational] When it was ended before its time, or refused.';
