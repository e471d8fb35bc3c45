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

/** A log with one place, a checkpoint and a witness that signed it. */
async function addLog(authority: number) {
  // The key of this log opens nothing: no signer is at work here.
  await world.sql('alter table app.access_logs disable trigger key_in_use')
  await world.sql(
    `insert into app.access_logs (authority_id, generation, log_name, public_key, key_wrapped)
     values ($1, 1, 'desk.example/log', 'key', '')`,
    [authority],
  )
  await world.sql('alter table app.access_logs enable trigger key_in_use')
  for (const text of [
    `insert into audit.leaves (authority_id, generation, place, hash, gone) values ($1, 1, 0, sha256('x'), 'lost')`,
    `insert into audit.checkpoints (authority_id, generation, size, root, note, signed_at) values ($1, 1, 1, '', '', now())`,
    `insert into app.witnesses (authority_id, id, public_key, url) values ($1, 1, 'key', 'http://witness.example')`,
    `insert into audit.cosignatures (authority_id, generation, size, witness_id, line, signed_at) values ($1, 1, 1, 1, '', now())`,
    `insert into app.log_states (authority_id, state) values ($1, 'signing')`,
    `insert into audit.row_findings (authority_id, id, kind, table_name, row_key) values ($1, 1, 'changed', 'cases', 'x')`,
  ])
    await world.sql(text, [authority])
}

test('whoever works in the partnership sees what was signed and witnessed; the places only the officer', async () => {
  await addLog(1)
  await world.sql(
    'insert into app.witness_quorums (authority_id, arrangement_id, quorum) values (1, 1, 2)',
  )
  const open = ['app.log_states', 'audit.checkpoints', 'audit.cosignatures', 'app.witness_quorums']
  for (const table of open)
    for (const who of ['city', 'housing', 'stranger', 'privacy'] as const)
      expect(await sees(world, who, table), `${who} ${table}`).toBe(true)
  for (const who of ['city', 'housing', 'privacy'] as const)
    for (const table of ['audit.leaves', 'audit.row_findings'])
      expect(await sees(world, who, table), who).toBe(who === 'privacy')
})

test('what waits for a second person is seen by officers and whoever may be that person, of their own authority', async () => {
  for (const authority of [1, 2])
    await world.sql(
      `insert into app.witness_changes (authority_id, id, kind, public_key, url, asked_by)
       values ($1, gen_random_uuid(), 'add', 'key', 'http://witness.example', $2)`,
      [authority, world.agency.privacy.member],
    )
  const readers = { privacy: true, city: true, housing: false, police: false, stranger: false }
  for (const [who, expected] of Object.entries(readers) as [AgencyName, boolean][]) {
    expect(await sees(world, who, 'app.witness_changes where authority_id = 1'), who).toBe(expected)
    expect(await sees(world, who, 'app.witness_changes where authority_id = 2'), who).toBe(false)
  }
  await expect(
    ask(world, 'privacy', 'update app.witness_changes set agreed = true'),
  ).rejects.toMatchObject({ status: 403 })
})

test('neither the secret of the signer nor where a witness is asked is read by a member', async () => {
  for (const statement of [
    'select key_wrapped from app.access_logs',
    'select url from app.witnesses',
  ])
    await expect(ask(world, 'privacy', statement)).rejects.toMatchObject({ status: 403 })
  const statement =
    'select log_name from app.access_logs union all select public_key from app.witnesses'
  expect(await ask(world, 'housing', statement)).toHaveLength(2)
})

test('what waits for its place is read and written by nobody; the worker takes it by its function alone', async () => {
  for (const statement of [
    'select nonce from audit.waiting',
    'select 1 from audit.waiting',
    'delete from audit.waiting',
    `insert into audit.waiting (authority_id, is_event, id, leaf, nonce) values (1, true, 1, '', '')`,
  ]) {
    for (const who of ['city', 'housing', 'privacy', 'stranger'] as const)
      await expect(ask(world, who, statement), who).rejects.toMatchObject({ status: 403 })
    for (const login of [world.db.worker, world.db.gate])
      await expect(login.query(statement)).rejects.toMatchObject({ code: '42501' })
  }
  await expect(
    ask(world, 'privacy', 'select * from audit.take_unsealed(1, 1)'),
  ).rejects.toMatchObject({ status: 403 })
})

test('the log of another authority is its own, and so are its witnesses', async () => {
  await addLog(2)
  await world.sql(
    'insert into app.witness_quorums (authority_id, arrangement_id, quorum) values (2, 1, 2)',
  )
  for (const table of [
    ...['audit.leaves', 'audit.checkpoints', 'audit.cosignatures', 'app.log_states'],
    ...['audit.row_findings', 'app.witness_quorums'],
  ])
    expect(await sees(world, 'privacy', `${table} where authority_id = 2`), table).toBe(false)
  const others = `select id from app.witnesses where authority_id = 2
    union all select generation from app.access_logs where authority_id = 2`
  expect(await ask(world, 'privacy', others)).toHaveLength(0)
})

test('an administrator does not read the access log', async () => {
  const administrator = await world.session(world.agency.city.id, ['administrator'])
  expect(await sees(world, administrator, 'audit.events')).toBe(false)
})

test('the officer of a partner reads what its own people did, and nothing of others (AU5)', async () => {
  const { city, exit } = world.agency
  const officer = await world.session(exit.id, ['data_protection_officer'])
  for (const [who, expected] of [
    ['exit', true],
    ['city', false],
  ] as const) {
    await ask(world, who, `select audit.record('test.partner', null, '{}')`)
    const its = `audit.events where authority_id = 1 and action = 'test.partner' and agency_id = $1`
    expect(await sees(world, officer, its, [{ city, exit }[who].id]), who).toBe(expected)
  }
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
      `insert into audit.events (authority_id, action, canonical, leaf) values (1, 'x.y', '', '')`,
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
