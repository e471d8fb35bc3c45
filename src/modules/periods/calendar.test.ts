import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { addDays, addWorkingDays, weekdayOf } from '../timeline/service/days.ts'
import type { ClosedDay } from './contract.ts'
import { fillCalendars } from './service/fill-calendar.ts'
import { listHolidays, yearsAround } from './service/holidays.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
  await fillCalendars(world.db.worker, day(0))
})
afterAll(() => world.close())

const year = Number(day(0).slice(0, 4)) + 1
const openDay = (on: string) =>
  world.app.inject({
    method: 'DELETE',
    url: `/api/v1/calendar/days/${on}`,
    headers: { cookie: `__Host-throughcare=${world.agency.city.token}` },
  })
const daysOf = async (who: 'city' | 'housing' = 'city'): Promise<ClosedDay[]> =>
  (await world.get(who, `/calendar?year=${year}`)).body.days

/** A working day far enough from holidays and weekends. */
const ordinary = (from: string) => {
  let on = from
  while (weekdayOf(on) !== 3) on = addDays(on, 1)
  return on
}

test('PR-03: the holidays of the country are there, named in its languages', async () => {
  const days = await daysOf('housing')
  const labour = days.find((one) => one.day === `${year}-05-01`)
  expect(labour).toMatchObject({ source: 'library', struck: false })
  expect(Object.keys(labour?.names ?? {})).toEqual(expect.arrayContaining(['nl', 'fr', 'de', 'en']))
  expect(days.length).toBeGreaterThanOrEqual(9)
})

test('a region has holidays of its own, an unknown one is as its country', async () => {
  const bavaria = await listHolidays('DE', 'BY', [2027])
  const berlin = await listHolidays('DE', null, [2027])
  expect(bavaria.map(({ day: on }) => on)).toContain('2027-01-06')
  expect(berlin.map(({ day: on }) => on)).not.toContain('2027-01-06')
  expect(await listHolidays('DE', 'NOWHERE', [2027])).toEqual(berlin)
  expect(yearsAround(2027)).toEqual([2026, ...Array.from({ length: 11 }, (_, i) => 2027 + i)])
})

test('a calendar that is full is left alone, and what the city decided outlasts another filling', async () => {
  const on = `${year}-05-01`
  expect((await openDay(on)).statusCode).toBe(200)
  await world.sql('delete from app.public_holidays where day > current_date + 3000')
  await fillCalendars(world.db.worker, day(0))
  expect((await daysOf()).find((one) => one.day === on)).toMatchObject({ struck: true })
  const restored = await world.post('city', '/calendar/days', { day: on })
  expect(restored.body.days.find((one: ClosedDay) => one.day === on).struck).toBe(false)
})

test('the desk closes a day of its own and takes it back; the access log says who', async () => {
  const on = ordinary(`${year}-09-10`)
  const nameless = await world.post('city', '/calendar/days', { day: on })
  expect(nameless).toMatchObject({ status: 422, body: { code: 'day_name_missing', field: 'name' } })
  const closed = await world.post('city', '/calendar/days', { day: on, name: 'Staff day' })
  expect(closed.body.days.find((one: ClosedDay) => one.day === on)).toMatchObject({
    names: { en: 'Staff day' },
    source: 'city',
  })
  const twice = await world.post('city', '/calendar/days', { day: on, name: 'Again' })
  expect(twice).toMatchObject({ status: 409, body: { code: 'day_already_closed' } })
  await openDay(on)
  expect((await daysOf()).some((one) => one.day === on)).toBe(false)
  expect((await openDay(on)).statusCode).toBe(409)
  expect((await world.events('calendar.day_closed')).length).toBeGreaterThan(0)
})

test('only coordinators and administrators keep the calendar; everybody reads it', async () => {
  const refused = await world.post('housing', '/calendar/days', {
    day: ordinary(`${year}-10-01`),
    name: 'Ours',
  })
  expect(refused).toMatchObject({ status: 403, body: { code: 'calendar_not_yours' } })
  expect((await world.get('housing', `/calendar?year=${year}`)).body.mayChange).toBe(false)
})

test('another authority has a calendar of its own', async () => {
  await world.sql(`insert into app.authorities (id, name, country) values (2, 'Elsewhere', 'FR')`)
  await fillCalendars(world.db.worker, day(0))
  const rows = await world.sql<{ country: string }>(
    `select distinct authority_id from app.public_holidays order by 1`,
  )
  expect(rows).toHaveLength(2)
  expect((await daysOf()).every(({ names }) => names.nl !== undefined)).toBe(true)
})

test('HA1: an answer is not due on a day that the city closes, nor are five working days shorter', async () => {
  const usual = addWorkingDays(day(0), 5)
  const on = [1, 2, 3, 4, 5, 6, 7].map(day).find((one) => weekdayOf(one) < 6) ?? day(1)
  const { ref } = await world.openCase({ release: day(60) })
  const offer = () =>
    world.post('city', `/cases/${ref}/leads`, {
      domain: 'work',
      agencyId: world.agency.probation.id,
      from: day(61),
    })
  const known = (await world.get('city', `/calendar?year=${on.slice(0, 4)}`)).body.days
  const holidaysSoon = known.filter((one: ClosedDay) => one.day > day(0) && one.day <= usual)
  if (holidaysSoon.length === 0)
    await world.post('city', '/calendar/days', { day: on, name: 'Closed for once' })
  const { body } = await offer()
  expect(body.answerBy > usual).toBe(true)
  // The form of the offer begins with the same day.
  const { usualAnswerBy } = (await world.get('city', `/cases/${ref}/continuity`)).body
  expect(usualAnswerBy).toBe(body.answerBy)
})

test('PR-03: the move preview, the case and the list warn of the eve of a holiday and propose a better day', async () => {
  const holiday = `${year}-05-01`
  const eve = addDays(holiday, -1)
  const { ref } = await world.openCase({ release: ordinary(day(30)) })
  const preview = await world.post(
    'city',
    `/cases/${ref}/release-dates?preview=true`,
    { on: eve, certainty: 'expected' },
    { version: 1 },
  )
  const warned = preview.body.continuity.releaseDay
  expect(warned.kind).toMatch(/friday|before_holiday|weekend/)
  expect(warned.proposal < eve).toBe(true)
  expect((await world.get('city', `/cases/${ref}/continuity`)).body.releaseDay).toBeNull()
  const saved = await world.post(
    'city',
    `/cases/${ref}/release-dates`,
    { on: holiday, certainty: 'fixed', source: 'Letter' },
    { version: 1 },
  )
  expect(saved.status).toBe(200)
  const { rows } = (await world.get('city', '/releases?weeks=104')).body
  const row = rows.find((one: { ref: string }) => one.ref === ref)
  expect(row.releaseDay).toMatchObject({ kind: 'holiday' })
  expect(row.releaseDay.holiday.fr).toBeTruthy()
})

test('TC2: the pathways are read by everybody; a new case here begins with that of the country', async () => {
  const { pathways } = (await world.get('housing', '/pathways')).body
  expect(pathways[0]).toMatchObject({ code: 'be', country: 'BE', current: true })
  expect(pathways.map(({ code }: { code: string }) => code)).toEqual(
    expect.arrayContaining(['default', 'de', 'es', 'fr', 'it', 'nl', 'se']),
  )
  const codes = pathways[0].steps.map(({ code }: { code: string }) => code)
  expect(codes).toEqual(
    expect.arrayContaining(['prerelease_review', 'keep_home', 'aftercare_review_12']),
  )
})
