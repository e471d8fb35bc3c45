// Backups are made while many write, killed at any moment, cut, changed and brought back elsewhere. What was
// acknowledged before the point of recovery is there, nothing later is, and nothing half is left behind. And what was
// erased dies in old backups too: after ninety nights no key that is left anywhere opens the backup from before.
// Run: npm run prove:backup [-- --rounds N] [--kills N] [--damages N]
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { open, truncate } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Decrypter } from 'age-encryption'
import pg from 'pg'
import { formerIdentity, identityOf } from '../src/platform/backup/age-identity.ts'
import { BackupError } from '../src/platform/backup/backup-error.ts'
import { settleBackupKeys, takeBackupKey } from '../src/platform/backup/backup-keys.ts'
import {
  compareWith,
  openInstallation,
  startWriters,
  type Written,
} from '../src/platform/backup/backup-load.test-program.ts'
import { appendErasures, journalFile } from '../src/platform/backup/erasure-journal.ts'
import { restoreBackup } from '../src/platform/backup/restore-backup.ts'
import { listRings, openRing, ringFile } from '../src/platform/backup/ring-file.ts'
import { writeBackup } from '../src/platform/backup/write-backup.ts'
import { clock } from '../src/platform/clock.ts'
import { projectRoot } from '../src/platform/config.ts'
import { startEmbedded } from '../src/platform/db/launcher/start-embedded.ts'
import { silentLog } from '../src/platform/log.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    kills: { type: 'string', default: '10' },
    damages: { type: 'string', default: '20' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const city = await openInstallation('throughcare-prove-backup')
const { dataDir, master, cluster, databases } = city
const { owner } = databases
if (!cluster || !owner) throw new Error('The embedded database is missing')
const folder = `${dataDir}-backups`
mkdirSync(folder, { mode: 0o711 })
let broken = 0
const wrong = (line: string) => {
  broken += 1
  say(`WRONG ${line}`)
}

try {
  const last = await proveRounds()
  await proveKills()
  await proveDamages(last)
  await proveDeath(last)
} finally {
  await city.close()
  rmSync(dataDir, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}
say(broken === 0 ? 'Nothing was lost and nothing half was left.' : `${broken} things are wrong`)
process.exitCode = broken === 0 ? 0 : 1

async function proveRounds(): Promise<string> {
  const all: Written[] = []
  let file = ''
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const writers = startWriters(owner as pg.Pool, 6, 1000 + round * 1_000_000)
    await pause(500)
    file = join(folder, `round-${round}.age`)
    const made = await writeBackup({
      cluster: cluster as never,
      master,
      dataDir,
      to: file,
      version: '0',
    })
    await pause(300)
    all.push(...(await writers.stop()))
    const to = join(folder, `restored-${round}`)
    const begun = Date.now()
    const restored = await restoreBackup({
      from: file,
      dataDir: to,
      master,
      keepKey: true,
      knownSchema: 9999,
    })
    const seconds = (Date.now() - begun) / 1000
    const compared = compareWith(await agenciesIn(to), all, made.recoveryPoint)
    if (!restored.countsEqual) wrong(`round ${round}: no moment without writers was found`)
    if (compared.lost.length + compared.early.length > 0)
      wrong(`round ${round}: ${compared.lost.length} lost, ${compared.early.length} too early`)
    say(
      `round ${round}: ${all.length} written, ${compared.inTime} before the point of recovery, all there; ` +
        `backup ${(made.bytes / 1024 ** 2).toFixed(1)} MB in ${made.seconds.toFixed(1)} s, restore in ${seconds.toFixed(1)} s`,
    )
    rmSync(to, { recursive: true, force: true })
  }
  return file
}

async function agenciesIn(restored: string): Promise<Set<number>> {
  const server = await startEmbedded({ dataDir: restored, log: silentLog })
  const client = new pg.Client({ ...server.superuser, database: 'throughcare' })
  await client.connect()
  const { rows } = await client.query<{ id: number }>('select id from app.agencies')
  await client.end()
  await server.stop()
  return new Set(rows.map((row) => row.id))
}

async function proveKills(): Promise<void> {
  const kills = Number(values.kills)
  let early = 0
  for (let round = 1; round <= kills; round += 1) {
    const to = join(folder, 'killed.age')
    const child = startBackup(to)
    await pause(300 + Math.random() * 1500)
    child.kill('SIGKILL')
    if (child.exitCode === null) await once(child, 'exit')
    if (!existsSync(to)) early += 1
    else await restoreWhole(to, `kill ${round}`)
    rmSync(to, { force: true })
  }
  const { rowCount } = await (owner as pg.Pool).query('select from pg_replication_slots')
  if (rowCount !== 0) wrong('a killed backup still holds the log of the database')
  say(`${kills} backups killed: ${early} left no file, ${kills - early} were whole already`)
}

function startBackup(to: string): ChildProcess {
  const program = join(projectRoot, 'src/platform/backup/backup-load.test-program.ts')
  const args = ['--import', 'tsx', program, dataDir, to]
  return spawn(process.execPath, args, { cwd: projectRoot, stdio: 'ignore' })
}

async function restoreWhole(from: string, what: string): Promise<void> {
  const to = join(folder, 'whole')
  await restoreBackup({ from, dataDir: to, master, keepKey: false, knownSchema: 9999 }).catch(
    (error) => wrong(`${what}: ${error}`),
  )
  rmSync(to, { recursive: true, force: true })
}

async function proveDamages(file: string): Promise<void> {
  const { size } = statSync(file)
  for (let round = 0; round < Number(values.damages); round += 1) {
    const copy = join(folder, 'damaged.age')
    copyFileSync(file, copy)
    const at = Math.floor(Math.random() * size)
    if (round % 2 === 0) await truncate(copy, at)
    else await flip(copy, at)
    const to = join(folder, 'damaged')
    const refused = await restoreBackup({
      from: copy,
      dataDir: to,
      master,
      keepKey: false,
      knownSchema: 9999,
    }).then(
      () => undefined,
      (error: unknown) => error,
    )
    if (!(refused instanceof BackupError)) wrong(`damage at ${at} of ${size}: ${refused}`)
    const left = readdirSync(folder).filter((name) => name.startsWith(`${basename(to)}.restoring`))
    if (left.length > 0 || existsSync(to)) wrong(`damage at ${at} left ${left}`)
  }
  say(`${values.damages} damaged copies refused, nothing left behind`)
}

/** Three months in one minute: the backup of before an erasure is opened by no key that is left, wherever it is looked for. */
async function proveDeath(file: string): Promise<void> {
  const forgotten = join(folder, 'forgotten.age')
  copyFileSync(file, forgotten)
  const erasedAt = new Date().toISOString()
  await appendErasures(journalFile(dataDir), [
    { authority: 1, idHash: '00'.repeat(32), kind: 'item', erasedAt },
  ])
  const place = { dataDir, master, folders: [folder] }
  const begun = Date.now()
  for (let night = 1; night <= 90; night += 1) {
    const now = new Date(begun + night * 86_400_000)
    clock.now = () => now
    const { mark } = await takeBackupKey(place)
    await settleBackupKeys(place, mark, 14)
  }
  const to = join(folder, 'dead')
  const refused = await restoreBackup({
    ...{ from: forgotten, dataDir: to, master, keepKey: false, knownSchema: 9999 },
  }).catch((error: unknown) => error)
  if (!(refused instanceof BackupError) || refused.code !== 'backup_expired' || existsSync(to))
    wrong(`an old backup after the death of its key: ${refused}`)
  const rings = [ringFile(dataDir), ...listRings(folder)]
    .map((ring) => openRing(readFileSync(ring, 'utf8'), master))
    .filter((ring) => typeof ring === 'object')
  const left = rings.flatMap(({ secrets }) => [...secrets.values()].map(identityOf))
  for (const identity of [...left, identityOf(master), formerIdentity(master)])
    if (await opens(forgotten, identity)) wrong('a key that is left opens the old backup')
  say(
    `ninety nights after an erasure: ${left.length} keys left in ${rings.length} rings, and the former one; none opens the backup from before`,
  )
}

async function opens(file: string, identity: string): Promise<boolean> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return decrypter.decrypt(readFileSync(file)).then(
    () => true,
    () => false,
  )
}

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+')
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at)
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ (1 << (at % 8))]), 0, 1, at)
  await file.close()
}
