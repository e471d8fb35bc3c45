import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { addDays } from '../timeline/service/days.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

test('TC6: an end of supervision brings a planned closing and reviews at 6 and 12 months; they follow its day', async () => {
  const { ref } = await world.openCase({ release: day(20) })
  const supervision = { kind: 'supervision', from: day(20), until: day(200), source: 'Judgment' }
  const added = await world.post('city', `/cases/${ref}/periods`, supervision, { version: 1 })
  expect(added.status, JSON.stringify(added.body)).toBe(200)
  const days = async () => {
    const { lanes } = (await world.get('city', `/cases/${ref}/continuity`)).body
    const all = lanes.flatMap(
      ({ milestones }: { milestones: { code: string; on: string }[] }) => milestones,
    )
    return ['closing_planned', 'aftercare_review_6', 'aftercare_review_12'].map(
      (code) => all.find((one: { code: string }) => one.code === code)?.on,
    )
  }
  const ends = day(200)
  expect(await days()).toEqual([addDays(ends, -28), addDays(ends, 182), addDays(ends, 365)])
  const { periods } = (await world.get('city', `/cases/${ref}/periods`)).body
  const changed = await world.post(
    'city',
    `/cases/${ref}/periods/${periods[0].id}`,
    { from: day(20), until: day(100) },
    { version: 1 },
  )
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  expect((await days())[1]).toBe(addDays(day(100), 182))
})

test('TC6: reviews expire when the person declines, stand again when they change their mind, and only the desk knows', async () => {
  const opened = await world.openCase({ release: day(20) })
  const supervision = { kind: 'supervision', from: day(20), until: day(200), source: 'Judgment' }
  await world.post('city', `/cases/${opened.ref}/periods`, supervision, { version: 1 })
  const say = async (goesOn: boolean) => {
    await world.sql('update app.continuations set in_force = false where case_id = $1', [opened.id])
    await world.sql(
      `insert into app.continuations (authority_id, case_id, domain, clause_id, goes_on, ends_on, way, said_on, language, recorded_by)
       values (1, $1, 'lead', $2, $3, case when not $3::boolean then current_date end, 'paper', current_date, 'fr', 1)`,
      [opened.id, world.clause('lead'), goesOn],
    )
    await world.sql('select act.recalculate(1, $1)', [opened.id])
  }
  const reviews = async (who: 'city' | 'prison' = 'city') => {
    const { lanes } = (await world.get(who, `/cases/${opened.ref}/continuity`)).body
    return lanes
      .flatMap(({ milestones }: { milestones: { code: string; status: string }[] }) => milestones)
      .filter(({ code }: { code: string }) => code.startsWith('aftercare_review'))
      .map(({ status }: { status: string }) => status)
  }
  expect(await reviews()).toEqual(['open', 'open'])
  await say(false)
  expect(await reviews()).toEqual(['expired', 'expired'])
  expect(await reviews('prison')).toEqual([])
  await say(true)
  expect(await reviews()).toEqual(['open', 'open'])
})
