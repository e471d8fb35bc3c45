/** What an import did to a notice. */
export const importDeeds = [
  'new',
  'changed',
  'held',
  'case',
  'replaced',
  'gone',
  'back',
  'elsewhere',
] as const

/** Why something of an import stays; words at `deliveries.stays.<code>`. */
export const undoReasons = [
  'case_opened',
  'residence_decided',
  'held_decided',
  'proposal_answered',
  'transfer_confirmed',
  'number_in_use',
  'erased',
  'changed_since',
] as const
