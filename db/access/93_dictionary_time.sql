-- The data dictionary: calendar, periods, cycles, what was told.
comment on column app.authorities.region is '[open] Region of the country for its public holidays, as ISO 3166-2 writes it.';

comment on table app.public_holidays is 'Days on which offices are closed, beside weekends.';
comment on column app.public_holidays.authority_id is '[open] The authority.';
comment on column app.public_holidays.day is '[open] The day.';
comment on column app.public_holidays.names is '[open] Its name, in the languages of the country.';
comment on column app.public_holidays.source is '[open] From the calendar of the country, or added by the city.';
comment on column app.public_holidays.struck is '[open] The city works on this day all the same.';
comment on column app.public_holidays.changed_by is '[operational] The member who added or struck it.';
comment on column app.public_holidays.changed_at is '[operational] When it was written.';

comment on column app.cases.cycle is '[offence] Which time in prison this is: the first, or the one after a recall.';
comment on column app.cases.cycle_from is '[offence] Day of the recall with which this cycle began.';
comment on column app.release_dates.cycle is '[offence] The cycle that the date belongs to.';
comment on column app.leads.cycle is '[offence] The cycle in which it was offered; former cycles stay as they were.';
comment on column app.case_leads.cycle is '[offence] The cycle in which it was accepted.';
comment on column app.case_leads.fallback is '[operational] Nobody accepted: the desk that the arrangement names.';
comment on column app.milestones.cycle is '[offence] The cycle that it belongs to.';
comment on column app.milestones.voluntary is '[personal] It stands only while the person wants it.';
comment on column app.pathways.source is '[open] On what the version rests.';
comment on column app.pathways.starts_on is '[open] From when on new cases begin with it.';
comment on column app.pathway_steps.voluntary is '[open] It expires when the person declines.';
comment on column app.pathway_steps.source is '[open] The practice or law that asks for this step.';

comment on table app.periods is 'Custody, leave, supervision and the like, from and until.';
comment on column app.periods.authority_id is '[open] The authority.';
comment on column app.periods.id is '[operational] The period.';
comment on column app.periods.case_id is '[operational] The case.';
comment on column app.periods.clause_id is '[operational] The clause under which it may be read.';
comment on column app.periods.kind is '[offence] What kind of period.';
comment on column app.periods.prison_agency_id is '[offence] The prison, where one belongs to it.';
comment on column app.periods.cycle is '[offence] The cycle in which it was recorded.';
comment on column app.periods.during is '[offence] First day, and first day after it.';
comment on column app.periods.source_sealed is '[offence] Who said so and how.';
comment on column app.periods.removed is '[operational] Taken out again: it was recorded by mistake.';
comment on column app.periods.recorded_by is '[operational] The member who recorded it.';
comment on column app.periods.recorded_at is '[operational] When it was recorded.';
comment on column app.periods.version is '[operational] Counts the changes.';


comment on table app.told is 'What owners of milestones were told: one row for each owner and change.';
comment on column app.told.authority_id is '[open] The authority.';
comment on column app.told.id is '[operational] The message.';
comment on column app.told.case_id is '[operational] The case.';
comment on column app.told.clause_id is '[operational] The clause under which it may be read.';
comment on column app.told.principal is '[operational] The member or desk that was told.';
comment on column app.told.change is '[operational] Which change.';
comment on column app.told.kind is '[operational] What kind of change.';
comment on column app.told.milestones is '[operational] Which milestones, from which day to which.';
comment on column app.told.told_by is '[operational] The member who made the change.';
comment on column app.told.told_at is '[operational] When they were told.';
comment on column app.told.seen_by is '[operational] The member who put it away.';
comment on column app.told.seen_at is '[operational] When it was put away.';
