import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Reader, sees } from '../../../tests/law.ts'
import { layRow } from '../../../tests/rows.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

/** A session inside the prison that an agency asked for, with one who comes to the gate. */
async function asked(by: AgencyName) {
  const id = await layRow(world, 'inreach_sessions', {
    ...{ id: randomUUID(), prison_agency_id: world.agency.prison.id },
    ...{ asking_agency_id: world.agency[by].id, asked_by: world.agency[by].member },
    ...{ domain: 'work', topic: 'First talks', wish_on: day(9), minutes: 60, group_size: 8 },
  })
  await layRow(world, 'inreach_workers', {
    ...{ id: randomUUID(), session_id: id, position: 1, worker_sealed: '\\x00' },
    key_wrapped: world.db.keys.newDataKey(1).wrapped,
  })
  return (who: Reader) =>
    Promise.all([
      sees(world, who, 'app.inreach_sessions where id = $1', [id]),
      sees(world, who, 'app.inreach_workers where session_id = $1', [id]),
    ])
}

test('a session inside, and who comes to the gate, are known to the prison and to the agency that asked (app.inreach_workers)', async () => {
  const [housing, health] = [await asked('housing'), await asked('health')]
  expect(await housing('housing')).toEqual([true, true])
  expect(await housing('prison')).toEqual([true, true])
  // Each party of one session, and neither of the other; not even the city, which has the count.
  expect(await health('housing')).toEqual([false, false])
  expect(await housing('health')).toEqual([false, false])
  for (const who of ['city', 'police', 'stranger'] as const)
    expect([who, ...(await housing(who))]).toEqual([who, false, false])
})

test('whether somebody has a calendar address is known to themselves (app.calendar_feeds)', async () => {
  const { city, housing } = world.agency
  for (const { member } of [city, housing])
    await layRow(world, 'calendar_feeds', {
      ...{ member_id: member, token_hash: Buffer.from(randomUUID()) },
    })
  for (const who of ['city', 'housing'] as const)
    expect(await ask(world, who, 'select member_id from app.calendar_feeds')).toEqual([
      { member_id: world.agency[who].member },
    ])
  expect(await ask(world, 'police', 'select member_id from app.calendar_feeds')).toEqual([])
})
