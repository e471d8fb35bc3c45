import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../tests/world-database.ts'
import { masterMark } from './derive.ts'
import { open, seal, wrappingKeyId } from './envelope.ts'
import { guardKeys } from './key-guard.ts'
import { createKeyring, firstKeys, type Keyring } from './keyring.ts'
import { masterInDatabase, rewrapAuthorityKeys, rotateKeys } from './rotate.ts'

let world: FreshDatabase
let keyring: Keyring
const rotation = { authority: 1, settleMs: 0 }

beforeAll(async () => {
  world = await freshDatabase()
  await world.owner.query(`
    create table app.drill (authority_id int not null, id uuid not null, key_wrapped bytea,
      note_sealed bytea, primary key (authority_id, id))`)
  await world.owner.query(`
    insert into app.authorities (id, name, country)
      values (1, 'Valmare', 'BE'), (2, 'Elsewhere', 'BE')`)
  for (const row of [...firstKeys(world.master, 1), ...firstKeys(world.master, 2)]) {
    await world.owner.query(
      `insert into app.authority_keys (authority_id, id, kind, wrapped) values ($1, $2, $3, $4)`,
      [row.authority_id, row.id, row.kind, row.wrapped],
    )
  }
  keyring = createKeyring(world.master, await keyRows())
  await guardKeys(world.owner)
  for (let count = 0; count < 1200; count++) await write(keyring, 1)
  for (let count = 0; count < 5; count++) await write(keyring, 2)
})
afterAll(() => world.drop())

async function keyRows() {
  const { rows } = await world.owner.query(
    `select authority_id, id, kind, wrapped, created_at, retired_at from app.authority_keys
      order by authority_id, id`,
  )
  return rows
}

async function write(keys: Keyring, authority: number): Promise<void> {
  const id = randomUUID()
  const { key, wrapped } = keys.newDataKey(authority)
  await world.owner.query('insert into app.drill values ($1, $2, $3, $4)', [
    authority,
    id,
    wrapped,
    seal(key, `note ${id}`, `drill.note:${id}`),
  ])
}

/** Opens every note and says under which keys they lie. */
async function readAll(keys: Keyring, authority: number) {
  const { rows } = await world.owner.query(
    'select id, key_wrapped, note_sealed from app.drill where authority_id = $1',
    [authority],
  )
  for (const row of rows) {
    const key = keys.dataKey(authority, row.key_wrapped)
    expect(open(key, row.note_sealed, `drill.note:${row.id}`)).toBe(`note ${row.id}`)
  }
  return { count: rows.length, keyIds: new Set(rows.map((row) => wrappingKeyId(row.key_wrapped))) }
}

test('after a rotation everything opens, under the new key only, and the old key is gone', async () => {
  const former = (await keyRows())[0]
  const token = keyring.blind(1, 'persons.name.word', 'peeters')
  const seen: number[] = []
  const done = await rotateKeys(world.owner, keyring, {
    ...rotation,
    onProgress: (step) => seen.push(step.rewrapped),
  })
  expect(done).toEqual({ rewrapped: 1200, keyId: 3 })
  expect(seen.reduce((sum, count) => sum + count, 0)).toBe(1200)
  expect(await readAll(createKeyring(world.master, await keyRows()), 1)).toEqual({
    count: 1200,
    keyIds: new Set([3]),
  })
  const rows = await keyRows()
  expect(rows.filter((row) => row.authority_id === 1 && row.wrapped).map((row) => row.id)).toEqual([
    2, 3,
  ])
  expect(rows[0].retired_at).toBeInstanceOf(Date)
  // Who kept the old key can open nothing that is in the database now.
  const kept = createKeyring(world.master, [former])
  await expect(readAll(kept, 1)).rejects.toMatchObject({ code: 'key_unknown' })
  expect(keyring.blind(1, 'persons.name.word', 'peeters')).toBe(token)
})

test('the rotation of one authority leaves the others alone', async () => {
  expect(await readAll(keyring, 2)).toEqual({ count: 5, keyIds: new Set([1]) })
})

test('a rotation that was killed is finished by the next run, with the same new key', async () => {
  let left = 700
  const dying: Keyring = {
    ...keyring,
    rewrap: (authority, wrapped) => {
      if (left-- === 0) throw new Error('killed')
      return keyring.rewrap(authority, wrapped)
    },
  }
  const killed = rotateKeys(world.owner, dying, rotation)
  await expect(killed).rejects.toThrow('killed')
  expect((await readAll(keyring, 1)).keyIds).toEqual(new Set([3, 4]))
  await write(keyring, 1)
  expect((await rotateKeys(world.owner, keyring, rotation)).keyId).toBe(4)
  expect(await readAll(createKeyring(world.master, await keyRows()), 1)).toEqual({
    count: 1201,
    keyIds: new Set([4]),
  })
})

test('who writes meanwhile loses nothing: written under a living key, or refused', async () => {
  const stale = createKeyring(world.master, await keyRows())
  let running = true
  const writing = (async () => {
    for (let count = 0; count < 2000 && running; count++) {
      await write(stale, 1).catch((error) => {
        expect(error.code).toBe('TC409')
        expect(error.message).toBe('key_retired')
      })
    }
  })()
  await rotateKeys(world.owner, keyring, rotation)
  await expect(write(stale, 1)).rejects.toMatchObject({ message: 'key_retired' })
  running = false
  await writing
  const { count, keyIds } = await readAll(createKeyring(world.master, await keyRows()), 1)
  expect(count).toBeGreaterThan(1200)
  expect([...keyIds]).toEqual([5])
  stale.learn(await keyRows())
  await write(stale, 1)
})

test('a writer that is still under way when a rotation ends is waited for', async () => {
  const client = await world.owner.connect()
  const id = randomUUID()
  const { key, wrapped } = keyring.newDataKey(1)
  await client.query('begin')
  await client.query('insert into app.drill values (1, $1, $2, $3)', [
    id,
    wrapped,
    seal(key, `note ${id}`, `drill.note:${id}`),
  ])
  let ended = false
  const rotating = rotateKeys(world.owner, keyring, rotation).then(() => {
    ended = true
  })
  await new Promise((done) => setTimeout(done, 300))
  expect(ended).toBe(false)
  await client.query('commit')
  client.release()
  await rotating
  expect((await readAll(keyring, 1)).keyIds).toEqual(new Set([6]))
})

test('two rotations of one authority do not run at once', async () => {
  const first = rotateKeys(world.owner, keyring, { authority: 2, settleMs: 300 })
  await new Promise((done) => setTimeout(done, 100))
  await expect(
    rotateKeys(world.owner, keyring, { authority: 2, settleMs: 0 }),
  ).rejects.toMatchObject({ code: 'rotation_running' })
  await first
})

test('a new master key takes over without touching data; running it twice does no harm', async () => {
  const next = randomBytes(32)
  const former = masterMark(world.master)
  expect(await masterInDatabase(world.owner)).toBe(former)
  expect(await rewrapAuthorityKeys(world.owner, world.master, next)).toBe(4)
  expect(await rewrapAuthorityKeys(world.owner, world.master, next)).toBe(0)
  expect(await masterInDatabase(world.owner)).toBe(masterMark(next))
  await readAll(createKeyring(next, await keyRows()), 1)
  const rows = await keyRows()
  expect(() => createKeyring(world.master, rows)).toThrow(/another master key/)
})
