import { afterEach, expect, test } from 'vitest'
import { daysBetween } from './format.ts'
import { languageOf } from './languages.ts'
import { clockAt, keepTimeZone, momentOf } from './time-zone.ts'
import { createWords } from './words.ts'

const english = createWords(languageOf('en'), {}).format
const arabic = createWords(languageOf('ar-XB'), {}).format

afterEach(() => keepTimeZone(undefined))

test('days are written as the desk writes them', () => {
  expect(english.day('2026-11-19')).toBe('Thu 19 Nov')
  expect(english.dayMonth('2026-11-19', '2026-11-17')).toBe('19 Nov')
  expect(english.dayMonth('2027-12-02', '2026-11-17')).toBe('2 Dec 2027')
  expect(english.date('2027-01-19')).toBe('19 Jan 2027')
  expect(english.fullDate('2027-01-19')).toBe('Tue 19 January 2027')
  expect(english.longDay('2026-11-17')).toBe('Tuesday 17 November')
})

test('a day is counted from today, over a change of summer time too', () => {
  expect(english.inDays('2027-01-19', '2026-11-17')).toBe('in 63 days')
  expect(english.inDays('2026-11-18', '2026-11-17')).toBe('tomorrow')
  expect(english.inDays('2026-11-15', '2026-11-17')).toBe('2 days ago')
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
})

test('a period within a month says the month once', () => {
  expect(english.period('2027-01-19', '2027-01-28')).toBe('19–28 Jan')
  expect(english.period('2027-01-19', '2027-02-02')).toMatch(/^19 Jan\s–\s2 Feb$/)
  expect(english.period('2026-12-19', '2027-01-02')).toMatch(/^19 Dec 2026\s–\s2 Jan 2027$/)
})

test('digits stay Latin in Arabic, so that dates and case numbers agree', () => {
  expect(arabic.date('2027-01-19')).toMatch(/19.*2027/)
  expect(arabic.number(1200)).toMatch(/1.200/)
})

test('lists and languages are named in the reader’s language', () => {
  expect(english.list(['Home', 'Work', 'Health'])).toBe('Home, Work and Health')
  expect(english.language('es')).toBe('Spanish')
  expect(english.language('not a code')).toBe('not a code')
})

test('a moment is told by the clock of the city, whatever the device goes by (AU3)', () => {
  const look = '2026-11-19T20:30:00Z'
  keepTimeZone('Europe/Bucharest')
  expect(english.time(look)).toBe('22:30')
  expect(english.moment(look)).toBe('19 Nov, 22:30')
  keepTimeZone('Pacific/Auckland')
  expect(english.time(look)).toBe('09:30')
  expect(english.dateOf(look)).toBe('20 Nov 2026')
  expect(english.longMoment(look)).toBe('20 November 2026 at 09:30')
})

test.each(['Europe/Brussels', 'America/New_York', 'Pacific/Auckland'])(
  'a day and a time that somebody chooses are those of the city (%s)',
  (zone) => {
    keepTimeZone(zone)
    for (const day of ['2026-01-31', '2026-07-01', '2026-10-26', '2026-03-30'])
      for (const time of ['00:00', '02:30', '23:59'])
        expect(clockAt(momentOf(day, time) ?? '')).toEqual({ day, time })
    expect(momentOf('', '10:00')).toBeNull()
  },
)
