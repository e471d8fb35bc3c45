import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../world.ts'
import { freshDatabase, openTestDatabase, testServer } from '../world-database.ts'
import { layItem } from '../world-items.ts'
import { type Answers, answersAt, knowing, readAll } from './answers.ts'
import { type CanaryCity, type Heard, openCanaryCity, openElsewhere, type Seeker } from './city.ts'
import { whatExists } from './crawl.ts'
import { fillCase, must } from './fill.ts'
import { hideRest, type Laid, layKnown } from './hide.ts'

/** Day by day two readers, some ids and a third of the ways of asking; everybody with all of them by `npm run prove:canary`. */
const whole = process.env.CANARY === 'whole'
const fewIds = 1

let bare: CanaryCity
let full: CanaryCity
let laid: Omit<Laid, 'unseated'>
let copied: string
let requests = 0
let compared = 0
beforeAll(async () => {
  const city = await openCanaryCity()
  laid = await layKnown(city)
  await city.app.close()
  await city.world.db.close()
  copied = new Date().toISOString()
  const { name } = city.world.db
  const twin = await freshDatabase(testServer(), name)
  bare = await openElsewhere(city, openTestDatabase(testServer(), name))
  full = await openElsewhere(city, twin)
})
afterAll(async () => {
  process.stderr.write(`twins: ${compared} addresses compared, ${requests} questions\n`)
  await bare.close()
  await full.close()
})

/** What differs between two answers, apart from the present moment and the number of the request. */
function difference(without: Heard | undefined, withHidden: Heard | undefined): string | null {
  const [one, other] = [said(without), said(withHidden)]
  if (one === other) return null
  const at = [...one].findIndex((letter, place) => other[place] !== letter)
  return `${one.slice(Math.max(0, at - 60), at + 60)} / ${other.slice(Math.max(0, at - 60), at + 60)}`
}

function said(answer: Heard | undefined): string {
  if (!answer) return 'not asked'
  // A packed file bears the second in which it was made, inside too; hidden texts are looked for in it by the roads.
  if (answer.text.startsWith('PK')) return `${answer.status} packed`
  // For what a log is read is said once a day: which address said it first differs from city to city.
  if (/log_use_missing|"use":"\w+","reviews"/.test(answer.text)) return 'asks what for'
  const text = answer.text
    // The room on the disk is that of the machine.
    .replace(/"free":"[^"]*"/g, '"free"')
    .replace(/"instance":"[^"]*"/g, '"instance"')
    // When I was last here is about my asking, not about what is kept.
    .replace(/"lastSeenAt":"[^"]*"/g, '"lastSeenAt"')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)/g, (moment) =>
      new Date(moment).toISOString() > copied ? 'after the twins parted' : moment,
    )
  return `${answer.status} ${answer.etag} ${text}`
}

/** Asks both cities everything that somebody could ask who knows every hidden id. */
async function differences(who: Seeker, third: number): Promise<string[]> {
  const { refs, uuids, codes, words } = await whatExists(full)
  const numbers = [0, 1, 2, 4, 10]
  const ways = whole ? undefined : third
  const known = knowing({ refs, uuids, codes, words, numbers, days: [day(0)], ways })
  const { urls, answers } = await readAll(bare, who, known, whole ? undefined : fewIds)
  const others: Answers = await answersAt(full, who, urls)
  requests += urls.length * 2
  compared += urls.length
  return urls.flatMap((url) => {
    const what = difference(answers.get(url), others.get(url))
    return what ? [`${who} ${url}: ${what}`] : []
  })
}

describe('what is hidden changes no number, mark, order or time of any answer (SEC-10, N2)', () => {
  test('the twins answer alike before anything is hidden in one of them', async () => {
    expect(await differences('housing', 0)).toEqual([])
  })

  test('items and lanes that the prison may not see change nothing that it reads of the case', async () => {
    await hideOnTheCase(full, laid)
    expect(await differences('prison', 1)).toEqual([])
  })

  test('neither do cases, shares, announcements and questions of others, for anybody', async () => {
    await hideRest(full, laid)
    await fillCase(full, 'one more case without a seat')
    // Bridge knows of the help that it gives itself.
    const readers = whole
      ? (['police', 'housing', 'unsigned', 'stranger', 'administrator', 'elsewhere'] as const)
      : (['housing'] as const)
    for (const who of readers) expect(await differences(who, 2)).toEqual([])
  }, 1_800_000)

  test('whoever may see what is hidden is answered otherwise', async () => {
    const list = (city: CanaryCity) => city.send('city', 'GET', '/cases?limit=200')
    const [without, withHidden] = await Promise.all([list(bare), list(full)])
    expect(withHidden.body.cases.length).toBe(without.body.cases.length + 2)
  })
})

/** On the case at which all sit: help that is known to few, and what is written for few. */
async function hideOnTheCase(city: CanaryCity, { table }: Omit<Laid, 'unseated'>): Promise<void> {
  const { agency } = city.world
  const { ref, id } = table
  const asked = await must(city, 'city', `/cases/${ref}/items`, {
    ...{ kind: 'fact', category: 'family_community', text: 'His sister has a room for him.' },
    ...{ mode: 'named', audience: [agency.city.desk] },
  })
  expect(asked.id).toBeTruthy()
  await layItem(city.world, id, { mode: 'named', audience: [agency.probation.desk] })
  await layItem(city.world, id, { owner: 'health', category: 'health', mode: 'agency' })
  const lane = await must(city, 'city', `/cases/${ref}/leads`, {
    ...{ domain: 'relations', agencyId: agency.exit.id, tied: 'calendar', from: day(160) },
    ...{ until: day(170), voluntary: true },
  })
  await must(city, 'exit', `/leads/${lane.id}/answer`, { outcome: 'accepted' })
}
