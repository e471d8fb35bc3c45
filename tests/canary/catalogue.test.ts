import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { layItem } from '../world-items.ts'
import { noteKeys, readPage, superviseAll, type Told, writePage } from './catalogue-page.ts'
import { type Asker, type CanaryCity, type Heard, lone, openCanaryCity } from './city.ts'
import { crawl, type Refused, whatExists } from './crawl.ts'
import { classOf, neverAsked } from './field-classes.ts'
import { hideEverything, type Laid } from './hide.ts'
import { type Known, listRoads, type Road } from './roads.ts'

/** Written anew with CATALOGUE=write; else every key of every answer must stand in it. */
const readers = [
  'city',
  'probation',
  'police',
  'prison',
  'housing',
  'health',
  'exit',
  'privacy',
  'unsigned',
  'chair',
  'administrator',
  ...lone,
] as const
/** Those who are asked each day. */
const few = ['police', 'housing', 'health', 'exit'] as const
type Reader = (typeof readers)[number]
const stages = ['preparation', 'release', 'community', 'closing', 'closed'] as const
/** For what a case is kept; measures are another matter than help, by another law. */
const purposes = ['reintegration', 'supervision'] as const
type Purpose = (typeof purposes)[number]

let city: CanaryCity
let laid: Laid
const told: Told = new Map()
/** Answers on one case that name health or substance use, or supervision, by reader. */
const lanes = new Map<Reader, Set<string>>()
const supervised = new Map<Reader, Set<string>>()
/** From one stage of a case to the next. */
const refused: Refused | undefined = process.env.CANARY === 'whole' ? undefined : new Set()
beforeAll(async () => {
  city = await openCanaryCity()
  laid = await hideEverything(city)
  for (const one of lone)
    city.others.set(one, (await city.world.session(city.world.agency.city.id, [one])).token)
  const early = await city.world.openCase({ release: null })
  for (const who of ['police', 'prison', 'housing', 'health', 'exit', 'probation'] as const)
    await city.world.sql(
      `insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on)
       select 1, gen_random_uuid(), id, person_id, $2, 'member', purpose, tstzrange(now(), null), 'infinity'
         from app.cases c where id = $1 and not exists (select from app.seats s where s.case_id = c.id and s.principal = $2)`,
      [early.id, city.world.agency[who].desk],
    )
  const text = 'Reports every Monday.'
  await layItem(city.world, laid.table.id, { owner: 'probation', category: 'supervision', text })
  const measure = await superviseAll(city, laid.unseated)
  const exists = await whatExists(city)
  // The page is written from all ids: what a day's part of them answers must stand in it.
  const known = everyday ? { ...exists, uuids: await someIds(exists.uuids) } : exists
  for (const [place, who] of asked.entries()) await readGeneral(who, { ...known, ...third(place) })
  for (const [later, stage] of stages.entries()) {
    await city.world.sql('update app.cases set stage = $1', [stage])
    for (const [place, who] of asked.entries()) {
      const ways = { ...known, ...third(place + later) }
      // Without a day of release: day by day at the first stage and at the last.
      if (!everyday || later % (stages.length - 1) === 0)
        await readCase(who, early.ref, stage, 'reintegration', ways)
      await readCase(who, laid.table.ref, stage, 'reintegration', ways)
      await readCase(who, measure, stage, 'supervision', ways)
    }
  }
}, 7_200_000)
afterAll(() => city.close())

const ofCase = (road: Road) => road.path.includes('{ref}')
const everyday = process.env.CATALOGUE !== 'write' && process.env.CANARY !== 'whole'

const asked = everyday ? few : readers
/** Day by day each reader asks in another third of the ways, and at each stage in another one. */
const third = (ways: number) => (everyday ? { ways } : {})

/** Day by day what has a page of its own, one of each kind, and every twelfth of all ids. */
async function someIds(all: readonly string[]): Promise<string[]> {
  const pages = ['leads', 'items', 'special_items', 'release_notices']
  const ids = await city.world.sql<{ id: string }>(
    pages.map((table) => `(select id from app.${table} limit 1)`).join(' union all '),
  )
  return [...new Set([...ids.map(({ id }) => id), ...all.filter((_, place) => place % 12 === 0)])]
}

async function readGeneral(who: Reader, exists: Known): Promise<void> {
  const { uuids } = exists
  const all = { ...exists, numbers: [1], words: ['ab'] }
  for (const purpose of purposes) {
    const { keys } = await crawl(
      city,
      who,
      purpose === 'reintegration' ? all : { ...all, uuids: uuids.slice(0, 20) },
      () => [],
      (road) => !ofCase(road),
      { 'x-purpose': purpose },
    )
    noteKeys(told, named(who, purpose), keys)
  }
}

const named = (who: Reader, purpose: Purpose) =>
  purpose === 'reintegration' ? who : `${who} for ${purpose}`

async function readCase(
  who: Reader,
  ref: string,
  stage: string,
  purpose: Purpose,
  exists: Known,
): Promise<void> {
  const known = { ...exists, numbers: [1], words: ['ab'], refs: [ref] }
  const lane = /"(?:domain|category)":"(?:health|substance_use)"/
  const look = (answer: Heard, url: string) => {
    const at = `${stage}: ${url.replace(ref, '').split('?')[0]}`
    const note = (noted: typeof lanes) => noted.set(who, (noted.get(who) ?? new Set()).add(at))
    if (answer.status === 200 && lane.test(answer.text)) note(lanes)
    if (answer.status === 200 && /"(?:domain|category)":"supervision"/.test(answer.text))
      note(supervised)
    return []
  }
  const headers = { 'x-purpose': purpose }
  const { keys } = await crawl(city, who, known, look, ofCase, headers, undefined, refused)
  noteKeys(told, `${named(who, purpose)}, ${stage}`, keys)
}

describe('fields reach whom they are for, and nobody else (LED-04)', () => {
  test('no answer holds a key that the catalogue does not give this reader at this stage', () => {
    if (process.env.CATALOGUE === 'write') writePage(told, readers)
    const known = readPage()
    const outside = [...told].flatMap(([key, who]) =>
      [...who].filter((one) => !known.get(key)?.has(one)).map((one) => `${one}: ${key}`),
    )
    expect(outside).toEqual([])
    expect(told.size).toBeGreaterThan(500)
  })

  test('no reader gets a field of offences or of health (GD-04, GD-05)', () => {
    const found = [...told.keys()].filter((entry) =>
      ['offence', 'health'].includes(classOf(entry.split('.').at(-1)?.split(' ').at(-1) ?? '')),
    )
    expect(found).toEqual([])
  })

  test('on a case, lanes of health are named to nobody whom the agreement does not tell (GD-04)', () => {
    for (const who of ['police', 'exit', 'unsigned'] as const)
      expect([who, [...(lanes.get(who) ?? [])]]).toEqual([who, []])
    expect(lanes.get('health')?.size).toBeGreaterThan(0)
    for (const stage of stages)
      expect([...(lanes.get('health') ?? [])].some((at) => at.startsWith(stage))).toBe(true)
  })

  test('associations, housing and health read nothing of a measure, at any stage, for any purpose (GD-05)', () => {
    for (const who of ['exit', 'housing', 'health'] as const)
      expect([who, [...(supervised.get(who) ?? [])]]).toEqual([who, []])
    if (!everyday) expect(supervised.get('probation')?.size).toBeGreaterThan(0)
  })

  test('every function and stage that exists stands in the catalogue', async () => {
    const rules = await city.world.sql<{ name: string; rule: string }>(
      `select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
        where conname in ('cases_stage', 'member_functions_known')`,
    )
    const words = (name: string) =>
      [...(rules.find((one) => one.name === name)?.rule ?? '').matchAll(/'(\w+)'::text/g)]
        .map(([, word]) => word ?? '')
        .sort()
    expect(words('cases_stage')).toEqual([...stages].sort())
    const ofAgencies = ['coordinator', 'case_worker', 'resettlement_officer', 'provider']
    const others = ['exit_worker', 'data_protection_officer', 'chair', 'administrator']
    expect(words('member_functions_known')).toEqual([...ofAgencies, ...others, ...lone].sort())
  })

  test('no road takes a special category to filter, sort or group by (LED-15)', async () => {
    const roads = await listRoads(city.app)
    const asked = roads.flatMap(({ name, parameters }) =>
      parameters.filter((one) => neverAsked.test(one.name)).map((one) => `${name} ${one.name}`),
    )
    expect(asked).toEqual([])
  })

  test('asking lists by a domain of health brings nothing (LED-15)', async () => {
    const roads = (await listRoads(city.app)).filter(
      ({ method, parameters }) =>
        method === 'GET' &&
        parameters.some(({ name, in: place }) => name === 'domain' && place === 'query'),
    )
    expect(roads.map(({ name }) => name).sort()).toEqual([
      ...[
        'countReleases',
        'exportCases',
        'exportReleases',
        'listCases',
        'listReleases',
        'listServices',
        'readConsentText',
      ],
    ])
    for (const who of ['police', 'exit', 'unsigned'] as readonly Asker[])
      for (const domain of ['health', 'substance_use']) {
        const asked = await Promise.all(
          ['/cases', '/exports/cases'].map((road) =>
            city.send(who, 'GET', `${road}?domain=${domain}`),
          ),
        )
        // Not even to those who may see such a lane: no list is narrowed by it.
        expect(asked.map(({ status }) => status)).toEqual([422, 422])
        expect(asked.map(({ text }) => text).join()).not.toMatch(/\bV-\d{4}/)
      }
  })
})
