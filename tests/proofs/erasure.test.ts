import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealEvents } from '../../src/modules/audit/service/seal-events.ts'
import { finishErasures } from '../../src/modules/rights/service/finish-erasures.ts'
import {
  journalCopy,
  journalFile,
  readErasures,
  replayErasures,
} from '../../src/platform/backup/erasure-journal.ts'
import { restoreBackup } from '../../src/platform/backup/restore-backup.ts'
import { writeBackup } from '../../src/platform/backup/write-backup.ts'
import { findHome } from '../../src/platform/db/launcher/place.ts'
import { type Opened, openDatabases } from '../../src/platform/db/open-databases.ts'
import { silentLog } from '../../src/platform/log.ts'
import { ask, giveSeat } from '../law.ts'
import { makeWorld, type World } from '../world.ts'
import { asFresh } from '../world-database.ts'
import { layItem, layVersion } from '../world-items.ts'

const dataDir = `/tmp/throughcare-erasure-${randomUUID().slice(0, 8)}`
const beside = (name: string) => `${dataDir}-${name}`
let opened: Opened
let world: World
let context: Parameters<typeof finishErasures>[0] & { origin: string }
beforeAll(async () => {
  opened = await openDatabases({ dataDir }, { log: silentLog, env: {} })
  const { databases, master } = opened
  world = await makeWorld(asFresh(databases, { name: 'throughcare', master, drop: async () => {} }))
  context = { databases, dataDir, origin: 'https://desk.example', log: silentLog }
})
afterAll(async () => {
  await opened?.close()
  for (const name of readdirSync('/tmp').filter((one) => one.startsWith(basename(dataDir))))
    rmSync(join('/tmp', name), { recursive: true, force: true })
})

/** Files below a folder in which any of these bytes stand, as they are or as a row of text writes them. */
function holding(folder: string, bytesWanted: readonly Buffer[]): string[] {
  const wanted = bytesWanted.flatMap((one) => [one, Buffer.from(one.toString('hex'))])
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return wanted.some((one) => bytes.includes(one))
    })
    .map((file) => file.slice(folder.length))
}

const clusterOf = (folder: string) => join(findHome(folder) ?? folder, 'data')

/** Everything by which a person and a case could be known again: keys, sealed identity and number, blind tokens. */
async function bytesOf(kase: string): Promise<Buffer[]> {
  const rows = await world.sql<Record<string, Buffer | string | string[]>>(
    `select c.key_wrapped, p.key_wrapped as person_key, p.identity_sealed, i.number_sealed, i.number_token::text as number_token,
            p.name_tokens::text[] as name_tokens, d.reason_sealed
       from app.cases c join app.persons p on p.id = c.person_id join app.person_identifiers i on i.person_id = p.id
       join app.decisions d on d.case_id = c.id where c.id = $1`,
    [kase],
  )
  const tokens = rows.flatMap(({ number_token, name_tokens }) => [
    String(number_token),
    ...(name_tokens as string[]),
  ])
  return [
    ...rows.flatMap((row) => Object.values(row).filter((one) => Buffer.isBuffer(one))),
    ...tokens.map((token) => {
      const bytes = Buffer.alloc(8)
      bytes.writeBigInt64LE(BigInt(token))
      return bytes
    }),
  ]
}

/** Words beside an offer that were changed: those of before are kept, so that the case can be told as it was known (AU4). */
async function layFormer(kase: string): Promise<Buffer[]> {
  const { housing, city } = world.agency
  const words = [randomBytes(60), randomBytes(60), world.db.keys.newDataKey(1).wrapped]
  const id = randomUUID()
  await world.sql(
    `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
       answer_by, words_sealed, key_wrapped, agreed, period)
     values (1, $1, $2, 'accommodation', $3, $4, $5, $6, $7, current_date + 5, $8, $9, daterange(current_date, null), daterange(current_date, null))`,
    [
      ...[id, kase, world.clause('accommodation'), housing.id, housing.desk],
      ...[city.id, city.desk, words[0], words[2]],
    ],
  )
  await world.sql('update app.leads set words_sealed = $2 where id = $1', [id, words[1]])
  return words
}

/** The case opened to an auditor: its key and the reason lie apart (LED-35). */
async function layOpening(kase: string): Promise<Buffer[]> {
  const [audit, opening] = [randomUUID(), randomUUID()]
  const parts = [world.db.keys.newDataKey(1).wrapped, randomBytes(60)]
  const { housing, city } = world.agency
  await world.sql(
    `insert into app.auditors (authority_id, id, member_id, body, invited_by, ends_at) values (1, $1, $2, 'Supervision', $3, now() + interval '9 days')`,
    [audit, housing.member, city.member],
  )
  await world.sql(
    `insert into app.audit_cases (authority_id, id, audit_id, case_id, asked_by, ends_at, key_wrapped, reason_sealed)
     values (1, $1, $2, $3, $4, now() + interval '9 days', $5, $6)`,
    [opening, audit, kase, city.member, ...parts],
  )
  return parts
}

/** Tables of which a row names this, in whatever column. */
async function naming(text: string): Promise<string[]> {
  const tables = await world.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname !~ '^(pg_|information_schema)' order by 1`,
  )
  const found = await world.sql<{ name: string }>(
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name where exists (select from ${name} t where strpos(t::text, $1) > 0)`,
      )
      .join(' union all '),
    [text],
  )
  return found.map(({ name }) => name)
}

test('GD-09, OPS-02: after an erasure no file of the database, no copy and no restored backup holds words or key', async () => {
  const { id } = await world.openCase()
  await giveSeat(world, id, world.agency.housing.desk)
  const item = await layItem(world, id, { owner: 'housing', text: 'He sleeps at the ferry.' })
  await layVersion(world, item, 2, 'He sleeps at the harbour.')
  const kept = await layItem(world, id, { owner: 'housing', text: 'He has a bed.' })
  const [row] = await world.sql<{ key_wrapped: Buffer }>(
    'select key_wrapped from app.items where id = $1',
    [item],
  )
  const sealed = await world.sql<{ text_sealed: Buffer }>(
    'select text_sealed from app.item_versions where item_id = $1',
    [item],
  )
  const kase = await world.openCase({ family: 'Ostervangen', given: 'Zdenko' })
  await layItem(world, kase.id, { owner: 'city', text: 'Nobody knows where he slept.' })
  const person = await world.openCase({ family: 'Quillfeather', given: 'Umberto' })
  const former = [...(await layFormer(kase.id)), ...(await layFormer(person.id))]
  const gone = [
    ...former,
    ...(await layOpening(kase.id)),
    row?.key_wrapped ?? Buffer.alloc(1),
    ...sealed.map(({ text_sealed }) => text_sealed),
    ...(await bytesOf(kase.id)),
    ...(await bytesOf(person.id)),
  ]
  expect(gone.length).toBeGreaterThan(26)
  // What stood there before a change lies among the former rows (AU4), as text.
  for (const words of former.slice(0, 1))
    expect(await naming(words.toString('hex'))).toEqual(['audit.row_versions'])
  expect(await naming(kase.id)).toContain('app.audit_cases')
  await world.sql('analyze')
  await world.sql('checkpoint').catch(() => undefined)
  const cluster = opened.cluster as NonNullable<Opened['cluster']>
  const source = { cluster, dataDir, master: opened.master, version: '1.2.3' }
  const before = await writeBackup({ ...source, to: join(beside('backups'), 'a.backup.age') })
  expect(holding(clusterOf(dataDir), gone).length).toBeGreaterThan(0)

  const erasure = randomUUID()
  await ask(world, 'housing', 'select act.ask_item_erasure($1, $2, $3)', [
    ...[erasure, item, 'unlawful'],
  ])
  const others = [kase, person].map(({ id: of }, at) => ({
    ...{ of, kind: at === 0 ? 'case' : 'person', id: randomUUID() },
  }))
  for (const { id: one, of, kind } of others)
    await ask(world, 'city', 'select act.ask_case_erasure($1, $2, $3, $4)', [
      ...[one, of, kind, 'unlawful'],
    ])
  for (const one of [erasure, ...others.map(({ id: other }) => other)])
    await ask(world, 'privacy', 'select act.decide_erasure($1, $2)', [one, 'erased'])
  const finished = async () => {
    await sealEvents(context)
    await finishErasures(context)
    const rows = await world.sql('select 1 from app.erasure_journal where swept_at is null')
    return rows.length === 0
  }
  await expect.poll(finished).toBe(true)
  expect(holding(dataDir, gone)).toEqual([])
  if (!clusterOf(dataDir).startsWith(dataDir)) expect(holding(clusterOf(dataDir), gone)).toEqual([])
  for (const one of [kase.id, kase.person, person.id, person.person])
    expect(await naming(one), one).toEqual([])
  const still = await world.sql('select 1 from app.item_versions where item_id = $1', [kept])
  expect(still).toHaveLength(1)

  // A backup of today carries the journal beside it; the one from before is brought back with it.
  await writeBackup({ ...source, to: join(beside('backups'), 'b.backup.age') })
  const erasures = await readErasures(journalCopy(beside('backups')))
  expect(erasures?.map(({ kind }) => kind).sort()).toEqual([
    ...['announced', 'announced', 'case', 'case', 'item', 'person', 'person'],
  ])
  const restored = await restoreBackup({
    ...{ from: before.file, dataDir: beside('new'), master: opened.master, keepKey: true },
    ...{ knownSchema: 9999, erasures: erasures ?? [] },
  })
  expect(restored).toMatchObject({ countsEqual: true, erasedAgain: 3 })
  expect(holding(clusterOf(beside('new')), gone)).toEqual([])
  expect(await readErasures(journalFile(beside('new')))).toEqual(erasures)
}, 1_800_000)

test('a backup that was restored without the journal is erased again by the next start that has it', async () => {
  const erasures = (await readErasures(journalFile(dataDir))) ?? []
  const restored = await restoreBackup({
    ...{ from: join(beside('backups'), 'a.backup.age'), dataDir: beside('late') },
    ...{ master: opened.master, keepKey: true, knownSchema: 9999 },
  })
  expect(restored.erasedAgain).toBe(0)
  const late = await openDatabases({ dataDir: beside('late') }, { log: silentLog, env: {} })
  try {
    const { owner, worker } = late.databases
    const counted = async () =>
      (
        await owner?.query(
          `select (select count(*)::int from app.items where erased_on is null) as items, (select count(*)::int from app.cases) as cases,
             (select count(*)::int from app.persons) as persons, (select count(*)::int from app.release_notices) as notices`,
        )
      )?.rows[0]
    const before = await counted()
    expect(before).toMatchObject({ items: 3, cases: 3, persons: 3 })
    expect(await replayErasures(worker, erasures)).toBe(3)
    expect(await counted()).toEqual({
      ...{ items: 1, cases: 1, persons: 1, notices: before.notices - 2 },
    })
    expect(await replayErasures(worker, erasures)).toBe(0)
  } finally {
    await late.close()
  }
}, 1_800_000)
