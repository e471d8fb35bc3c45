import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { silentLog } from '../../platform/log.ts'
import { openTree } from '../../platform/tlog/tile-tree.ts'
import { verifyExport } from '../../platform/tlog/verifier/verify-export.mjs'
import { type LogRow, listLogs } from './queries/log.ts'
import { checkLogs } from './service/check-log.ts'
import { exportLog } from './service/export-log.ts'
import { type LogContext, openLog } from './service/open-log.ts'
import { sealEvents } from './service/seal-events.ts'
import { signLog } from './service/sign-log.ts'

let world: World
let context: LogContext
let [erased, kept] = ['', '']
beforeAll(async () => {
  world = await makeWorld()
  const dataDir = await mkdtemp(join(tmpdir(), 'erasing-'))
  context = { databases: world.db, dataDir, origin: 'https://desk.example', log: silentLog }
  erased = (await world.openCase()).id
  kept = (await world.openCase()).id
  for (const id of [erased, kept, erased])
    await ask(world, 'city', `select audit.record('test.read', $1)`, [id])
})
afterAll(async () => {
  await rm(context.dataDir, { recursive: true })
  await world.drop()
})

const row = async () => (await listLogs(world.db.worker))[0] as LogRow
async function sign() {
  const unsealed = async () => {
    await sealEvents(context)
    return (await row()).unsealed
  }
  await expect.poll(unsealed).toBe(false)
  await signLog(context, await row(), { now: true })
  return (await row()).checkpoint as NonNullable<LogRow['checkpoint']>
}
const exported = (first: number, count: number) =>
  world.as('privacy', async (tx) => {
    const lines: string[] = []
    for await (const line of await exportLog(tx, context, { first, count })) lines.push(line)
    return Buffer.from(lines.join(''))
  })

test('TL-06 what is not sealed yet cannot be erased without a trace', async () => {
  await expect(world.sql('select audit.erase_case(1, $1)', [erased])).rejects.toThrow(
    'log_not_sealed',
  )
})

test('TL-06 erased, the root stays, all other entries stay proven, and what is gone cannot be guessed', async () => {
  const before = await sign()
  const texts = await world.sql<{ canonical: string }>(
    'select canonical from audit.events where case_id = $1',
    [erased],
  )
  const [{ gone } = { gone: 0 }] = await world.sql<{ gone: number }>(
    'select audit.erase_case(1, $1) as gone',
    [erased],
  )
  expect(gone).toBeGreaterThan(2)
  const after = await sign()
  const { store } = await openLog(context, await row())
  expect(await openTree(store, after.size).rootAt(before.size)).toEqual(before.root)
  const bytes = await exported(0, before.size)
  const found = await verifyExport([bytes])
  expect(found.gone).toBe(gone)
  expect(found.events).toBe(before.size - gone)
  expect(bytes.toString()).toContain(`case=${kept}`)
  expect(bytes.toString()).not.toContain(erased)
  // Whoever knows the event word for word still lacks the 32 random bytes: they lie nowhere any more.
  const [left] = await world.sql(
    `select count(*) from audit.leaves where gone = 'erased' and (nonce_sealed is not null or event_id is not null or change_id is not null)`,
  )
  expect(left).toEqual({ count: 0 })
  for (const { canonical } of texts)
    expect(bytes.toString()).not.toContain(JSON.stringify(canonical).slice(1, -1))
})

test('the nightly check takes erased entries as what they are', async () => {
  const found = await checkLogs(context)
  expect(found.filter(({ kind }) => kind === 'log_changed')).toEqual([])
})
