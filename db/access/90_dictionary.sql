-- The data dictionary, first part: who works here, and what they have agreed.
-- Each column: its class (open, operational, personal, offence, health) and what it holds.

comment on table app.authorities is 'A local authority: a workspace of its own, sealed from all others.';
comment on column app.authorities.id is '[open] Number of the authority; the first part of every key.';
comment on column app.authorities.name is '[open] Name of the city or region, as its screens show it.';
comment on column app.authorities.country is '[open] ISO code of the country, which decides pathway and law.';
comment on column app.authorities.time_zone is '[open] IANA zone in which its days begin.';
comment on column app.authorities.locale is '[open] Language of letters and lists where nobody chose another.';
comment on column app.authorities.case_prefix is '[open] Letters before the number of a case.';
comment on column app.authorities.next_case_number is '[operational] The number that the next case gets; tells how many cases there have been.';
comment on column app.authorities.area is '[open] Place names that mean this city, and words that mean no fixed address, for reading prison lists.';
comment on column app.authorities.demo is '[open] Whether everything in this authority is invented.';
comment on column app.authorities.created_at is '[operational] When the authority was set up.';

comment on table app.authority_keys is 'The keys of an authority, each wrapped by a master key that is not in the database.';
comment on column app.authority_keys.authority_id is '[open] Whose key it is.';
comment on column app.authority_keys.id is '[operational] Number of the key, kept beside what it seals.';
comment on column app.authority_keys.kind is '[operational] What it is for: sealing texts, or making blind tokens.';
comment on column app.authority_keys.wrapped is '[operational] The key, wrapped; nothing once the key is destroyed.';
comment on column app.authority_keys.created_at is '[operational] When it was made.';
comment on column app.authority_keys.retired_at is '[operational] Since when nothing new is sealed with it.';

comment on table app.agencies is 'A partner organisation. It appears wherever its members do.';
comment on column app.agencies.authority_id is '[open] The authority to which this record belongs.';
comment on column app.agencies.id is '[open] Number of the agency within the authority.';
comment on column app.agencies.name is '[open] Name by which partners call it.';
comment on column app.agencies.code is '[open] Two letters on its badge.';
comment on column app.agencies.kind is '[open] What it does, which chooses its colour and never its rights.';
comment on column app.agencies.phone is '[open] Where it is called.';
comment on column app.agencies.email is '[open] Where it is written to; no case content goes there.';
comment on column app.agencies.ended_on is '[operational] From this day it is no partner any more, and its members are signed out.';
comment on column app.agencies.version is '[operational] Counts changes, so that two editors do not overwrite one another.';

comment on table app.members is 'One human in one agency. There are no shared accounts.';
comment on column app.members.authority_id is '[open] The authority in which the member works.';
comment on column app.members.id is '[operational] Number of the member within the authority.';
comment on column app.members.agency_id is '[operational] The agency for which the member works.';
comment on column app.members.name is '[operational] Name as colleagues see it; a member of staff, never a person concerned.';
comment on column app.members.email is '[operational] Address at work, with which the member signs in.';
comment on column app.members.locale is '[operational] Language of the member''s screens.';
comment on column app.members.activated_at is '[operational] When the member first set a passphrase.';
comment on column app.members.ended_at is '[operational] When the membership ended; from then on no session works.';
comment on column app.members.version is '[operational] Counts changes, so that two editors do not overwrite one another.';

comment on table app.member_functions is 'What members do. A function opens pages, never a case.';
comment on column app.member_functions.authority_id is '[open] The authority of the member.';
comment on column app.member_functions.member_id is '[operational] Who has the function.';
comment on column app.member_functions.function is '[operational] The function, out of a fixed list.';

comment on table app.principals is 'What may sit on a case: one member, or a desk with named members.';
comment on column app.principals.authority_id is '[open] The authority of the member or desk.';
comment on column app.principals.id is '[operational] Number by which seats name it.';
comment on column app.principals.kind is '[operational] A member, or a desk.';
comment on column app.principals.agency_id is '[operational] The agency to which it belongs.';
comment on column app.principals.member_id is '[operational] The member, if it is one.';
comment on column app.principals.desk_kind is '[operational] What a desk is for: contact, coordination, privacy, duty or a team.';
comment on column app.principals.name is '[operational] Name of the desk or member, as seats show it.';

comment on table app.desk_members is 'Who answers at a desk, since when and until when.';
comment on column app.desk_members.authority_id is '[open] The authority of the desk.';
comment on column app.desk_members.desk_id is '[operational] The desk at which the member answers.';
comment on column app.desk_members.member_id is '[operational] The member who answers there.';
comment on column app.desk_members.since is '[operational] From when the desk''s seats count for the member.';
comment on column app.desk_members.until is '[operational] From when they no longer do.';

comment on table app.purposes is 'What work with a person may be for. No purpose borrows the rights of another.';
comment on column app.purposes.code is '[open] Short name of the purpose.';
comment on column app.purposes.regime is '[open] The law that governs it: the law enforcement directive or the GDPR.';

comment on table app.domains is 'The parts of life in which somebody may need help.';
comment on column app.domains.authority_id is '[open] The authority that works with this part of life.';
comment on column app.domains.code is '[open] Short name of the part of life.';
comment on column app.domains.position is '[open] Its place in lists and on the map; it ranks nothing.';
comment on column app.domains.basic is '[open] Whether it is needed from the first night on unless decided otherwise.';

comment on table app.arrangements is 'A signed agreement between agencies, as data. What is in force is not edited.';
comment on column app.arrangements.authority_id is '[open] The authority in which it holds.';
comment on column app.arrangements.id is '[open] Number of the arrangement.';
comment on column app.arrangements.reference is '[open] Reference of the signed document.';
comment on column app.arrangements.title is '[open] What it is called.';
comment on column app.arrangements.valid_from is '[open] First day on which it opens anything.';
comment on column app.arrangements.valid_until is '[open] Last day on which it opens anything; nothing for an open end.';
comment on column app.arrangements.document is '[open] Where the signed document is found.';
comment on column app.arrangements.fallback_principal is '[open] The desk that leads a case when a prison no longer can and nobody has accepted.';
comment on column app.arrangements.includes_remand is '[open] Whether notices of persons on remand may be given too.';
comment on column app.arrangements.version is '[operational] Counts changes, so that two editors do not overwrite one another.';

comment on table app.arrangement_parties is 'The agencies of an arrangement. Who has not signed gets nothing.';
comment on column app.arrangement_parties.authority_id is '[open] The authority in which it holds.';
comment on column app.arrangement_parties.arrangement_id is '[open] The arrangement.';
comment on column app.arrangement_parties.agency_id is '[open] The agency that is party to it.';
comment on column app.arrangement_parties.signed_on is '[open] Day from which the signature counts.';
comment on column app.arrangement_parties.signed_by is '[open] Office that signed for the agency.';
comment on column app.arrangement_parties.left_on is '[open] Day from which the agency is no longer bound and sees nothing by it.';

comment on table app.clauses is 'What may be shared, for which purpose, on which basis in law.';
comment on column app.clauses.authority_id is '[open] The authority in which it holds.';
comment on column app.clauses.id is '[open] Number of the clause, on which each record of a case stands.';
comment on column app.clauses.arrangement_id is '[open] The arrangement of which it is part.';
comment on column app.clauses.purpose is '[open] The purpose for which it allows sharing.';
comment on column app.clauses.category is '[open] The category of information that it covers.';
comment on column app.clauses.label is '[open] Its number in the signed document.';
comment on column app.clauses.basis is '[open] The provision of law on which it rests.';

comment on table app.clause_rights is 'Which agency may see and bring what under a clause.';
comment on column app.clause_rights.authority_id is '[open] The authority in which it holds.';
comment on column app.clause_rights.clause_id is '[open] The clause.';
comment on column app.clause_rights.agency_id is '[open] The agency.';
comment on column app.clause_rights.may_contribute is '[open] Whether it may bring information and be asked for help under this clause.';
comment on column app.clause_rights.sight is '[open] What it sees: all, only that support is arranged, or nothing.';

comment on table app.notice_desks is 'Desks that an arrangement names as receivers of a prison''s notices.';
comment on column app.notice_desks.authority_id is '[open] The authority in which it holds.';
comment on column app.notice_desks.arrangement_id is '[open] The arrangement.';
comment on column app.notice_desks.principal is '[open] The desk that receives.';

comment on table app.pathways is 'Steps from reception to the months after release, as a versioned plan.';
comment on column app.pathways.id is '[open] Number of the pathway.';
comment on column app.pathways.code is '[open] Short name of the pathway.';
comment on column app.pathways.country is '[open] Country for which it is written; nothing for all.';
comment on column app.pathways.version is '[open] Version of the plan; cases keep the one with which they began.';

comment on table app.pathway_steps is 'The steps of a pathway.';
comment on column app.pathway_steps.pathway_id is '[open] The pathway.';
comment on column app.pathway_steps.position is '[open] Order in which the steps are listed.';
comment on column app.pathway_steps.code is '[open] Short name of the step.';
comment on column app.pathway_steps.anchor is '[open] The event from which its day is counted.';
comment on column app.pathway_steps.offset_days is '[open] Days after the anchor, or before it.';
comment on column app.pathway_steps.conference is '[open] Whether it is a conference and so enters a case only after a decision.';
comment on column app.pathway_steps.owner is '[open] Who looks after the step: lead, coordination or prison.';

comment on table app.import_mappings is 'How the columns of a prison''s list are read, as a person confirmed it once.';
comment on column app.import_mappings.authority_id is '[open] The authority that reads the list.';
comment on column app.import_mappings.agency_id is '[operational] The prison from which the list comes.';
comment on column app.import_mappings.fingerprint is '[operational] Hash of the column headings, by which the same kind of list is recognised.';
comment on column app.import_mappings.mapping is '[operational] Which column means what; headings only, no data of a person.';
comment on column app.import_mappings.confirmed_by is '[operational] The member who confirmed it.';
comment on column app.import_mappings.confirmed_at is '[operational] When it was confirmed.';
