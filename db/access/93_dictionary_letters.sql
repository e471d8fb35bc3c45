-- What the receipts of letters hold, and how they are guarded.
comment on column app.correction_notices.letter_at is '[operational] When the letter was last made at the agency of the item.';
comment on column app.correction_notices.letter_by is '[operational] Who made it.';
comment on column app.correction_notices.opened_at is '[operational] When it was first read at the recipient.';
comment on column app.correction_notices.opened_by is '[operational] Who read it there.';
