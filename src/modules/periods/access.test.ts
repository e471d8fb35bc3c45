import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

let world: World
let open: { id: string; ref: string }
let period: string
beforeAll(async () => {
  world = await makeWorld()
  open = await world.openCase({ release: day(60) })
  for (const who of ['probation', 'police', 'housing'] as const) await seat(who)
  period = randomUUID()
  await world.as('city', (tx) =>
    sql`select act.add_period(${period}, ${open.id}, 1, 'leave', ${day(3)}::date, ${day(5)}::date, null, ${Buffer.from('x')})`.execute(
      tx,
    ),
  )
})
afterAll(() => world.drop())

const seat = (who: AgencyName) =>
  world.sql(
    `insert into app.seats (authority_id, case_id, person_id, principal, relation, purpose, period)
     select 1, id, person_id, $2, 'member', purpose, tstzrange(now(), null) from app.cases where id = $1`,
    [open.id, world.agency[who].desk],
  )

const sees = async (who: AgencyName, table: string, column = 'case_id', id = open.id) =>
  world.as(who, async (tx) => {
    const { rows } =
      await sql`select 1 from ${sql.table(table)} where ${sql.ref(column)} = ${id}`.execute(tx)
    return rows.length > 0
  })

// The police and the housing office sit on the case, but hold no clause of supervision.
const readers: Record<string, boolean> = {
  city: true,
  prison: true,
  probation: true,
  police: false,
  housing: false,
  health: false,
  unsigned: false,
  stranger: false,
}
for (const [who, expected] of Object.entries(readers)) {
  test(`TC5: ${who} ${expected ? 'sees' : 'does not see'} a leave of the person`, async () => {
    expect(await sees(who as AgencyName, 'app.periods')).toBe(expected)
  })
}

test('no period is seen after the seat ended, or under another purpose', async () => {
  const end = (until: string) =>
    world.sql(
      `update app.seats set period = tstzrange(lower(period) - interval '1 day', ${until}) where case_id = $1 and principal = $2`,
      [open.id, world.agency.probation.desk],
    )
  await end(`now() - interval '1 second'`)
  expect(await sees('probation', 'app.periods')).toBe(false)
  await end('null')
  expect(await sees('probation', 'app.periods')).toBe(true)
  const otherwise = await world.as(
    'probation',
    async (tx) => (await sql`select 1 from app.periods`.execute(tx)).rows.length,
    'supervision',
  )
  expect(otherwise).toBe(0)
})

test('no period is seen when the agreement is over', async () => {
  const until = (days: number) =>
    world.sql('update app.arrangements set valid_until = current_date + $1::int', [days])
  await until(-1)
  expect(await sees('city', 'app.periods')).toBe(false)
  await until(500)
})

test('only agencies that the clause lets contribute record a period; an unseen one is missing', async () => {
  const add = (who: AgencyName) =>
    world.as(who, (tx) =>
      sql`select act.add_period(${randomUUID()}, ${open.id}, 2, 'leave', ${day(9)}::date, null, null, '\\x00')`.execute(
        tx,
      ),
    )
  await expect(add('police')).rejects.toMatchObject({ code: 'period_not_yours' })
  await expect(add('housing')).rejects.toMatchObject({ code: 'period_not_yours' })
  await expect(add('health')).rejects.toMatchObject({ code: 'case_not_found' })
  await expect(
    world.as('housing', (tx) => sql`select act.remove_period(${period}, 1)`.execute(tx)),
  ).rejects.toMatchObject({ code: 'period_not_found' })
  await expect(
    world.as('health', (tx) =>
      sql`select act.change_period(${period}, 1, ${day(1)}::date, null, null)`.execute(tx),
    ),
  ).rejects.toMatchObject({ code: 'period_not_found' })
})

test('PR-02: who was told reads it, and nobody else at the table; it is put away by them alone', async () => {
  await world.as('city', (tx) =>
    sql`select read.move_kept(${open.id}, (select version from app.cases where id = ${open.id}), ${day(80)}::date, 'expected', null, '\\x00')`.execute(
      tx,
    ),
  )
  const told = await world.sql<{ id: string; principal: number }>(
    'select id, principal from app.told',
  )
  expect(told.map(({ principal }) => principal).sort()).toEqual(
    [world.agency.city.desk, world.agency.prison.desk].sort(),
  )
  const prisons = told.find(({ principal }) => principal === world.agency.prison.desk)?.id ?? ''
  expect(await sees('prison', 'app.told', 'id', prisons)).toBe(true)
  expect(await sees('city', 'app.told', 'id', prisons)).toBe(false)
  expect(await sees('probation', 'app.told')).toBe(false)
  const away = (who: AgencyName) =>
    world.as(who, (tx) => sql`select act.put_away(${prisons})`.execute(tx))
  await expect(away('city')).rejects.toMatchObject({ code: 'told_not_found' })
  await away('prison')
  await expect(away('prison')).rejects.toMatchObject({ code: 'told_not_found' })
})

test('holidays are the authority’s own', async () => {
  await world.sql(`insert into app.authorities (id, name, country) values (2, 'Elsewhere', 'FR')`)
  await world.sql(
    `insert into app.public_holidays (authority_id, day, names, source) values (1, '2030-05-01', '{"en": "x"}', 'library'), (2, '2030-05-01', '{"en": "y"}', 'library')`,
  )
  const rows = await world.as(
    'housing',
    async (tx) =>
      (
        await sql<{ authority_id: number }>`select authority_id from app.public_holidays`.execute(
          tx,
        )
      ).rows,
  )
  expect(rows).toEqual([{ authority_id: 1 }])
})
