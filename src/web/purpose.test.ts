import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { choosePurpose, keepPurposes, purposeNow } from './purpose.ts'

const kept = new Map<string, string>()
const held = (reintegration: boolean, supervision: boolean) => [
  { code: 'reintegration' as const, sits: reintegration },
  { code: 'supervision' as const, sits: supervision },
]
const both = held(true, true)

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  vi.useFakeTimers({ now: new Date('2026-11-20T10:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  keepPurposes(undefined, [])
})

test('what somebody works for is said once and holds until the day is over', () => {
  keepPurposes({ id: 1 }, both)
  expect(purposeNow()).toBeUndefined()
  choosePurpose('supervision')
  expect(purposeNow()).toBe('supervision')
  vi.setSystemTime(new Date('2026-11-21T10:00:00Z'))
  expect(purposeNow(), 'whoever writes at midnight goes on').toBe('supervision')
  keepPurposes(undefined, [])
  keepPurposes({ id: 1 }, both)
  expect(purposeNow(), 'and is asked when they come anew').toBeUndefined()
})

test('it is the member’s own, and nothing goes with a call that the agency may not do', () => {
  keepPurposes({ id: 1 }, both)
  choosePurpose('supervision')
  keepPurposes({ id: 2 }, both)
  expect(purposeNow()).toBeUndefined()
  keepPurposes({ id: 1 }, [{ code: 'reintegration', sits: true }])
  expect(purposeNow()).toBe('reintegration')
})

test('where there is no choice nobody is asked: the purpose for which one sits, or the only one, or the usual one', () => {
  keepPurposes({ id: 1 }, held(false, true))
  expect(purposeNow()).toBe('supervision')
  keepPurposes({ id: 1 }, [{ code: 'supervision', sits: false }])
  expect(purposeNow()).toBe('supervision')
  keepPurposes({ id: 1 }, held(false, false))
  expect(purposeNow()).toBe('reintegration')
  choosePurpose('supervision')
  expect(purposeNow()).toBe('supervision')
  keepPurposes({ id: 1 }, [])
  expect(purposeNow()).toBeUndefined()
})

test('what somebody else wrote into the store of the browser asks anew instead of breaking the page', () => {
  kept.set('throughcare.purpose', 'no json')
  keepPurposes({ id: 1 }, both)
  expect(purposeNow()).toBeUndefined()
})
