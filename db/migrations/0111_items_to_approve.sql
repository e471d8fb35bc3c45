-- Whoever is asked as the second person finds what waits for them without looking through the others' rows.
create index special_items_to_approve on app.special_items (authority_id, approver) where approved_at is null and refused_at is null;
