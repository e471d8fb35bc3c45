import type { Gap, LeadState } from '../contract.ts'

type Promised = { from: string | null; until: string | null; state: LeadState }

/**
 * Days that somebody promised and nobody holds any more, where no gap tells of them already: they are
 * open too, in a part of life that otherwise needs nobody.
 */
export function unheldGaps(leads: readonly Promised[], gaps: readonly Gap[], today: string): Gap[] {
  return leads.flatMap(({ from, until, state }): Gap[] => {
    if (state !== 'unheld') return []
    const begins = from !== null && from > today ? from : today
    const told = gaps.some(
      (gap) => (until === null || gap.from < until) && (gap.until === null || gap.until > begins),
    )
    return told ? [] : [{ from: begins, until, kind: 'unasked' }]
  })
}
