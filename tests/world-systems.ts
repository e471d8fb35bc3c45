import { randomUUID } from 'node:crypto'
import { hashToken } from '../src/platform/auth/tokens.ts'
import { newSystemKey } from '../src/platform/http/system-keys.ts'
import { day, type World } from './world.ts'
import { type HttpWorld, makeHttpWorld } from './world-http.ts'
import { layItem } from './world-items.ts'

export interface KeyWish {
  scopes?: string[]
  addresses?: string[]
}

export interface CallWish {
  method?: string
  body?: object
  headers?: Record<string, string>
  from?: string
}

type Opened = { id: string; ref: string; person: string }
type Session = { token: string; member: number }

/** The test partnership with a housing office that has a case system of its own. */
export interface SystemsWorld extends HttpWorld {
  /** A case at whose table the office's desk sits, and one of which it knows nothing. */
  mine: Opened
  other: Opened
  administrator: Session
  manager: Session
  /** A key in force, by the owner's hand. */
  keyOf(wish?: KeyWish): Promise<{ id: string; key: string }>
  /** A request as the partner's software sends it. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of all routes
  call(key: string, url: string, wish?: CallWish): Promise<{ status: number; body: any }>
  /** Any SQL as the login of systems, proven by a key: what an injected statement could ask. */
  inject(
    key: string,
    scope: string,
    text: string,
    values?: unknown[],
    from?: string,
  ): Promise<Record<string, unknown>[]>
  /** A new case of which the office is asked to take over a part. */
  offer(): Promise<{ lead: string; kase: Opened }>
}

export async function makeSystemsWorld(): Promise<SystemsWorld> {
  const world = await makeHttpWorld()
  const mine = await world.openCase({ family: 'Muster', given: 'Ada', release: day(60) })
  const other = await world.openCase({ family: 'Fremd', given: 'Otto', release: day(61) })
  await world.seat(mine.id, 'housing')
  const administrator = await world.session(world.agency.city.id, ['administrator'])
  const manager = await world.session(world.agency.housing.id, ['manager'])
  await layItem(world, mine.id, { owner: 'housing', text: 'Needs a ground floor.' })
  const people = { administrator, manager }
  return {
    ...world,
    ...{ mine, other, administrator, manager },
    keyOf: (wish = {}) => layKey(world, people, wish),
    call: async (key, url, wish = {}) => {
      const answer = await world.app.inject({
        method: (wish.method ?? 'GET') as 'GET',
        url: `/api/v1${url}`,
        headers: { authorization: `Bearer ${key}`, ...wish.headers },
        ...(wish.body && { payload: wish.body }),
        ...(wish.from && { remoteAddress: wish.from }),
      })
      return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : null }
    },
    inject: async (key, scope, text, values = [], from = '192.0.2.7') => {
      const client = await world.db.systemPool.connect()
      try {
        await client.query('begin')
        const came = `${key}@${from}#${scope}`
        await client.query('select actor.assume($1, $2, $3)', [came, '', 'r'])
        return (await client.query(text, values)).rows
      } finally {
        await client.query('rollback')
        client.release()
      }
    },
    offer: async () => {
      const kase = await world.openCase({ family: 'Muster', given: 'Ada', release: day(60) })
      const made = await world.post('city', `/cases/${kase.ref}/leads`, {
        ...{ domain: 'accommodation', agencyId: world.agency.housing.id, tied: 'release' },
        ...{ from: day(60), note: 'A quiet flat' },
      })
      return { lead: made.body.id, kase }
    },
  }
}

/** A key of the housing office in force, between two persons, by the owner's hand. */
export async function layKey(
  world: World,
  people: { administrator: { member: number }; manager: { member: number } },
  { scopes = ['cases', 'continuity', 'offers'], addresses = [] }: KeyWish,
) {
  const [id, key] = [randomUUID(), newSystemKey()]
  const { id: agency, desk } = world.agency.housing
  await world.sql(
    `insert into app.system_keys (authority_id, id, agency_id, principal, purpose, label, scopes, addresses, asked_by, asked_on,
       valid_until, token_hash, confirmed_by, confirmed_at)
     values (1, $1, $2, $3, 'reintegration', 'Roof', $4, $5::text[]::cidr[], $6, $7::date - 1, $8, $9, $10, now())`,
    [
      ...[id, agency, desk, scopes, addresses, people.administrator.member],
      ...[day(0), day(90), hashToken(key), people.manager.member],
    ],
  )
  return { id, key }
}
