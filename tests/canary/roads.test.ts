import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CanaryCity, type Heard, openCanaryCity, type Seeker, seekers } from './city.ts'
import { crawl, idsIn, idsOf, textsIn, whatExists } from './crawl.ts'
import { hideEverything, type Laid } from './hide.ts'
import { addresses, type Known, listRoads, roadsBeside } from './roads.ts'

/** The whole proof asks with every id; day by day each seeker asks with another part of them. */
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
})

/** Of what somebody must know nothing: the cases that they have no right to. */
function darkFor(who: Seeker | null): { id: string; ref: string }[] {
  const { table, unseated, shut } = laid
  const rightless = who === null || !['police', 'exit', 'prison', 'housing'].includes(who)
  return rightless ? [table, unseated, shut] : [unseated, shut]
}

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
