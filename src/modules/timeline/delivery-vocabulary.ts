/** What a list changes about one person, beside what stands. One row may say several things. */
export const changeKinds = [
  'new',
  'moved',
  'gone',
  'respelled',
  'reissued',
  'repaired',
  'back',
  'details',
] as const

export const changeWays = [
  'earlier',
  'later',
  'to_unknown',
  'from_unknown',
  'released',
  'left',
  'now_elsewhere',
] as const
