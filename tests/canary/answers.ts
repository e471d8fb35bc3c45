import type { Asker, CanaryCity, Heard } from './city.ts'
import { inTurns } from './crawl.ts'
import { addresses, type Known, listRoads, type Road } from './roads.ts'

/** What somebody was answered at each address. */
export type Answers = Map<string, Heard>

/** What there is for one who knows what is written here, and nothing else. */
export const knowing = (known: Partial<Known>): Known => ({
  ...{ uuids: [], numbers: [1], refs: [], words: [], codes: [], tokens: [], cursors: [], days: [] },
  ...known,
})

/** A stream without end is followed apart. */
const readable = (road: Road) => road.method === 'GET' && road.name !== 'followEvents'

const takesIds = ({ parameters }: Road) =>
  parameters.some(({ in: place, schema }) => place === 'path' && schema.format === 'uuid')

/**
 * Everything that somebody can read who has used the service for a while: first all lists and pages, then
 * whatever page has one of the ids that stood in them, then the next page of every list that had more.
 */
export async function readAll(
  city: CanaryCity,
  who: Asker,
  known: Known,
  most = Number.POSITIVE_INFINITY,
): Promise<{ urls: string[]; answers: Answers }> {
  const roads = (await listRoads(city.app)).filter(readable)
  const first = roads
    .filter((road) => !takesIds(road))
    .flatMap((road) => addresses(road, { ...known, cursors: [] }))
  const answers = await answersAt(city, who, first)
  const uuids = [...new Set([...known.uuids, ...[...answers.values()].flatMap(idsOfRows)])]
  const step = Math.max(1, Math.ceil(uuids.length / most))
  const few = { ...known, uuids: uuids.filter((_, place) => place % step === 0) }
  const second = roads.filter(takesIds).flatMap((road) => addresses(road, few))
  const third = [...answers].flatMap(([url, { body }]) =>
    typeof body?.nextCursor === 'string'
      ? [`${url}${url.includes('?') ? '&' : '?'}cursor=${body.nextCursor}`]
      : [],
  )
  for (const [url, answer] of await answersAt(city, who, [...second, ...third]))
    answers.set(url, answer)
  return { urls: [...answers.keys()], answers }
}

const idsOfRows = ({ text }: Heard): string[] =>
  text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []

/** Asks each address; with the marks of former answers, as a browser does that kept them. */
export async function answersAt(
  city: CanaryCity,
  who: Asker,
  urls: readonly string[],
  kept: Answers = new Map(),
): Promise<Answers> {
  const answers: Answers = new Map()
  await inTurns(urls, 8, async (url) => {
    const etag = kept.get(url)?.etag
    const headers = { ...(etag && { 'if-none-match': etag }) }
    const answer = await city.send(who, 'GET', url, undefined, undefined, headers)
    if (answer.status >= 500) throw new Error(`${who} GET ${url}: ${answer.status} ${answer.text}`)
    answers.set(url, answer)
  })
  return answers
}

/** Of every table where its rows lie and which change made them: it stays only if none was touched. */
export async function placesOfRows(city: CanaryCity): Promise<Map<string, string>> {
  const tables = await city.world.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('app', 'audit', 'auth', 'actor', 'graphile_worker')`,
  )
  const digests = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await city.world.sql<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(ctid::text || xmin::text, ',' order by ctid)), '') as digest from ${name}`,
      )
      return [name, row?.digest ?? ''] as const
    }),
  )
  return new Map(digests)
}

/** Tables of which a row was written, changed or removed in between. */
export const changedTables = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].flatMap(([name, digest]) => (before.get(name) === digest ? [] : [name])).sort()
