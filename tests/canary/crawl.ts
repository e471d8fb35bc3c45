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
  const today = new Date().toISOString().slice(0, 10)
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
    days: [today, `${Number(today.slice(0, 4)) + 1}-01-01`],
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
  look: (answer: Heard, url: string) => string[],
  only: (road: Road) => boolean = () => true,
  headers: Record<string, string> = {},
  enough: () => boolean = () => false,
): Promise<Crawled> {
  const crawled: Crawled = { requests: 0, answered: 0, found: [], keys: new Map() }
  const roads = (await listRoads(city.app)).filter(
    (road) => road.method === 'GET' && !(road.name in apart) && only(road),
  )
  for (const road of roads) {
    if (enough()) break
    const urls = addresses(road, known)
    await inTurns(urls, 8, async (url) => {
      const answer = await city.send(who, 'GET', url, undefined, undefined, headers)
      note(crawled, who, road, url, answer, look)
    })
  }
  return crawled
}

function note(
  crawled: Crawled,
  who: Asker | null,
  road: Road,
  url: string,
  answer: Heard,
  look: (answer: Heard, url: string) => string[],
): void {
  crawled.requests += 1
  if (answer.status >= 500)
    throw new Error(`${who} GET ${url} answers ${answer.status}: ${answer.text}`)
  for (const what of look(answer, url)) crawled.found.push({ who, road: road.name, url, what })
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

/** Ids of all rows that hang on these cases, and their references: to know one is to know of the case. */
export async function idsOf(city: CanaryCity, cases: readonly { id: string; ref: string }[]) {
  const { sql } = city.world
  const tables = await sql<{ name: string; column: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as "column"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'app'
       join pg_attribute k on k.attrelid = c.oid and k.attname = 'case_id' and not k.attisdropped
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
      where c.relkind = 'r' and c.relname not in ('release_notices', 'closeness')`,
  )
  const ids = await Promise.all(
    tables.map(({ name, column }) =>
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
