import { today } from '../zone.ts'
import type { Asker, CanaryCity, Heard, Hidden } from './city.ts'
import { addresses, type Known, listRoads, type Road } from './roads.ts'
import { canariesIn } from './words.ts'

/** A hidden thing that somebody got to see: on which road, and what. */
export interface Found {
  who: Asker | null
  road: string
  url: string
  what: string
}

export interface Crawled {
  requests: number
  answered: number
  found: Found[]
  /** Keys of each answer, by road, as paths. */
  keys: Map<string, Set<string>>
}

/** Everything that exists in the world and could be put into an address. */
export async function whatExists(city: CanaryCity): Promise<Known> {
  const { sql } = city.world
  const tables = await sql<{ name: string; column: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as "column"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.atttypid = 'uuid'::regtype
      where n.nspname in ('app', 'audit') and c.relkind = 'r'`,
  )
  const ids = await Promise.all(
    tables.map(({ name, column }) =>
      sql<{ id: string }>(
        `select distinct ${column}::text as id from ${name} where ${column} is not null`,
      ),
    ),
  )
  const refs = await sql<{ ref: string }>('select ref from app.cases')
  const codes = await sql<{ code: string }>('select code from app.paper_lines')
  return {
    uuids: [...new Set(ids.flat().map(({ id }) => id))],
    numbers: [...Array.from({ length: 20 }, (_, i) => i), 10, 30, 40, 10_001],
    refs: refs.map(({ ref }) => ref),
    words: [
      'ab',
      ...new Set(city.hidden.filter(({ place }) => /name/.test(place)).map(({ word }) => word)),
    ],
    codes: codes.map(({ code }) => code),
    tokens: ['police', 'city'].map((who) => city.token(who as Asker)),
    cursors: [],
    days: [today(), `${Number(today().slice(0, 4)) + 1}-01-01`],
  }
}

/** Roads that are not asked as others are, each with the reason. */
const apart: Record<string, string> = {
  followEvents: 'a stream without end; its payloads are read apart',
}

/** Asks every readable road, with all that exists, as somebody; whatever is looked for is noted. */
export async function crawl(
  city: CanaryCity,
  who: Asker | null,
  known: Known,
  look: (answer: Heard, url: string, road: Road) => string[],
  only: (road: Road) => boolean = () => true,
  headers: Record<string, string> = {},
  enough: () => boolean = () => false,
  refused?: Refused,
): Promise<Crawled> {
  const crawled: Crawled = { requests: 0, answered: 0, found: [], keys: new Map() }
  const roads = (await listRoads(city.app)).filter(
    (road) => road.method === 'GET' && !(road.name in apart) && only(road),
  )
  for (const road of roads) {
    if (enough()) break
    const urls = addresses(road, known)
    const asked = [who, headers['x-purpose'], urls[0]].join(' ')
    const statuses: number[] = []
    const ask = async (url: string) => {
      const answer = await city.send(who, 'GET', url, undefined, undefined, headers)
      statuses.push(answer.status)
      note(crawled, who, road, url, answer, look)
    }
    await inTurns(urls.slice(0, 1), 1, ask)
    if (refused?.has(asked) && isRefusal(statuses[0])) continue
    await inTurns(urls.slice(1), 8, ask)
    if (statuses.every(isRefusal)) refused?.add(asked)
  }
  return crawled
}

/**
 * Roads that were refused to somebody on one case in every way of asking, before any value was read. While the
 * plain question is still refused there, the other ways are not asked a second time.
 */
export type Refused = Set<string>

const isRefusal = (status: number | undefined) => status === 403 || status === 404

function note(
  crawled: Crawled,
  who: Asker | null,
  road: Road,
  url: string,
  answer: Heard,
  look: (answer: Heard, url: string, road: Road) => string[],
): void {
  crawled.requests += 1
  if (answer.status >= 500)
    throw new Error(`${who} GET ${url} answers ${answer.status}: ${answer.text}`)
  for (const what of look(answer, url, road))
    crawled.found.push({ who, road: road.name, url, what })
  if (answer.status !== 200) return
  crawled.answered += 1
  const keys = crawled.keys.get(road.name) ?? new Set()
  collectKeys(answer.body, '', keys)
  crawled.keys.set(road.name, keys)
}

function collectKeys(value: unknown, path: string, keys: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collectKeys(one, path, keys)
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      const here = path === '' ? key : `${path}.${key}`
      keys.add(here)
      collectKeys(inner, here, keys)
    }
}

/** Ids and references of hidden things in an answer, apart from what the question itself brought. */
export function idsIn(answer: Heard, url: string, hidden: ReadonlySet<string>): string[] {
  const asked = new Set(namesIn(decodeURIComponent(url)))
  return [...new Set(namesIn(answer.bytes.toString('utf8')))].filter(
    (one) => hidden.has(one) && !asked.has(one),
  )
}

const namesIn = (text: string): string[] =>
  text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\bV-\d{4,}\b/g) ?? []

/** Tables whose rows hang on a case and have an id of their own, with both columns. */
export const rowsOfCases = (city: CanaryCity) =>
  city.world.sql<{ table: string; name: string; id: string; whom: string }>(
    `select c.relname as "table", format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as id, quote_ident(k.attname) as whom
       from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'app'
       join pg_attribute k on k.attrelid = c.oid and k.attname = 'case_id' and not k.attisdropped
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
      where c.relkind = 'r'`,
  )

/** Ids of all rows that hang on these cases, and their references: to know one is to know of the case. */
export async function idsOf(city: CanaryCity, cases: readonly { id: string; ref: string }[]) {
  const { sql } = city.world
  const apart = ['release_notices', 'closeness']
  const tables = (await rowsOfCases(city)).filter(({ table }) => !apart.includes(table))
  const ids = await Promise.all(
    tables.map(({ name, id: column }) =>
      sql<{ id: string }>(`select ${column}::text as id from ${name} where case_id = any ($1)`, [
        cases.map(({ id }) => id),
      ]),
    ),
  )
  return new Set([...cases.flatMap(({ id, ref }) => [id, ref]), ...ids.flat().map(({ id }) => id)])
}

/** A few at a time, as a hurried colleague with several windows would. */
export async function inTurns<T>(all: readonly T[], most: number, act: (one: T) => Promise<void>) {
  const queue = [...all]
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await act(next)
    }),
  )
}

/** What of the hidden texts stands in an answer, apart from what the question itself brought. */
export function textsIn(answer: Heard, url: string, hidden: readonly Hidden[]): Hidden[] {
  const asked = decodeURIComponent(url).toLowerCase()
  const found = canariesIn(answer.bytes, hidden) as Hidden[]
  return found.filter(({ word }) => !asked.includes(word))
}
