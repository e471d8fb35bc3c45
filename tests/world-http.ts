import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { silentLog } from '../src/platform/log.ts'
import { createServer } from '../src/server/app.ts'
import { type AgencyName, makeWorld, type World } from './world.ts'

/** What came back over HTTP. */
export interface Heard {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of all routes, checked by what tests expect
  body: any
  etag: string | undefined
  headers: Record<string, unknown>
}

/** The worker of an agency by its name, or anybody by their session. */
type Asker = AgencyName | { token: string }

export interface HttpWorld extends World {
  app: FastifyInstance
  get(who: Asker, url: string): Promise<Heard>
  post(
    who: Asker,
    url: string,
    body: object,
    more?: { version?: number; key?: string },
  ): Promise<Heard>
  /** Seats an agency's desk on a case, as an act would. */
  seat(caseId: string, who: AgencyName, relation?: string): Promise<void>
  /** Events of one action, newest last. */
  events(action: string): Promise<{ member_id: number; case_id: string | null; detail: unknown }[]>
  close(): Promise<void>
}

/** The test partnership behind the whole service: requests as the workers' browsers would send them. */
export async function makeHttpWorld(machine?: { dataDir: string }): Promise<HttpWorld> {
  const world = await makeWorld()
  const app = await createServer({
    databases: world.db,
    config: { origin: 'http://localhost:8080', trustedProxies: [] },
    log: silentLog,
    version: '0.0.0',
    rateLimits: false,
    ...(machine && { machine: { ...machine, jobsHere: null } }),
  })
  await app.ready()
  const send = async (
    who: Asker,
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
  ): Promise<Heard> => {
    const { token } = typeof who === 'string' ? world.agency[who] : who
    const cookie = `__Host-throughcare=${token}`
    const answer = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { cookie, ...headers },
      ...(payload && { payload }),
    })
    const text = answer.body
    return {
      status: answer.statusCode,
      body: text ? JSON.parse(text) : null,
      etag: answer.headers.etag as string | undefined,
      headers: answer.headers,
    }
  }
  return {
    ...world,
    app,
    get: (who, url) => send(who, 'GET', url),
    post: (who, url, body, more = {}) =>
      send(who, 'POST', url, body, {
        ...(more.version !== undefined && { 'if-match': `"${more.version}"` }),
        ...(more.key && { 'idempotency-key': more.key }),
      }),
    seat: async (caseId, who, relation = 'member') => {
      await world.sql(
        `insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on)
         select 1, $4, id, person_id, $2, $3, purpose, tstzrange(now(), null), coalesce(release_on, 'infinity')
           from app.cases where id = $1`,
        [caseId, world.agency[who].desk, relation, randomUUID()],
      )
    },
    events: (action) =>
      world.sql(
        'select member_id, case_id, detail from audit.events where action = $1 order by id',
        [action],
      ),
    close: async () => {
      await app.close()
      await world.drop()
    },
  }
}
