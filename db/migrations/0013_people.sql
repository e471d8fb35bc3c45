-- Who is away and who covers meanwhile, roles handed on in many cases at once, and the filters a member keeps.

-- While it lasts, the covering desks and members act with the seats of the absent one: actor.assume() adds them.
-- Nothing is rewritten, so it begins and ends by the clock, and a case that comes meanwhile is covered too.
-- A member who has left is away for good; their agency's desk covers until everything is handed on.
create table app.absences (
  authority_id int         not null,
  id           uuid        not null,
  agency_id    int         not null,
  member_id    int         not null,
  kind         text        not null constraint absences_kind check (kind in ('away', 'blocked', 'left')),
  starts_at    timestamptz not null,
  ends_at      timestamptz not null default 'infinity',
  cover        int[]       not null,
  entered_by   int         not null,
  entered_at   timestamptz not null default now(),
  version      int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, member_id) references app.members,
  constraint absences_period check (ends_at >= starts_at),
  constraint absences_covered check (cardinality(cover) between 1 and 12),
  constraint absences_once exclude using gist
    (authority_id with =, member_id with =, tstzrange(starts_at, ends_at) with &&) where (ends_at > starts_at)
);
create index absences_agency on app.absences (authority_id, agency_id, ends_at);
create index absences_member on app.absences (authority_id, member_id, ends_at);
comment on table app.absences is 'When a member of staff is not there, and who covers meanwhile. No reason is kept.';
comment on column app.absences.authority_id is '[open] The authority in which the member works.';
comment on column app.absences.id is '[operational] Number of the absence.';
comment on column app.absences.agency_id is '[operational] The agency of the member; nobody covers across agencies.';
comment on column app.absences.member_id is '[operational] The member of staff who is away.';
comment on column app.absences.kind is '[operational] Away, account blocked, or left for good.';
comment on column app.absences.starts_at is '[operational] From when the cover counts.';
comment on column app.absences.ends_at is '[operational] Until when it counts; infinity while the end is open.';
comment on column app.absences.cover is '[operational] Desks and colleagues of the same agency who cover.';
comment on column app.absences.entered_by is '[operational] The member who entered it: themselves, a coordinator or an administrator.';
comment on column app.absences.entered_at is '[operational] When it was entered.';
comment on column app.absences.version is '[operational] Counts changes, so that two editors do not overwrite one another.';

-- One decision for each case: who handed what on, from whom to whom. What was moved is kept so that it can be
-- taken back while nothing else has changed.
create table app.reassignments (
  authority_id   int         not null,
  id             uuid        not null default gen_random_uuid(),
  bulk_id        uuid        not null,
  case_id        uuid        not null,
  clause_id      int         not null,
  from_principal int         not null,
  to_principal   int         not null,
  kinds          text[]      not null,
  moved          jsonb       not null,
  decided_by     int         not null,
  decided_at     timestamptz not null default now(),
  undone_at      timestamptz,
  primary key (authority_id, id),
  unique (authority_id, bulk_id, case_id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, from_principal) references app.principals,
  foreign key (authority_id, to_principal) references app.principals
);
create index reassignments_case on app.reassignments (authority_id, case_id);
comment on table app.reassignments is 'A role in a case that was handed from one colleague or desk of an agency to another.';
comment on column app.reassignments.authority_id is '[open] The authority to which this record belongs.';
comment on column app.reassignments.id is '[operational] Number of the decision.';
comment on column app.reassignments.bulk_id is '[operational] The act in which it was decided together with others.';
comment on column app.reassignments.case_id is '[operational] The case in which it was decided.';
comment on column app.reassignments.clause_id is '[operational] The clause on which the case stands.';
comment on column app.reassignments.from_principal is '[operational] Who had the role before.';
comment on column app.reassignments.to_principal is '[operational] Who has it from then on.';
comment on column app.reassignments.kinds is '[operational] What was meant to be handed on: seats, offers, milestones.';
comment on column app.reassignments.moved is '[operational] Ids and versions of what was handed on.';
comment on column app.reassignments.decided_by is '[operational] The member who decided it.';
comment on column app.reassignments.decided_at is '[operational] When it was decided.';
comment on column app.reassignments.undone_at is '[operational] When it was taken back, if it was.';

create table app.saved_filters (
  authority_id int     not null,
  member_id    int     not null,
  id           uuid    not null,
  list         text    not null constraint saved_filters_list check (list in ('cases')),
  name         text    not null constraint saved_filters_name check (length(name) between 1 and 60),
  search       jsonb   not null constraint saved_filters_search check (jsonb_typeof(search) = 'object'),
  place        int     not null,
  by_default   boolean not null default false,
  version      int     not null default 1,
  primary key (authority_id, member_id, id),
  foreign key (authority_id, member_id) references app.members
);
create unique index saved_filters_named on app.saved_filters (authority_id, member_id, list, lower(name));
create unique index saved_filters_default on app.saved_filters (authority_id, member_id, list) where by_default;
comment on table app.saved_filters is 'Filters of a list that a member has named. Nobody else reads them.';
comment on column app.saved_filters.authority_id is '[open] The authority in which the member works.';
comment on column app.saved_filters.member_id is '[operational] Whose filter it is.';
comment on column app.saved_filters.id is '[operational] Number of the filter.';
comment on column app.saved_filters.list is '[operational] The list that it narrows.';
comment on column app.saved_filters.name is '[operational] What the member calls it.';
comment on column app.saved_filters.search is '[operational] The filter as it stands in the address: codes, dates, references; no names.';
comment on column app.saved_filters.place is '[operational] Its place among the filters of the member.';
comment on column app.saved_filters.by_default is '[operational] Whether the list opens with it.';
comment on column app.saved_filters.version is '[operational] Counts changes, so that two tabs do not overwrite one another.';
