/** Kinds of periods, in the order in which they are offered. */
export const periodKinds = [
  'custody',
  'leave',
  'day_release',
  'electronic_monitoring',
  'supervision',
  'transfer',
  'recall',
] as const

/** Kinds that mean a prison, which has to be named. */
export const prisonKinds: readonly string[] = ['custody', 'transfer', 'recall']
