import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildProgram, builtProgram } from '../../../tests/built-program.ts'
import { copyRing } from '../backup/backup-keys.ts'
import { openInstallation } from '../backup/backup-load.test-program.ts'
import { findKey, ringsAround } from '../backup/find-key.ts'
import { readKeyStatus } from '../backup/key-status.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { listRings, openRing, ringFile } from '../backup/ring-file.ts'
import { type BackupMade, writeBackup } from '../backup/write-backup.ts'
import { findHome } from '../db/launcher/place.ts'
import { type Opened, openDatabases } from '../db/open-databases.ts'
import { silentLog } from '../log.ts'
import { readChange } from '../seal/change-note.ts'
import { derivePassword, masterMark } from '../seal/derive.ts'
import { open, seal } from '../seal/envelope.ts'
import { type AuthorityKeyRow, createKeyring, firstKeys, type Keyring } from '../seal/keyring.ts'
import { loadMasterKey } from '../seal/master-key.ts'
import { assess } from './assess.ts'
import { SafetyFacts } from './facts.ts'
import { readMachine } from './machine.ts'
import { type RenewalStep, renewMasterKey } from './new-master-key.ts'

type City = { dataDir: string } & Opened
let city: City
let superuser: pg.Pool
let old: Buffer
let oldWrapped: Buffer[]
let before: BackupMade
let second: string
let drawer: string
const beside = (name: string) => `${city.dataDir}-${name}`
const keep = 14
const folders = () => [join(city.dataDir, 'backups'), second]

beforeAll(async () => {
  city = await openInstallation('throughcare-master')
  old = city.master
  second = beside('second')
  mkdirSync(second)
  const { host, port, user, password } = (city.cluster as NonNullable<City['cluster']>).superuser
  const door = { host, port, user, password, database: 'throughcare' } as pg.PoolConfig
  superuser = new pg.Pool({ ...door, max: 2 })
  superuser.on('error', () => undefined)
  await superuser.query(`set role throughcare_owner;
    insert into app.authorities (id, name, country) values (2, 'Elsewhere', 'BE');
    create table app.drill (authority_id int not null, id uuid not null, key_wrapped bytea,
      note_sealed bytea, primary key (authority_id, id));
    insert into app.backup_plans (authority_id, second_folder) values (1, '${second}');
    reset role;
    select act.record_key_sheet_printed('the night watch')`)
  for (const key of firstKeys(old, 2))
    await superuser.query(
      'insert into app.authority_keys (authority_id, id, kind, wrapped) values ($1, $2, $3, $4)',
      [2, key.id, key.kind, key.wrapped],
    )
  const keys = createKeyring(old, await keyRows())
  for (const authority of [1, 2, 2]) await writeNote(keys, authority)
  before = await backUp(old, 'before')
  await copyRing(city.dataDir, second)
  await copyRing(city.dataDir, beside('stick'))
  drawer = readFileSync(listRings(beside('stick'))[0] ?? '', 'utf8')
  rmSync(beside('stick'), { recursive: true })
  oldWrapped = (await keyRows()).map(({ wrapped }) => wrapped as Buffer)
})
afterAll(async () => {
  await shut()
  for (const path of globSync(`${city.dataDir}*`)) rmSync(path, { recursive: true, force: true })
})

let isShut = false
async function shut(): Promise<void> {
  if (isShut) return
  isShut = true
  await superuser.end()
  await city.close()
}

const keyRows = async (pool = superuser) =>
  (await pool.query<AuthorityKeyRow>('select * from app.authority_keys order by 1, 2')).rows

async function writeNote(keys: Keyring, authority: number): Promise<void> {
  const id = randomUUID()
  const { key, wrapped } = keys.newDataKey(authority)
  const note = seal(key, `note ${id}`, `drill.note:${id}`)
  await superuser.query('insert into app.drill values ($1, $2, $3, $4)', [
    ...[authority, id, wrapped, note],
  ])
}

/** Opens every note there is, or throws. */
async function readNotes(pool: pg.Pool, keys: Keyring): Promise<number> {
  const { rows } = await pool.query('select * from app.drill')
  for (const { authority_id, id, key_wrapped, note_sealed } of rows) {
    const key = keys.dataKey(authority_id, key_wrapped)
    expect(open(key, note_sealed, `drill.note:${id}`)).toBe(`note ${id}`)
  }
  return rows.length
}

const backUp = (master: Buffer, name: string) =>
  writeBackup({
    ...{ cluster: city.cluster as NonNullable<City['cluster']>, dataDir: city.dataDir, master },
    ...{ to: join(city.dataDir, 'backups', `${name}.backup.age`), version: '1.0.0' },
    plan: { keep, folders: folders() },
  })

const logsIn = async (master: Buffer) => {
  const { host, port } = (city.cluster as NonNullable<City['cluster']>).superuser
  const login = { host: host as string, port: port as number, database: 'throughcare' }
  const user = 'throughcare_worker'
  const client = new pg.Client({ ...login, user, password: derivePassword(master, user) })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

/** How much a key opens: the database, its logins, and each ring that is in reach. */
async function opens(master: Buffer): Promise<boolean[]> {
  const rows = await keyRows()
  const database = async () => readNotes(superuser, createKeyring(master, rows))
  const rings = [ringFile(city.dataDir), ...folders().flatMap(listRings)]
  expect(rings).toHaveLength(3)
  return [
    await database().then(Boolean, () => false),
    await logsIn(master),
    ...rings.map((file) => typeof openRing(readFileSync(file, 'utf8'), master) === 'object'),
  ]
}
const everything = [true, true, true, true, true]
const nothing = everything.map(() => false)

const renew = (at?: RenewalStep, env: Record<string, string> = {}) =>
  renewMasterKey({
    ...{ dataDir: city.dataDir, env, log: silentLog },
    onStep: (step) => {
      if (step === at) throw new Error(`killed after ${step}`)
    },
  })
const present = (env: Record<string, string> = {}) =>
  loadMasterKey({ dataDir: city.dataDir, env, create: false })
const staged = () =>
  Buffer.from(readFileSync(join(city.dataDir, 'master.key.next'), 'utf8'), 'base64')

async function checks() {
  const { rows } = await superuser.query('select act.machine_facts() as facts')
  const facts = SafetyFacts.parse(rows[0].facts)
  const installation = { dataDir: city.dataDir, version: '1.0.0', jobsHere: null }
  return assess(facts, await readMachine(installation, facts.plan, superuser))
}

test('GD-18 killed after every step, one of the two keys opens everything, and the next run goes on', async () => {
  await expect(renew('noted')).rejects.toThrow('killed')
  const next = staged()
  expect(await opens(old)).toEqual(everything)
  expect(await opens(next)).toEqual(nothing)
  expect(await checks()).toContainEqual(
    expect.objectContaining({ code: 'key', variant: 'changing', state: 'now' }),
  )

  await expect(renew('rings')).rejects.toThrow('killed')
  expect(staged()).toEqual(next)
  expect(await opens(old)).toEqual(everything)
  // The service may go on with the former key, and make backups.
  const between = await backUp(await present(), 'between')
  expect(await opens(old)).toEqual(everything)

  await expect(renew('database')).rejects.toThrow('killed')
  expect(await opens(next)).toEqual(everything)
  expect((await opens(old)).slice(0, 2)).toEqual([false, false])
  // Killed between the mark and the key file: the next start of whatever finds the right one.
  writeFileSync(join(city.dataDir, 'master.id'), `${masterMark(next)}\n`)
  expect(await present()).toEqual(old)
  const started = await openDatabases(city, { log: silentLog, env: {}, join: true })
  expect(started.master).toEqual(next)
  await started.close()
  expect(await present()).toEqual(next)

  for (const step of ['copies', 'sealing keys', 'traces'] as const) {
    await expect(renew(step)).rejects.toThrow('killed')
    expect(await opens(next)).toEqual(everything)
    expect(await opens(old)).toEqual(nothing)
  }
  expect(await renew()).toMatchObject({ from: masterMark(old), to: masterMark(next) })
  expect(await readChange(city.dataDir)).toBeUndefined()
  expect(existsSync(join(city.dataDir, 'master.key.next'))).toBe(false)
  expect(await present()).toEqual(next)
  for (const { file } of [before, between])
    await expect(findKey(file, next, ringsAround(file))).resolves.toMatchObject({ named: true })
})

test('a second change goes the same way, killed where the key file had just changed', async () => {
  const former = await present()
  await expect(renew('key')).rejects.toThrow('killed')
  const next = await present()
  expect(await opens(next)).toEqual(everything)
  await renew()
  expect(await opens(next)).toEqual(everything)
  for (const key of [former, old]) expect(await opens(key)).toEqual(nothing)
  expect(await present()).toEqual(next)
})

test('GD-18, SEC-12 the former key opens nothing of the database, of its files or of a new backup', async () => {
  const now = await present()
  const refused = present({ THROUGHCARE_MASTER_KEY: old.toString('base64') })
  await expect(refused).rejects.toMatchObject({ code: 'master_key_other' })
  // Not a byte of what it closed lies in the files that a backup copies, dead rows and write-ahead log included.
  const home = findHome(city.dataDir) ?? ''
  const files = globSync(join(home, 'data/{base,pg_wal}/**'))
  const bytes = files.flatMap((file) => {
    try {
      return [readFileSync(file)]
    } catch {
      return []
    }
  })
  expect(bytes.length).toBeGreaterThan(300)
  const living = (await keyRows()).flatMap(({ wrapped }) => (wrapped ? [wrapped] : []))
  expect(living.every((one) => bytes.some((text) => text.includes(one)))).toBe(true)
  expect(oldWrapped.filter((one) => bytes.some((text) => text.includes(one)))).toEqual([])
  // Who kept the former key and a ring of its time has no key of a new backup; nor has the sealing key of then one here.
  const stick = openRing(drawer, old)
  const { file } = await backUp(now, 'after')
  const [identity] = (await findKey(file, now, ringsAround(file))).identities
  expect(identity).toBeDefined()
  mkdirSync(beside('drawer'))
  const ring = join(beside('drawer'), listRings(second)[0]?.split('/').at(-1) ?? '')
  writeFileSync(ring, drawer)
  expect(stick).toMatchObject({ keys: [{ made: 1 }] })
  await expect(findKey(file, old, [ring])).rejects.toMatchObject({ code: 'backup_keys_behind' })
  await expect(findKey(file, old, ringsAround(file))).rejects.toMatchObject({
    ...{ code: 'backup_wrong_key', message: expect.stringContaining('newest key sheet') },
  })
  const kept = createKeyring(old, await keptRows())
  await expect(readNotes(superuser, kept)).rejects.toMatchObject({ code: 'key_unknown' })
})

/** The rows of authorities as somebody copied them before the change. */
const keptRows = async () =>
  (await keyRows())
    .filter(({ id }) => id <= 2)
    .map((row, index) => ({ ...row, wrapped: oldWrapped[index] ?? null, retired_at: null }))

test('a backup from before two changes comes back with the newest key, and with no other', async () => {
  const now = await present()
  const wish = { from: before.file, dataDir: beside('new'), knownSchema: 9999, keepKey: true }
  await expect(restoreBackup({ ...wish, master: old })).rejects.toMatchObject({
    code: 'backup_wrong_key',
  })
  expect(await restoreBackup({ ...wish, master: now })).toMatchObject({ countsEqual: true })
  const again = await openDatabases({ dataDir: beside('new') }, { log: silentLog, env: {} })
  try {
    expect(again.master).toEqual(now)
    expect(await readNotes(again.databases.owner as pg.Pool, again.databases.keys)).toBe(3)
  } finally {
    await again.close()
  }
})

test('it is in the log once for each change, the sheet is asked for, and a stick that was away is named', async () => {
  const { rows } = await superuser.query(
    `select action, detail, count(*)::int from audit.events where authority_id = 1
      and action = 'safety.master_key_changed' group by 1, 2`,
  )
  expect(rows).toEqual([{ action: 'safety.master_key_changed', detail: {}, count: 2 }])
  expect(await checks()).toContainEqual(expect.objectContaining({ variant: 'not-printed' }))
  const { rows: asked } = await superuser.query(
    `select met from act.live_criteria(1) where code = 'key_sheet'`,
  )
  expect(asked).toEqual([{ met: false }])
  const status = () => readKeyStatus(city.dataDir, folders(), keep)
  const away = [{ folder: beside('stick'), why: 'former_master' }]
  expect((await status()).stale).toMatchObject(away)
  expect(await checks()).toContainEqual(expect.objectContaining({ variant: 'away-master' }))
  mkdirSync(beside('stick'))
  const [copy = ''] = listRings(second)
  const onStick = join(beside('stick'), copy.slice(dirname(copy).length))
  writeFileSync(onStick, drawer)
  expect((await status()).stale).toMatchObject(away)
  await backUp(await present(), 'next')
  expect(openRing(readFileSync(onStick, 'utf8'), old)).toBe('other_master')
  expect((await status()).stale).toEqual([])
})

test('a key from the environment is followed by the one that is given beside it', async () => {
  const [from, to] = [await present(), randomBytes(32)]
  const env = { THROUGHCARE_MASTER_KEY: from.toString('base64') }
  const both = { ...env, THROUGHCARE_NEW_MASTER_KEY: to.toString('base64') }
  await expect(renew(undefined, env)).rejects.toThrow('THROUGHCARE_NEW_MASTER_KEY')
  await expect(renew('database', both)).rejects.toThrow('killed')
  const start = () => openDatabases(city, { log: silentLog, env, join: true })
  await expect(start()).rejects.toThrow(`sealed with the key ${masterMark(to)} already`)
  expect((await opens(to)).slice(0, 2)).toEqual([true, true])
  await renew(undefined, both)
  expect(await opens(to)).toEqual(everything)
  await expect(start()).rejects.toMatchObject({ code: 'master_key_other' })
  writeFileSync(join(city.dataDir, 'master.key'), `${to.toString('base64')}\n`, { mode: 0o600 })
})

test('at the command line: refused beside the service, killed with -9, run again, said what is left to do', async () => {
  await buildProgram()
  const beside = await throughcare()
  expect(beside).toMatchObject({ code: 3, said: expect.stringContaining('Stop it') })
  await shut()
  const killed = begin()
  let said = ''
  for await (const text of killed.stdout ?? []) {
    said += text
    if (said.includes('logins are under the new key')) killed.kill('SIGKILL')
  }
  expect(await readChange(city.dataDir)).toBeDefined()
  const again = await throughcare()
  expect(again.said).toContain('print the new key sheet')
  expect(again.said).toContain('Destroy the former key sheet.')
  expect(again.code).toBe(0)
  expect(await readChange(city.dataDir)).toBeUndefined()
})

function begin(): ChildProcess {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...env } = process.env
  const args = [builtProgram, 'keys', 'new-master', '--data', city.dataDir]
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function throughcare(): Promise<{ code: number; said: string }> {
  const child = begin()
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said += text
    })
  const [code] = await once(child, 'close')
  return { code, said }
}
