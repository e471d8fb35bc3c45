import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answers,
  answersAt,
  changedTables,
  knowing,
  placesOfRows,
  readAll,
} from './answers.ts'
import { type CanaryCity, type Hidden, openCanaryCity } from './city.ts'
import { idsIn, idsOf, textsIn } from './crawl.ts'
import { type Begun, type Ending, endings } from './endings.ts'
import { type Kept, keepAll, useAgain } from './kept.ts'

/** Day by day some of the ids are asked for, at each ending in another third of the ways; all of them by `npm run prove:canary`. */
const whole = process.env.CANARY === 'whole'
const fewIds = 1

let city: CanaryCity
let address: string
let requests = 0
let roads = 0
beforeAll(async () => {
  city = await openCanaryCity()
  address = await city.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  process.stderr.write(
    `endings: ${endings.length} endings, ${requests} questions at ${roads} addresses\n`,
  )
  await city.close()
})

/** Hidden texts and ids of what has ended that stand in answers, with the address of each. */
function traces(answers: Answers, texts: readonly Hidden[], ids: ReadonlySet<string>): string[] {
  // What somebody typed into a list of their own is theirs; what that list brings is asked for below.
  const told = [...answers].filter(([url]) => url !== '/filters')
  return told.flatMap(([url, answer]) => [
    ...textsIn(answer, url, texts).map(({ place }) => `${url}: ${place}`),
    ...idsIn(answer, url, ids).map((id) => `${url}: ${id}`),
  ])
}

async function whatEnds(
  ending: Ending,
): Promise<{ begun: Begun; texts: Hidden[]; ids: Set<string> }> {
  const laid = city.hidden.length
  const begun = await ending.begin(city)
  const texts = city.hidden.slice(laid)
  if (!begun.item) return { begun, texts, ids: await idsOf(city, [begun.kase]) }
  return { begun, texts: texts.slice(-1), ids: new Set() }
}

describe('what ends is gone in the same second, on every road (SEC-10, LED-02, SH2, SH5, PI5)', () => {
  for (const [place, ending] of endings.entries())
    test(`${ending.name}: ${ending.who} finds nothing of it any more, whatever they kept`, async () => {
      const { who } = ending
      const { begun, texts, ids } = await whatEnds(ending)
      const { ref } = begun.kase
      const words = texts.flatMap(({ place, word }) => (/name/.test(place) ? [word] : []))
      const uuids = [...ids].filter((id) => id !== ref)
      const known = knowing({ refs: [ref], uuids, words, ways: whole ? undefined : place })
      const kept: Kept = await keepAll(city, who, ref, address)
      const { urls, answers: before } = await readAll(city, who, known, whole ? undefined : fewIds)
      expect(traces(before, texts, ids).length).toBeGreaterThan(0)

      await ending.near?.(city, begun)
      const rows = await placesOfRows(city)
      await ending.end(city, begun)
      const changed = changedTables(rows, await placesOfRows(city))
      if (ending.byClock) expect(changed).toEqual(ending.writes)
      else expect(changed.filter((table) => !ending.writes.includes(table))).toEqual([])

      const after = await answersAt(city, who, urls, before)
      requests += urls.length * 2
      roads += urls.length
      expect(traces(after, texts, ids)).toEqual([])
      const unchanged = [...after].filter(([, { status }]) => status === 304).map(([url]) => url)
      expect(unchanged).toEqual([])
      const again = await useAgain(city, who, kept, before)
      requests += again.requests
      const found = traces(again.answers, texts, ids)
      expect([...found, ...(begun.item ? [] : again.done)]).toEqual([])
    })
})
