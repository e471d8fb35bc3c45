import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { listDemoAccounts, loadDemo } from '../../demo/load.ts'
import type { Databases } from '../../src/platform/db/connections.ts'
import { createLog, silentLog } from '../../src/platform/log.ts'
import { createServer } from '../../src/server/app.ts'

/** People of Valmare who play a part, by their number in the demo city. */
const people = {
  coordinator: 1,
  chair: 2,
  administrator: 4,
  privacy: 5,
  prison: 10,
  probation: 12,
  police: 13,
  policeColleague: 27,
  housing: 15,
  association: 16,
  health: 17,
  exit: 22,
} as const
export type Player = keyof typeof people

/** What attackers look at in answers; all of it may be missing, and much else may be there. */
export interface Said {
  id?: string
  /** Of a problem. */
  code?: string
  detail?: string
  instance?: string
  version?: number
  person?: { given: string; family: string; birth: string }
  cases?: { ref: string }[]
  nextCursor?: string | null
  /** Of a calendar. */
  address?: string
  /** Of a drop link, told once. */
  secret?: string
}

export interface Heard {
  status: number
  text: string
  body: Said | null
  headers: Record<string, unknown>
}

/** The demo city behind the whole service, and everything that an attacker could try there. */
export interface RedCity {
  app: FastifyInstance
  lines: string[]
  member: Record<Player, number>
  token: Record<Player, string>
  passphrase: string
  ask(who: Player | null, method: string, url: string, body?: object, seen?: number): Promise<Heard>
  sql<R = Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]>
  /** References of the cases that somebody finds in their list. */
  refsOf(who: Player): Promise<string[]>
  /** A case that one sits on and another does not. */
  caseOf(
    who: Player,
    but: Player,
  ): Promise<{ ref: string; id: string; name: string; birth: string }>
  /** A case on which all of these sit. */
  caseOfAll(...who: Player[]): Promise<{ ref: string; id: string }>
  close(): Promise<void>
}

type Opened = Databases & {
  owner: NonNullable<Databases['owner']>
  master: Buffer
  drop(): Promise<void>
}

export async function openRedCity(db: Opened): Promise<RedCity> {
  await loadDemo(db, { master: db.master, log: silentLog })
  const lines: string[] = []
  const app = await createServer({
    databases: db,
    config: { origin: 'http://localhost:8080', trustedProxies: [] },
    log: createLog('debug', (line) => lines.push(line)),
    version: '0.0.0',
    rateLimits: false,
  })
  await app.ready()
  const sql = async <R>(text: string, values: unknown[] = []) =>
    (await db.owner.query(text, values)).rows as R[]
  const token = await signInAll(sql)
  const accounts = await listDemoAccounts(db)
  const ask: RedCity['ask'] = (who, ...request) => send(app, who && token[who], ...request)
  const refsOf = async (who: Player) => {
    const { body } = await ask(who, 'GET', '/cases?limit=200')
    return (body?.cases ?? []).map(({ ref }) => ref)
  }
  return {
    ...{ app, lines, token, member: people, passphrase: accounts[0]?.passphrase ?? '' },
    ...{ ask, sql, refsOf },
    caseOf: async (who, but) => {
      const others = new Set(await refsOf(but))
      const ref = (await refsOf(who)).find((one) => !others.has(one)) ?? ''
      const [row] = await sql<{ id: string }>('select id from app.cases where ref = $1', [ref])
      const person = (await ask('coordinator', 'GET', `/cases/${ref}`)).body?.person
      if (!person) throw new Error('No case of the desk is without the other.')
      return {
        ref,
        id: row?.id ?? '',
        name: `${person.given} ${person.family}`,
        birth: person.birth,
      }
    },
    caseOfAll: async (...who) => {
      const [row] = await sql<{ id: string; ref: string }>(
        `select c.id, c.ref from app.cases c join app.seats s on s.case_id = c.id and s.period @> now() and s.purpose = 'reintegration'
           join app.desk_members d on d.desk_id = s.principal and d.member_id = any ($1)
          where c.stage <> 'closed' group by 1, 2 having count(distinct d.member_id) = $2 order by c.ref limit 1`,
        [who.map((one) => people[one]), who.length],
      )
      if (!row) throw new Error(`No case of Valmare brings together ${who.join(', ')}.`)
      return row
    },
    close: async () => {
      await app.close()
      await db.drop()
    },
  }
}

async function signInAll(sql: RedCity['sql']): Promise<Record<Player, string>> {
  const entries = Object.entries(people).map(
    ([who, member]) => [who, member, randomBytes(32).toString('base64url')] as const,
  )
  for (const [, member, token] of entries)
    await sql(
      `insert into auth.sessions (token_hash, authority_id, member_id) values (sha256(convert_to($1, 'UTF8')), 1, $2)`,
      [token, member],
    )
  return Object.fromEntries(entries.map(([who, , token]) => [who, token])) as Record<Player, string>
}

async function send(
  app: FastifyInstance,
  token: string | null,
  method: string,
  url: string,
  body?: object,
  seen?: number,
): Promise<Heard> {
  const answer = await app.inject({
    method: method as 'GET',
    url: url.startsWith('/calendar/') ? url : `/api/v1${url}`,
    headers: {
      ...(token && { cookie: `__Host-throughcare=${token}` }),
      ...(seen !== undefined && { 'if-match': `"${seen}"` }),
    },
    ...(body && { payload: body }),
  })
  const json = /json/.test(String(answer.headers['content-type'])) && answer.body !== ''
  const { statusCode: status, body: text, headers } = answer
  return { status, text, body: json ? JSON.parse(text) : null, headers }
}
