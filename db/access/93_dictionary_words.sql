-- What each column of consents holds, and how it is guarded.
comment on table app.consents is 'What the person said about one voluntary help: with the text and language they were shown.';
comment on column app.consents.authority_id is '[open] The authority.';
comment on column app.consents.id is '[operational] The record.';
comment on column app.consents.case_id is '[operational] The case.';
comment on column app.consents.domain is '[personal] The part of life in which somebody helps.';
comment on column app.consents.clause_id is '[operational] The clause under which the record is read.';
comment on column app.consents.answer is '[personal] Whether the person agreed or not.';
comment on column app.consents.text_version is '[open] Which standard text was shown.';
comment on column app.consents.language is '[personal] The language of the text.';
comment on column app.consents.spoken is '[personal] The language in which it was explained, where it was another.';
comment on column app.consents.shown_sealed is '[personal] The text as it was shown.';
comment on column app.consents.way is '[operational] In a talk, on paper, or before a witness.';
comment on column app.consents.witness_sealed is '[personal] Who witnessed it.';
comment on column app.consents.explainer_sealed is '[personal] Who explained it.';
comment on column app.consents.capacity is '[personal] Whether the person decided alone, with support or with a guardian.';
comment on column app.consents.given_on is '[personal] On which day.';
comment on column app.consents.recorded_by is '[operational] Who wrote it down.';
comment on column app.consents.recorded_at is '[operational] At what moment.';

comment on table app.consent_recipients is 'For which agency a consent is, and when it was taken back for that one.';
comment on column app.consent_recipients.authority_id is '[open] The authority.';
comment on column app.consent_recipients.consent_id is '[operational] The record.';
comment on column app.consent_recipients.agency_id is '[personal] The agency that may help and know.';
comment on column app.consent_recipients.case_id is '[operational] The case.';
comment on column app.consent_recipients.clause_id is '[operational] The clause under which it is read.';
comment on column app.consent_recipients.withdrawn_on is '[personal] On which day the person took it back.';
comment on column app.consent_recipients.withdrawn_at is '[operational] At what moment it took effect.';
comment on column app.consent_recipients.withdrawn_way is '[operational] In a talk, on paper, or before a witness.';
comment on column app.consent_recipients.withdrawn_sealed is '[personal] The text that was shown then.';
comment on column app.consent_recipients.withdrawn_by is '[operational] Who wrote it down.';

comment on table app.share_departures is 'Who no longer gets a share because the person took back a consent.';
comment on column app.share_departures.authority_id is '[open] The authority.';
comment on column app.share_departures.share_id is '[operational] The share.';
comment on column app.share_departures.principal is '[operational] The desk or member that got it before.';
comment on column app.share_departures.case_id is '[operational] The case.';
comment on column app.share_departures.consent_id is '[personal] The consent that was taken back.';
comment on column app.share_departures.left_at is '[operational] At what moment.';
