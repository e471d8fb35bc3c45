-- What each column of the account of closures holds, and how it is guarded.
comment on table app.item_closures is 'From when until when an item was closed to everybody but its own agency.';
comment on column app.item_closures.authority_id is '[open] The authority.';
comment on column app.item_closures.item_id is '[operational] The item.';
comment on column app.item_closures.case_id is '[operational] The case.';
comment on column app.item_closures.from_at is '[operational] When it was restricted or withdrawn.';
comment on column app.item_closures.until_at is '[operational] When it was opened again.';
comment on column app.item_versions.restricted_at is '[operational] When a correction set this version aside.';
comment on column app.special_item_versions.restricted_at is '[operational] When a correction set this version aside.';
