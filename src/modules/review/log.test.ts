import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { silentLog } from '../../platform/log.ts'
import { parseCheckpoint } from '../../platform/tlog/checkpoint.ts'
import {
  COSIGNATURE_V1,
  formatSignature,
  formatVerifier,
  makeSigner,
  parseNote,
  parseVerifier,
  verifyNote,
} from '../../platform/tlog/signed-note.ts'
import { memoryStore } from '../../platform/tlog/tile-store.ts'
import { openTree } from '../../platform/tlog/tile-tree.ts'
import { newTiles, tilePath } from '../../platform/tlog/tiles.ts'
import { readKnown } from '../../platform/tlog/verifier/command.mjs'
import { verifyExport } from '../../platform/tlog/verifier/verify-export.mjs'
import { type LogRow, listLogs, putCosignature } from '../audit/queries/log.ts'
import { openLog } from '../audit/service/open-log.ts'
import { sealEvents } from '../audit/service/seal-events.ts'
import { signLog } from '../audit/service/sign-log.ts'

let world: HttpWorld
let kase: { id: string; ref: string }
let path: string
let dataDir: string
const witness = makeSigner('court.example/witness', COSIGNATURE_V1, randomBytes(32))

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'log-'))
  world = await makeHttpWorld({ dataDir })
  kase = await world.openCase()
  await world.get('city', `/cases/${kase.ref}`)
})
afterAll(async () => {
  await world.close()
  await rm(dataDir, { recursive: true })
})

const context = () => ({
  ...{ databases: world.db, dataDir, origin: 'http://localhost:8080', log: silentLog },
})
const row = async () => (await listLogs(world.db.worker))[0] as LogRow
async function sign() {
  const unsealed = async () => {
    await sealEvents(context())
    return (await row()).unsealed
  }
  await expect.poll(unsealed).toBe(false)
  await signLog(context(), await row(), { now: true })
}
const read = (address: string) => world.app.inject({ method: 'GET', url: address })

test('before anything is sealed the page says so, and there is nothing to hand out', async () => {
  const seen = await world.get('housing', '/log')
  expect(seen).toMatchObject({ status: 200, body: { log: null, may: { change: false } } })
  expect((await world.get('privacy', '/log/file?use=lawfulness')).status).toBe(409)
})

test('TL-03 a checkpoint and the tiles below it rebuild the root for whoever has the name', async () => {
  const change = {
    ...{ kind: 'add', agencyId: world.agency.probation.id, url: 'http://localhost:1' },
    publicKey: formatVerifier(witness.verifier),
  }
  expect((await world.post('city', '/log/changes', change)).status).toBe(403)
  expect((await world.post('privacy', '/log/changes', change)).body).toEqual({ done: true })
  await sign()
  const { body } = await world.get('housing', '/log')
  path = body.log.path
  expect(body.log).toMatchObject({
    witnesses: [{ name: 'court.example/witness', agency: { id: world.agency.probation.id } }],
    state: 'signing',
  })
  const answer = await read(`${path}/checkpoint`)
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
  const note = parseNote(answer.body)
  verifyNote(note, [parseVerifier(body.log.publicKey)])
  const { size, root } = parseCheckpoint(note.text)
  const store = memoryStore()
  for (const tile of newTiles(0, size)) {
    const got = await read(`${path}/${tilePath(tile)}`)
    expect([got.statusCode, got.headers['cache-control']]).toEqual([
      ...[200, 'public, max-age=31536000, immutable'],
    ])
    await store.write(tilePath(tile), got.rawPayload)
  }
  expect((await openTree(store, size).root()).equals(root)).toBe(true)
})

test('nothing lies beyond what was signed, and no other name has a log', async () => {
  const { size } = parseCheckpoint(parseNote((await read(`${path}/checkpoint`)).body).text)
  const wrong = [
    ...[`${path}/tile/0/000.p/${(size % 256) + 1}`, `${path}/tile/0/0`, `${path}/tile/0/x001/000`],
    ...[`${path}/tile/entries/000`, '/access-log/00000000/checkpoint', '/access-log/%/checkpoint'],
    ...[`${path}/nothing`, path],
    `${path}/tile/0/../../../secret`,
  ]
  for (const address of wrong) {
    const { statusCode, body } = await read(address)
    expect([address, [400, 404].includes(statusCode)]).toEqual([address, true])
    expect(body).not.toContain('—')
  }
})

test('TL-04 the witnessed checkpoint is the newest one that enough have signed', async () => {
  expect((await read(`${path}/checkpoint/witnessed`)).statusCode).toBe(404)
  const { checkpoint, authority, generation } = await row()
  const text = parseNote(checkpoint?.note ?? '').text
  await putCosignature(
    world.db.worker,
    { authority, generation: generation ?? 1 },
    {
      ...{ size: checkpoint?.size ?? 0, witness: 1, at: new Date() },
      line: formatSignature(witness.sign(text, Math.floor(Date.now() / 1000))),
    },
  )
  await sign()
  const witnessed = parseNote((await read(`${path}/checkpoint/witnessed`)).body)
  expect(verifyNote(witnessed, [witness.verifier])).toHaveLength(1)
  expect(witnessed.text).toBe(text)
})

test('LED-35 the officer saves the log or one case as a file that verifies; each is logged with its purpose', async () => {
  const trust = [
    (await world.get('privacy', '/log')).body.log.publicKey,
    formatVerifier(witness.verifier),
  ]
  const file = (who: 'privacy' | 'city', query: string) => {
    const { token } = world.agency[who]
    const headers = { cookie: `__Host-throughcare=${token}` }
    return world.app.inject({ method: 'GET', url: `/api/v1/log/file${query}`, headers })
  }
  expect((await file('city', '?use=lawfulness')).json()).toMatchObject({ code: 'log_not_yours' })
  expect((await file('privacy', '')).json()).toMatchObject({ code: 'log_use_missing' })
  await world.sql(`update auth.sessions set proved_at = now() - interval '11 minutes'`)
  expect((await file('privacy', '?use=lawfulness')).json()).toMatchObject({
    code: 'step_up_needed',
  })
  await world.sql('update auth.sessions set proved_at = now()')
  const whole = await file('privacy', '?use=integrity_security')
  expect(whole.headers['content-disposition']).toMatch(
    /^attachment; filename="log-\d{4}.*\.jsonl"$/,
  )
  const { size } = (await row()).checkpoint ?? { size: 0 }
  expect(await verifyExport([whole.rawPayload], { trust })).toMatchObject({ size, trusted: true })
  const one = await file('privacy', `?ref=${kase.ref}&use=criminal_proceedings`)
  expect(one.body).toContain('case.read')
  expect((await verifyExport([one.rawPayload], { trust })).events).toBeGreaterThan(0)
  expect((await file('privacy', '?ref=V-9999&use=lawfulness')).statusCode).toBe(404)
  expect((await file('privacy', `?first=${size}`)).json()).toMatchObject({ status: 422 })
  const events = await world.events('log.exported')
  expect(events.map(({ case_id, detail }) => [case_id, (detail as { use: string }).use])).toEqual([
    [null, 'integrity_security'],
    [kase.id, 'criminal_proceedings'],
  ])
  await expect.poll(() => readdir(join(dataDir, 'leaving'))).toEqual([])
})

test('AU2 a row deleted and the chain repaired by whoever owns everything: the anchor of yesterday still finds it', async () => {
  await world.get('city', `/cases/${kase.ref}/continuity`)
  await sign()
  const kept = (await row()).checkpoint?.note ?? ''
  const { folder, signer } = await openLog(context(), await row())
  // An opened case goes, the entries behind it close the ranks, and tiles, memory, signature and witnesses are made anew.
  const gone = await world.sql(
    `with gone as (delete from audit.leaves l using audit.events e
        where e.id = l.event_id and e.action = 'case.read' returning l.event_id)
     delete from audit.events e using gone g where e.id = g.event_id returning e.id`,
  )
  expect(gone.length).toBeGreaterThan(0)
  await world.sql('update audit.leaves set place = place + 1000000')
  await world.sql(
    `update audit.leaves l set place = n.nr from (select hash, row_number() over (order by place) - 1 as nr from audit.leaves) n
      where n.hash = l.hash`,
  )
  for (const table of ['audit.cosignatures', 'audit.checkpoints', 'app.witness_quorums'])
    await world.sql(`delete from ${table}`)
  await world.sql('update app.witnesses set removed_at = now()')
  await rm(folder, { recursive: true })
  await sign()
  const file = await world.app.inject({
    url: '/api/v1/log/file?use=integrity_security',
    headers: { cookie: `__Host-throughcare=${world.agency.privacy.token}` },
  })
  const trust = [formatVerifier(signer.verifier)]
  expect(file.body).not.toContain('action=case.read')
  expect(await verifyExport([file.rawPayload], { trust })).toMatchObject({ trusted: true })
  await expect(
    verifyExport([file.rawPayload], { trust, known: readKnown(kept) }),
  ).rejects.toMatchObject({ code: expect.stringMatching(/^(inconsistent|known_not_covered)$/) })
})
