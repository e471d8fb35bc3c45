import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as backup } from '../../../src/cli/backup.ts'
import { run as restore } from '../../../src/cli/restore.ts'
import { readBackup } from '../../../src/platform/backup/read-backup.ts'
import { type Opened, openDatabases } from '../../../src/platform/db/open-databases.ts'
import { silentLog } from '../../../src/platform/log.ts'
import { asFresh } from '../../world-database.ts'
import { type CanaryCity, openCanaryCity, openElsewhere, type Seeker } from '../city.ts'
import { crawl, idsIn, idsOf, textsIn, whatExists } from '../crawl.ts'
import { fillCase } from '../fill.ts'
import { hideEverything, type Laid } from '../hide.ts'
import { type Canary, canariesIn, compressedIn, hatch } from '../words.ts'

let folder: string
let file: string
let opened: Opened
let city: CanaryCity
let laid: Laid
const nest = hatch(17_000)
/** Texts that nobody sealed: where they are found, hidden ones would be found. */
const control = {
  row: nest.lay('a row'),
  long: nest.lay('a long row, compressed'),
  deleted: nest.lay('a row that was deleted'),
  meanwhile: nest.lay('a row written while the backup was made'),
}
/** What stands in which file of the opened archive. */
const hidden = new Map<string, Canary[]>()
const open = new Map<string, Canary[]>()
let files = 0
let bytes = 0

beforeAll(async () => {
  folder = await mkdtemp('/tmp/throughcare-canary-backup-')
  await chmod(folder, 0o711)
  const dataDir = join(folder, 'city')
  opened = await openDatabases({ dataDir }, { log: silentLog, env: {} })
  city = await openCanaryCity(fresh(opened))
  laid = await hideEverything(city)
  await layControl()
  file = join(folder, 'city.backup.age')
  const [status] = await Promise.all([backup(['--data', dataDir, '--to', file]), writeMeanwhile()])
  expect(status).toBe(0)
  await readBackup(file, opened.master, {
    opening: async () => {},
    folder: async () => {},
    file: async (path, body) => {
      const parts: Buffer[] = []
      for await (const part of body) parts.push(part)
      look(path, Buffer.concat(parts))
    },
  })
})
afterAll(async () => {
  process.stderr.write(
    `backup: ${city.hidden.length} hidden texts in ${files} files of the opened archive, ${Math.round(bytes / 1024 ** 2)} MB\n`,
  )
  await city.app.close()
  await opened.close()
  await rm(folder, { recursive: true, force: true })
})

const fresh = ({ databases, master }: Opened) =>
  asFresh(databases, { name: 'throughcare', master, drop: async () => {} })

async function layControl(): Promise<void> {
  const { sql } = city.world
  await sql('create table app.laid_open (n int, words text)')
  const long = Array.from({ length: 400 }, (_, n) => `${control.long} ${n} times`).join(', ')
  await sql('insert into app.laid_open values (1, $1), (2, $2), (3, $3)', [
    ...[control.row, long, control.deleted],
  ])
  await sql('delete from app.laid_open where n = 3')
  // What the planner keeps about columns is a copy of their words too.
  await sql('analyze')
}

async function writeMeanwhile(): Promise<void> {
  await fillCase(city, 'written while the backup was made', [])
  await city.world.sql('insert into app.laid_open values (4, $1)', [control.meanwhile])
}

function look(path: string, content: Buffer): void {
  files += 1
  bytes += content.length
  const all = [...city.hidden, ...nest.all]
  const found = new Set([...canariesIn(content, all), ...compressedIn(content, all)])
  const plain = [...found].filter((one) => nest.all.includes(one))
  const sealed = [...found].filter((one) => !nest.all.includes(one))
  if (sealed.length > 0) hidden.set(path, sealed)
  if (plain.length > 0) open.set(path, plain)
}

const places = (found: Map<string, Canary[]>) =>
  new Set([...found.values()].flat().map(({ place }) => place))

describe('a backup tells nobody what is sealed (design 4, N2, SEC-10)', () => {
  test('the encrypted file holds none of the texts, in whatever dress, and no reference', async () => {
    const content = await readFile(file)
    expect(canariesIn(content, [...city.hidden, ...nest.all])).toEqual([])
    expect(content.includes(laid.unseated.ref)).toBe(false)
    expect(content.length).toBeGreaterThan(1_000_000)
  })

  test('opened with the key, its tables, indexes, statistics and journal hold only what is sealed', () => {
    // The name that a member gives to a list of their own is theirs and names nobody.
    expect([...places(hidden)]).toEqual(['name of a filter'])
    expect(files).toBeGreaterThan(500)
    expect(city.hidden.length).toBeGreaterThan(100)
  })

  test('the search finds what was not sealed: a row, a compressed and a deleted one, one in the journal', () => {
    expect(places(open)).toEqual(new Set(nest.all.map(({ place }) => place)))
    const journal = [...open].filter(([path]) => path.startsWith('cluster/pg_wal/'))
    expect(places(new Map(journal))).toContain('a row written while the backup was made')
  })
})

describe('brought back elsewhere, the guard holds there too (N2, OPS-01)', () => {
  let elsewhere: CanaryCity
  let restored: Opened
  const readers = ['police', 'exit', 'housing', 'unsigned', 'stranger'] as const
  beforeAll(async () => {
    const dataDir = join(folder, 'elsewhere')
    const key = join(folder, 'city', 'master.key')
    expect(await restore(['--from', file, '--data', dataDir, '--key', key])).toBe(0)
    restored = await openDatabases({ dataDir }, { log: silentLog, env: {} })
    elsewhere = await openElsewhere(city, fresh(restored))
  })
  afterAll(async () => {
    await elsewhere.app.close()
    await restored.close()
  })

  test('no session of before opens anything', async () => {
    for (const who of [...readers, 'city'] as const)
      expect([who, (await elsewhere.send(who, 'GET', '/cases')).status]).toEqual([who, 401])
  })

  test('signed in again, nobody finds there what is hidden from them; the desk finds its own', async () => {
    for (const who of [...readers, 'city'] as const) await signIn(elsewhere, who)
    const exists = await whatExists(elsewhere)
    const pages = await elsewhere.world.sql<{ id: string }>('select id from app.items')
    const uuids = pages.map(({ id }) => id)
    const known = { ...exists, uuids, numbers: [1], tokens: [] }
    const texts = (who: Seeker) => city.hidden.filter(({ from }) => from.includes(who))
    let requests = 0
    for (const who of readers) {
      const rightless = who === 'unsigned' || who === 'stranger'
      const cases = [laid.unseated, laid.shut, ...(rightless ? [laid.table] : [])]
      const ids = await idsOf(elsewhere, cases)
      const crawled = await crawl(elsewhere, who, known, (answer, url) => [
        ...textsIn(answer, url, texts(who)).map(({ place }) => place),
        ...idsIn(answer, url, ids),
      ])
      requests += crawled.requests
      expect(crawled.found).toEqual([])
    }
    const own = await crawl(elsewhere, 'city', known, (answer, url) =>
      textsIn(answer, url, city.hidden).map(({ place }) => place),
    )
    expect(new Set(own.found.map(({ what }) => what)).size).toBeGreaterThan(50)
    process.stderr.write(`restored: ${requests} questions\n`)
  })
})

async function signIn(elsewhere: CanaryCity, who: Seeker | 'city'): Promise<void> {
  const token = randomBytes(32).toString('base64url')
  elsewhere.others.set(who, token)
  await elsewhere.world.sql(
    `insert into auth.sessions (token_hash, authority_id, member_id) values (sha256(convert_to($1, 'UTF8')), 1, $2)`,
    [token, city.world.agency[who as 'city'].member],
  )
}
