-- The data dictionary: duty rosters, the five basics of the first day, sheets of paper.
comment on table app.duty_shifts is 'Who answers a duty desk when: week by week, and on single days otherwise.';
comment on column app.duty_shifts.authority_id is '[open] The authority to which this record belongs.';
comment on column app.duty_shifts.id is '[operational] The shift.';
comment on column app.duty_shifts.desk_id is '[open] The duty desk.';
comment on column app.duty_shifts.weekday is '[operational] Day of the week, Monday is 1; nothing for a single day.';
comment on column app.duty_shifts.on_day is '[operational] The single day on which it is otherwise than usual.';
comment on column app.duty_shifts.starts is '[operational] When it begins, in the zone of the authority.';
comment on column app.duty_shifts.ends is '[operational] When it ends; before its beginning means on the next day.';
comment on column app.duty_shifts.member_id is '[operational] Who is on duty.';
comment on column app.duty_shifts.substitute_id is '[operational] Who is told when the one on duty does not answer.';
comment on column app.duty_shifts.phone is '[operational] The number under which the one on duty is reached.';
comment on column app.duty_shifts.valid_from is '[operational] First day of this pattern.';
comment on column app.duty_shifts.valid_until is '[operational] First day without it.';
comment on column app.duty_shifts.made_by is '[operational] Who wrote it into the roster.';
comment on column app.duty_shifts.made_at is '[operational] When it was written.';

comment on table app.basic_contacts is 'Whom a partnership asks first for each of the five basics.';
comment on column app.basic_contacts.authority_id is '[open] The authority to which this record belongs.';
comment on column app.basic_contacts.basic is '[open] Bed, money, medication, papers or first appointment.';
comment on column app.basic_contacts.agency_id is '[open] The agency that is asked first.';
comment on column app.basic_contacts.phone is '[open] Its number for this matter, where it is not the usual one.';

comment on table app.case_basics is 'What was said of the five basics of a person: each row once, by somebody.';
comment on column app.case_basics.authority_id is '[open] The authority to which this record belongs.';
comment on column app.case_basics.id is '[operational] The statement.';
comment on column app.case_basics.case_id is '[personal] The case.';
comment on column app.case_basics.notice_id is '[personal] The notice, where there is no case yet.';
comment on column app.case_basics.basic is '[personal] Bed, money, medication, papers or first appointment.';
comment on column app.case_basics.clause_id is '[operational] The clause under which it may be read.';
comment on column app.case_basics.state is '[health] Asked, confirmed, still open, not needed, or not wanted by the person.';
comment on column app.case_basics.source is '[operational] Whether it was said on the screen, by phone or on paper.';
comment on column app.case_basics.agency_id is '[personal] The agency that was asked or that says so.';
comment on column app.case_basics.to_principal is '[personal] Its desk, or the desk that would have helped.';
comment on column app.case_basics.from_agency_id is '[operational] The agency of who wrote it down.';
comment on column app.case_basics.recorded_by is '[operational] Who wrote it down.';
comment on column app.case_basics.recorded_at is '[operational] When it was written down.';
comment on column app.case_basics.said_at is '[operational] When it was said.';
comment on column app.case_basics.lead_id is '[personal] The offer that was made or answered with it.';
comment on column app.case_basics.key_wrapped is '[operational] The key of its words, wrapped by a key of the authority.';
comment on column app.case_basics.said_by_sealed is '[personal] Who said so.';
comment on column app.case_basics.words_sealed is '[health] Own words of the person, or a remark.';

comment on table app.unplanned_releases is 'That somebody left prison and nobody knew of it the day before.';
comment on column app.unplanned_releases.authority_id is '[open] The authority to which this record belongs.';
comment on column app.unplanned_releases.id is '[operational] The release.';
comment on column app.unplanned_releases.case_id is '[personal] The case.';
comment on column app.unplanned_releases.clause_id is '[operational] The clause under which it may be read.';
comment on column app.unplanned_releases.known_at is '[personal] Since when it is known.';
comment on column app.unplanned_releases.recorded_by is '[operational] Who pressed the button.';
comment on column app.unplanned_releases.key_wrapped is '[operational] The key of its words, wrapped by a key of the authority.';
comment on column app.unplanned_releases.words_sealed is '[personal] Where the person was released, is now, and can be reached.';
comment on column app.unplanned_releases.until is '[operational] End of the 72 hours in which it is followed.';

comment on table app.unplanned_told is 'Who was told of an unplanned release, and when each said "I have it".';
comment on column app.unplanned_told.authority_id is '[open] The authority to which this record belongs.';
comment on column app.unplanned_told.release_id is '[personal] The release.';
comment on column app.unplanned_told.principal is '[operational] The desk or member that was told.';
comment on column app.unplanned_told.role is '[operational] As duty desk, substitute, coordination desk or asked agency.';
comment on column app.unplanned_told.member_id is '[operational] Who was on duty at that moment.';
comment on column app.unplanned_told.told_at is '[operational] When the message went out.';
comment on column app.unplanned_told.delivered_at is '[operational] When it stood on a screen of theirs.';
comment on column app.unplanned_told.acknowledged_at is '[operational] When somebody said "I have it".';
comment on column app.unplanned_told.acknowledged_by is '[operational] Who said so.';

comment on table app.paper_sheets is 'Sheets that were printed to be filled by hand and typed back.';
comment on column app.paper_sheets.authority_id is '[open] The authority to which this record belongs.';
comment on column app.paper_sheets.id is '[operational] The sheet.';
comment on column app.paper_sheets.kind is '[operational] A wing list, the sheet of one release, or an empty one.';
comment on column app.paper_sheets.prison_agency_id is '[operational] The prison of a wing list.';
comment on column app.paper_sheets.agency_id is '[operational] The agency that printed it.';
comment on column app.paper_sheets.weeks is '[operational] How many weeks of releases it lists.';
comment on column app.paper_sheets.printed_by is '[operational] Who printed it.';
comment on column app.paper_sheets.printed_at is '[operational] When it was printed.';
comment on column app.paper_sheets.expires_on is '[operational] Last day on which its codes open a line.';

comment on table app.paper_lines is 'Lines of a sheet, each with a code that says nothing of the person.';
comment on column app.paper_lines.authority_id is '[open] The authority to which this record belongs.';
comment on column app.paper_lines.sheet_id is '[operational] The sheet.';
comment on column app.paper_lines.code is '[operational] Four random characters and one that checks them.';
comment on column app.paper_lines.position is '[operational] Place on the sheet.';
comment on column app.paper_lines.case_id is '[personal] The case of the line.';
comment on column app.paper_lines.notice_id is '[personal] The notice of the line, where there is no case yet.';
comment on column app.paper_lines.recorded_at is '[operational] When it was last typed back.';
comment on column app.paper_lines.recorded_by is '[operational] Who typed it back.';

comment on column app.release_notices.source is '[operational] From a list of the prison, or made by hand on the day of the release.';
