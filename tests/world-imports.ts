import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { ImportApplied, ImportPreview } from '../src/modules/timeline/import-contract.ts'
import { sessionCookie } from '../src/platform/auth/cookie.ts'
import { projectRoot } from '../src/platform/config.ts'
import { createLog } from '../src/platform/log.ts'
import { open } from '../src/platform/seal/envelope.ts'
import { createServer } from '../src/server/app.ts'
import { makeWorld, type World } from './world.ts'

export const systems = ['be', 'de', 'es', 'en'] as const
export type System = (typeof systems)[number]

interface Delivery {
  path: string
  rows: number
  importable: number
  out_of_area: number
  area_unknown: number
  bad: number
  out_of_area_lines: number[]
  bad_rows: { line: number; code: string; accept: string[]; number: string | null }[]
}

export interface PairSide {
  file: System
  number: string
  name: string
}

export interface Truth {
  deliveries: { v1: string; v2: string }
  transfers: { id: string; from: PairSide; to: PairSide }[]
  city: Record<System, { names: string[]; no_fixed_address: string[] }>
  files: Record<
    System,
    {
      v1: Delivery
      v2: Delivery
      encoding: string
      columns: string[]
      changes: {
        type: string
        status: string
        number: string
        how?: string
        why?: string
        from?: unknown
        to?: unknown
        release_in_v1?: string
        line_v2: number | null
      }[]
      unchanged: { by_status: Record<string, number>; reordered: string[] }
      change_counts: Record<string, number>
      still_bad_in_v2: number
    }
  >
  false_pairs: { id: string; a: PairSide; b: PairSide }[]
  true_pairs: { id: string; kind: string; birth_relation: string; a: PairSide; b: PairSide }[]
}

const folder = join(projectRoot, 'tests/fixtures/prison-lists')
export const readFixture = (name: string): Buffer => readFileSync(join(folder, name))
export const truth: Truth = JSON.parse(readFixture('expected.json').toString('utf8'))

const numberOf = (line: string) => line.split(/[;,\t]/, 1)[0] ?? ''
const linesOf = (path: string) => readFixture(path).toString('latin1').split('\n')

/**
 * The same file without most of the rows that stay as they are from one list to the next: every change, every bad row,
 * and who stands on the first thirty lines. For what is about one list after another and not about many rows.
 */
export function readShort(system: System, delivery: 'v1' | 'v2'): Buffer {
  const { changes, v1, v2, [delivery]: file } = truth.files[system]
  const told = new Set(
    [...changes, ...v1.bad_rows, ...v2.bad_rows].map(({ number }) => number ?? ''),
  )
  for (const line of linesOf(v1.path).slice(0, 30)) told.add(numberOf(line))
  const bad = new Set(file.bad_rows.map(({ line }) => line))
  const kept = linesOf(file.path).filter(
    (line, at) => at < 2 || bad.has(at + 1) || told.has(numberOf(line)),
  )
  return Buffer.from(kept.join('\n'), 'latin1')
}

/** What every good row of a delivery says: number, status, family, given, birth, release, kind. */
export function expectedRows(system: System, delivery: 'v1' | 'v2') {
  const lines = readFixture('expected-rows.tsv').toString('utf8').trim().split('\n').slice(1)
  return lines
    .map((line) => line.split('\t'))
    .filter(([file, which]) => file === system && which === delivery)
    .map(([, , line, , number, status, family, given, birth, release, kind]) => ({
      line: Number(line),
      number: number ?? '',
      status: status ?? '',
      family: family ?? '',
      given: given ?? '',
      birth: birth || null,
      release: release || null,
      kind: kind ?? '',
    }))
}

type Who = keyof World['agency'] | { token: string }
type Answer = Awaited<ReturnType<FastifyInstance['inject']>>

export interface ImportWorld {
  world: World
  app: FastifyInstance
  /** Lines of the technical log so far. */
  lines: string[]
  prisons: Record<System, number>
  ask(who: Who, method: string, url: string, body?: object, headers?: object): Promise<Answer>
  preview(who: Who, prison: number, bytes: Buffer, mapping?: object, on?: string): Promise<Answer>
  takeIn(who: Who, prison: number, bytes: Buffer, on?: string): Promise<ImportApplied>
  /** Every notice of a prison as it lies in the database, opened. */
  openAll(prison: number): Promise<OpenedNotice[]>
  /** All rows of all tables as text. */
  dump(): Promise<string>
  close(): Promise<void>
}

export interface OpenedNotice {
  id: string
  status: string
  residence: string
  release_on: string | null
  release_certainty: string
  vanished_on: string | null
  version: number
  identity: Record<string, string | null>
}

/** The test partnership with four prisons whose lists the arrangement covers, over HTTP. */
export async function openImportWorld(): Promise<ImportWorld> {
  const world = await makeWorld()
  const { sql, db } = world
  const prisons = { be: 21, de: 22, es: 23, en: 24 }
  for (const [system, id] of Object.entries(prisons)) await addPrison(world, system, id)
  const all = Object.values(truth.city)
  await sql('update app.authorities set area = $1', [
    {
      city: [...new Set(all.flatMap(({ names }) => names))],
      noFixedAddress: all.flatMap((city) => city.no_fixed_address),
    },
  ])
  await sql('update app.arrangements set includes_remand = true')
  const lines: string[] = []
  const app = await createServer({
    databases: db,
    config: { origin: 'http://localhost:8080', trustedProxies: [] },
    log: createLog('debug', (line) => lines.push(line)),
    version: '0.0.0',
    rateLimits: false,
  })
  await app.ready()
  const ask: ImportWorld['ask'] = async (who, method, url, body, headers = {}) =>
    app.inject({
      method: method as 'GET',
      url: `/api/v1${url}`,
      ...(body && { payload: body }),
      headers: {
        ...headers,
        cookie: `${sessionCookie}=${typeof who === 'string' ? world.agency[who].token : who.token}`,
      },
    })
  const preview: ImportWorld['preview'] = (who, prison, bytes, mapping, on) =>
    ask(who, 'POST', '/imports', {
      agencyId: prison,
      content: bytes.toString('base64'),
      ...(mapping && { mapping }),
      ...(on && { deliveredOn: on }),
    })
  return {
    world,
    app,
    lines,
    prisons,
    ask,
    preview,
    takeIn: async (who, prison, bytes, on) => {
      const staged: ImportPreview = (await preview(who, prison, bytes, undefined, on)).json()
      const applied = await ask(who, 'POST', `/imports/${staged.id}/apply`, undefined, {
        'if-match': '"1"',
      })
      if (applied.statusCode !== 200) throw new Error(applied.body)
      return applied.json()
    },
    openAll: (prison) => openAll(world, prison),
    dump: () => dump(world),
    close: async () => {
      await app.close()
      await world.drop()
    },
  }
}

async function addPrison({ sql, clause }: World, system: string, id: number): Promise<void> {
  await sql(
    `insert into app.agencies (authority_id, id, name, code, kind) values (1, $1, $2, $3, 'custody')`,
    [id, `Prison ${system}`, system],
  )
  await sql(
    `insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name)
     values (1, $1, 'desk', $2, 'contact', $3)`,
    [id * 10, id, `Prison ${system} desk`],
  )
  await sql(
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by)
     values (1, 1, $1, '2026-01-15', 'Director')`,
    [id],
  )
  await sql(
    `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight)
     select authority_id, clause_id, $1, may_contribute, sight from app.clause_rights where agency_id = 2`,
    [id],
  )
  if (!clause('notice')) throw new Error('The world has no clause for notices')
}

async function openAll({ sql, db }: World, prison: number): Promise<OpenedNotice[]> {
  const rows = await sql<OpenedNotice & { key_wrapped: Buffer; identity_sealed: Buffer }>(
    `select id, status, residence, release_on, release_certainty, vanished_on, version, key_wrapped, identity_sealed
       from app.release_notices where prison_agency_id = $1 and status <> 'case'`,
    [prison],
  )
  return rows.map(({ key_wrapped, identity_sealed, ...row }) => {
    const key = db.keys.dataKey(1, key_wrapped)
    const text = open(key, identity_sealed, `release_notices.identity:${row.id}`)
    return { ...row, identity: JSON.parse(text) }
  })
}

async function dump({ sql }: World): Promise<string> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('app', 'audit', 'auth', 'setup', 'graphile_worker')`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await sql<{ row: string }>(`select t::text as row from ${name} t`)
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}
