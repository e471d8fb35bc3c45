import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRoads } from '../../tests/canary/roads.ts'
import { day } from '../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../tests/world-http.ts'
import { layItem } from '../../tests/world-items.ts'
import { textsAt } from './free-text.ts'
import { checked, checkedByService, exempt } from './free-text-fields.ts'

// PI6: wherever a person is described in free text, the same rule asks about the words.
let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

interface Schema {
  type?: string
  enum?: unknown
  const?: unknown
  format?: string
  pattern?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
}

/** Every place of a body that takes any text. */
function freeText(schema: Schema | undefined, path = ''): string[] {
  if (!schema) return []
  const { type, format, pattern, properties = {}, additionalProperties: more } = schema
  const open = type === 'string' && !schema.enum && schema.const === undefined
  return [
    ...(open && !format && !pattern ? [path] : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((one) =>
      freeText(one, path),
    ),
    ...Object.entries(properties).flatMap(([key, one]) =>
      freeText(one, path ? `${path}.${key}` : key),
    ),
    ...(schema.items ? freeText(schema.items, `${path}[]`) : []),
    ...(typeof more === 'object' ? freeText(more, `${path}.*`) : []),
  ]
}

describe('every field of free text of every road', () => {
  test('is asked about, or stands among those that are not, with the reason', async () => {
    const free = new Set(exempt.flatMap(({ fields }) => fields))
    const asked = (road: string, path: string) =>
      [...(checked[road] ?? []), ...(checkedByService[road] ?? [])].includes(path)
    const forgotten = (await listRoads(world.app)).flatMap(({ name, body }) =>
      freeText(body as Schema)
        .filter((path) => !asked(name, path) && !free.has(name) && !free.has(`${name}.${path}`))
        .map((path) => `${name}.${path}`),
    )
    expect([...new Set(forgotten)]).toEqual([])
  })
  test('no list names a field that does not exist', async () => {
    const roads = await listRoads(world.app)
    const known = new Set(
      roads.flatMap(({ name, body }) => freeText(body as Schema).map((path) => `${name}.${path}`)),
    )
    const names = new Set(roads.map(({ name }) => name))
    const listed = [checked, checkedByService].flatMap((list) =>
      Object.entries(list).flatMap(([name, paths]) => paths.map((path) => `${name}.${path}`)),
    )
    const lost = [...listed, ...exempt.flatMap(({ fields }) => fields)]
    expect(lost.filter((one) => !known.has(one) && !names.has(one))).toEqual([])
    for (const { why } of exempt) expect(why.length).toBeGreaterThan(20)
  })
})

const harm = 'The offender is a devout Muslim and wants it so.'
const neutral = 'They look for the same flat and need the date.'

async function toShare() {
  const opened = await world.openCase({ release: day(30) })
  for (const name of ['probation', 'housing'] as const) await world.seat(opened.id, name)
  const item = await layItem(world, opened.id, {
    ...{ owner: 'housing', mode: 'named', audience: [world.agency.city.desk] },
  })
  const share = (necessity: string, headers: Record<string, string> = {}) =>
    world.app.inject({
      method: 'POST',
      url: `/api/v1/cases/${opened.ref}/shares`,
      headers: { cookie: `__Host-throughcare=${world.agency.housing.token}`, ...headers },
      payload: {
        ...{ items: [item], recipients: [world.agency.probation.desk], expiresOn: day(20) },
        ...{ informed: { on: day(0), how: 'talk' }, necessity },
      },
    })
  return { ...opened, share }
}

describe('one rule on the server', () => {
  test('without a reason nothing is done, and every place is told', async () => {
    const { share, ref } = await toShare()
    const refused = await share(harm)
    expect(refused.statusCode).toBe(422)
    const { code, field, wordings } = refused.json()
    expect([code, field]).toEqual(['wording_reason_missing', 'necessity'])
    const kinds = new Set(wordings.map(({ kind }: { kind: string }) => kind))
    expect([...kinds].sort()).toEqual(['belief', 'stigma'])
    expect((await world.get('housing', `/cases/${ref}/sharing`)).body.shares).toEqual([])
    expect((await share(harm, { 'x-kept-wordings': 'belief=needed_for_task' })).statusCode).toBe(
      422,
    )
    expect((await share(harm, { 'x-kept-wordings': 'belief=because' })).statusCode).toBe(422)
    expect((await share(neutral)).statusCode).toBe(201)
  })
  test('a kept wording is logged in the same transaction: kind, reason and field, never the text', async () => {
    const { share, id } = await toShare()
    const before = (await world.events('wording.kept')).length
    const kept = 'belief=needed_for_task, stigma=quoted_document'
    expect((await share(harm, { 'x-kept-wordings': kept })).statusCode).toBe(201)
    const [event, ...more] = (await world.events('wording.kept')).slice(before)
    expect(more).toEqual([])
    expect(event).toMatchObject({
      case_id: id,
      detail: { operation: 'decideShare', field: 'necessity' },
    })
    expect(JSON.stringify(event)).not.toMatch(/offender|muslim/i)
  })
  test('an act that is refused logs nothing', async () => {
    const { share, id } = await toShare()
    await world.sql('update app.items set state = $2 where case_id = $1', [id, 'contested'])
    const before = (await world.events('wording.kept')).length
    const kept = 'belief=own_words,stigma=own_words'
    expect((await share(harm, { 'x-kept-wordings': kept })).statusCode).toBe(409)
    expect(await world.events('wording.kept')).toHaveLength(before)
  })
  test('the person’s own words are never stopped: neither an objection, nor a statement', async () => {
    const { ref, id } = await toShare()
    const said = await world.post('housing', `/cases/${ref}/items`, {
      ...{ category: 'accommodation', kind: 'statement', language: 'en', text: harm },
    })
    expect(said.status).toBe(201)
    const item = await layItem(world, id, { owner: 'housing' })
    const contest = await world.post('housing', `/items/${item}/contests`, {
      ...{ statement: harm, language: 'en', wish: 'correct', way: 'spoken', on: day(0) },
    })
    expect(contest.body?.code).not.toBe('wording_reason_missing')
  })
})

test('texts are found wherever a body keeps them', () => {
  const body = {
    reason: 'a',
    informed: { reason: 'b' },
    issues: ['c', 'd'],
    lines: [{ words: 'e' }],
  }
  const found = ['reason', 'informed.reason', 'issues[]', 'lines[].words', 'nothing.there'].map(
    (path) => textsAt(body, path).map(({ field, text }) => `${field}=${text}`),
  )
  expect(found).toEqual([
    ...[['reason=a'], ['informed.reason=b'], ['issues.0=c', 'issues.1=d'], ['lines.0.words=e'], []],
  ])
})
