import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpWorld, makeHttpWorld } from '../world-http.ts'
import { listRoads } from './roads.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

/** What a list of people may never be narrowed, sorted or counted by. */
const values =
  /^(health|substance_use|medication|diagnosis|religion|ethnicity|origin|opinion|ideology|sexuality|belief)$/
const names =
  /health|substance|diagnos|religi|ethni|origin|opinion|ideolog|sexual|belief|nationality/i
/** Roads that list no people, each with what they list. */
const withoutPeople: Record<string, string> = {
  'listServices domain': 'what services the city has',
  'readConsentText domain': 'the text about one help that is shown to one person',
}

interface Schema {
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
}

const takes = (schema: Schema): unknown[] => [
  ...(schema.enum ?? []),
  ...(schema.const === undefined ? [] : [schema.const]),
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(takes),
  ...(schema.items ? takes(schema.items) : []),
]

test('no road takes health, substance use or an opinion to narrow, sort or count by; the list of roads is the route table (LED-15)', async () => {
  const roads = await listRoads(world.app)
  const asked = roads.flatMap((road) => {
    const saved = (road.body as Schema | undefined)?.properties?.search?.properties ?? {}
    return [
      ...road.parameters.filter((one) => one.in === 'query').map((one) => [one.name, one.schema]),
      ...Object.entries(saved),
    ].map(([name, schema]) => ({ road: road.name, name: name as string, schema: schema as Schema }))
  })
  expect(asked.length).toBeGreaterThan(60)
  expect(asked.map(({ road, name }) => `${road} ${name}`)).toEqual(
    expect.arrayContaining(['listCases domain', 'keepFilter domain']),
  )
  const found = asked.filter(
    ({ name, schema }) =>
      names.test(name) || takes(schema).some((value) => values.test(String(value))),
  )
  expect(found.map(({ road, name }) => `${road} ${name}`).sort()).toEqual(
    Object.keys(withoutPeople).sort(),
  )
})
