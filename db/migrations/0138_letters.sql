-- The letter to who was given an item that was corrected, restricted or erased (GD-10): when and by whom it was made, and
-- when and by whom it was read at the recipient.
alter table app.correction_notices
  add column letter_at timestamptz,
  add column letter_by int,
  add column opened_at timestamptz,
  add column opened_by int,
  add constraint correction_notices_letter check ((letter_at is null) = (letter_by is null)),
  add constraint correction_notices_opened check ((opened_at is null) = (opened_by is null));
