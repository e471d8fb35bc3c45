-- The data dictionary: words given in advance, refusals, meetings, and what goes on after the last measure.

comment on table app.standing_acceptances is 'What an agency accepts in advance, within limits.';
comment on column app.standing_acceptances.authority_id is '[open] The authority of the agency.';
comment on column app.standing_acceptances.id is '[operational] Number of the acceptance.';
comment on column app.standing_acceptances.agency_id is '[operational] The agency that gave its word.';
comment on column app.standing_acceptances.principal is '[operational] The desk at which it is asked.';
comment on column app.standing_acceptances.domain is '[operational] The part of life for which it holds.';
comment on column app.standing_acceptances.prisons is '[operational] Prisons from which persons come; none named: any.';
comment on column app.standing_acceptances.at_once is '[operational] How many persons at the same time.';
comment on column app.standing_acceptances.per_month is '[operational] How many persons who begin in one month.';
comment on column app.standing_acceptances.max_days is '[operational] How many days for each person at most.';
comment on column app.standing_acceptances.valid is '[operational] Days on which help may begin under it.';
comment on column app.standing_acceptances.made_by is '[operational] The member who gave the word.';
comment on column app.standing_acceptances.made_at is '[operational] When it was given.';
comment on column app.standing_acceptances.ended_at is '[operational] When it was ended; what was accepted stays.';
comment on column app.standing_acceptances.ended_by is '[operational] The member who ended it.';
comment on column app.standing_acceptances.version is '[operational] Counts changes, so that two editors do not overwrite one another.';

comment on column app.leads.standing_id is '[operational] The word given in advance by which it was accepted.';
comment on column app.leads.standing_refusal is '[operational] Why a word given in advance did not hold for it, for the sender.';

comment on table app.escalations is 'A part of life that was declined twice, for the managers of both agencies.';
comment on column app.escalations.authority_id is '[open] The authority of the case.';
comment on column app.escalations.id is '[operational] Number of the entry.';
comment on column app.escalations.case_id is '[operational] The case that it concerns.';
comment on column app.escalations.ref is '[operational] Reference of the case, for managers who see nothing else of it.';
comment on column app.escalations.domain is '[personal] The part of life for which nobody said yes.';
comment on column app.escalations.clause_id is '[operational] The clause of that part of life.';
comment on column app.escalations.agencies is '[operational] The agencies that asked or declined.';
comment on column app.escalations.from_agency_id is '[operational] The agency that asked last.';
comment on column app.escalations.begins_on is '[operational] From which day somebody is needed.';
comment on column app.escalations.raised_at is '[operational] When it was declined for the second time.';
comment on column app.escalations.state is '[operational] Open, resolved by a manager, or settled because somebody accepted.';
comment on column app.escalations.outcome is '[operational] An agency takes it, or the coordination desk closes the gap.';
comment on column app.escalations.agency_id is '[operational] The agency that takes it.';
comment on column app.escalations.until_on is '[operational] By when.';
comment on column app.escalations.decided_by is '[operational] The manager who decided.';
comment on column app.escalations.decided_at is '[operational] When it was decided or settled.';
comment on column app.escalations.key_wrapped is '[operational] The key of the words, wrapped.';
comment on column app.escalations.words_sealed is '[personal] What the manager said, sealed.';
comment on column app.escalations.version is '[operational] Counts changes, so that two editors do not overwrite one another.';
