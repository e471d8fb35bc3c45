import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestCity, type TestCity } from '../auth/test-city.ts'
import { once } from './once.ts'
import type { ZodApp } from './routes.ts'

const Made = z.object({ id: z.string(), again: z.boolean() })
let acts = 0

async function makeRoute(app: ZodApp): Promise<void> {
  app.post(
    '/things',
    {
      schema: {
        operationId: 'makeThing',
        body: z.strictObject({ name: z.string(), size: z.int().optional() }),
        response: { 200: Made },
      },
    },
    (request) =>
      request.asActor((tx) =>
        once(
          tx,
          request,
          async () => {
            acts += 1
            await sql`select pg_sleep(0.05)`.execute(tx)
            return { id: randomUUID(), again: false }
          },
          async (id) => ({ id, again: true }),
        ),
      ),
  )
}

let city: TestCity
let cem: { cookie: string }
let bea: { cookie: string }
beforeAll(async () => {
  city = await openTestCity({ routes: [makeRoute as never] })
  cem = await city.cookieOf('cem@valmare.example')
  bea = await city.cookieOf('bea@valmare.example')
})
afterAll(() => city.close())

const make = (
  who: { cookie: string },
  key: string | undefined,
  payload: object = { name: 'Mira' },
) =>
  city.app.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: { ...who, ...(key !== undefined && { 'idempotency-key': key }) },
    payload,
  })

test('a second click finds what the first has made', async () => {
  const key = randomUUID()
  const first = (await make(cem, key, { name: 'Mira', size: 1 })).json()
  const second = (await make(cem, key, { size: 1, name: 'Mira' })).json()
  expect(first.again).toBe(false)
  expect(second).toEqual({ id: first.id, again: true })
})

test('ten clicks at the same moment make one thing', async () => {
  const key = randomUUID()
  const before = acts
  const answers = await Promise.all(Array.from({ length: 10 }, () => make(cem, key)))
  expect(acts - before).toBe(1)
  expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1)
})

test('the same key for something else is refused', async () => {
  const key = randomUUID()
  await make(cem, key)
  expect((await make(cem, key, { name: 'Other' })).json()).toMatchObject({
    status: 422,
    code: 'idempotency_key_reused',
  })
})

test('a key belongs to the member who chose it', async () => {
  const key = randomUUID()
  const mine = (await make(cem, key)).json()
  const theirs = (await make(bea, key, { name: 'Other' })).json()
  expect(theirs).toMatchObject({ again: false })
  expect(theirs.id).not.toBe(mine.id)
})

test('without a key each request makes its own', async () => {
  const [one, two] = [await make(cem, undefined), await make(cem, undefined)]
  expect(one.json().id).not.toBe(two.json().id)
})

test.each(['short', 'x'.repeat(129), 'with a space in it'])(
  'the key %j is refused',
  async (key) => {
    expect((await make(cem, key)).json()).toMatchObject({ code: 'idempotency_key_invalid' })
  },
)

test('what is kept tells neither key nor request', async () => {
  const key = randomUUID()
  await make(cem, key, { name: 'Mira Bellwald' })
  const { rows } = await city.db.owner.query(
    'select row_to_json(i)::text as row from app.idempotency i',
  )
  expect(rows.map((row) => row.row).join()).not.toMatch(new RegExp(`Mira|${key}`))
})
