import { expect, test } from 'vitest'
import type { ClosedDays } from '../day-contract.ts'
import { weekdayOf } from './days.ts'
import { judgeReleaseDay } from './release-day.ts'

/** Easter 2027 in Belgium, Ascension, and Christmas on a Saturday. */
const closed: ClosedDays = {
  '2027-03-29': { nl: 'Paasmaandag' },
  '2027-05-06': { nl: 'Hemelvaart' },
  '2027-12-24': { en: 'City closed' },
}
const today = '2027-01-04'
const judge = (on: string, from = today) => judgeReleaseDay(on, from, closed)

test('PR-03: a Friday is warned of, and the Thursday before it is proposed', () => {
  expect(judge('2027-01-22')).toEqual({
    kind: 'friday',
    holiday: null,
    opensOn: '2027-01-25',
    proposal: '2027-01-21',
  })
})

test('PR-03: a Thursday is fine', () => {
  expect(weekdayOf('2027-01-21')).toBe(4)
  expect(judge('2027-01-21')).toBeNull()
})

test('PR-03: the eve of a holiday, also of a local one, and the holiday itself', () => {
  expect(judge('2027-05-05')).toMatchObject({ kind: 'before_holiday', proposal: '2027-05-04' })
  expect(judge('2027-05-06')).toMatchObject({
    kind: 'holiday',
    holiday: { nl: 'Hemelvaart' },
    opensOn: '2027-05-07',
    proposal: '2027-05-04',
  })
  expect(judge('2027-12-23')).toMatchObject({ kind: 'before_holiday', opensOn: '2027-12-27' })
})

test('PR-03: after the Friday before Easter offices open on Tuesday only', () => {
  expect(judge('2027-03-26')).toMatchObject({ kind: 'friday', opensOn: '2027-03-30' })
})

test('no day is proposed that is today or past, and no date is no warning', () => {
  expect(judge('2027-01-22', '2027-01-21')?.proposal).toBeNull()
  expect(judge('2027-01-22', '2027-06-01')?.proposal).toBeNull()
  expect(judgeReleaseDay(null, today, closed)).toBeNull()
})
