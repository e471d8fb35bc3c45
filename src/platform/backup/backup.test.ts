import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { copyFile, open, readFile, truncate, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../config.ts'
import type { Cluster } from '../db/launcher/start-embedded.ts'
import { type Migration, readSqlFiles, sha256 } from '../db/migration-files.ts'
import { type Opened, openDatabases } from '../db/open-databases.ts'
import { silentLog } from '../log.ts'
import {
  compareWith,
  openInstallation,
  startWriters,
  type Written,
} from './backup-load.test-program.ts'
import type { RingFacts } from './key-ring.ts'
import { openForBackup } from './open-for-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { listRings, readFactsOfRing, ringFile } from './ring-file.ts'
import { saveBeforeUpgrade } from './save-before-upgrade.ts'
import { type BackupMade, writeBackup } from './write-backup.ts'

let city: { dataDir: string } & Opened
let made: BackupMade
let written: Written[]
let second: BackupMade
let ringOfCity: Pick<RingFacts, 'ring' | 'keys'>
const knownSchema = 9999
const beside = (name: string) => `${city.dataDir}-${name}`
const source = () => ({
  cluster: city.cluster as Cluster,
  master: city.master,
  dataDir: city.dataDir,
  version: '1.2.3',
})

beforeAll(async () => {
  city = await openInstallation('throughcare-backup')
  const owner = city.databases.owner as NonNullable<Opened['databases']['owner']>
  const writers = startWriters(owner)
  await pause(100)
  made = await writeBackup({ ...source(), to: join(beside('backups'), 'city.backup.age') })
  await pause(200)
  written = await writers.stop()
  const { ring, keys } = readFactsOfRing(
    readFileSync(listRings(beside('backups'))[0] ?? '', 'utf8'),
  ) as RingFacts
  ringOfCity = { ring, keys }
})
afterAll(async () => {
  await city.close()
  for (const name of readdirSync(dirname(city.dataDir)).filter((one) =>
    one.startsWith(basename(city.dataDir)),
  ))
    rmSync(join(dirname(city.dataDir), name), { recursive: true, force: true })
})

const restore = (from: string, to: string, more = {}) =>
  restoreBackup({
    from,
    dataDir: beside(to),
    master: city.master,
    keepKey: true,
    knownSchema,
    ...more,
  })

const leftBehind = (to: string) =>
  readdirSync(dirname(city.dataDir)).filter((name) => name.startsWith(basename(beside(to))))

test('OPS-01 a backup made while people write holds all they were told is saved, and nothing later', async () => {
  const restored = await restore(made.file, 'new')
  expect(restored).toMatchObject({ countsEqual: true, counts: made.counts })
  const again = await openDatabases({ dataDir: beside('new') }, { log: silentLog, env: {} })
  try {
    const { rows } = (await again.databases.owner?.query('select id from app.agencies')) ?? {
      rows: [],
    }
    const present = new Set(rows.map((row) => row.id as number))
    expect(present.size).toBe(made.counts['app.agencies'])
    const compared = compareWith(present, written, made.recoveryPoint)
    expect(compared).toMatchObject({ lost: [], early: [] })
    expect(compared.inTime).toBeGreaterThan(20)
    expect(written.length).toBeGreaterThan(compared.inTime)
    expect(again.databases.keys.newDataKey(1).key.length).toBe(32)
    await again.databases.owner?.query(`update app.authorities set name = 'Elsewhere'`)
    second = await writeBackup({
      ...{ cluster: again.cluster as Cluster, master: again.master, version: '1.2.3' },
      ...{ dataDir: beside('new'), to: join(beside('backups'), 'second.backup.age') },
      // As the former program made them: the master key alone opens it, whatever lies beside it.
      formerKind: true,
    })
  } finally {
    await again.close()
  }
})

test('its checksum stands beside it, and neither key nor words stand in it', async () => {
  const bytes = await readFile(made.file)
  expect(await readFile(`${made.file}.sha256`, 'utf8')).toBe(`${made.sha256}  city.backup.age\n`)
  expect(statSync(made.file).mode & 0o777).toBe(0o600)
  expect(bytes.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n')
  for (const secret of ['Valmare', 'PG_VERSION', 'pg_control', city.master.toString('base64')])
    expect(bytes.includes(secret)).toBe(false)
  expect(bytes.includes(city.master)).toBe(false)
  expect(sha256('')).toHaveLength(made.sha256.length)
})

test('a restored city goes on with the ring; a backup of the former kind comes back with the master key alone', async () => {
  const ring = (file: string) => readFactsOfRing(readFileSync(file, 'utf8'))
  expect(ring(ringFile(beside('new')))).toMatchObject(ringOfCity)
  const restored = await restore(second.file, 'newer', { rings: [] })
  expect(restored.counts['app.agencies']).toBe(made.counts['app.agencies'])
})

test('the key of somebody else opens nothing, and nothing is left behind', async () => {
  const other = Buffer.from(sha256('another'), 'hex')
  await expect(restore(made.file, 'wrong-key', { master: other })).rejects.toMatchObject({
    code: 'backup_wrong_key',
    message: expect.stringContaining('Nothing was changed'),
  })
  expect(leftBehind('wrong-key')).toEqual([])
})

test('a file that was cut off is refused whole, wherever it was cut', async () => {
  for (const part of [0.999, 0.5, 0.01]) {
    const cut = join(beside('backups'), 'cut.age')
    await copyFile(made.file, cut)
    await truncate(cut, Math.floor(made.bytes * part))
    await expect(restore(cut, 'cut')).rejects.toMatchObject({ code: 'backup_damaged' })
    expect(leftBehind('cut')).toEqual([])
  }
})

test('one changed bit anywhere is noticed', async () => {
  for (const place of [0.0001, 0.2, 0.97]) {
    const flipped = join(beside('backups'), 'flipped.age')
    await copyFile(made.file, flipped)
    const file = await open(flipped, 'r+')
    const at = Math.floor(made.bytes * place)
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at)
    await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, at)
    await file.close()
    await expect(restore(flipped, 'flipped')).rejects.toMatchObject({
      code: expect.stringMatching(/^backup_(damaged|not_one_of_ours|wrong_key)$/),
    })
    expect(leftBehind('flipped')).toEqual([])
  }
  await writeFile(join(beside('backups'), 'letter.txt'), 'Dear city')
  await expect(restore(join(beside('backups'), 'letter.txt'), 'letter')).rejects.toMatchObject({
    code: 'backup_not_one_of_ours',
  })
})

test('a backup of a newer version is not touched by an older one', async () => {
  await expect(restore(made.file, 'newer-schema', { knownSchema: 1 })).rejects.toMatchObject({
    code: 'backup_newer',
    message: expect.stringContaining('1.2.3'),
  })
  expect(leftBehind('newer-schema')).toEqual([])
})

test('a folder that holds something is never overwritten', async () => {
  const before = await readFile(join(city.dataDir, 'master.key'), 'utf8')
  await expect(
    restoreBackup({
      from: made.file,
      dataDir: city.dataDir,
      master: city.master,
      keepKey: true,
      knownSchema,
    }),
  ).rejects.toMatchObject({ code: 'restore_place_taken' })
  expect(await readFile(join(city.dataDir, 'master.key'), 'utf8')).toBe(before)
})

test('a backup that is killed leaves no file under its name, and the next one clears its traces', async () => {
  const folder = beside('killed')
  const to = join(folder, 'throughcare-2026-01-01T000000Z.backup.age')
  const program = join(projectRoot, 'src/platform/backup/backup-load.test-program.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, city.dataDir, to], {
    cwd: projectRoot,
    stdio: 'ignore',
  })
  for (let waited = 0; !hasPart(folder) && waited < 6_000; waited += 1) await pause(10)
  expect(hasPart(folder)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(existsSync(to)).toBe(false)
  const slots = async () =>
    (await city.databases.owner?.query('select from pg_replication_slots'))?.rowCount
  for (let waited = 0; (await slots()) !== 0 && waited < 6_000; waited += 1) await pause(10)
  await writeBackup({ ...source(), to })
  expect(readdirSync(folder).sort()).toEqual([
    ...[basename(to), `${basename(to)}.sha256`, basename(listRings(folder)[0] ?? '')].sort(),
  ])
})

const hasPart = (folder: string) =>
  existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.part'))

test('AD5 the state of a city is saved before a newer program changes its tables, and once', async () => {
  const files = readSqlFiles(projectRoot)
  const place = { dataDir: city.dataDir, master: city.master, log: silentLog }
  expect(await saveBeforeUpgrade(source().cluster, place, files)).toBeUndefined()
  const last = files.migrations.at(-1) as Migration
  const newer = { ...files, migrations: [...files.migrations, { ...last, number: 9000 }] }
  const saved = (await saveBeforeUpgrade(source().cluster, place, newer)) as string
  expect(await saveBeforeUpgrade(source().cluster, place, newer)).toBe(saved)
  const restored = await restore(saved, 'downgraded', { knownSchema: last.number })
  expect(restored).toMatchObject({
    countsEqual: true,
    opening: { schema: { number: last.number } },
  })
})

test('an installation with a PostgreSQL of its own is told who makes its backups', async () => {
  const asked = openForBackup(
    { dataDir: city.dataDir, databaseUrl: 'postgres://x@y/z' },
    silentLog,
    {},
  )
  await expect(asked).rejects.toMatchObject({
    code: 'backup_external_database',
    message: expect.stringContaining('database team'),
  })
})
