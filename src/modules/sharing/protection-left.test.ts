import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat } from '../../../tests/law.ts'
import { declareCloseness } from '../../../tests/seated.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

// PI5, R9: a protected case that everybody who was named has left.

let world: HttpWorld
type Somebody = { member: number; token: string }
let keeper: Somebody
let colleague: Somebody
let chair: Somebody
let judge: Somebody
beforeAll(async () => {
  world = await makeHttpWorld()
  const { city, police } = world.agency
  keeper = await world.session(city.id, ['coordinator'], city.desk)
  colleague = await world.session(city.id, ['coordinator'], city.desk)
  chair = await world.session(city.id, ['coordinator', 'chair'], city.desk)
  judge = await world.session(police.id, ['chair'])
})
afterAll(() => world.close())

/** A case of the desk on which one colleague alone was named; nobody else of the desk can open it. */
async function marked() {
  const { id, ref } = await world.openCase({ release: day(30) })
  await giveSeat(world, id, world.agency.housing.desk)
  const protection = randomUUID()
  await world.sql(
    `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped) values (1, $1, $2, 'minor', $3, $4, $5)`,
    [protection, id, [keeper.member], keeper.member, world.db.keys.newDataKey(1).wrapped],
  )
  return { id, ref, protection }
}
const leaves = (member: number) =>
  world.sql('update app.desk_members set until = now() where member_id = $1', [member])
const comesBack = (member: number) =>
  world.sql('update app.desk_members set until = null where member_id = $1', [member])
const waiting = async (who: Somebody) =>
  (await world.get(who, '/overrides/waiting')).body.left as {
    ref: string
    coordinators: { id: number }[]
  }[]
const name = async (who: Somebody | 'city', protection: string, member: number) => {
  const { status, body } = await world.post(who, `/protections/${protection}/replacement`, {
    member,
  })
  return status === 200 ? 'done' : body.code
}
const opens = async (who: Somebody, ref: string) =>
  (await world.get(who, `/cases/${ref}`)).status === 200

describe('a protected case that everybody who was named has left (PI5)', () => {
  test('a chair names somebody else of the desk; it opens to them and not to the chair', async () => {
    const { id, ref, protection } = await marked()
    expect(await waiting(chair)).toEqual([])
    expect(await name(chair, protection, colleague.member)).toBe('protection_not_found')
    await leaves(keeper.member)
    expect(await opens(colleague, ref)).toBe(false)
    const [left] = await waiting(judge)
    expect(left).toEqual({ id: protection, ref, coordinators: expect.any(Array) })
    expect((await waiting(chair))[0]?.coordinators.map((one) => one.id)).not.toContain(chair.member)
    expect(await waiting(colleague)).toEqual([])

    expect(await name('city', protection, colleague.member)).toBe('protection_chair_only')
    expect(await name(chair, protection, chair.member)).toBe('protection_second_person')
    expect(await name(chair, protection, keeper.member)).toBe('protection_not_of_desk')
    expect(await name(chair, protection, world.agency.housing.member)).toBe(
      'protection_not_of_desk',
    )
    expect(await name(chair, randomUUID(), colleague.member)).toBe('protection_not_found')
    expect(await name(chair, protection, colleague.member)).toBe('done')
    expect(await opens(colleague, ref)).toBe(true)
    for (const who of [chair, judge]) expect(await opens(who, ref)).toBe(false)
    expect(await waiting(chair)).toEqual([])
    expect(await name(judge, protection, chair.member)).toBe('protection_not_found')
    // Whoever was named before comes back to the desk, and not to the case.
    await comesBack(keeper.member)
    expect(await opens(keeper, ref)).toBe(false)
    expect((await world.events('case.protection_replaced')).at(-1)).toMatchObject({
      member_id: chair.member,
      case_id: id,
    })
  })

  test('whoever closed it to themselves does not keep it open, and is not named again', async () => {
    const { id, ref, protection } = await marked()
    await declareCloseness(world, { id }, keeper.member)
    expect((await waiting(judge)).map((one) => one.ref)).toContain(ref)
    expect(await name(judge, protection, keeper.member)).toBe('protection_not_of_desk')
    expect(await name(judge, protection, chair.member)).toBe('done')
    expect(await opens(chair, ref)).toBe(true)
  })

  test('while one who was admitted sits at the desk, nobody else has to be named; nor where the mark is over', async () => {
    const { id, ref, protection } = await marked()
    await world.sql(
      `insert into app.protection_admissions (authority_id, protection_id, case_id, member_id, until, admitted_by) values (1, $1, $2, $3, current_date + 9, $4)`,
      [protection, id, colleague.member, keeper.member],
    )
    await leaves(keeper.member)
    const mine = async () => (await waiting(judge)).filter((one) => one.ref === ref)
    expect(await mine()).toEqual([])
    await world.sql('update app.protection_admissions set until = current_date - 2')
    expect(await mine()).toHaveLength(1)
    await world.sql(
      `update app.protections set ended_at = now(), ended_by = 1, end_reason_sealed = '\\x00' where id = $1`,
      [protection],
    )
    expect(await mine()).toEqual([])
    expect(await name(judge, protection, colleague.member)).toBe('protection_not_found')
    await comesBack(keeper.member)
  })

  test('a chair whose agency has signed nothing, who is close to the person, or who works for another purpose learns of none', async () => {
    const { id, ref, protection } = await marked()
    await leaves(keeper.member)
    const outside = await world.session(world.agency.stranger.id, ['chair'])
    expect(await waiting(outside)).toEqual([])
    expect(await name(outside, protection, colleague.member)).toBe('protection_not_found')
    await declareCloseness(world, { id }, judge.member)
    expect((await waiting(judge)).map((one) => one.ref)).not.toContain(ref)
    expect(await name(judge, protection, colleague.member)).toBe('protection_not_found')
    await world.sql(`update app.cases set purpose = 'supervision' where id = $1`, [id])
    expect((await waiting(chair)).map((one) => one.ref)).not.toContain(ref)
    expect(await name(chair, protection, colleague.member)).toBe('protection_not_found')
  })
})
