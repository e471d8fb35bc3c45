import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, giveSeat, type Reader, sees } from '../../../tests/law.ts'
import { layRow, type Seats, seatsThatAreNone, withoutClause } from '../../../tests/rows.ts'
import { proveSeated } from '../../../tests/seated.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'

// Each part of the rules about rows of this module, on rows laid down by the owner's hand.
let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

/** A case with a leave of the person. */
const withLeave = (): World => ({
  ...world,
  openCase: async (wish) => {
    const opened = await world.openCase(wish)
    await layRow(world, 'periods', {
      ...{ id: randomUUID(), case_id: opened.id, clause_id: world.clause('supervision') },
      ...{ kind: 'leave', cycle: 1, during: `[${day(3)},${day(5)})`, source_sealed: '\\x00' },
      recorded_by: world.agency.city.member,
    })
    return opened
  },
})
proveSeated(withLeave, { table: 'app.periods', category: 'supervision' })

describe('what somebody was told (app.told)', () => {
  /** Told to a desk or member, with these seats on the case and beside it. */
  async function told(principal: number, seats: Seats, elsewhere: Seats = []) {
    const [one, other] = [await world.openCase(), await world.openCase()]
    for (const [of, wish] of seats) await giveSeat(world, one.id, of, wish)
    for (const [of, wish] of elsewhere) await giveSeat(world, other.id, of, wish)
    const id = await layRow(world, 'told', {
      ...{ id: randomUUID(), case_id: one.id, clause_id: world.clause('timeline'), principal },
      ...{ change: randomUUID(), kind: 'release_moved', milestones: '[]' },
    })
    return (who: Reader) => sees(world, who, 'app.told where id = $1', [id])
  }
  const desk = () => world.agency.housing.desk

  test('is read by them, and by nobody else at the table', async () => {
    const reads = await told(desk(), [[desk()], [world.agency.police.desk]])
    expect(await reads('housing')).toBe(true)
    expect(await reads('police')).toBe(false)
  })
  test('from a seat as it stands now, on that case and for this purpose', async () => {
    for (const [what, seats, elsewhere] of seatsThatAreNone(desk())) {
      const reads = await told(desk(), seats, elsewhere)
      expect([what, await reads('housing')]).toEqual([what, false])
    }
  })
  test('from the very seat that was told: what the desk was told stays with the desk, although its member sits there', async () => {
    const reads = await told(desk(), [[10_000 + world.agency.housing.member]])
    expect(await reads('housing')).toBe(false)
  })
  test('while the agreement shows them that part of the case', async () => {
    const reads = await told(desk(), [[desk()]])
    const found = () => reads('housing')
    expect(await withoutClause(world, 'housing', 'timeline', found)).toBe(false)
    expect(await found()).toBe(true)
  })
})
