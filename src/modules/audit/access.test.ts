import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTwin, ask, sees } from '../../../tests/law.ts'
import { type AgencyName, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const { id } = await world.openCase()
  await ask(world, 'city', `select audit.record('case.read', $1, '{}')`, [id])
  await addTwin(world)
})
afterAll(() => world.drop())

// The access log is read by the data protection officer; not even by whom it speaks of.
const reads: Record<AgencyName, boolean> = {
  privacy: true,
  city: false,
  prison: false,
  probation: false,
  police: false,
  housing: false,
  health: false,
  papers: false,
  exit: false,
  unsigned: false,
  stranger: false,
}

for (const [member, expected] of Object.entries(reads) as [AgencyName, boolean][]) {
  test(`${member} ${expected ? 'reads' : 'does not read'} the access log`, async () => {
    expect(await sees(world, member, 'audit.events')).toBe(expected)
  })
}

test('an administrator does not read the access log', async () => {
  const administrator = await world.session(world.agency.city.id, ['administrator'])
  expect(await sees(world, administrator, 'audit.events')).toBe(false)
})

test('the log of another authority is not read', async () => {
  expect(await sees(world, 'privacy', 'audit.events where authority_id = 1')).toBe(true)
  expect(await sees(world, 'privacy', 'audit.events where authority_id = 2')).toBe(false)
})

test('the officer changes nothing in it, and neither does anybody else', async () => {
  for (const who of ['privacy', 'city'] as const) {
    for (const statement of [
      `update audit.events set action = 'nothing.happened'`,
      'delete from audit.events',
      `insert into audit.events (authority_id, action, nonce, canonical, leaf) values (1, 'x.y', '', '', '')`,
      'truncate audit.events',
    ]) {
      await expect(ask(world, who, statement)).rejects.toMatchObject({ status: 403 })
    }
  }
})

test('an event names who acted as the session proves it, whatever the caller says', async () => {
  const said = JSON.stringify({ member: 1, agency: 1 })
  await ask(world, 'health', `select audit.record('test.claimed', null, $1)`, [said])
  const [event] = await world.sql(
    `select member_id, agency_id, purpose from audit.events where action = 'test.claimed' and authority_id = 1`,
  )
  const { id, member } = world.agency.health
  expect(event).toEqual({ member_id: member, agency_id: id, purpose: 'reintegration' })
})

test('the same reading within a quarter of an hour is one event, another one is another', async () => {
  const read = (detail: object) =>
    ask(world, 'city', `select audit.record_read('test.read', null, $1)`, [JSON.stringify(detail)])
  for (const version of [1, 1, 2]) await read({ version })
  const rows = await world.sql(`select detail from audit.events where action = 'test.read'`)
  expect(rows).toEqual([{ detail: { version: 1 } }, { detail: { version: 2 } }])
})
