-- A change of sensitive words is proposed beside them: what stands stays readable as it is until a second person has
-- approved the change, and a refusal leaves it (LED-15). The two who know of it are its author and that person.
create table app.special_item_changes (
  authority_id            int         not null,
  id                      uuid        not null,
  item_id                 uuid        not null,
  case_id                 uuid        not null,
  -- The version that it becomes: one more than the one that its author had before them.
  version                 int         not null,
  kind                    text        not null constraint special_item_changes_kind check (kind in ('fact', 'assessment', 'statement')),
  text_sealed             bytea       not null,
  source_kind             text        constraint special_item_changes_source check (source_kind in
    ('observed', 'document', 'register', 'agency', 'person', 'third_party')),
  source_sealed           bytea,
  credibility             text        constraint special_item_changes_credibility check (credibility in
    ('documented', 'confirmed', 'plausible', 'doubtful', 'not_checked')),
  method_sealed           bytea,
  language                text,
  mode                    text        not null constraint special_item_changes_mode check (mode in ('named', 'agency')),
  audience                int[]       not null default '{}',
  as_of                   date        not null,
  review_by               date        not null,
  no_onward               boolean     not null default true,
  view_only               boolean     not null default true,
  spoken_only             boolean     not null default false,
  ask_first               boolean     not null default false,
  meeting_id              uuid,
  delete_on               date,
  ground                  text        not null constraint special_item_changes_ground check (ground in ('a', 'b', 'c')),
  strict_necessity_sealed bytea       not null,
  reason_sealed           bytea       not null,
  approver                int         not null,
  written_by              int         not null,
  written_at              timestamptz not null default now(),
  refused_at              timestamptz,
  refusal_sealed          bytea,
  primary key (authority_id, id),
  foreign key (authority_id, item_id) references app.special_items,
  foreign key (authority_id, case_id) references app.cases,
  constraint special_item_changes_two_people check (approver <> written_by),
  constraint special_item_changes_fact_has_source check (kind <> 'fact' or source_kind is not null),
  constraint special_item_changes_assessment_has_method check (kind <> 'assessment' or method_sealed is not null),
  constraint special_item_changes_named_readers check ((mode = 'named') = (cardinality(audience) > 0)),
  constraint special_item_changes_refused check ((refused_at is null) = (refusal_sealed is null))
);
-- One open proposal of each author for an item.
create unique index special_item_changes_open on app.special_item_changes (authority_id, item_id, written_by) where refused_at is null;
create index special_item_changes_to_approve on app.special_item_changes (authority_id, approver) where refused_at is null;

-- Why a version was allowed stays with the version; nothing of it is overwritten by the next one.
alter table app.special_item_versions
  add column ground                  text constraint special_item_versions_ground check (ground in ('a', 'b', 'c')),
  add column strict_necessity_sealed bytea,
  add column approved_by             int,
  add column approved_at             timestamptz,
  add constraint special_item_versions_two_people check (approved_by <> written_by),
  add constraint special_item_versions_approved check ((approved_by is null) = (approved_at is null));

alter table app.item_changes drop constraint item_changes_what;
alter table app.item_changes add constraint item_changes_what check (what in ('audience', 'handling', 'verified', 'restricted', 'released',
  'withdrawn', 'approved', 'refused', 'contested', 'settled', 'change_approved'));
