-- What each column of extra protection holds, and how it is guarded.
comment on table app.protections is 'That a case is specially protected: the seat of a desk opens it only to members who are named.';
comment on column app.protections.authority_id is '[open] The authority.';
comment on column app.protections.id is '[operational] The mark.';
comment on column app.protections.case_id is '[operational] The case.';
comment on column app.protections.kind is '[personal] For the sake of a minor or of a victim; shown only on the opened case.';
comment on column app.protections.named is '[operational] Members of the coordination desk for whom its seat counts.';
comment on column app.protections.marked_by is '[operational] Who marked it.';
comment on column app.protections.marked_at is '[operational] At what moment.';
comment on column app.protections.key_wrapped is '[operational] The key of the sealed reason, wrapped.';
comment on column app.protections.ended_by is '[operational] Who ended it.';
comment on column app.protections.ended_at is '[operational] When it ended.';
comment on column app.protections.end_reason_sealed is '[personal] Why it ended, in words.';

comment on table app.protection_admissions is 'That one member may use the seat of their desk on a specially protected case, until a day.';
comment on column app.protection_admissions.authority_id is '[open] The authority.';
comment on column app.protection_admissions.id is '[operational] The admission.';
comment on column app.protection_admissions.protection_id is '[operational] The mark.';
comment on column app.protection_admissions.case_id is '[operational] The case.';
comment on column app.protection_admissions.member_id is '[operational] Who is admitted.';
comment on column app.protection_admissions.until is '[operational] The last day.';
comment on column app.protection_admissions.admitted_by is '[operational] Who admitted them.';
comment on column app.protection_admissions.admitted_at is '[operational] At what moment.';
comment on column app.protection_admissions.ended_by is '[operational] Who ended it before its day.';
comment on column app.protection_admissions.ended_at is '[operational] When it was ended.';

comment on column app.overrides.needs_second is '[operational] The case is specially protected: a second person has to agree.';
comment on column app.overrides.second_by is '[operational] The chair who answered.';
comment on column app.overrides.second_at is '[operational] At what moment.';
comment on column app.overrides.second_said is '[operational] What they said.';
