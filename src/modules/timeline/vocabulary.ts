/** The eight parts of life in which somebody may need help, as the partnership names them. */
export const domains = [
  'accommodation',
  'work',
  'education',
  'health',
  'substance_use',
  'finance_papers',
  'family_community',
  'relations',
] as const

/** A lane of the continuity map: who leads the case, then the eight domains, always in this order. */
export const lanes = ['lead', ...domains] as const

/** How sure a release date is. `unknown` has no date at all. */
export const certainties = ['earliest', 'expected', 'fixed', 'unknown'] as const

export const standingRefusals = [
  'prison',
  'dates',
  'open_end',
  'too_long',
  'month_full',
  'full',
  'taken',
  'unseen',
] as const

/** From what the days of a milestone are counted. */
export const anchors = ['reception', 'release', 'end_of_supervision', 'recall'] as const
