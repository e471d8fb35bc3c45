import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { connectDatabases } from '../db/connections.ts'
import { conflict } from '../errors.ts'
import { createLog } from '../log.ts'
import { createKeyring } from '../seal/keyring.ts'
import { createHttp } from './create-http.ts'
import type { HttpOptions } from './options.ts'
import type { ZodApp } from './routes.ts'
import { requireVersion, versionOutdated } from './versions.ts'
import { readWords } from './words.ts'

const lines: string[] = []
const nowhere = { host: '/nowhere', database: 'none' }
const databases = connectDatabases(
  { gate: nowhere, actor: nowhere, worker: nowhere, system: nowhere },
  createKeyring(Buffer.alloc(32, 1), []),
)
const options: HttpOptions = {
  databases,
  log: createLog('info', (line) => lines.push(line)),
  words: readWords(),
  origins: ['http://localhost:8080'],
  trustedProxies: [],
  rateLimits: false,
}

const Note = z.object({
  id: z.int(),
  text: z.string().nullable(),
  parts: z.array(z.object({ name: z.string() })),
  kind: z.discriminatedUnion('is', [
    z.object({ is: z.literal('short') }),
    z.object({ is: z.literal('long'), pages: z.int() }),
  ]),
  place: z.object({ town: z.string().nullable() }).nullable(),
  other: z.object({ town: z.string() }).nullable(),
  until: z.iso.date().nullable(),
  how: z.enum(['by_post', 'by_hand']).nullable(),
  on: z.date(),
  version: z.int(),
})
const planted = {
  id: 1,
  text: null,
  secret: 'planted-secret',
  parts: [{ name: 'a', secret: 'planted-secret' }],
  kind: { is: 'long' as const, pages: 2, secret: 'planted-secret' },
  place: { town: null, secret: 'planted-secret' },
  other: null,
  until: '2026-02-03',
  how: 'by_hand' as const,
  on: new Date('2026-01-02T03:04:05Z'),
  version: 7,
}

let app: FastifyInstance
beforeAll(async () => {
  app = await createHttp(options, '1.2.3')
  const routes: ZodApp = app.withTypeProvider()
  routes.get(
    '/api/v1/notes/:id',
    {
      schema: {
        operationId: 'readNote',
        params: z.strictObject({ id: z.coerce.number().int() }),
        querystring: z.strictObject({ part: z.string().optional() }),
        response: { 200: Note },
      },
    },
    () => planted,
  )
  routes.put(
    '/api/v1/notes/:id',
    {
      schema: {
        operationId: 'changeNote',
        params: z.strictObject({ id: z.coerce.number().int() }),
        body: z.strictObject({
          text: z.string().min(2).max(5),
          inner: z.strictObject({ deep: z.int().optional() }).optional(),
        }),
        response: { 200: Note },
      },
    },
    (request) => {
      if (requireVersion(request) !== 7) throw versionOutdated(3, 7)
      return planted
    },
  )
  routes.post('/api/v1/broken', { schema: { operationId: 'breakDown' } }, () => {
    throw new Error('the secret name of somebody')
  })
  routes.post('/api/v1/late', { schema: { operationId: 'comeLate' } }, () => {
    throw conflict('handover_already_answered')
  })
  await app.ready()
})
afterAll(() => Promise.all([app.close(), databases.close()]))

const put = (body: unknown, headers: Record<string, string> = { 'if-match': '"7"' }) =>
  app.inject({ method: 'PUT', url: '/api/v1/notes/1', payload: body as object, headers })

test('a field that nobody named in the contract does not leave, however deep it is planted', async () => {
  const answer = await app.inject('/api/v1/notes/1')
  expect(answer.statusCode).toBe(200)
  expect(answer.body).not.toContain('planted-secret')
  expect(answer.json()).toEqual({
    id: 1,
    text: null,
    parts: [{ name: 'a' }],
    kind: { is: 'long', pages: 2 },
    place: { town: null },
    other: null,
    until: '2026-02-03',
    how: 'by_hand',
    on: '2026-01-02T03:04:05.000Z',
    version: 7,
  })
})

test('an answer with a version carries it as ETag', async () => {
  expect((await app.inject('/api/v1/notes/1')).headers.etag).toBe('"7"')
})

test.each([
  ['a key nobody knows', { text: 'abc', extra: 1 }, 422, 'unknown_key', 'extra'],
  ['a key nobody knows, deep', { text: 'abc', inner: { x: 1 } }, 422, 'unknown_key', 'inner.x'],
  ['a missing field', {}, 422, 'required', 'text'],
  ['a field of another type', { text: 3 }, 422, 'wrong_type', 'text'],
  ['a text that is too short', { text: 'a' }, 422, 'too_short', 'text'],
  ['a text that is too long', { text: 'abcdefg' }, 422, 'too_long', 'text'],
])('%s is refused with its field and code', async (_name, body, status, code, field) => {
  const answer = await put(body)
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ status, code, errors: [{ field, code }] })
  expect(answer.json().detail).toMatch(/\w+ \w+/)
})

test('several wrong fields are told together', async () => {
  const answer = await put({ text: 3, inner: 4 })
  expect(answer.json()).toMatchObject({ code: 'input_invalid', status: 422 })
  expect(answer.json().errors).toHaveLength(2)
})

test('an unknown key of a query is refused, also where a route takes no query at all', async () => {
  const known = await app.inject('/api/v1/notes/1?part=a&other=b')
  expect(known.json()).toMatchObject({ status: 422, code: 'unknown_key' })
  const none = await app.inject({ method: 'POST', url: '/api/v1/late?other=b' })
  expect(none.json()).toMatchObject({ status: 422, code: 'unknown_key' })
})

test('a body is refused where a route takes none', async () => {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/late', payload: { a: 1 } })
  expect(answer.json()).toMatchObject({ status: 422, code: 'unknown_key' })
})

test('an address that cannot exist is as missing as one that does not', async () => {
  expect((await app.inject('/api/v1/notes/abc')).statusCode).toBe(404)
  expect((await app.inject('/api/v1/nowhere')).json()).toMatchObject({ code: 'not_found' })
})

test.each([
  '{"text":"abc","__proto__":{"admin":true}}',
  '{"text":"abc","constructor":{"prototype":{"admin":true}}}',
  '{"text":',
])('the body %s is refused before anybody reads it', async (payload) => {
  const answer = await app.inject({
    method: 'PUT',
    url: '/api/v1/notes/1',
    payload,
    headers: { 'content-type': 'application/json', 'if-match': '"7"' },
  })
  expect(answer.json()).toMatchObject({ status: 400, code: 'malformed_json' })
})

test('a body that is too large is 413, one of another kind 415', async () => {
  const large = await put({ text: 'x'.repeat(1_100_000) })
  expect(large.json()).toMatchObject({ status: 413, code: 'body_too_large' })
  const other = await app.inject({
    method: 'PUT',
    url: '/api/v1/notes/1',
    payload: '<a/>',
    headers: { 'content-type': 'application/xml' },
  })
  expect(other.json()).toMatchObject({ status: 415, code: 'content_type_not_supported' })
})

test('another method is 405 and says which ones there are', async () => {
  const answer = await app.inject({ method: 'DELETE', url: '/api/v1/notes/1' })
  expect(answer.statusCode).toBe(405)
  expect(answer.headers.allow).toBe('GET, HEAD, PUT')
})

test('a change without the version is 428, with an old one 412 and both versions', async () => {
  expect((await put({ text: 'abc' }, {})).json()).toMatchObject({ code: 'version_missing' })
  const outdated = await put({ text: 'abc' }, { 'if-match': '"3"' })
  expect(outdated.json()).toMatchObject({ status: 412, yours: 3, current: 7 })
})

test('a fault answers with a reference only, and the log tells where but not what', async () => {
  lines.length = 0
  const answer = await app.inject({ method: 'POST', url: '/api/v1/broken' })
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toMatchObject({ code: 'unexpected' })
  expect(answer.json().instance).toBe(`urn:uuid:${answer.headers['x-request-id']}`)
  expect(answer.body + lines.join('')).not.toContain('secret name')
  expect(lines.join('')).toContain('create-http.test.ts')
})

test('the log holds the pattern of a route, never an address, and one line for each answer', async () => {
  lines.length = 0
  const url = '/api/v1/notes/1?part=Mustermann'
  await app.inject({ url, headers: { 'x-request-id': 'evil\n{"forged":1}' } })
  const [line = ''] = lines
  expect(lines).toHaveLength(1)
  expect(JSON.parse(line)).toMatchObject({ route: '/api/v1/notes/:id', status: 200 })
  expect(line).not.toMatch(/Mustermann|forged/)
})

test('the description names every operation, refuses unknown keys and holds no zod', async () => {
  const description = (await app.inject('/api/v1/openapi.json')).json()
  expect(description.openapi).toBe('3.1.0')
  const { put: change } = description.paths['/api/v1/notes/{id}']
  expect(change.operationId).toBe('changeNote')
  const body = change.requestBody.content['application/json'].schema
  expect(body).toMatchObject({ additionalProperties: false, required: ['text'] })
  expect(change.responses.default.content).toHaveProperty('application/problem+json')
  const { properties } = change.responses[200].content['application/json'].schema
  expect(properties.until.anyOf).toEqual([
    expect.objectContaining({ type: 'string' }),
    { type: 'null' },
  ])
  expect(JSON.stringify(description)).not.toContain('nullable')
})

test('a contract that would swallow a misspelt key is refused when the server starts', async () => {
  const other = await createHttp(options, '1')
  const body = z.object({ text: z.string() })
  expect(() =>
    other.post('/api/v1/open', { schema: { operationId: 'open', body } }, () => null),
  ).toThrow('strictObject')
})
