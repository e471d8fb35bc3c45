import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Asker,
  type CanaryCity,
  type Heard,
  openCanaryCity,
  type Seeker,
  seekers,
} from './city.ts'
import { crawl, idsIn, idsOf, inTurns, textsIn, whatExists } from './crawl.ts'
import {
  askedElsewhere,
  entriesOf,
  ownWords,
  readings,
  type Subjects,
  whomNamed,
  whomTold,
  whomWordsMean,
} from './entries.ts'
import { hideEverything, type Laid } from './hide.ts'
import { addresses, type Known, listRoads, roadsBeside } from './roads.ts'

/** The whole proof asks in every way with every id; day by day each seeker takes another part of both. */
const whole = process.env.CANARY === 'whole'
const parts = 24
const fewNumbers = [1, 2, 4, 99]

let city: CanaryCity
let laid: Laid
let known: Known
let requests = 0
/** Ids of what has a page of its own and holds hidden words. */
let pages: string[] = []
beforeAll(async () => {
  city = await openCanaryCity()
  laid = await hideEverything(city)
  known = await whatExists(city)
  const tables = ['leads', 'items', 'special_items', 'release_notices']
  const ids = await city.world.sql<{ id: string }>(
    tables.map((table) => `select id from app.${table}`).join(' union all '),
  )
  pages = ids.map(({ id }) => id)
})
afterAll(async () => {
  process.stderr.write(
    `canary: ${city.hidden.length} hidden texts, ${known.uuids.length} ids, ${requests} questions asked\n`,
  )
  await city.close()
})

const partOf = (place: number): Known => ({
  ...known,
  numbers: whole ? known.numbers : fewNumbers,
  uuids: known.uuids.filter((_, at) => whole || at % parts === place % parts),
  ways: whole ? undefined : place,
})

/** Of what somebody must know nothing: the cases that they have no right to. */
function darkFor(who: Seeker | null): { id: string; ref: string }[] {
  const { table, unseated, shut } = laid
  const rightless = who === null || !['police', 'exit', 'prison', 'housing'].includes(who)
  return rightless ? [table, unseated, shut] : [unseated, shut]
}

describe('whoever is told of stands in the access log, on every road (LED-33)', () => {
  const told = new Map<string, { url: string; who: Asker; answer: Heard }[]>()
  let subjects: Subjects
  beforeAll(async () => {
    subjects = await whomWordsMean(city, laid)
    // What was read before, and what is read now, lies long ago: nothing folds into anything.
    const { sql } = city.world
    await sql(`update audit.events set at = at - interval '1 hour'`)
    await sql(
      `create function audit.long_ago() returns trigger language plpgsql as
         $$ begin new.at := new.at - interval '16 minutes'; return new; end $$`,
    )
    await sql(
      'create trigger long_ago before insert on audit.events for each row execute function audit.long_ago()',
    )
    const some = { numbers: [1], refs: [laid.table.ref], words: known.words.slice(0, 2) }
    const few = { ...known, ...some, uuids: await oneOfEach() }
    const roads = (await listRoads(city.app)).filter(
      ({ method, name }) => method === 'GET' && name !== 'followEvents',
    )
    for (const who of ['city', 'privacy', 'prison', 'system'] as const)
      for (const road of roads)
        await inTurns(twoOfEachPath(addresses(road, few)), 8, async (url) => {
          const answer = await city.send(who, 'GET', url)
          if (answer.status === 200)
            told.set(road.name, [...(told.get(road.name) ?? []), { url, who, answer }])
        })
  })
  afterAll(() => city.world.sql('drop trigger long_ago on audit.events'))

  const twoOfEachPath = (urls: readonly string[]) =>
    urls.filter(
      (url, place) =>
        /[?&]use=lawfulness/.test(url) || url.split('?')[0] !== urls[place - 2]?.split('?')[0],
    )

  /** Of each kind of row one, and what has a page of its own. */
  async function oneOfEach(): Promise<string[]> {
    const tables = await city.world.sql<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name
         from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('app', 'audit')
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
        where c.relkind = 'r'`,
    )
    const ids = await city.world.sql<{ id: string }>(
      tables.map(({ name }) => `(select id from ${name} limit 1)`).join(' union all '),
    )
    return [...new Set([...ids.map(({ id }) => id), ...pages])]
  }

  test('each answer names nobody whom its entries do not name, and leaves what its road leaves', async () => {
    const asked = [...told].flatMap(([name, all]) => all.map((one) => ({ name, ...one })))
    const entries = await entriesOf(
      city,
      asked.map(({ answer }) => answer),
      subjects,
    )
    const wrong = asked.flatMap(({ name, who, url, answer }) => {
      const left = entries.get(answer.request) ?? []
      const named = new Set(left.flatMap(({ whom }) => [...whom]))
      const unnamed = [...whomTold(city, answer, subjects)].filter((one) => !named.has(one))
      const said = left.map(({ action }) => action).join(' ')
      const fits = new RegExp(`^(?:${readings[name] ?? ''})$`).test(said)
      return fits && (unnamed.length === 0 || name === ownWords)
        ? []
        : [`${who} ${name} ${url}: left "${said}", ${unnamed.length} not named`]
    })
    expect(wrong).toEqual([])
    expect(asked.length).toBeGreaterThan(200)
  })

  test('each road is answered here, or has a test of its own', async () => {
    const roads = (await listRoads(city.app)).filter(({ method }) => method === 'GET')
    const never = roads.map(({ name }) => name).filter((name) => !told.has(name))
    expect(never.sort()).toEqual(Object.keys(askedElsewhere).sort())
  })

  test('everything that was done to lay this down left its entry, with everybody in it', async () => {
    const entries = await entriesOf(
      city,
      city.done.map(({ answer }) => answer),
      subjects,
    )
    const wrong = city.done.flatMap(({ method, url, answer }) => {
      const left = entries.get(answer.request) ?? []
      const named = new Set(left.flatMap(({ whom }) => [...whom]))
      const meant = [...whomNamed(url, subjects), ...whomTold(city, answer, subjects)]
      const unnamed = meant.filter((one) => !named.has(one))
      return left.length > 0 && (unnamed.length === 0 || url === '/filters')
        ? []
        : [`${method} ${url}`]
    })
    expect(wrong).toEqual([])
    expect(city.done.length).toBeGreaterThan(50)
  })
})

describe('nobody finds what is hidden from them, on any road that can be read (N2, SEC-10)', () => {
  for (const [place, who] of [...seekers, null].entries())
    test(`${who ?? 'who is not signed in'} asks every road with every id that exists`, async () => {
      const hidden = city.hidden.filter(({ from }) => who === null || from.includes(who))
      const ids = await idsOf(city, darkFor(who))
      const { found, ...crawled } = await crawl(city, who, partOf(place), (answer, url) => [
        ...textsIn(answer, url, hidden).map(({ place }) => place),
        ...idsIn(answer, url, ids),
      ])
      requests += crawled.requests
      expect(found).toEqual([])
      expect(hidden.length).toBeGreaterThan(50)
      if (who !== null) expect(crawled.answered).toBeGreaterThan(50)
    })
})

test('software of the housing office finds on no road what is hidden from the housing office', async () => {
  const hidden = city.hidden.filter(({ from }) => from.includes('housing'))
  const ids = await idsOf(city, darkFor('housing'))
  const { found, ...crawled } = await crawl(city, 'system', partOf(0), (answer, url) => [
    ...textsIn(answer, url, hidden).map(({ place }) => place),
    ...idsIn(answer, url, ids),
  ])
  requests += crawled.requests
  expect(found).toEqual([])
  expect(crawled.answered).toBeGreaterThan(5)
})

describe('the proof can find: whoever may read a hidden text comes upon it', () => {
  for (const who of ['city', 'probation', 'health', 'privacy'] as const)
    test(`${who} finds each text that is theirs to find`, async () => {
      const theirs = city.hidden.filter(({ finder }) => finder === who)
      // The page of each item, and of each lead, is asked for by its own id.
      const few = { ...known, numbers: [1], uuids: pages }
      const places = new Set<string>()
      const look = (answer: Heard, url: string) => {
        for (const { place } of textsIn(answer, url, theirs)) places.add(place)
        return []
      }
      const enough = () => theirs.every(({ place }) => places.has(place))
      const { requests: asked } = await crawl(city, who, few, look, undefined, {}, enough)
      requests += asked
      expect(theirs.filter(({ place }) => !places.has(place))).toEqual([])
      expect(theirs.length).toBeGreaterThan(0)
    })
  test('the desk comes upon references and ids of the cases that others must not know of', async () => {
    const ids = await idsOf(city, [laid.unseated, laid.shut])
    const list = await city.send('city', 'GET', '/cases')
    expect(idsIn(list, '/cases', ids)).toEqual(
      expect.arrayContaining([laid.unseated.ref, laid.shut.ref]),
    )
    expect(ids.size).toBeGreaterThan(40)
  })
})

describe('no road is forgotten', () => {
  test('every road of the route table that can be read is asked at least once', async () => {
    const roads = await listRoads(city.app)
    expect(roads.length).toBeGreaterThan(200)
    for (const road of roads)
      if (road.method === 'GET') expect(() => addresses(road, known)).not.toThrow()
  })
  test('a new road that takes something unknown stops the proof with its name', () => {
    const parameter = {
      name: 'moon',
      in: 'path' as const,
      required: true,
      schema: { type: 'string' },
    }
    const road = { method: 'GET', path: '/tides/{moon}', name: 'readTide', parameters: [parameter] }
    expect(() => addresses(road, known)).toThrow(/readTide .* "moon"/)
  })
  test('roads outside the interface are those that have a proof of their own', () => {
    expect(roadsBeside(city.app).sort()).toEqual([
      // Tiles of the log; the router prints the star of /access-log/:name/tile/* alone.
      '*',
      '/access-log/:name/checkpoint',
      '/access-log/:name/checkpoint/witnessed',
      '/calendar/:file',
      '/information',
      '/information/:authority/:lineage',
      '/information/preview/:id',
      '/letters/corrections/:id',
      '/offer',
      '/offer/answer',
      '/sign-in/answer',
    ])
  })
})
