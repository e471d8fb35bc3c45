import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/platform/config.ts'
import { agencies } from '../world-partnership.ts'
import { type Asker, type CanaryCity, openCanaryCity } from './city.ts'
import { crawl, whatExists } from './crawl.ts'
import { classOf, neverAsked } from './field-classes.ts'
import { hideEverything, type Laid } from './hide.ts'
import { listRoads, type Road } from './roads.ts'

/** Written anew with CATALOGUE=write; else every key of every answer must stand in it. */
const page = join(projectRoot, 'docs/reference/field-catalogue.md')
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
] as const
/** Those who are asked each day. */
const few = ['police', 'housing', 'health', 'exit'] as const
type Reader = (typeof readers)[number]

let city: CanaryCity
let laid: Laid
/** `road key` with everybody who got it, as `who` or `who, stage` on a road of one case. */
const told = new Map<string, Set<string>>()
/** Answers on one case that name health or substance use, by reader. */
const lanes = new Map<Reader, Set<string>>()
beforeAll(async () => {
  city = await openCanaryCity()
  laid = await hideEverything(city)
  const early = await city.world.openCase({ release: null })
  for (const who of ['police', 'prison', 'housing', 'health', 'exit', 'probation'] as const)
    await city.world.sql(
      `insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on)
       select 1, gen_random_uuid(), id, person_id, $2, 'member', purpose, tstzrange(now(), null), 'infinity'
         from app.cases c where id = $1 and not exists (select from app.seats s where s.case_id = c.id and s.principal = $2)`,
      [early.id, city.world.agency[who].desk],
    )
  const stages = new Map([
    [early.ref, await stageOf(early.ref)],
    [laid.table.ref, await stageOf(laid.table.ref)],
  ])
  const whole = process.env.CATALOGUE === 'write' || process.env.CANARY === 'whole'
  for (const who of whole ? readers : few) await readAll(who, stages)
}, 240_000)
afterAll(() => city.close())

const stageOf = async (ref: string): Promise<string> =>
  (await city.send('city', 'GET', `/cases/${ref}`)).body.stage

async function readAll(who: Reader, stages: Map<string, string>): Promise<void> {
  const exists = await whatExists(city)
  const uuids = exists.uuids.filter((_, place) => place % 4 === 0)
  const all = { ...exists, uuids, numbers: [1], words: ['ab'] }
  const ofCase = (road: Road) => road.path.includes('{ref}')
  const lane = /"(?:domain|category)":"(?:health|substance_use)"/
  const general = await crawl(
    city,
    who,
    all,
    () => [],
    (road) => !ofCase(road),
  )
  note(who, general.keys)
  for (const [ref, stage] of stages) {
    const one = { ...all, refs: [ref] }
    const { keys } = await crawl(
      city,
      who,
      one,
      (answer, url) => {
        if (answer.status === 200 && lane.test(answer.text))
          lanes.set(
            who,
            (lanes.get(who) ?? new Set()).add(url.replace(ref, '').split('?')[0] ?? ''),
          )
        return []
      },
      ofCase,
    )
    note(`${who}, ${stage}`, keys)
  }
}

function note(who: string, keys: Map<string, Set<string>>): void {
  for (const [road, paths] of keys)
    for (const path of paths) {
      // Keys that are ids or codes of rows are data, not fields.
      const key = path.replace(/\.\d+(?=\.|$)/g, '.*').replace(/\.cells\.\w+/, '.cells.*')
      told.set(`${road} ${key}`, (told.get(`${road} ${key}`) ?? new Set()).add(who))
    }
}

/** The page: for each road, who gets which keys. Keys that the same people get stand in one line. */
function writePage(): string {
  const lines = new Map<string, string[]>()
  for (const [entry, who] of [...told].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [road = '', key = ''] = entry.split(' ')
    const kind = classOf(key.split('.').at(-1) ?? '')
    const line = `| ${road} | ${kind} | KEYS | ${[...who].sort().join('; ')} |`
    lines.set(line, [...(lines.get(line) ?? []), `\`${key}\``])
  }
  const people = readers.map(
    (who) => `- *${who}*: ${agencies[who].kind}, ${agencies[who].functions.join(', ')}`,
  )
  return [
    '# Field catalogue',
    '',
    'Generated; do not edit. Which keys of which answers reach whom (LED-04, GD-04, GD-05): a key outside this page, for that',
    'reader and that stage of a case, fails the build. Purpose: reintegration. Classes: open, operational, personal, offence, health;',
    'no field of any answer is of the last two. Written anew by `CATALOGUE=write vitest run tests/canary/catalogue.test.ts`.',
    '',
    ...people,
    '',
    '| Road | Class | Keys | Who, and at which stage of a case |',
    '|---|---|---|---|',
    ...[...lines].map(([line, keys]) => line.replace('KEYS', () => keys.join(' '))),
    '',
  ].join('\n')
}

function readPage(): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>()
  for (const [, road, keys = '', who = ''] of readFileSync(page, 'utf8').matchAll(
    /^\| (\w+) \| \w+ \| (`[^|]+`) \| ([^|]+) \|$/gm,
  ))
    for (const key of keys.split(' ')) {
      const entry = `${road} ${key.replaceAll('`', '')}`
      known.set(entry, new Set([...(known.get(entry) ?? []), ...who.trim().split('; ')]))
    }
  return known
}

describe('fields reach whom they are for, and nobody else (LED-04)', () => {
  test('no answer holds a key that the catalogue does not give this reader at this stage', () => {
    if (process.env.CATALOGUE === 'write') writeFileSync(page, writePage())
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
  })

  test('no road takes a special category to filter, sort or group by (LED-15)', async () => {
    const roads = await listRoads(city.app)
    const asked = roads.flatMap(({ name, parameters }) =>
      parameters.filter((one) => neverAsked.test(one.name)).map((one) => `${name} ${one.name}`),
    )
    expect(asked).toEqual([])
  })

  test('asking lists by a domain of health brings nothing to whom the agreement does not tell it (LED-15)', async () => {
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
        expect((await city.send(who, 'GET', `/cases?domain=${domain}`)).body.cases).toEqual([])
        expect((await city.send(who, 'GET', `/exports/cases?domain=${domain}`)).text).not.toMatch(
          /\bV-\d{4}/,
        )
      }
  })
})
