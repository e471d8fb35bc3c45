import { expect, test } from 'vitest'
import { unheldGaps } from './unheld-days.ts'

const today = '2026-11-21'
const unheld = (from: string | null, until: string | null) => ({
  ...{ from, until },
  state: 'unheld' as const,
})
const gap = (from: string, until: string | null) => ({ from, until, kind: 'unasked' as const })
const held = { from: '2026-12-01', until: null, state: 'accepted' as const }

test.each([
  ['from today, not before', unheld('2026-10-01', '2027-01-01'), [], [gap(today, '2027-01-01')]],
  ['from its beginning', unheld('2026-12-01', null), [], [gap('2026-12-01', null)]],
  [
    'not where a gap tells of them',
    unheld('2026-12-01', null),
    [gap('2026-12-01', '2027-01-01')],
    [],
  ],
  [
    'beside a gap of other days',
    unheld('2026-12-01', '2026-12-10'),
    [gap('2026-12-10', null)],
    [gap('2026-12-01', '2026-12-10')],
  ],
  ['nothing of what is held', held, [], []],
])('days that nobody holds: %s', (_, lead, gaps, open) => {
  expect(unheldGaps([lead], gaps, today)).toEqual(open)
})
