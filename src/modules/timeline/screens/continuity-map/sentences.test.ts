import { expect, test, vi } from 'vitest'
import type { Continuity, ContinuityLane, Lane } from '../../contract.ts'
import { laneWords, phoneSentence } from './lane-words.ts'
import { mapWords } from './map-words.ts'
import { leadSentence, stateWords, supportSentences } from './sentences.ts'
import { agencies, leadOf, specimen } from './specimen.ts'
import { wordsOf } from './specimen-words.ts'
import { speechOf } from './speech.ts'

// Days far from today carry their year, so the specimen's today is today.
vi.useFakeTimers({ now: new Date(`${specimen.today}T12:00:00Z`), toFake: ['Date'] })

const speech = speechOf(wordsOf())
const today = specimen.today

function change(domain: Lane, part: Partial<ContinuityLane>, base = specimen): Continuity {
  const lanes = base.lanes.map((lane) => (lane.domain === domain ? { ...lane, ...part } : lane))
  return { ...base, lanes }
}

const closed = change(
  'substance_use',
  { gaps: [], leads: [] },
  change('accommodation', { gaps: [] }),
)
const laneOf = (continuity: Continuity, domain: Lane) => {
  const found = continuity.lanes.find((lane) => lane.domain === domain)
  if (!found) throw new Error(domain)
  return found
}
const words = (domain: Lane, part: Partial<ContinuityLane> = {}) =>
  laneWords(speech, laneOf(change(domain, part), domain), today).text

test('the page begins with how many gaps there are and by when', () => {
  expect(leadSentence(speech, specimen)).toBe('Two gaps to close before 19 January.')
})

test('then each gap with its length, nights where it is about sleeping; offers stand apart', () => {
  expect(supportSentences(speech, specimen)).toEqual([
    'Accommodation, 9 nights.',
    'Substance use, 14 days: Counselling Centre has not answered.',
    'Offered, not yet accepted: Lead and Education.',
  ])
})

test('a gap that has begun is to be closed now; one that lies behind is not counted', () => {
  expect(leadSentence(speech, { ...specimen, today: '2027-01-20' })).toBe('Two gaps to close now.')
  expect(leadSentence(speech, { ...specimen, today: '2027-01-30' })).toBe('One gap to close now.')
})

test('an answer that is awaited in time is no gap', () => {
  const gaps = [{ from: '2027-01-19', until: null, kind: 'awaiting' as const }]
  const continuity = change('work', { gaps }, closed)
  expect(leadSentence(speech, continuity)).toBe('No gap. Two answers are still awaited.')
})

test('without gap and offer somebody is accountable on every day that needs somebody', () => {
  const all = change('lead', { leads: [] }, change('education', { leads: [] }, closed))
  expect(leadSentence(speech, all)).toContain('No gap: somebody is accountable')
})

test('a fallback is said as fallback: nobody has accepted', () => {
  const leads = [leadOf(agencies.city, '2026-11-03', null, { id: null, state: 'fallback' })]
  const continuity = change('lead', { leads }, closed)
  expect(leadSentence(speech, continuity)).toBe('Nobody has accepted the lead.')
  expect(supportSentences(speech, continuity)[0]).toBe(
    'City coordination leads as fallback: nobody has accepted.',
  )
  const later = [leadOf(agencies.city, '2027-01-19', null, { id: null, state: 'fallback' })]
  expect(supportSentences(speech, change('lead', { leads: later }))[0]).toBe(
    'From 19 Jan City coordination would lead as fallback: nobody has accepted.',
  )
})

test('a fallback in the place of a word that nobody holds does not say that nobody has accepted', () => {
  const instead = agencies.housing
  const fallback = leadOf(agencies.city, '2026-11-03', null, {
    id: null,
    state: 'fallback',
    instead,
  })
  const leads = [fallback, leadOf(instead, '2026-11-03', null, { state: 'unheld' })]
  const continuity = change('lead', { leads }, closed)
  expect(leadSentence(speech, continuity)).toBe('Nobody who accepted the lead can open the case.')
  expect(supportSentences(speech, continuity)[0]).toBe(
    `City coordination leads as fallback: ${instead.name} accepted, but nobody there can open the case.`,
  )
  const said = [
    stateWords(speech, fallback, continuity.today),
    ...mapWords(speech, continuity, '12-weeks', null).bar('lead', fallback),
  ]
  expect(said.join(' ')).not.toContain('nobody has accepted')
  expect(said[0]).toBe('Fallback, nobody who accepted can open the case')
})

test('a declined offer names the agency, an unknown release is said', () => {
  const leads = [leadOf(agencies.counselling, '2027-01-19', null, { state: 'declined' })]
  const gaps = [{ from: '2027-01-19', until: '2027-02-02', kind: 'declined' as const }]
  const said = supportSentences(speech, change('substance_use', { leads, gaps }))
  expect(said).toContain('Substance use, 14 days: Counselling Centre declined.')
  const unknown = {
    ...specimen,
    release: { on: null, certainty: 'unknown' as const, earliestOn: null },
  }
  expect(supportSentences(speech, unknown).at(-1)).toBe('The release date is not known.')
})

test('each lane says beside it the one fact that matters today', () => {
  expect(words('lead')).toBe('Always one')
  expect(words('accommodation')).toBe('9 nights uncovered')
  expect(words('work')).toBe('Covered to 19 May')
  expect(words('education')).toBe('Offer open until 27 Nov')
  expect(words('health')).toBe('Support in place')
  expect(words('substance_use')).toBe('14 days uncovered')
  expect(words('relations')).toBe('Voluntary, by own wish')
  expect(words('work', { leads: [], required: null })).toBe('Not asked yet')
  expect(words('health', { view: 'summary', leads: [], arrangedUntil: '2027-05-19' })).toBe(
    'Support arranged until 19 May',
  )
})

test('on a phone a sentence says what the strip cannot', () => {
  const said = (domain: Lane) => phoneSentence(speech, laneOf(specimen, domain), today).text
  expect(said('accommodation')).toBe('Nobody from 19 Jan to 28 Jan. Housing Office after that.')
  expect(said('substance_use')).toContain('Counselling Centre: answer overdue 1 day.')
  expect(said('education')).toContain('Adult College: offered, open until 27 Nov.')
})

test('every milestone, certainty, state and kind that the wire knows has words', () => {
  const { has } = wordsOf()
  const codes = specimen.lanes.flatMap((lane) => lane.milestones.map(({ code }) => code))
  for (const code of codes) expect(has(`milestones.${code}`)).toBe(true)
  const states = [
    'offered',
    'accepted',
    'to_confirm',
    'unconfirmed',
    'declined',
    'withdrawn',
    'ended',
  ]
  for (const state of [...states, 'fallback']) expect(has(`timeline.state.${state}`)).toBe(true)
  for (const id of ['earliest', 'expected', 'fixed', 'unknown']) {
    expect(has(`certainty.${id}`)).toBe(true)
    expect(has(`timeline.move.certainty.${id}`)).toBe(true)
  }
})
