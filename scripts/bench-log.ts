// What the access log costs on this machine: sealing, verifying an export, and the notes of written rows.
// Run: npm run bench:log [-- EVENTS_TO_VERIFY]
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sealEvents } from '../src/modules/audit/service/seal-events.ts'
import { signLogs } from '../src/modules/audit/service/sign-log.ts'
import { silentLog } from '../src/platform/log.ts'
import { firstKeys } from '../src/platform/seal/keyring.ts'
import { formatCheckpoint } from '../src/platform/tlog/checkpoint.ts'
import { type ExportLeaf, exportLines } from '../src/platform/tlog/export-log.ts'
import { ED25519, formatNote, makeSigner } from '../src/platform/tlog/signed-note.ts'
import { memoryStore } from '../src/platform/tlog/tile-store.ts'
import { appendLeaves, openTree } from '../src/platform/tlog/tile-tree.ts'
import { leafHash } from '../src/platform/tlog/tree-hash.ts'
import { verifyExport } from '../src/platform/tlog/verifier/verify-export.mjs'
import { startTestServer } from '../tests/database-server.ts'
import { freshDatabase } from '../tests/world-database.ts'

const events = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync('/tmp/throughcare-bench-log-')
const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  await benchDatabase()
  await benchVerifier()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Seconds of the clock and of this process's processor time. */
async function timed(act: () => Promise<unknown>): Promise<{ wall: number; processor: number }> {
  const [begun, used] = [Date.now(), process.cpuUsage()]
  await act()
  const { user, system } = process.cpuUsage(used)
  return { wall: (Date.now() - begun) / 1000, processor: (user + system) / 1e6 }
}

async function benchDatabase(): Promise<void> {
  const { server, stop } = await startTestServer()
  const db = await freshDatabase(server)
  const run = (text: string, values: unknown[] = []) => db.owner.query(text, values)
  try {
    await run(`insert into app.authorities (id, name, country) values (1, 'Valmare', 'BE')`)
    for (const { id, kind, wrapped } of firstKeys(db.master, 1))
      await run(
        'insert into app.authority_keys (authority_id, id, kind, wrapped) values (1, $1, $2, $3)',
        [id, kind, wrapped],
      )
    await db.learnKeys()
    const context = {
      databases: db,
      dataDir: folder,
      origin: 'https://desk.example',
      log: silentLog,
    }
    const many = 40_000
    for (let round = 0; round < 40; round += 1)
      await run(
        `select audit.write(1, 12, 3, 'reintegration', 'case.read', null, jsonb_build_object('version', g, 'lane', 'work'), 'r-' || g)
           from generate_series(1, $1::int) g`,
        [many / 40],
      )
    const sealing = await timed(() => sealEvents(context))
    say(`sealing: ${Math.round(many / sealing.wall)} events a second (2,000 are wanted)`)
    const signing = await timed(() => signLogs(context, { now: true }))
    say(`signing ${many} new entries: ${signing.wall.toFixed(2)} s`)
    await benchRows(run)
  } finally {
    await db.drop()
    await stop()
  }
}

/** The same statement on one row, with and without the note that it leaves. */
async function benchRows(run: (text: string) => Promise<unknown>): Promise<void> {
  await run(
    `insert into app.agencies (authority_id, id, name, code, kind) values (1, 1, 'City', 'CI', 'city')`,
  )
  await run(
    `insert into app.members (authority_id, id, agency_id, name, email) select 1, g, 1, 'Member ' || g, g || '@valmare.example' from generate_series(1, 500) g`,
  )
  const write = () =>
    run(`do $$ begin for i in 1..2000 loop
      update app.members set name = 'Member ' || i || random() where authority_id = 1 and id = 1 + i % 500; end loop; end $$`)
  const noted = await timed(write)
  await run('alter table app.members disable trigger user')
  const plain = await timed(write)
  say(
    `a write of one row: ${(plain.wall / 2).toFixed(3)} ms, with its note ${(noted.wall / 2).toFixed(3)} ms`,
  )
}

async function benchVerifier(): Promise<void> {
  const log = makeSigner('bench.example/log', ED25519, randomBytes(32))
  const nonce = (index: number) => {
    const bytes = Buffer.alloc(32)
    bytes.writeUInt32BE(index)
    return bytes
  }
  const text = (index: number) =>
    `throughcare-event/1\nauthority=1\nat=2026-11-20T20:00:00.123456Z\nmember=12\nagency=3\npurpose=reintegration\naction=case.read\ncase=0198c1de-0000-7000-8000-${String(index).padStart(12, '0')}\nrequest=r-${index}\ndetail={"version": ${index}, "lane": "work"}\n`
  const hashOf = (index: number) =>
    leafHash(Buffer.concat([nonce(index), Buffer.from(text(index))]))
  const store = memoryStore()
  for (let at = 0; at < events; at += 8192)
    await appendLeaves(
      store,
      at,
      Array.from({ length: Math.min(8192, events - at) }, (_, index) => hashOf(at + index)),
    )
  const tree = openTree(store, events)
  const body = formatCheckpoint({
    origin: log.verifier.name,
    size: events,
    root: await tree.root(),
    extensions: [],
  })
  function* leaves(): Generator<ExportLeaf> {
    for (let index = 0; index < events; index += 1)
      yield { index, hash: hashOf(index), nonce: nonce(index), event: text(index) }
  }
  const file = join(folder, 'export.jsonl')
  const out = createWriteStream(file)
  const checkpoint = formatNote({ text: body, signatures: [log.sign(body)] })
  const wish = { log, witnesses: [], quorum: 0, checkpoint, earlier: [], tree, made: new Date() }
  for await (const line of exportLines({
    ...wish,
    proofs: 'range',
    first: 0,
    count: events,
    leaves: leaves(),
  }))
    if (!out.write(line)) await new Promise<void>((resume) => out.once('drain', () => resume()))
  await new Promise<void>((resume) => out.end(() => resume()))
  const { wall, processor } = await timed(() =>
    verifyExport(createReadStream(file, { highWaterMark: 1 << 20 })),
  )
  say(
    `verifying ${events} events: ${wall.toFixed(1)} s, ${processor.toFixed(1)} s of a processor (60 s for a million are allowed)`,
  )
}
