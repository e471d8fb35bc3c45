import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { silentLog } from '../../platform/log.ts'
import { COSIGNATURE_V1, formatVerifier, makeSigner } from '../../platform/tlog/signed-note.ts'
import { type LogRow, listLogs } from './queries/log.ts'
import type { LogContext } from './service/open-log.ts'
import { sealEvents } from './service/seal-events.ts'
import { signLog } from './service/sign-log.ts'
import * as service from './service/witnesses.ts'

let world: World
let context: LogContext
beforeAll(async () => {
  world = await makeWorld()
  const dataDir = await mkdtemp(join(tmpdir(), 'witnesses-'))
  context = { databases: world.db, dataDir, origin: 'https://desk.example', log: silentLog }
})
afterAll(async () => {
  await rm(context.dataDir, { recursive: true })
  await world.drop()
})
const keyOf = (name: string) =>
  formatVerifier(makeSigner(name, COSIGNATURE_V1, randomBytes(32)).verifier)
const witness = {
  agencyId: null,
  publicKey: keyOf('court.example/witness'),
  url: 'http://localhost:1',
}

test('before anything was sealed there is no log to show', async () => {
  expect(await world.as('housing', service.readLog)).toBeUndefined()
})

test('TL-04 the officer adds a witness by its key; nobody else does, and nothing that is no key', async () => {
  await expect(world.as('city', (tx) => service.addWitness(tx, witness))).rejects.toMatchObject({
    ...{ status: 403, code: 'log_not_yours' },
  })
  for (const [change, field] of [
    [{ publicKey: 'court.example' }, 'publicKey'],
    [{ publicKey: witness.publicKey.replace('court', 'other') }, 'publicKey'],
    [{ url: 'court.example' }, 'url'],
  ] as const)
    await expect(
      world.as('privacy', (tx) => service.addWitness(tx, { ...witness, ...change })),
    ).rejects.toMatchObject({ status: 422, field })
  expect(await world.as('privacy', (tx) => service.addWitness(tx, witness))).toBe(1)
  await expect(world.as('privacy', (tx) => service.addWitness(tx, witness))).rejects.toMatchObject({
    ...{ status: 409, code: 'witness_known' },
  })
})

test('every partner sees what was signed, by whom it is witnessed and how many are asked for', async () => {
  await expect(world.as('city', (tx) => service.setQuorum(tx, 1, 1))).rejects.toMatchObject({
    status: 403,
  })
  await expect(world.as('privacy', (tx) => service.setQuorum(tx, 1, 17))).rejects.toMatchObject({
    status: 422,
  })
  await expect(world.as('privacy', (tx) => service.setQuorum(tx, 99, 1))).rejects.toMatchObject({
    status: 404,
  })
  await world.as('privacy', (tx) => service.setQuorum(tx, 1, 1))
  const unsealed = async () => {
    await sealEvents(context)
    return (await listLogs(world.db.worker))[0]?.unsealed
  }
  await expect.poll(unsealed, { timeout: 30_000 }).toBe(false)
  await signLog(context, (await listLogs(world.db.worker))[0] as LogRow, { now: true })
  const seen = await world.as('housing', service.readLog)
  expect(seen).toMatchObject({
    ...{
      logName: expect.stringMatching(/^desk.example\/access-log\//),
      state: 'signing',
      quorum: 1,
      witnessed: false,
    },
    witnesses: [{ name: 'court.example/witness', answer: 'unreachable', signed: false }],
  })
  expect(seen?.checkpoint?.note).toContain(`${seen?.logName}\n`)
  expect(JSON.stringify(seen)).not.toContain('localhost')
})

test('a witness that is taken away is asked no more, and each of these acts is in the log', async () => {
  await expect(world.as('city', (tx) => service.removeWitness(tx, 1))).rejects.toMatchObject({
    status: 403,
  })
  await world.as('privacy', (tx) => service.removeWitness(tx, 1))
  await expect(world.as('privacy', (tx) => service.removeWitness(tx, 1))).rejects.toMatchObject({
    status: 404,
  })
  expect((await world.as('housing', service.readLog))?.witnesses).toEqual([])
  const acts = await world.sql(
    `select distinct action from audit.events where action like 'log.%' order by 1`,
  )
  expect(acts.map(({ action }) => action)).toEqual([
    'log.quorum_set',
    'log.witness_added',
    'log.witness_removed',
  ])
})

test('a checkpoint on demand is the officer’s to ask for', async () => {
  await expect(world.as('city', service.askCheckpoint)).rejects.toMatchObject({ status: 403 })
  await world.as('privacy', service.askCheckpoint)
  expect(
    await world.sql(`select 1 from graphile_worker.jobs where task_identifier = 'sign-log'`),
  ).toHaveLength(1)
})

test('who looked at a case is told to the officer, the newest first, and to nobody else', async () => {
  const { id } = await world.openCase()
  for (const action of ['case.read', 'case.printed'])
    await ask(world, 'health', 'select audit.record($1, $2)', [action, id])
  const told = (who: 'privacy' | 'city') =>
    world.as(who, (tx) => service.listCaseEvents(tx, id, { limit: 2 }))
  const events = await told('privacy')
  expect(events.map(({ action, place }) => [action, place])).toEqual([
    ['case.printed', null],
    ['case.read', null],
  ])
  const [newest] = events
  const earlier = await world.as('privacy', (tx) =>
    service.listCaseEvents(tx, id, { before: newest?.id ?? 0, limit: 1 }),
  )
  expect(earlier.map(({ action }) => action)).toEqual(['case.read'])
  expect(await told('city')).toEqual([])
})
