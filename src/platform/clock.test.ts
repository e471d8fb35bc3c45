import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clock, dayIn } from './clock.ts'

test('a day begins at midnight where the authority is', () => {
  const lateEvening = new Date('2026-06-30T22:30:00Z')
  expect(dayIn(lateEvening, 'Europe/Brussels')).toBe('2026-07-01')
  expect(dayIn(lateEvening, 'Atlantic/Azores')).toBe('2026-06-30')
  expect(dayIn(new Date('2026-03-29T00:59:59Z'), 'Europe/Brussels')).toBe('2026-03-29')
})

test('today is a day in the form in which days travel', () => {
  expect(clock.today('Europe/Brussels')).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('2199-12-31'), noInvalidDate: true }),
      (at) => {
        expect(dayIn(at, 'UTC')).toBe(at.toISOString().slice(0, 10))
      },
    ),
  )
})
