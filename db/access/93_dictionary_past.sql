-- The data dictionary: what stood in the rows of a case before they changed.
comment on table audit.row_versions is 'What stood in the rows of a case before each change: of this it is shown as it was known then.';
comment on column audit.row_versions.authority_id is '[open] The authority whose rows they are.';
comment on column audit.row_versions.case_id is '[operational] The case to which they belong; with it they are erased.';
comment on column audit.row_versions.id is '[operational] Order in which they were written.';
comment on column audit.row_versions.table_name is '[open] The table.';
comment on column audit.row_versions.txid is '[operational] The transaction; the event of the act has the same, and says who did it.';
comment on column audit.row_versions.at is '[operational] When the statement ran.';
comment on column audit.row_versions.former is '[health] By row, what stood in the columns that changed; words stay sealed under the key of their row.';
comment on column audit.row_watches.kept_since is '[open] Since when what stood before is kept.';
comment on function read.case_as_known(text, text, text, text, timestamptz) is 'A case as it was known at a moment, as far as the actor may see it today.';
comment on function read.case_moments(text, text, text, text) is 'Decisions on record of a case: just before each of them something else was known.';
comment on function read.case_of_past(text, text, text, text) is 'The case whose past somebody asks for; asked in vain, the log says so.';
