import { expect, test } from 'vitest'
import { LeadAnswer } from '../../handovers/contract.ts'
import { type AnswerDraft, actsOf, bodyOf, missingIn } from './answer-lead-draft.ts'
import { specimen } from './continuity-map/specimen.ts'
import { answerBy, draftOf } from './offer-draft.ts'

const draft: AnswerDraft = {
  act: 'accept',
  reason: '',
  channel: 'phone',
  saidBy: '',
  saidOn: '2026-11-17',
  endsOn: '',
}
const today = '2026-11-17'
const text = (id: string) => id

test('the own answer stands before one that is recorded for somebody else', () => {
  expect(actsOf(['record_answer', 'withdraw', 'answer'])).toEqual([
    'accept',
    'decline',
    'record_accept',
    'record_decline',
    'withdraw',
  ])
})

test('an own answer carries no channel; a recorded one says who said it, when and how', () => {
  expect(bodyOf(draft)).toEqual({ outcome: 'accepted' })
  const recorded = bodyOf({ ...draft, act: 'record_accept', saidBy: 'M. Duarte' })
  expect(recorded).toEqual({
    outcome: 'accepted',
    channel: 'phone',
    saidBy: 'M. Duarte',
    saidOn: today,
  })
  expect(LeadAnswer.safeParse(recorded).success).toBe(true)
})

test('declining needs a reason, a recorded answer needs who said it, an end needs its day', () => {
  const fields = (part: Partial<AnswerDraft>) =>
    missingIn({ ...draft, ...part }, today, text).map(({ field }) => field)
  expect(fields({ act: 'decline' })).toEqual(['answer-reason'])
  expect(fields({ act: 'record_decline', saidOn: '2026-11-18' })).toEqual([
    'answer-said-by',
    'answer-said-on',
    'answer-reason',
  ])
  expect(fields({ act: 'end' })).toEqual(['answer-ends-on'])
  expect(fields({ act: 'accept' })).toEqual([])
})

test('an offer for a gap is filled in with its days and tied to the release where it begins there', () => {
  const gap = { from: '2027-01-19', until: '2027-01-28', kind: 'unasked' as const }
  expect(draftOf(specimen, 'accommodation', gap)).toMatchObject({
    from: '2027-01-19',
    until: '2027-01-28',
    tied: 'release',
    answerBy: '2026-11-24',
  })
  const running = { ...gap, from: '2026-11-10' }
  expect(draftOf(specimen, 'accommodation', running)).toMatchObject({
    from: today,
    tied: 'calendar',
  })
})

test('the city counts the working days; fewer when the days begin sooner, never before tomorrow', () => {
  const counted = { today, usualAnswerBy: '2026-11-25' }
  expect(answerBy(counted, '2027-01-19')).toBe('2026-11-25')
  expect(answerBy(counted, '')).toBe('2026-11-25')
  expect(answerBy(counted, '2026-11-22')).toBe('2026-11-20')
  expect(answerBy(counted, today)).toBe('2026-11-18')
})
