import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { clock } from '../../platform/clock.ts'
import { silentLog } from '../../platform/log.ts'
import { open } from '../../platform/seal/envelope.ts'
import { parseCheckpoint } from '../../platform/tlog/checkpoint.ts'
import { verifyConsistency } from '../../platform/tlog/proofs.ts'
import {
  COSIGNATURE_V1,
  formatVerifier,
  makeSigner,
  parseNote,
} from '../../platform/tlog/signed-note.ts'
import { openTree } from '../../platform/tlog/tile-tree.ts'
import { leafHash } from '../../platform/tlog/tree-hash.ts'
import { makeWitness } from '../../platform/tlog/witness.ts'
import { serveWitness } from '../../platform/tlog/witness-server.ts'
import { type LogRow, listLogs } from './queries/log.ts'
import { type LogContext, logFolder, nonceContext, openLog } from './service/open-log.ts'
import { beginNewLog, recoverLog } from './service/recover-log.ts'
import { sealEvents } from './service/seal-events.ts'
import { signLog } from './service/sign-log.ts'

let world: World
let context: LogContext
let theCase: { id: string }
const closing: (() => unknown)[] = []
beforeAll(async () => {
  world = await makeWorld()
  const dataDir = await mkdtemp(join(tmpdir(), 'sealing-'))
  context = { databases: world.db, dataDir, origin: 'https://desk.example', log: silentLog }
  theCase = await world.openCase()
  closing.push(() => rm(dataDir, { recursive: true }))
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  for (const close of closing) await close()
  await world.drop()
})

const row = async (): Promise<LogRow> => (await listLogs(world.db.worker))[0] as LogRow
const record = (action: string, caseId: string | null = null) =>
  ask(world, 'city', 'select audit.record($1, $2)', [action, caseId])
const places = () =>
  world.sql<{ place: string; action: string; gone: string | null }>(
    `select l.place, e.action, l.gone from audit.leaves l left join audit.events e on e.id = l.event_id
      where l.generation = (select max(generation) from audit.leaves) order by l.place`,
  )
/** Seals all there is; a transaction in another database of the tests may hold it up for a moment. */
async function seal() {
  const unsealed = async () => {
    await sealEvents(context)
    return (await row()).unsealed
  }
  await expect.poll(unsealed).toBe(false)
}
const sign = async () => {
  await seal()
  return signLog(context, await row(), { now: true })
}

describe('TL-01 sealing', () => {
  test('an event waits until nothing can come before it any more', async () => {
    await seal()
    const before = (await places()).length
    const slow = await world.db.owner.connect()
    await slow.query('begin')
    await slow.query(`select audit.write(1, null, null, null, 'test.slow', null, '{}', null)`)
    await record('test.quick')
    await sealEvents(context)
    expect((await places()).length).toBe(before)
    await slow.query('commit')
    slow.release()
    await seal()
    expect((await places()).slice(before).map(({ action }) => action)).toEqual([
      'test.slow',
      'test.quick',
    ])
  })
  test('any number of sealers at once: nothing twice, nothing left, no hole', async () => {
    for (let index = 0; index < 40; index += 1) await record('test.many')
    await Promise.all(Array.from({ length: 4 }, () => sealEvents(context)))
    await seal()
    const all = await places()
    expect(all.map(({ place }) => Number(place))).toEqual(all.map((_, index) => index))
    const [count] = await world.sql('select count(*) from audit.waiting')
    expect(count).toEqual({ count: 0 })
    const [events] = await world.sql(
      'select (select count(*) from audit.events) + (select count(*) from audit.row_changes) as count',
    )
    expect(events).toEqual({ count: all.length })
  })
  test('a sealing that breaks leaves what waits as it was; notes of rows stand before the event of the same act', async () => {
    await seal()
    const before = (await places()).length
    const act = await world.db.owner.connect()
    await act.query('begin')
    await act.query(`select audit.write(1, null, null, null, 'test.act', null, '{}', null)`)
    await act.query('update app.cases set version = version + 1 where id = $1', [theCase.id])
    await act.query('commit')
    act.release()
    const waiting = () => world.sql('select * from audit.waiting order by is_event, id')
    const entries = await waiting()
    expect(entries.length).toBeGreaterThan(1)
    const broken = await world.db.worker.connect()
    await broken.query('begin')
    await broken.query('select * from audit.take_unsealed(1, 100)')
    await broken.query('rollback')
    broken.release()
    expect(await waiting()).toEqual(entries)
    await seal()
    const actions = (await places()).slice(before).map(({ action }) => action)
    expect(actions).toEqual([...entries.slice(1).map(() => null), 'test.act'])
  })
  test('an entry whose number lies ahead of this cluster came with a copy of another one, and gets its place', async () => {
    await seal()
    await record('test.copied')
    await world.sql(
      `update audit.waiting set txid = (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000000)::text::xid8`,
    )
    await seal()
    expect((await places()).at(-1)?.action).toBe('test.copied')
  })
  test('TL-06 the nonce lies sealed under the key of the case; without it only a hash is left', async () => {
    await record('test.sealed', theCase.id)
    await seal()
    const [leaf] = await world.sql<{
      hash: Buffer
      nonce_sealed: Buffer
      canonical: string
      waits: boolean
      key: Buffer
    }>(
      `select l.hash, l.nonce_sealed, e.canonical, c.key_wrapped as key,
              exists (select from audit.waiting w where w.leaf = l.hash) as waits from audit.leaves l
         join audit.events e on e.id = l.event_id join app.cases c on c.id = e.case_id where e.action = 'test.sealed'`,
    )
    if (!leaf) throw new Error('not sealed')
    expect(leaf.waits).toBe(false)
    const key = world.db.keys.dataKey(1, leaf.key)
    const nonce = open(key, leaf.nonce_sealed, nonceContext(1, leaf.hash))
    const bytes = Buffer.concat([Buffer.from(nonce, 'base64'), Buffer.from(leaf.canonical)])
    expect(leafHash(bytes)).toEqual(leaf.hash)
    const { nonceKey } = await openLog(context, await row())
    expect(() => open(nonceKey, leaf.nonce_sealed, nonceContext(1, leaf.hash))).toThrow()
  })
})

async function addWitness(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'sealing-witness-'))
  const signer = makeSigner(name, COSIGNATURE_V1, randomBytes(32))
  const { signer: logSigner } = await openLog(context, await row())
  const logs = [logSigner.verifier]
  const server = serveWitness(makeWitness({ signer, logs, folder, now: () => clock.now() }))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  closing.push(close, () => rm(folder, { recursive: true }))
  await world.sql(
    `insert into app.witnesses (authority_id, id, public_key, url)
     select 1, coalesce(max(id), 0) + 1, $1, $2 from app.witnesses`,
    [formatVerifier(signer.verifier), `http://localhost:${(server.address() as AddressInfo).port}`],
  )
  return { close, logs }
}
const checkpoint = async () => {
  const { checkpoint: last } = await row()
  return parseCheckpoint(parseNote(last?.note ?? '').text)
}

describe('TL-02, TL-04, TL-05 signing', () => {
  test('the log is signed as it is, on the disk and in the database', async () => {
    expect(await sign()).toBe('signing')
    const signed = await checkpoint()
    expect(signed.origin).toMatch(/^desk\.example\/access-log\/[0-9a-f]{8}$/)
    expect(signed.size).toBe((await places()).length)
    const file = await readFile(join(logFolder(context.dataDir, 1, 1), 'checkpoint'), 'utf8')
    expect(file).toBe((await row()).checkpoint?.note)
  })
  test('OPS-06 with clocks five seconds apart nothing is signed, and it is said', async () => {
    const { size } = await checkpoint()
    await record('test.later')
    vi.spyOn(clock, 'now').mockImplementation(() => new Date(Date.now() + 6000))
    expect(await sign()).toBe('clock_apart')
    expect((await checkpoint()).size).toBe(size)
    expect(await world.sql('select state from app.log_states')).toEqual([{ state: 'clock_apart' }])
    vi.restoreAllMocks()
    expect(await sign()).toBe('signing')
    expect((await checkpoint()).size).toBeGreaterThan(size)
  })
  test('witnesses sign what continues; who is away is said and asked again', async () => {
    const away = await addWitness('court.example/witness')
    await addWitness('bar.example/witness')
    await sign()
    const said = 'select answer, signed_size > 0 as signed from app.witnesses order by id'
    expect(await world.sql(said)).toEqual([
      { answer: 'signed', signed: true },
      { answer: 'signed', signed: true },
    ])
    away.close()
    await record('test.unwitnessed')
    await sign()
    expect((await world.sql(said))[0]).toEqual({ answer: 'unreachable', signed: true })
    const [newest] = await world.sql(
      'select count(*) from audit.cosignatures where size = (select max(size) from audit.checkpoints)',
    )
    expect(newest).toEqual({ count: 1 })
  })
  test('after an old backup nothing is signed, until an entry says so and witnesses have signed it', async () => {
    const before = await checkpoint()
    const lost = 5
    // The database of an hour ago: the last entries were never there.
    const setBack = before.size - lost
    await world.sql('delete from audit.cosignatures where size > $1', [setBack])
    await world.sql('delete from audit.checkpoints where size > $1', [setBack])
    await world.sql(
      'delete from audit.events where id in (select event_id from audit.leaves where place >= $1)',
      [setBack],
    )
    await world.sql('delete from audit.leaves where place >= $1', [setBack])
    expect(await sign()).toBe('went_back')
    // Life goes on, and the log grows past where it was: it is still not the one that was signed.
    for (let index = 0; index < lost + 3; index += 1) await record('test.afterwards')
    expect(await sign()).toBe('went_back')
    await world.sql(
      'insert into app.witness_quorums (authority_id, arrangement_id, quorum) values (1, 1, 2)',
    )
    const recovered = await recoverLog(context, 1, 'The disk broke; backup of the night.')
    // One of the two witnesses is away, and two are asked for.
    expect(recovered).toEqual({
      ...{
        how: 'continued',
        lost: { from: setBack, until: before.size },
        state: 'awaiting_witnesses',
      },
    })
    const { size } = await checkpoint()
    await record('test.meanwhile')
    expect(await sign()).toBe('awaiting_witnesses')
    expect((await checkpoint()).size).toBe(size)
    await world.sql('update app.witness_quorums set quorum = 1')
    expect(await sign()).toBe('signing')
    expect(await sign()).toBe('signing')
    const after = await checkpoint()
    expect(after.size).toBeGreaterThan(size)
    // One log: what was signed before the loss is its beginning, and the gap is told in it.
    const { store } = await openLog(context, await row())
    const proof = await openTree(store, after.size).consistency(before.size)
    const claim = {
      oldSize: before.size,
      oldRoot: before.root,
      size: after.size,
      root: after.root,
      proof,
    }
    expect(verifyConsistency(claim)).toBe(true)
    const all = await places()
    expect(all.filter(({ gone }) => gone === 'lost')).toHaveLength(lost)
    expect(all.map(({ action }) => action)).toContain('log.recovered')
  })
  test('a signer without memory signs nothing; a new log begins with the reason', async () => {
    const { origin } = await checkpoint()
    await rm(logFolder(context.dataDir, 1, 1), { recursive: true })
    expect(await sign()).toBe('state_missing')
    await expect(recoverLog(context, 1, 'x')).rejects.toMatchObject({
      code: 'signer_state_missing',
    })
    await record('test.new')
    const begun = await beginNewLog(context, 1, 'The machine is gone.')
    // Nobody has been told its key yet: no witness signs it.
    expect(begun).toEqual({ how: 'new_log', lost: null, state: 'awaiting_witnesses' })
    expect((await checkpoint()).origin).not.toBe(origin)
    expect((await places()).map(({ action }) => action)).toContain('log.recovered')
    expect(
      await world.sql(`select answer from app.witnesses where answer = 'unknown_log'`),
    ).toHaveLength(1)
  })
})
