import { expect, test } from 'vitest'
import type { Lane, LaneStatus, ReleaseRow, Today } from '../../contract.ts'
import { agencies } from '../continuity-map/specimen.ts'
import { chooseCards, listPressing } from './pressing.ts'

const lane = (domain: Lane, state: LaneStatus['state']): LaneStatus => ({
  domain,
  state,
  gap: state === 'gap' ? { from: '2026-11-19', until: null, kind: 'unasked' } : null,
  agency: null,
  on: null,
})

const release = (ref: string, days: number, more: Partial<ReleaseRow> = {}): ReleaseRow => ({
  ref,
  person: { initials: 'M. O.', name: null },
  release: { on: '2026-11-19', certainty: 'fixed', earliestOn: null },
  days,
  friday: false,
  releaseDay: null,
  prison: agencies.prison,
  leadNow: agencies.prison,
  leadAfter: agencies.probation,
  leadAfterState: 'accepted',
  lanes: [lane('accommodation', 'settled')],
  missing: 0,
  settled: 1,
  ...more,
})

const today = (more: Partial<Today>): Today => ({
  on: '2026-11-17',
  releases: [],
  releasesNext: null,
  more: { waiting: false, late: false, due: false },
  waiting: [],
  late: [],
  due: [],
  notices: { waiting: 0, unknownResidence: 0, more: false },
  counts: { today: 0, handovers: 0, notices: 0 },
  ...more,
})

const late = (ref: string, domain: Lane, answerBy: string): Today['late'][number] => ({
  id: `${ref}-${domain}`,
  ref,
  domain,
  agency: agencies.probation,
  answerBy,
  state: 'offered',
})

const noBed = { lanes: [lane('accommodation', 'gap')] }
const noLead = { leadAfterState: 'fallback' } as const

test('a quiet day has nothing that cannot wait', () => {
  const quiet = today({ releases: [release('V-1', 3), release('V-2', 30, noBed)] })
  expect(listPressing(quiet)).toEqual([])
})

test('no bed within a week cannot wait; a bed that is only offered is not missing yet', () => {
  const offered = { lanes: [lane('accommodation', 'offered')] }
  const releases = [release('V-1', 7, noBed), release('V-2', 8, noBed), release('V-3', 2, offered)]
  expect(listPressing(today({ releases }))).toMatchObject([{ kind: 'bed', row: { ref: 'V-1' } }])
})

test('a lead that only a fallback would take cannot wait two weeks before the release', () => {
  const releases = [release('V-1', 14, noLead), release('V-2', 15, noLead)]
  expect(listPressing(today({ releases }))).toMatchObject([{ kind: 'lead', row: { ref: 'V-1' } }])
})

test('an agency that owes several answers is told once, an answer due today is not late', () => {
  const answers = [
    late('V-1', 'work', '2026-11-12'),
    late('V-2', 'health', '2026-11-16'),
    late('V-3', 'work', '2026-11-17'),
  ]
  const pressing = listPressing(today({ late: answers }))
  expect(pressing).toMatchObject([{ kind: 'late', answers: [{ ref: 'V-1' }, { ref: 'V-2' }] }])
})

test('who is late with the lead of a release soon is told once, with the release', () => {
  const answers = [late('V-1', 'lead', '2026-11-12')]
  const pressing = listPressing(today({ releases: [release('V-1', 9, noLead)], late: answers }))
  expect(pressing.map(({ kind }) => kind)).toEqual(['lead'])
})

test('three persons without a bed do not push an agency that is late off the page', () => {
  const releases = ['V-1', 'V-2', 'V-3'].map((ref) => release(ref, 2, noBed))
  const pressing = listPressing(today({ releases, late: [late('V-9', 'work', '2026-11-10')] }))
  expect(chooseCards(pressing).map(({ kind }) => kind)).toEqual(['bed', 'bed', 'late'])
})
