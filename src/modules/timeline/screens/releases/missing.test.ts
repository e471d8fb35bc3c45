import { expect, test, vi } from 'vitest'
import type { Gap, Lane, LaneStatus, ReleaseRow } from '../../contract.ts'
import { agencies } from '../continuity-map/specimen.ts'
import { wordsOf } from '../continuity-map/specimen-words.ts'
import { speechOf } from '../continuity-map/speech.ts'
import { leadStanding, missingLines, seesBasics } from './missing.ts'
import { byWeek } from './weeks.ts'

// Days far from today carry their year, so today stands still.
vi.useFakeTimers({ now: new Date('2026-11-17T12:00:00Z'), toFake: ['Date'] })

const speech = speechOf(wordsOf('en', ['timeline', 'domains', 'releases']))

const lane = (domain: Lane, gap: Gap | null, more: Partial<LaneStatus> = {}): LaneStatus => ({
  domain,
  state: gap ? 'gap' : 'settled',
  gap,
  agency: null,
  on: null,
  ...more,
})

const row = (more: Partial<ReleaseRow> = {}): ReleaseRow => ({
  ref: 'V-0412',
  person: { initials: 'A. K.', name: null },
  release: { on: '2027-01-19', certainty: 'expected', earliestOn: null },
  days: 60,
  friday: false,
  releaseDay: null,
  prison: agencies.prison,
  leadNow: agencies.prison,
  leadAfter: agencies.probation,
  leadAfterState: 'accepted',
  lanes: [],
  missing: 0,
  settled: 0,
  ...more,
})

const nine: Gap = { from: '2027-01-19', until: '2027-01-28', kind: 'overdue' }
const said = (more: Partial<ReleaseRow>) => missingLines(speech, row(more))

test('nights without a bed are counted, and the agency that owes the answer is named', () => {
  const lanes = [lane('accommodation', nine, { agency: agencies.housing })]
  expect(said({ lanes })).toEqual([
    {
      tone: 'gap',
      words:
        'No place to sleep for 9 nights (19–28 Jan). Housing Office was asked and has not answered.',
    },
  ])
})

test('a gap over the whole time is said from its first day, not as a number of nights', () => {
  const lanes = [lane('health', { from: '2027-01-19', until: '2027-04-19', kind: 'unasked' })]
  expect(said({ lanes })).toEqual([
    { tone: 'gap', words: 'Health: nobody from Tue 19 Jan. Nobody is being asked at the moment.' },
  ])
})

test('many gaps are named together, so that the sentence stays one', () => {
  const lanes = (['accommodation', 'health', 'work'] as const).map((one) => lane(one, nine))
  expect(said({ lanes })[0]?.words).toBe(
    'Nobody is accountable yet: Accommodation, Health and Work.',
  )
})

test('a Friday is worth a second look and no gap; a Saturday is told as the weekend', () => {
  const friday = {
    kind: 'friday',
    holiday: null,
    opensOn: '2027-01-25',
    proposal: '2027-01-21',
  } as const
  expect(said({ releaseDay: friday, release: { ...row().release, on: '2027-01-22' } })).toEqual([
    {
      tone: 'due',
      words:
        'Leaves on a Friday: after noon most offices are closed until Mon 25 Jan. Better: Thu 21 Jan.',
    },
  ])
  expect(
    said({
      releaseDay: { ...friday, kind: 'weekend' },
      release: { ...row().release, on: '2027-01-23' },
    })[0]?.words,
  ).toBe('Leaves at the weekend: offices are closed until Mon 25 Jan. Better: Thu 21 Jan.')
})

test('a lead that is asked in time is not red; an answer that is late, and a fallback, are', () => {
  const offered = row({ leadAfterState: 'offered' })
  const late = { ...offered, lanes: [lane('lead', nine)] }
  expect(leadStanding(offered)).toBe('offered')
  expect(missingLines(speech, offered)[0]?.tone).toBe('due')
  expect(missingLines(speech, late)).toEqual([
    {
      tone: 'gap',
      words: 'Probation Service was asked to lead from 19 Jan and has not answered in time.',
    },
  ])
  expect(said({ leadAfterState: 'fallback' })[0]?.words).toBe(
    'Nobody has accepted the lead from 19 Jan.',
  )
})

test('nothing is said under a release that lacks nothing', () => {
  expect(said({ lanes: [lane('accommodation', null), lane('health', null)] })).toEqual([])
})

test('releases stand by week as the city counts weeks, and this week is known without a clock', () => {
  const on = (day: string, days: number) =>
    row({ ref: day, days, release: { on: day, certainty: 'fixed', earliestOn: null } })
  const weeks = byWeek([on('2026-11-19', 2), on('2026-11-22', 5), on('2026-11-23', 6)])
  expect(weeks.map(({ begins, away, rows }) => [begins, away, rows.length])).toEqual([
    ['2026-11-16', 0, 2],
    ['2026-11-23', 1, 1],
  ])
  const fromSunday = byWeek([on('2026-11-19', 2), on('2026-11-22', 5), on('2026-11-23', 6)], 7)
  expect(fromSunday.map(({ begins, away, rows }) => [begins, away, rows.length])).toEqual([
    ['2026-11-15', 0, 1],
    ['2026-11-22', 1, 2],
  ])
})

test('who sees only a part of the basics is not told that nothing is missing', () => {
  const all = (['lead', 'accommodation', 'finance_papers', 'health'] as const).map((one) =>
    lane(one, null),
  )
  expect(seesBasics({ lanes: all })).toBe(true)
  expect(seesBasics({ lanes: all.slice(0, 2) })).toBe(false)
})
