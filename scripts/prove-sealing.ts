// Sealer and witness are killed at any moment while events are written: nothing is lost, nothing sealed
// twice, and what was signed is always the beginning of what is signed next. npm run prove:sealing [-- KILLS]
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { listLogs } from '../src/modules/audit/queries/log.ts'
import { openLog } from '../src/modules/audit/service/open-log.ts'
import { sealEvents } from '../src/modules/audit/service/seal-events.ts'
import { signLogs } from '../src/modules/audit/service/sign-log.ts'
import { projectRoot } from '../src/platform/config.ts'
import { silentLog } from '../src/platform/log.ts'
import { firstKeys } from '../src/platform/seal/keyring.ts'
import { parseCheckpoint } from '../src/platform/tlog/checkpoint.ts'
import { verifyConsistency } from '../src/platform/tlog/proofs.ts'
import { formatVerifier, parseNote } from '../src/platform/tlog/signed-note.ts'
import { openTree } from '../src/platform/tlog/tile-tree.ts'
import { startTestServer } from '../tests/database-server.ts'
import { freshDatabase } from '../tests/world-database.ts'

const kills = Number(process.argv[2] ?? 100)
const port = 4960
const dataDir = mkdtempSync('/tmp/throughcare-sealing-')
const { server, stop } = await startTestServer()
const db = await freshDatabase(server)
const context = { databases: db, dataDir, origin: 'https://desk.example', log: silentLog }
const children = new Set<ChildProcess>()
const wrong: string[] = []
try {
  await beginCity()
  await writeEvents(5)
  await sealEvents(context)
  await prove()
} finally {
  for (const child of children) child.kill('SIGKILL')
  await db.drop()
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
}
for (const line of wrong) process.stdout.write(`WRONG  ${line}\n`)
process.exitCode = wrong.length === 0 ? 0 : 1

async function beginCity(): Promise<void> {
  await db.owner.query(
    `insert into app.authorities (id, name, country) values (1, 'Valmare', 'BE')`,
  )
  for (const key of firstKeys(db.master, 1))
    await db.owner.query(
      'insert into app.authority_keys (authority_id, id, kind, wrapped) values (1, $1, $2, $3)',
      [...[key.id, key.kind, key.wrapped]],
    )
  await db.learnKeys()
}

/** Several at once, so that their transactions end in another order than they began. */
async function writeEvents(count: number): Promise<number> {
  const one = () =>
    db.owner.query(
      `select audit.write(1, null, null, null, 'test.written', null, '{}', null), pg_sleep(random() / 50)`,
    )
  await Promise.all(Array.from({ length: count }, one))
  return count
}

async function start(args: string[], env: object = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

async function killed(child: ChildProcess): Promise<void> {
  children.delete(child)
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function prove(): Promise<void> {
  const [{ rows }, [row]] = await Promise.all([
    db.owner.query<{ name: string }>('select current_database() as name'),
    listLogs(db.worker),
  ])
  if (!row) throw new Error('There is no log.')
  const address = { ...server.superuser, database: rows[0]?.name }
  const sealer = { SEALER: JSON.stringify({ address, master: db.master.toString('hex'), dataDir }) }
  const startSealer = () => start(['scripts/kills/log-sealer.ts'], sealer)
  const key = formatVerifier((await openLog(context, row)).signer.verifier)
  const witnessDir = join(dataDir, 'witness')
  const startWitness = () =>
    start([
      ...['src/cli/main.ts', 'witness', '--data', witnessDir, '--name', 'court.example/witness'],
      ...['--port', String(port), '--add-log', key],
    ])
  let [sealing, witness] = await Promise.all([startSealer(), startWitness()])
  await addWitness(witnessDir)
  let written = 5
  for (let round = 0; round < kills; round += 1) {
    written += await writeEvents(20)
    await pause(Math.random() * 300)
    if (round % 2 === 0) {
      await killed(sealing)
      sealing = await startSealer()
    } else {
      await killed(witness)
      witness = await startWitness()
    }
    process.stdout.write(`\r${round + 1} of ${kills} kills, ${written} events`)
  }
  await killed(sealing)
  await sealEvents(context)
  await signLogs(context, { now: true })
  await judge(written)
}

async function addWitness(folder: string): Promise<void> {
  const said = spawn(
    process.execPath,
    [...['--import', 'tsx', 'src/cli/main.ts', 'witness', '--data', folder, '--show-key']],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [bytes] = await once(said.stdout, 'data')
  await db.owner.query(
    'insert into app.witnesses (authority_id, id, public_key, url) values (1, 1, $1, $2)',
    [...[String(bytes).trim(), `http://localhost:${port}`]],
  )
}

/** Every event once, no hole, one past for all that was signed, and the witness saw its end. */
async function judge(written: number): Promise<void> {
  const { rows } = await db.owner.query<{
    events: number
    sealed: number
    places: number
    last: number
    twice: number
  }>(
    `select (select count(*) from audit.events where action = 'test.written') as events,
            (select count(*) from audit.leaves l join audit.events e on e.id = l.event_id where e.action = 'test.written') as sealed,
            (select count(*) from audit.leaves) as places, (select max(place) + 1 from audit.leaves) as last,
            (select count(*) from (select hash from audit.leaves group by hash having count(*) > 1) x) as twice`,
  )
  const found = rows[0]
  if (!found || found.events !== written)
    wrong.push(`${written} events were written, ${found?.events} are there`)
  if (found?.sealed !== written)
    wrong.push(`${written} events were written, ${found?.sealed} are sealed`)
  if (found?.places !== found?.last || found?.twice !== 0)
    wrong.push(`places: ${JSON.stringify(found)}`)
  const [row] = await listLogs(db.worker)
  if (!row) return
  const { store, folder } = await openLog(context, row)
  const notes = await db.owner.query<{ note: string }>(
    'select note from audit.checkpoints order by size',
  )
  const signed = notes.rows.map(({ note }) => parseCheckpoint(parseNote(note).text))
  const now = signed.at(-1)
  for (const { size, root } of signed) {
    const proof = await openTree(store, now?.size ?? 0).consistency(size)
    const claim = {
      oldSize: size,
      oldRoot: root,
      size: now?.size ?? 0,
      root: now?.root ?? root,
      proof,
    }
    if (!verifyConsistency(claim))
      wrong.push(`the checkpoint of ${size} is not the beginning of ${now?.size}`)
  }
  if (!row.witnesses[0]?.signed) wrong.push('the witness has not signed the last checkpoint')
  if (readFileSync(join(folder, 'checkpoint'), 'utf8') !== row.checkpoint?.note)
    wrong.push('disk and database differ')
  process.stdout.write(
    `\n${written} events written, ${found?.sealed} sealed once, ${signed.length} checkpoints with one past, ${kills} kills.\n`,
  )
}
