-- The register of impact assessments (LED-36, GD-20): versions, the officer's advice, the prior consultation, the approval,
-- and the kinds of data that were there when a version was approved.
create table app.impact_assessments (
  authority_id           int         not null references app.authorities,
  id                     int         not null,
  lineage_id             int         not null,
  edition                int         not null,
  state                  text        not null default 'draft',
  content                jsonb       not null,
  writers                int[]       not null,
  changed_by             int         not null,
  changed_at             timestamptz not null default now(),
  advice                 text,
  advised_by             int,
  advised_at             timestamptz,
  consulted_on           date,
  consulted_under        text,
  consulted_reference    text,
  consultation_extended  boolean     not null default false,
  consultation_answer    text,
  answered_on            date,
  approved_by            int,
  approved_at            timestamptz,
  covers                 text[],
  replaced_at            timestamptz,
  version                int         not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, changed_by) references app.members,
  foreign key (authority_id, advised_by) references app.members,
  foreign key (authority_id, approved_by) references app.members,
  constraint impact_assessments_number unique (authority_id, lineage_id, edition),
  constraint impact_assessments_edition check (edition > 0),
  constraint impact_assessments_state check (state in ('draft', 'approved', 'replaced')),
  constraint impact_assessments_under check (consulted_under in ('directive', 'regulation')),
  constraint impact_assessments_advice check ((advice is null) = (advised_by is null) and (advice is null) = (advised_at is null)),
  constraint impact_assessments_consulted check ((consulted_on is null) = (consulted_under is null)
    and (consulted_on is null) = (consulted_reference is null) and (consulted_on is not null or not consultation_extended)),
  constraint impact_assessments_answer check ((consultation_answer is null) = (answered_on is null)
    and (answered_on is null or answered_on >= consulted_on)),
  constraint impact_assessments_approved check ((state = 'draft') = (approved_by is null)
    and (approved_by is null) = (approved_at is null) and (approved_by is null) = (covers is null)),
  constraint impact_assessments_replaced check ((state = 'replaced') = (replaced_at is not null)),
  constraint impact_assessments_two_persons check (approved_by <> all (writers))
);
create unique index impact_assessments_one_draft on app.impact_assessments (authority_id, lineage_id) where state = 'draft';
create unique index impact_assessments_one_approved on app.impact_assessments (authority_id, lineage_id) where state = 'approved';
