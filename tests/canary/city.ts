import type { FastifyInstance } from 'fastify'
import { createLog } from '../../src/platform/log.ts'
import { createServer } from '../../src/server/app.ts'
import { makeWorld, type World, worldIn } from '../world.ts'
import type { FreshDatabase } from '../world-database.ts'
import { layKey } from '../world-systems.ts'
import { addOtherCity } from './other-city.ts'
import { type Canary, hatch } from './words.ts'

/** Who looks for what is hidden. Each has a session, and rights of a different kind. */
export const seekers = [
  'police',
  'exit',
  'prison',
  'housing',
  'unsigned',
  'stranger',
  'administrator',
  'elsewhere',
] as const
export type Seeker = (typeof seekers)[number]
export type Asker =
  | Seeker
  | ('city' | 'probation' | 'health' | 'papers' | 'privacy' | 'chair')
  /** The housing office's own software, with everything that a key may hold. */
  | 'system'
  | LoneFunction

/** Functions that sit at no desk of cases. */
export const lone = [
  'manager',
  'signatory',
  'lawfulness_adviser',
  'auditor',
  'strategy_lead',
  'elected_member',
  'trainer',
  'facilitator',
] as const
type LoneFunction = (typeof lone)[number]

/** A text that was hidden: from whom, and who must find it or the proof proves nothing. */
export interface Hidden extends Canary {
  from: readonly Seeker[]
  /** Who finds it; none if nobody ever reads it over the interface. */
  finder: Asker | null
}

export interface Heard {
  status: number
  /** The number of the request, which its entries in the access log carry. */
  request: string
  /** The mark of the answer, as a browser would keep it. */
  etag: string
  bytes: Buffer
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: answers of all routes
  body: any
}

export interface Done {
  who: Asker | null
  method: string
  url: string
  answer: Heard
}

export interface CanaryCity {
  world: World
  app: FastifyInstance
  /** Lines of the technical log, of everything that was asked. */
  lines: string[]
  /** Everything that was done: each request that is no reading and was answered well. */
  done: Done[]
  hidden: Hidden[]
  lay(place: string, from: readonly Seeker[], finder: Asker | null): string
  token(who: Asker): string
  /** With further headers, as a browser that kept something would send them. */
  send(
    who: Asker | null,
    method: string,
    url: string,
    body?: object,
    seen?: number,
    headers?: Record<string, string>,
  ): Promise<Heard>
  /** Sessions that the partnership itself does not have. */
  others: Map<Asker, string>
  close(): Promise<void>
}

/** The partnership of the tests behind the whole service, a second city beside it, and nothing hidden yet. */
export async function openCanaryCity(database?: FreshDatabase): Promise<CanaryCity> {
  const world = await makeWorld(database)
  return serve(world, await sessionsOfOthers(world), [])
}

/** The same people before the whole service in another database: a twin, or what was brought back. */
export async function openElsewhere(
  { world, others, hidden }: CanaryCity,
  db: FreshDatabase,
): Promise<CanaryCity> {
  await db.learnKeys()
  return serve(worldIn(db, structuredClone(world.agency)), new Map(others), [...hidden])
}

async function serve(
  world: World,
  others: Map<Asker, string>,
  hidden: Hidden[],
): Promise<CanaryCity> {
  const lines: string[] = []
  const app = await createServer({
    databases: world.db,
    config: { origin: 'http://localhost:8080', trustedProxies: [] },
    log: createLog('debug', (line) => lines.push(line)),
    version: '0.0.0',
    rateLimits: false,
  })
  await app.ready()
  const token = (who: Asker) => others.get(who) ?? world.agency[who as 'city'].token
  const nest = hatch(hidden.length)
  const done: Done[] = []
  const awake = keptAwake(world)
  return {
    ...{ world, app, lines, hidden, done, token, others },
    lay: (place, from, finder) => {
      const text = nest.lay(place)
      hidden.push({ ...(nest.all.at(-1) as Canary), from, finder })
      return text
    },
    send: async (who, method, url, ...rest) => {
      await awake()
      const answer = await send(app, who && token(who), method, url, ...rest)
      if (method !== 'GET' && answer.status < 300) done.push({ who, method, url, answer })
      return answer
    },
    close: async () => {
      await app.close()
      await world.drop()
    },
  }
}

/**
 * Whoever asks for longer than a session or a proof lasts goes on as a member who works: half of a long proof would
 * otherwise be asked by people who are signed out, and find nothing. A session that has ended stays ended.
 */
function keptAwake(world: World): () => Promise<unknown> {
  let last = Date.now()
  return async () => {
    if (Date.now() - last < 60_000) return
    last = Date.now()
    await world.sql(
      `update auth.sessions set last_seen_at = now(), proved_at = now(), absolute_expires_at = now() + interval '10 hours'
        where ended_at is null and last_seen_at + idle_limit > now() and absolute_expires_at > now()`,
    )
  }
}

async function sessionsOfOthers(world: World): Promise<Map<Asker, string>> {
  const administrator = await world.session(world.agency.city.id, ['administrator'])
  const chair = await world.session(world.agency.city.id, ['chair'], world.agency.city.desk)
  return new Map<Asker, string>([
    ['administrator', administrator.token],
    ['chair', chair.token],
    ['elsewhere', await addOtherCity(world)],
    ['system', await keyOfHousing(world, administrator)],
  ])
}

async function keyOfHousing(world: World, administrator: { member: number }): Promise<string> {
  const manager = world.agency.housing
  const scopes = ['cases', 'continuity', 'offers', 'names']
  return (await layKey(world, { administrator, manager }, { scopes })).key
}

/** Pages that are no part of the interface. */
const outside = /^\/(calendar\/|information|letters\/)/

async function send(
  app: FastifyInstance,
  token: string | null,
  method: string,
  url: string,
  body?: object,
  seen?: number,
  more: Record<string, string> = {},
): Promise<Heard> {
  const answer = await app.inject({
    method: method as 'GET',
    url: outside.test(url) ? url : `/api/v1${url}`,
    headers: {
      ...(token?.startsWith('tc_') && { authorization: `Bearer ${token}` }),
      ...(token && !token.startsWith('tc_') && { cookie: `__Host-throughcare=${token}` }),
      ...(seen !== undefined && { 'if-match': `"${seen}"` }),
      ...more,
    },
    ...(body && { payload: body }),
  })
  const text = answer.body
  const json = /json/.test(String(answer.headers['content-type'])) && text !== ''
  // What travels beside the answer belongs to it: file names, addresses, marks.
  const beside = ['content-disposition', 'location', 'etag', 'link']
    .map((name) => String(answer.headers[name] ?? ''))
    .join(' ')
  return {
    status: answer.statusCode,
    request: String(answer.headers['x-request-id'] ?? ''),
    etag: String(answer.headers.etag ?? ''),
    bytes: Buffer.concat([answer.rawPayload, Buffer.from(` ${beside}`)]),
    text,
    body: json ? JSON.parse(text) : null,
  }
}
