-- Items: what agencies bring about a person, each owned by the agency that brought it. Facts, assessments and the
-- person's own statements stand apart; nothing is overwritten, and who reads it is decided by its author.
create table app.items (
  authority_id    int         not null,
  id              uuid        not null,
  case_id         uuid        not null,
  owner_agency_id int         not null,
  clause_id       int         not null,
  category        text        not null,
  kind            text        not null constraint items_kind check (kind in ('fact', 'assessment', 'statement')),
  functional      boolean     not null default false,
  state           text        not null default 'current'
    constraint items_state check (state in ('current', 'contested', 'restricted', 'withdrawn')),
  mode            text        not null constraint items_mode check (mode in ('table', 'named', 'agency')),
  audience        int[]       not null default '{}',
  current_version int         not null default 1,
  as_of           date        not null,
  review_by       date,
  no_onward       boolean     not null default false,
  view_only       boolean     not null default false,
  spoken_only     boolean     not null default false,
  ask_first       boolean     not null default false,
  meeting_id      uuid,
  delete_on       date,
  written_by      int         not null,
  written_at      timestamptz not null default now(),
  key_wrapped     bytea,
  erased_on       date,
  version         int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, owner_agency_id) references app.agencies,
  foreign key (authority_id, clause_id) references app.clauses,
  foreign key (authority_id, meeting_id) references app.handover_meetings,
  constraint items_named_readers check ((mode = 'named') = (cardinality(audience) > 0)),
  -- Words about health stay in the agency; what leaves it is chosen from a closed list.
  constraint items_health_by_list check (category not in ('health', 'substance_use') or functional or mode = 'agency'),
  constraint items_erased_whole check ((key_wrapped is null) = (erased_on is not null))
);
create index items_case on app.items (authority_id, case_id);
create index items_delete_on on app.items (delete_on) where delete_on is not null and erased_on is null;
create index items_to_review on app.items (authority_id, owner_agency_id, review_by)
  where review_by is not null and erased_on is null and state in ('current', 'contested');

create table app.item_versions (
  authority_id   int         not null,
  item_id        uuid        not null,
  version        int         not null,
  case_id        uuid        not null,
  kind           text        not null constraint item_versions_kind check (kind in ('fact', 'assessment', 'statement')),
  text_sealed    bytea       not null,
  source_kind    text        constraint item_versions_source check (source_kind in
    ('observed', 'document', 'register', 'agency', 'person', 'third_party')),
  source_sealed  bytea,
  credibility    text        constraint item_versions_credibility check (credibility in
    ('documented', 'confirmed', 'plausible', 'doubtful', 'not_checked')),
  method_sealed  bytea,
  language       text,
  as_of          date        not null,
  verified_by    int,
  verified_at    timestamptz,
  written_by     int         not null,
  written_at     timestamptz not null default now(),
  reason_sealed  bytea,
  restricted     boolean     not null default false,
  primary key (authority_id, item_id, version),
  foreign key (authority_id, item_id) references app.items,
  constraint item_versions_fact_has_source check (kind <> 'fact' or source_kind is not null),
  constraint item_versions_assessment_has_method check (kind <> 'assessment' or method_sealed is not null),
  constraint item_versions_verified check ((verified_by is null) = (verified_at is null)),
  constraint item_versions_reason check (version = 1 or reason_sealed is not null)
);

-- What an assessment relies on: facts, each in the version that its author read.
create table app.item_facts (
  authority_id int  not null,
  item_id      uuid not null,
  version      int  not null,
  fact_id      uuid not null,
  fact_version int  not null,
  case_id      uuid not null,
  primary key (authority_id, item_id, version, fact_id),
  foreign key (authority_id, item_id, version) references app.item_versions,
  foreign key (authority_id, fact_id) references app.items
);
create index item_facts_fact on app.item_facts (authority_id, fact_id);

-- For whom an item was meant, and from when until when.
create table app.item_audiences (
  authority_id int         not null,
  item_id      uuid        not null,
  position     int         not null,
  case_id      uuid        not null,
  mode         text        not null,
  audience     int[]       not null,
  from_at      timestamptz not null default now(),
  until_at     timestamptz,
  set_by       int         not null,
  primary key (authority_id, item_id, position)
);

-- What its owner did with an item besides writing: readers, conditions, looking again, taking back.
create table app.item_changes (
  authority_id  int         not null,
  item_id       uuid        not null,
  position      int         not null,
  case_id       uuid        not null,
  what          text        not null constraint item_changes_what check (what in
    ('audience', 'handling', 'verified', 'restricted', 'released', 'withdrawn', 'approved', 'refused', 'contested', 'settled')),
  changed_by    int,
  changed_at    timestamptz not null default now(),
  reason_sealed bytea,
  primary key (authority_id, item_id, position)
);

-- Special categories of data, in words: only where strictly necessary, never without a second person.
create table app.special_items (
  authority_id            int         not null,
  id                      uuid        not null,
  case_id                 uuid        not null,
  owner_agency_id         int         not null,
  clause_id               int         not null,
  category                text        not null,
  kind                    text        not null constraint special_items_kind check (kind in ('fact', 'assessment', 'statement')),
  state                   text        not null default 'current'
    constraint special_items_state check (state in ('current', 'contested', 'restricted', 'withdrawn')),
  mode                    text        not null constraint special_items_mode check (mode in ('named', 'agency')),
  audience                int[]       not null default '{}',
  current_version         int         not null default 1,
  as_of                   date        not null,
  review_by               date        not null,
  no_onward               boolean     not null default true,
  view_only               boolean     not null default true,
  spoken_only             boolean     not null default false,
  ask_first               boolean     not null default false,
  meeting_id              uuid,
  delete_on               date,
  ground                  text        not null constraint special_items_ground check (ground in ('a', 'b', 'c')),
  strict_necessity_sealed bytea,
  approver                int         not null,
  approved_by             int,
  approved_at             timestamptz,
  refused_at              timestamptz,
  written_by              int         not null,
  written_at              timestamptz not null default now(),
  key_wrapped             bytea,
  erased_on               date,
  version                 int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, owner_agency_id) references app.agencies,
  foreign key (authority_id, clause_id) references app.clauses,
  foreign key (authority_id, meeting_id) references app.handover_meetings,
  constraint special_items_named_readers check ((mode = 'named') = (cardinality(audience) > 0)),
  constraint special_items_two_people check (approver <> written_by and (approved_by is null or approved_by <> written_by)),
  constraint special_items_approved check ((approved_by is null) = (approved_at is null) and (approved_at is null or refused_at is null)),
  constraint special_items_erased_whole check ((key_wrapped is null) = (erased_on is not null)),
  constraint special_items_necessity check ((strict_necessity_sealed is null) = (erased_on is not null))
);
create index special_items_case on app.special_items (authority_id, case_id);
create index special_items_delete_on on app.special_items (delete_on) where delete_on is not null and erased_on is null;

create table app.special_item_versions (
  like app.item_versions including defaults including constraints,
  primary key (authority_id, item_id, version),
  foreign key (authority_id, item_id) references app.special_items
);

-- What somebody has begun to write: their own, one for each case.
create table app.item_drafts (
  authority_id int         not null,
  member_id    int         not null,
  case_id      uuid        not null,
  key_wrapped  bytea       not null,
  draft_sealed bytea       not null,
  saved_at     timestamptz not null default now(),
  primary key (authority_id, member_id, case_id),
  foreign key (authority_id, case_id) references app.cases
);

-- That necessity follows from clause and task was confirmed once, by each member for each clause.
create table app.necessity_confirmed (
  authority_id int         not null,
  member_id    int         not null,
  clause_id    int         not null,
  confirmed_at timestamptz not null default now(),
  primary key (authority_id, member_id, clause_id),
  foreign key (authority_id, clause_id) references app.clauses
);

-- A version says for ever what it said. Only that somebody looked at it again, or that it may not be used, is added.
create function app.keep_item_version() returns trigger language plpgsql set search_path = '' as $$
begin
  if (to_jsonb(new) - '{verified_by,verified_at,restricted}'::text[]) <> (to_jsonb(old) - '{verified_by,verified_at,restricted}'::text[]) then
    raise exception 'item_version_never_changes' using errcode = 'TC409';
  end if;
  return new;
end $$;
create trigger keep_item_version before update on app.item_versions for each row execute function app.keep_item_version();
create trigger keep_item_version before update on app.special_item_versions for each row execute function app.keep_item_version();

-- Its owner, its case and its author are those of the first day.
create function app.keep_item() returns trigger language plpgsql set search_path = '' as $$
begin
  if (new.case_id, new.owner_agency_id, new.clause_id, new.category, new.written_by, new.written_at)
     is distinct from (old.case_id, old.owner_agency_id, old.clause_id, old.category, old.written_by, old.written_at) then
    raise exception 'item_owner_never_changes' using errcode = 'TC409';
  end if;
  return new;
end $$;
create trigger keep_item before update on app.items for each row execute function app.keep_item();
create trigger keep_item before update on app.special_items for each row execute function app.keep_item();
