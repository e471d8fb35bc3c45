-- From when until when an item was closed to everybody but its own agency (restricted or withdrawn): the account of what an
-- agency received ends a period there (SH2, LED-25). Kept for every road by which a state changes.
create table app.item_closures (
  authority_id int         not null,
  item_id      uuid        not null,
  case_id      uuid        not null,
  from_at      timestamptz not null default now(),
  until_at     timestamptz,
  primary key (authority_id, item_id, from_at),
  foreign key (authority_id, case_id) references app.cases
);
create unique index item_closures_now on app.item_closures (authority_id, item_id) where until_at is null;
alter table app.item_closures enable row level security;

-- A version that was set aside by a correction is read by its own agency alone from this moment.
alter table app.item_versions add column restricted_at timestamptz;
alter table app.special_item_versions add column restricted_at timestamptz;

-- What was closed before: since the change that is written down, else since it was last verified to be so.
insert into app.item_closures (authority_id, item_id, case_id, from_at)
select i.authority_id, i.id, i.case_id, coalesce(
    (select max(c.changed_at) from app.item_changes c
      where c.authority_id = i.authority_id and c.item_id = i.id and c.what in ('restricted', 'withdrawn', 'settled')),
    (select max(m.done_at) from app.retention_marks m
      where m.authority_id = i.authority_id and m.item_id = i.id and m.what in ('restricted', 'erased')), now())
  from (select authority_id, id, case_id, state from app.items union all select authority_id, id, case_id, state from app.special_items) i
 where i.state in ('restricted', 'withdrawn');
-- Versions never change; here they are told a moment that they had no place for.
alter table app.item_versions disable trigger keep_item_version;
alter table app.special_item_versions disable trigger keep_item_version;
update app.item_versions v set restricted_at = coalesce((select max(n.made_at) from app.correction_notices n
  where n.authority_id = v.authority_id and n.item_id = v.item_id and n.kind = 'corrected'), v.written_at) where v.restricted;
update app.special_item_versions v set restricted_at = coalesce((select max(n.made_at) from app.correction_notices n
  where n.authority_id = v.authority_id and n.item_id = v.item_id and n.kind = 'corrected'), v.written_at) where v.restricted;
alter table app.item_versions enable trigger keep_item_version;
alter table app.special_item_versions enable trigger keep_item_version;
