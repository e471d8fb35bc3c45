import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listRoads, type Road } from '../../tests/canary/roads.ts'
import { type HttpWorld, makeHttpWorld } from '../../tests/world-http.ts'

// Whatever is typed or sent, the answer says what to do; "something went wrong on our side" is never it.
let world: HttpWorld
let token: string
let roads: Road[]
beforeAll(async () => {
  world = await makeHttpWorld()
  const { id, desk } = world.agency.city
  const held = ['coordinator', 'administrator', 'manager', 'chair', 'signatory'] as const
  token = (await world.session(id, [...held, 'data_protection_officer'], desk)).token
  roads = (await listRoads(world.app)).filter(({ name }) => !leftOut.test(name))
})
afterAll(() => world.close())

/** A stream that never ends, and what would end the session that asks. */
const leftOut = /^(followEvents|signOut|signOutEverywhere|endOtherSessions)$/

type Schema = NonNullable<Road['body']>
interface Values {
  number: number
  words: string
}

function fill(schema: Schema, values: Values): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return fill(schema.anyOf[0] ?? {}, values)
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, one]) => [name, fill(one, values)]),
    )
  if (schema.type === 'array') return [fill(schema.items ?? {}, values)]
  if (schema.type === 'integer' || schema.type === 'number') return values.number
  if (schema.type === 'boolean') return true
  if (schema.format === 'uuid') return randomUUID()
  if (schema.format === 'date') return '2026-05-04'
  if (schema.format === 'date-time') return '2026-05-04T10:00:00Z'
  return values.words
}

async function faultsWith(values: Values): Promise<string[]> {
  const faults: string[] = []
  for (const road of roads) {
    const query = new URLSearchParams()
    let path = road.path
    for (const { name, schema, in: place } of road.parameters) {
      const value = name === 'ref' ? 'V-9999' : String(fill(schema, values)).toWellFormed()
      if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value))
      else query.set(name, value)
    }
    const { statusCode, body } = await world.app.inject({
      method: road.method as 'GET',
      url: `/api/v1${path}?${query}`,
      headers: {
        cookie: `__Host-throughcare=${token}`,
        'if-match': '"1"',
        'idempotency-key': randomUUID(),
      },
      ...(road.body && { payload: fill(road.body, values) as object }),
    })
    if (statusCode >= 500) faults.push(`${road.name} ${statusCode} ${body.slice(0, 80)}`)
  }
  return faults
}

test.each([
  ['a number beyond those that are kept', { number: 99_999_999_999, words: 'two words' }],
  ['a number below them', { number: -99_999_999_999, words: 'two words' }],
  ['a character that no text holds', { number: 1, words: 'two\u0000words' }],
  ['half of a character', { number: 1, words: 'two\ud83dwords' }],
])('%s is refused in words, on every road', async (_, values) => {
  expect(roads.length).toBeGreaterThan(250)
  expect(await faultsWith(values)).toEqual([])
  // Nothing of it ended the session, which would have hidden every road behind it.
  expect((await world.get({ token }, '/session')).status).toBe(200)
})
