import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { type AgencyName, makeWorld, type World } from '../../../tests/world.ts'
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
const add = (who: AgencyName, wish: Partial<typeof witness> = {}) =>
  world.as(who, (tx) => service.changeWitnesses(tx, { kind: 'add', ...witness, ...wish }))
const remove = (who: AgencyName, witnessId: number) =>
  world.as(who, (tx) => service.changeWitnesses(tx, { kind: 'remove', witnessId }))
const rule = (who: AgencyName, arrangementId: number, quorum: number, secondPerson = false) =>
  world.as(who, (tx) =>
    service.changeWitnesses(tx, { kind: 'rule', arrangementId, quorum, secondPerson }),
  )

test('before anything was sealed there is no log to show', async () => {
  expect(await world.as('housing', service.readLog)).toBeUndefined()
})

test('TL-04 the officer adds a witness by its key; nobody else does, and nothing that is no key', async () => {
  await expect(add('city')).rejects.toMatchObject({
    ...{ status: 403, code: 'log_not_yours' },
  })
  for (const [change, field] of [
    [{ publicKey: 'court.example' }, 'publicKey'],
    [{ publicKey: witness.publicKey.replace('court', 'other') }, 'publicKey'],
    [{ url: 'court.example' }, 'url'],
  ] as const)
    await expect(add('privacy', change)).rejects.toMatchObject({ status: 422, field })
  expect(await add('privacy')).toEqual({ done: true })
  await expect(add('privacy')).rejects.toMatchObject({
    ...{ status: 409, code: 'witness_known' },
  })
})

test('every partner sees what was signed, by whom it is witnessed and how many are asked for', async () => {
  await expect(rule('city', 1, 1)).rejects.toMatchObject({
    status: 403,
  })
  await expect(rule('privacy', 1, 17)).rejects.toMatchObject({
    status: 422,
  })
  await expect(rule('privacy', 99, 1)).rejects.toMatchObject({
    status: 404,
  })
  await rule('privacy', 1, 1)
  const unsealed = async () => {
    await sealEvents(context)
    return (await listLogs(world.db.worker))[0]?.unsealed
  }
  await expect.poll(unsealed).toBe(false)
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
  await expect(remove('city', 1)).rejects.toMatchObject({
    status: 403,
  })
  await remove('privacy', 1)
  await expect(remove('privacy', 1)).rejects.toMatchObject({
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

test('a witness is changed by whoever proved to be themselves just now (SEC-09)', async () => {
  await world.sql(`update auth.sessions set proved_at = now() - interval '11 minutes'`)
  for (const act of [() => add('privacy'), () => rule('privacy', 1, 0)])
    await expect(act()).rejects.toMatchObject({ status: 403, code: 'step_up_needed' })
  await world.sql('update auth.sessions set proved_at = now()')
})

test('where the arrangement wants two persons, nothing changes before the second one agrees', async () => {
  expect(await rule('privacy', 1, 1, true)).toEqual({ done: true })
  expect(await add('privacy')).toEqual({ done: false })
  expect(await rule('privacy', 1, 0, false)).toEqual({ done: false })
  expect((await world.as('housing', service.readLog))?.witnesses).toEqual([])
  const { changes, rules } = await world.as('privacy', service.readWatching)
  expect(rules).toMatchObject([{ quorum: 1, secondPerson: true }])
  expect(changes).toMatchObject([
    { kind: 'add', mine: true },
    { kind: 'rule', quorum: 0 },
  ])
  const [added, loosened] = changes.map(({ id }) => id) as [string, string]
  const decide = (who: AgencyName, id: string, agreed: boolean) =>
    world.as(who, (tx) => service.decideChange(tx, id, agreed))
  const refused = (code: string) => ({ status: 403, code })
  await expect(decide('privacy', added, true)).rejects.toMatchObject(
    refused('witness_second_person'),
  )
  await expect(decide('housing', added, true)).rejects.toMatchObject(refused('witness_second_only'))
  expect((await world.as('housing', service.readWatching)).changes).toEqual([])
  await decide('city', added, true)
  expect((await world.as('housing', service.readLog))?.witnesses).toHaveLength(1)
  await decide('privacy', loosened, false)
  await expect(decide('city', loosened, true)).rejects.toMatchObject({
    code: 'witness_change_over',
  })
  expect((await world.as('city', service.readWatching)).rules).toMatchObject([
    { secondPerson: true },
  ])
})
