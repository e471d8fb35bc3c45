-- The versions of all items of a case are read in one question.
create index item_versions_case on app.item_versions (authority_id, case_id, item_id, version desc);
