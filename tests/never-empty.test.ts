import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day, makeWorld, type World } from './world.ts'

// Responsibility is never empty and never double, not even by the hand of the database's owner.

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

const empty = { code: 'TC409', message: 'case_lead_never_empty' }

async function accepted(id: string, agency: 'housing' | 'papers', from: string, until: string) {
  const { id: number, desk } = world.agency[agency]
  const { city } = world.agency
  await world.sql(
    `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id,
       from_principal, state, answered_at, agreed, period)
     values (1, $1, $2, 'accommodation', $3, $4, $5, $6, $7, 'accepted', now(), daterange($8, $9), daterange($8, $9))`,
    [
      ...[randomUUID(), id, world.clause('accommodation'), number, desk, city.id, city.desk],
      ...[from, until],
    ],
  )
}

describe('a part of life has one accountable agency on a day', () => {
  test('days that follow one another are fine', async () => {
    const { id } = await world.openCase({ release: day(60) })
    await accepted(id, 'housing', day(60), day(80))
    await accepted(id, 'papers', day(80), day(90))
  })
  test('a second one on any of those days is refused', async () => {
    const { id } = await world.openCase({ release: day(60) })
    await accepted(id, 'housing', day(60), day(80))
    await expect(accepted(id, 'papers', day(79), day(90))).rejects.toMatchObject({ code: '23P01' })
    await expect(accepted(id, 'housing', day(60), day(61))).rejects.toMatchObject({ code: '23P01' })
  })
  test('a part of life that nobody knows is none', async () => {
    const { id } = await world.openCase({ release: day(60) })
    await accepted(id, 'housing', day(60), day(80))
    const change = (what: string) =>
      world.sql(`update app.leads set ${what} where case_id = $1`, [id])
    await expect(change('domain = null')).rejects.toMatchObject({ code: '23502' })
    await expect(change(`domain = 'anything'`)).rejects.toMatchObject({ code: '23514' })
    await expect(change('agency_id = null')).rejects.toMatchObject({ code: '23502' })
    await expect(change('period = null')).rejects.toMatchObject({ code: '23502' })
  })
  test('an answer has a moment, and an answer by phone a day by which it is confirmed', async () => {
    const { id } = await world.openCase({ release: day(60) })
    await accepted(id, 'housing', day(60), day(80))
    const change = (what: string) =>
      world.sql(`update app.leads set ${what} where case_id = $1`, [id])
    await expect(change('answered_at = null')).rejects.toMatchObject({ code: '23514' })
    await expect(change(`channel = 'phone'`)).rejects.toMatchObject({ code: '23514' })
  })
})

describe('a case is led on every day from its opening', () => {
  test('the first change point neither goes nor moves', async () => {
    const { id } = await world.openCase({ release: day(60) })
    const its = 'where case_id = $1 and position = 0'
    for (const change of [
      `delete from app.case_leads ${its}`,
      `update app.case_leads set starts_on = starts_on + 1, agreed_on = agreed_on + 1 ${its}`,
      `update app.case_leads set position = 1 ${its}`,
    ])
      await expect(world.sql(change, [id]), change).rejects.toMatchObject(empty)
    for (const change of [
      `update app.case_leads set overtaken = true ${its}`,
      `update app.case_leads set from_offset = 0 ${its}`,
      `update app.case_leads set starts_on = null ${its}`,
      `update app.case_leads set agency_id = null ${its}`,
      `update app.case_leads set principal = 999 ${its}`,
    ])
      await expect(world.sql(change, [id]), change).rejects.toMatchObject({
        code: expect.stringMatching(/^235(02|14|03)$/),
      })
  })
  test('two agencies do not lead from the same day', async () => {
    const { id } = await world.openCase({ release: day(60) })
    const insert = (position: number, starts: string) =>
      world.sql(
        `insert into app.case_leads (authority_id, case_id, position, clause_id, agency_id, principal, agreed_on, starts_on)
         values (1, $1, $2, $3, 3, 30, $4, $4)`,
        [id, position, world.clause('lead'), starts],
      )
    await insert(1, day(60))
    await expect(insert(2, day(60))).rejects.toMatchObject({ code: '23505' })
    await expect(insert(1, day(70))).rejects.toMatchObject({ code: '23505' })
    await expect(insert(-1, day(70))).rejects.toMatchObject({ code: '23514' })
  })
  test('a case without a lead does not come about', async () => {
    const { id } = await world.openCase({ release: day(60) })
    const { rows } = await world.db.owner.query(
      `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
        where attrelid = 'app.cases'::regclass and attnum > 0 and attname not in ('id', 'ref')`,
    )
    const names = rows[0].names
    await expect(
      world.sql(
        `insert into app.cases (id, ref, ${names}) select gen_random_uuid(), 'V-9999', ${names} from app.cases where id = $1`,
        [id],
      ),
    ).rejects.toMatchObject(empty)
  })
  test('a case whose opening is moved before its lead does not come about either', async () => {
    const { id } = await world.openCase({ release: day(60) })
    await expect(
      world.sql('update app.cases set opened_on = opened_on - 1 where id = $1', [id]),
    ).rejects.toMatchObject(empty)
  })
})
