import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { memoryFolder } from '../../../../tests/memory-folder.ts'
import { projectRoot } from '../../config.ts'
import { silentLog } from '../../log.ts'
import { openPool } from '../connections.ts'
import { startOf } from './process-identity.ts'
import { type Cluster, startEmbedded } from './start-embedded.ts'

const log = silentLog
const root = process.getuid?.() === 0
const folders: string[] = []
const children: ChildProcess[] = []
let dataDir = ''

beforeAll(() => {
  dataDir = folder()
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true })
})

test('a first start makes a cluster that listens on a socket only and keeps what it acknowledges', async () => {
  const cluster = await startEmbedded({ dataDir, log })
  const settings = await settingsOf(cluster)
  const pool = openPool(cluster.superuser, 1)
  await pool.query('create table read_before as select generate_series(1, 5000) as number')
  await pool.end()
  await cluster.stop()
  expect(settings).toMatchObject({
    shared_preload_libraries: 'pg_prewarm',
    listen_addresses: '',
    fsync: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    password_encryption: 'scram-sha-256',
    log_min_error_statement: 'panic',
  })
  expect(statSync(join(dataDir, 'database-superuser')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'postgres/data')).mode & 0o777).toBe(0o700)
  expect(statSync(join(dataDir, 'postgres/run')).mode & 0o777).toBe(0o700)
  expect(readFileSync(join(dataDir, 'postgres/data/pg_hba.conf'), 'utf8')).not.toMatch(/\btrust$/m)
  expect(startOf(cluster.pid)).toBeUndefined()
  expect(existsSync(join(dataDir, 'postgres/throughcare.lock'))).toBe(false)
})

test('text is compared by its bytes, so an index never depends on the machine', async () => {
  const cluster = await startEmbedded({ dataDir, log })
  const pool = openPool(cluster.superuser, 1)
  const { rows } = await pool.query(
    `select datlocprovider as provider, datlocale as locale from pg_database where datname = 'template0'`,
  )
  await pool.end()
  await cluster.stop()
  expect(rows[0]).toEqual({ provider: 'b', locale: 'C.UTF-8' })
})

test('what was in memory before a restart is there again without being asked for', async () => {
  const cluster = await startEmbedded({ dataDir, log })
  const pool = openPool(cluster.superuser, 1)
  await pool.query('create extension pg_buffercache')
  const { rows } = await pool.query(
    `select pg_relation_filenode('read_before') as node, pg_relation_size('read_before') / 8192 as pages`,
  )
  const inMemory = async () =>
    (
      await pool.query(
        'select count(*)::int as count from pg_buffercache where relfilenode = $1 and relforknumber = 0',
        [rows[0].node],
      )
    ).rows[0].count
  await until(async () => (await inMemory()) === Number(rows[0].pages))
  await pool.end()
  await cluster.stop()
  expect(Number(rows[0].pages)).toBeGreaterThan(10)
})

test('a second start refuses a data directory that a living program uses', async () => {
  const cluster = await startEmbedded({ dataDir, log })
  await expect(startEmbedded({ dataDir, log })).rejects.toMatchObject({
    code: 'data_directory_in_use',
    message: expect.stringContaining(`process ${process.pid}`),
  })
  await cluster.stop()
})

for (const guard of ['setpriv', 'pipe'] as const) {
  test(`kill -9 leaves no server behind (${guard}), and what was acknowledged is there`, async () => {
    const { child, server } = await startProgram(dataDir, guard)
    const pool = openPool(superuserOf(dataDir), 1)
    await pool.query('create table if not exists kept (guard text)')
    await pool.query('insert into kept values ($1)', [guard])
    child.kill('SIGKILL')
    await until(() => startOf(server) === undefined)
    await pool.end()
    const cluster = await startEmbedded({ dataDir, log })
    const again = openPool(cluster.superuser, 1)
    const { rows } = await again.query('select guard from kept where guard = $1', [guard])
    await again.end()
    await cluster.stop()
    expect(rows).toEqual([{ guard }])
  })
}

test('a server that was left over is stopped before the next starts', async () => {
  const { child, server } = await startProgram(dataDir, 'pipe')
  // Without its watcher the server does not notice that its program died.
  const watchers = spawnSync('pgrep', ['-P', parentOf(server)], { encoding: 'utf8' })
  for (const pid of watchers.stdout.split('\n').map(Number).filter(Boolean))
    if (pid !== server) process.kill(pid, 'SIGKILL')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(startOf(server)).toBeDefined()
  const cluster = await startEmbedded({ dataDir, log })
  expect(startOf(server)).toBeUndefined()
  expect(cluster.pid).not.toBe(server)
  await cluster.stop()
})

test('the number of a dead server that now belongs to another process does not stop a start', async () => {
  const { child, server } = await startProgram(dataDir)
  process.kill(server, 'SIGKILL')
  child.kill('SIGKILL')
  await until(() => startOf(server) === undefined)
  const note = join(dataDir, 'postgres/data/postmaster.pid')
  const lines = readFileSync(note, 'utf8').split('\n')
  writeFileSync(note, [process.ppid, ...lines.slice(1)].join('\n'))
  writeFileSync(
    join(dataDir, 'postgres/throughcare.lock'),
    JSON.stringify({ pid: process.ppid, started: 'another boot', nonce: 'x' }),
  )
  const cluster = await startEmbedded({ dataDir, log })
  await cluster.stop()
})

test('an ordered end of the program ends the server', async () => {
  const { child, server } = await startProgram(dataDir)
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(startOf(server)).toBeUndefined()
})

test('a cluster of another version is refused and left as it is', async () => {
  const version = join(dataDir, 'postgres/data/PG_VERSION')
  writeFileSync(version, '17\n')
  await expect(startEmbedded({ dataDir, log })).rejects.toMatchObject({
    code: 'data_directory_other_version',
    message: expect.stringContaining('PostgreSQL 17'),
  })
  writeFileSync(version, '18\n')
})

test('a folder that holds something else is refused and left as it is', async () => {
  const other = folder()
  mkdirSync(join(other, 'postgres/data'), { recursive: true })
  writeFileSync(join(other, 'postgres/data/letters.txt'), 'x')
  await expect(startEmbedded({ dataDir: other, log })).rejects.toMatchObject({
    code: 'data_directory_not_ours',
  })
  expect(existsSync(join(other, 'postgres/data/letters.txt'))).toBe(true)
})

test('a data directory with a long path gets its socket elsewhere', async () => {
  const long = join(folder(), 'a-city-with-a-long-name'.repeat(4), 'and-a-department'.repeat(3))
  const cluster = await startEmbedded({ dataDir: long, log })
  const settings = await settingsOf(cluster)
  await cluster.stop()
  expect(settings.listen_addresses).toBe('')
  expect(cluster.socketDir.length).toBeLessThan(80)
  expect(statSync(cluster.socketDir).mode & 0o777).toBe(0o700)
  rmSync(cluster.socketDir, { recursive: true })
})

test.runIf(root)(
  'below a folder that the database user cannot enter, it lives elsewhere',
  async () => {
    const closed = folder()
    chmodSync(closed, 0o700)
    const inside = join(closed, 'data')
    const said: string[] = []
    const telling = { ...log, warn: (text: string) => said.push(text) }
    const first = await startEmbedded({ dataDir: inside, log: telling })
    await first.stop()
    const { folder: elsewhere } = JSON.parse(
      readFileSync(join(inside, 'database-is-elsewhere.json'), 'utf8'),
    )
    folders.push(elsewhere)
    expect(said.join()).toContain(elsewhere)
    const again = await startEmbedded({ dataDir: inside, log: telling })
    await again.stop()
    expect(said).toHaveLength(1)
  },
)

test.runIf(root)('an ordinary user runs it in place, under the own name', async () => {
  const own = folder()
  spawnSync('chown', ['nobody', own])
  const { child, server } = await startProgram(join(own, 'data'), undefined, idOfNobody())
  expect(statSync(join(own, 'data/postgres/data')).uid).toBe(idOfNobody())
  expect(statSync(`/proc/${server}`).uid).toBe(idOfNobody())
  child.kill('SIGTERM')
  await once(child, 'exit')
})

function folder(): string {
  const path = memoryFolder('throughcare-launcher-')
  chmodSync(path, 0o711)
  folders.push(path)
  return path
}

async function startProgram(data: string, guard = 'setpriv', uid?: number) {
  const program = join(projectRoot, 'src/platform/db/launcher/keep-running.test-program.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, data, guard], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid && { uid, gid: uid }),
  })
  children.push(child)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, server: JSON.parse(line).pid as number }
}

function superuserOf(data: string) {
  const password = readFileSync(join(data, 'database-superuser'), 'utf8').trim()
  return { host: join(data, 'postgres/run'), user: 'postgres', password, database: 'postgres' }
}

async function settingsOf(cluster: Cluster): Promise<Record<string, string>> {
  const pool = openPool(cluster.superuser, 1)
  const { rows } = await pool.query('select name, setting from pg_settings')
  await pool.end()
  return Object.fromEntries(rows.map((row) => [row.name, row.setting]))
}

const until = (isSo: () => boolean | Promise<boolean>) => expect.poll(isSo).toBe(true)

function parentOf(pid: number): string {
  return spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
}

function idOfNobody(): number {
  return Number(spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).stdout)
}
