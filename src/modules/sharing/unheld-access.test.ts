import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile } from '../../../tests/law.ts'
import { declareCloseness, proveSeatedAct, twinCase } from '../../../tests/seated.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'

// What nobody at a desk can see is told past the policies, so each part of the law is repeated and proven here.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
  // Asked by itself here; in the service by act.late_with_unheld alone, which is a second lock.
  await world.sql('grant execute on function act.unheld_of_mine() to throughcare_actor')
})
afterAll(() => world.drop())

/** Specially protected: the desk of the city and probation are named, nobody of the housing office is. */
const mark = (id: string, authority = 1) =>
  world.sql(
    `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped)
     select $4, gen_random_uuid(), id, 'minor', $2, $3, key_wrapped from app.cases where authority_id = 1 and id = $1`,
    [
      ...[id, [world.agency.city.member, world.agency.probation.member]],
      ...[world.agency.city.member, authority],
    ],
  )

/** What the housing office accepted for somebody. */
async function agree(id: string, by: 'probation' | 'city' = 'probation') {
  const [asked, asking] = [world.agency.housing, world.agency[by]]
  await world.sql(
    `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
       state, offered_by, answered_at, answered_by, agreed, period)
     values (1, gen_random_uuid(), $1, 'work', $2, $3, $4, $5, $6, 'accepted', $7, now(), $8, daterange($9, null), daterange($9, null))`,
    [
      ...[id, world.clause('accommodation'), asked.id, asked.desk, asking.id, asking.desk],
      ...[asking.member, asked.member, day(90)],
    ],
  )
}

interface Line {
  ref: string
  domain: string
  state: string
}
/** What stands as held by nobody among what others owe somebody. */
async function unheld(who: 'probation' | 'city', limit = 1000) {
  const [row] = await ask<{ lines: Line[]; more: boolean }>(
    world,
    who,
    `select lines, more from read.late_answers(${limit})`,
  )
  const lines = row?.lines.filter(({ state }) => state === 'unheld') ?? []
  return { refs: lines.map(({ ref, domain }) => `${ref} ${domain}`), more: row?.more }
}

const arranged = new Set<string>()
proveSeatedAct(() => world, {
  table: 'act.unheld_of_mine',
  category: 'accommodation',
  asks: async ({ id, ref }) => {
    if (!arranged.has(id)) {
      await mark(id)
      await agree(id)
    }
    arranged.add(id)
    return (await unheld('probation')).refs.includes(`${ref} work`)
  },
})

test('what nobody holds is told to who asked for it and to the coordination desk, voluntary help to the latter only', async () => {
  const mine = await world.openCase({ release: day(60) })
  const theirs = await world.openCase({ release: day(60) })
  for (const { id } of [mine, theirs]) await giveSeat(world, id, world.agency.probation.desk)
  for (const { id } of [mine, theirs]) await mark(id)
  await agree(mine.id)
  await agree(theirs.id, 'city')
  const told = async (who: 'probation' | 'city') =>
    (await unheld(who)).refs.filter((line) =>
      [`${mine.ref} work`, `${theirs.ref} work`].includes(line),
    )
  const both = [`${mine.ref} work`, `${theirs.ref} work`].toSorted()
  expect(await told('probation')).toEqual([`${mine.ref} work`])
  expect((await told('city')).toSorted()).toEqual(both)
  await world.sql(`update app.leads set voluntary = true where case_id = $1 and domain = 'work'`, [
    mine.id,
  ])
  expect(await told('probation')).toEqual([])
  expect((await told('city')).toSorted()).toEqual(both)
  // Somebody of the desk is named again, or the case is closed.
  await world.sql('update app.protections set named = named || $2::int where case_id = $1', [
    ...[mine.id, world.agency.housing.member],
  ])
  expect(await told('city')).toEqual([`${theirs.ref} work`])
  await world.sql(
    `update app.cases set closed_on = current_date where authority_id = 1 and id = $1`,
    [theirs.id],
  )
  expect(await told('city')).toEqual([])
})

test('it is told only under the clause of the case itself', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  await giveSeat(world, id, world.agency.probation.desk)
  await mark(id)
  await agree(id)
  const told = async () => (await unheld('probation')).refs.includes(`${ref} work`)
  expect(await told()).toBe(true)
  const its = `clause_id = ${world.clause('lead')} and agency_id = ${world.agency.probation.id}`
  const without = await meanwhile(
    world,
    `update app.clause_rights set sight = null where ${its}`,
    `update app.clause_rights set sight = 'full' where ${its}`,
    told,
  )
  expect(without).toBe(false)
})

test('no more of it is told than was asked for, and that there is more', async () => {
  for (let count = 0; count < 3; count += 1) {
    const { id } = await world.openCase({ release: day(60) })
    await mark(id)
    await agree(id)
  }
  const { refs, more } = await unheld('city', 2)
  expect([refs.length, more]).toEqual([2, true])
})

test('nothing of another authority under the same numbers is held by nobody here', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  await giveSeat(world, id, world.agency.probation.desk)
  await agree(id)
  await twinCase(world, id)
  await mark(id)
  await mark(id, 2)
  const here = async () => (await unheld('city')).refs.filter((line) => line.startsWith(ref))
  expect(await here()).toEqual([`${ref} work`])
  const whose = async () =>
    (
      await ask<{ authority: number }>(
        world,
        'city',
        'select l.authority_id as authority from unnest(act.unheld_of_mine()) l where l.case_id = $1',
        [id],
      )
    ).map(({ authority }) => authority)
  expect(await whose()).toEqual([1])
  const unseenBy = async (who: 'city' | 'probation') =>
    (await ask<{ ids: number[] }>(world, who, 'select act.unseen_by($1) as ids', [id]))[0]?.ids
  const agencies = await world.sql<{ id: number }>(
    'select id from app.agencies where authority_id = 1 and id not in (1, 3) order by id',
  )
  expect(await unseenBy('city')).toEqual(agencies.map((one) => one.id))
  const unseen = async (authority: number) =>
    (
      await ask<{ ids: string[] }>(
        world,
        'city',
        `select act.unseen_among(array(select jsonb_populate_record(null::app.leads, x) from jsonb_array_elements($1) x)) as ids`,
        [
          JSON.stringify(
            await world
              .sql(
                `select to_jsonb(l) as row from app.leads l where authority_id = $2 and case_id = $1 and domain = 'work'`,
                [id, authority],
              )
              .then((rows) => rows.map(({ row }) => row)),
          ),
        ],
      )
    )[0]?.ids
  expect(await unseen(1)).toHaveLength(1)
  expect(await unseen(2)).toEqual([])
  await world.sql(
    `delete from app.leads where authority_id = 1 and case_id = $1 and domain = 'work'`,
    [id],
  )
  expect([await here(), await whose()]).toEqual([[], []])
})

test('whoever does not sit on a case, or closed it to themselves, is not told who of it sees what', async () => {
  const { id } = await world.openCase({ release: day(60) })
  const { city, probation } = world.agency
  await mark(id)
  await agree(id)
  const rows = await world.sql(
    `select to_jsonb(l) as row from app.leads l where authority_id = 1 and case_id = $1 and domain = 'work'`,
    [id],
  )
  const asked = async (who: 'city' | 'probation') =>
    (
      await ask<{ among: string[]; by: number[] }>(
        world,
        who,
        `select act.unseen_among(array(select jsonb_populate_record(null::app.leads, x) from jsonb_array_elements($2) x)) as among,
                act.unseen_by($1) as by`,
        [id, JSON.stringify(rows.map(({ row }) => row))],
      )
    )[0]
  expect((await asked('probation'))?.by).toEqual([])
  await giveSeat(world, id, probation.desk)
  expect((await asked('probation'))?.by).not.toEqual([])
  expect((await asked('city'))?.among).toHaveLength(1)
  // Somebody of the desk is named: now it is seen there.
  const name = (change: string) =>
    world.sql(
      `update app.protections set named = ${change} where authority_id = 1 and case_id = $1`,
      [id],
    )
  await name(`named || ${world.agency.housing.member}`)
  expect((await asked('city'))?.among).toEqual([])
  await name(`array_remove(named, ${world.agency.housing.member})`)
  await declareCloseness(world, { id }, city.member)
  expect(await asked('city')).toEqual({ among: [], by: [] })
})
