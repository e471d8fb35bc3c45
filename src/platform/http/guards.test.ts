import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabases } from '../db/connections.ts'
import { silentLog } from '../log.ts'
import { createKeyring } from '../seal/keyring.ts'
import { compressWeb } from './compress-web.ts'
import { createHttp } from './create-http.ts'
import type { HttpOptions } from './options.ts'
import { serveWebApp } from './web-app.ts'
import { readWords } from './words.ts'

const nowhere = { host: '/nowhere', database: 'none' }
const databases = connectDatabases(
  { gate: nowhere, actor: nowhere, worker: nowhere, system: nowhere },
  createKeyring(Buffer.alloc(32, 1), []),
)
const folder = mkdtempSync(join(tmpdir(), 'throughcare-web-'))
const origin = 'https://desk.example'
const opened: FastifyInstance[] = []

async function open(change: Partial<HttpOptions> = {}): Promise<FastifyInstance> {
  const app = await createHttp(
    {
      databases,
      log: silentLog,
      words: readWords(),
      origins: [origin],
      trustedProxies: [],
      rateLimits: false,
      ...change,
    },
    '1',
  )
  app.get('/api/v1/thing', { schema: { operationId: 'readThing' } }, () => ({ fine: true }))
  app.post('/api/v1/thing', { schema: { operationId: 'makeThing' } }, () => ({ fine: true }))
  await serveWebApp(app, folder)
  await app.ready()
  opened.push(app)
  return app
}

let app: FastifyInstance
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(
    join(folder, 'index.html'),
    '<script nonce="__CSP_NONCE__"></script><style nonce="__CSP_NONCE__"></style>',
  )
  writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'console.info(1);'.repeat(200))
  writeFileSync(join(folder, 'robots.txt'), 'User-agent: *\nDisallow: /')
  expect(await compressWeb(folder)).toBe(1)
  app = await open()
})
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()))
  await databases.close()
  rmSync(folder, { recursive: true })
})

const post = (headers: Record<string, string>, payload: string | object = {}) =>
  app.inject({ method: 'POST', url: '/api/v1/thing', headers, payload })

test.each([
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  [{ 'sec-fetch-site': 'same-site', origin: 'https://other.desk.example' }],
  [{ 'sec-fetch-site': 'cross-site', origin }],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'none', origin: 'https://evil.example' }],
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
  [{ 'sec-fetch-site': 'same-origin', origin: 'null' }],
  [{ origin: `${origin}.evil.example` }],
  [{ origin: 'http://desk.example' }],
  [{ origin: '' }],
])('a change with %j is refused', async (headers) => {
  const answer = await post(headers as unknown as Record<string, string>)
  expect(answer.json()).toMatchObject({ status: 403, code: 'cross_site_refused' })
})

test.each([
  [{ 'sec-fetch-site': 'same-origin', origin }],
  [{ 'sec-fetch-site': 'same-origin' }],
  [{ 'sec-fetch-site': 'none' }],
  [{ origin }],
  [{}],
])('a change with %j is done', async (headers) => {
  expect((await post(headers as unknown as Record<string, string>)).statusCode).toBe(200)
})

test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
  'a form of type %s is refused: foreign pages can send those unasked',
  async (type) => {
    const answer = await post({ 'content-type': type }, '{"a":1}')
    expect(answer.json()).toMatchObject({ status: 415 })
  },
)

test('a foreign page may link here but not read', async () => {
  const read = (mode: string) =>
    app.inject({
      url: '/api/v1/thing',
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode },
    })
  expect((await read('navigate')).statusCode).toBe(200)
  expect((await read('cors')).statusCode).toBe(403)
  expect((await read('no-cors')).statusCode).toBe(403)
})

test.each(['/api/v1/thing', '/api/v1/nowhere', '/', '/cases/V-1', '/assets/main-abc123.js'])(
  'the answer for %s tells the browser what to refuse',
  async (url) => {
    const { headers } = await app.inject({ url, headers: { accept: 'text/html' } })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    })
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers).not.toHaveProperty('strict-transport-security')
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('server')
  },
)

test('a page gets a new nonce each time, in its policy and in its tags', async () => {
  const pages = await Promise.all([app.inject('/'), app.inject('/today')])
  const nonces = pages.map((page) => {
    const nonce = /nonce-([^']+)'/.exec(String(page.headers['content-security-policy']))?.[1]
    expect(page.body).toBe(`<script nonce="${nonce}"></script><style nonce="${nonce}"></style>`)
    expect(page.headers['cache-control']).toBe('no-store')
    return nonce
  })
  expect(nonces[0]).not.toBe(nonces[1])
})

test('what carries a hash in its name is kept for a year, compressed where the browser can', async () => {
  const answer = await app.inject({
    url: '/assets/main-abc123.js',
    headers: { 'accept-encoding': 'br, gzip' },
  })
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(answer.headers['content-encoding']).toBe('br')
  expect(answer.headers['content-type']).toContain('javascript')
  expect((await app.inject('/robots.txt')).body).toContain('Disallow')
})

test.each([
  '/assets/../../etc/passwd',
  '/assets/%2e%2e/%2e%2e/etc/passwd',
  '/assets/.env',
  '/assets/none.js',
  '/.env',
  '/%',
])('the file %s is not there', async (url) => {
  const answer = await app.inject({ url, headers: { accept: 'application/json' } })
  expect([400, 403, 404]).toContain(answer.statusCode)
  expect(answer.headers['content-type']).toContain('application/problem+json')
})

test('an unknown address of the interface is no page of the app', async () => {
  const answer = await app.inject({ url: '/api/v1/nowhere', headers: { accept: 'text/html' } })
  expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
  const wrong = await app.inject({ method: 'PUT', url: '/api/v1/thing' })
  expect([wrong.statusCode, wrong.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
})

test('in the clear only this machine is served', async () => {
  const ask = (host: string, remoteAddress: string, more: Record<string, string> = {}) =>
    app.inject({ url: '/api/v1/thing', remoteAddress, headers: { host, ...more } })
  expect((await ask('localhost:8080', '127.0.0.1')).statusCode).toBe(200)
  expect((await ask('desk.example', '127.0.0.1')).json().code).toBe('https_required')
  expect((await ask('localhost', '10.0.0.9')).json().code).toBe('https_required')
  const spoofed = await ask('desk.example', '10.0.0.9', { 'x-forwarded-proto': 'https' })
  expect(spoofed.json().code).toBe('https_required')
})

test('a named proxy is believed, and then the browser is told to stay with https', async () => {
  const behind = await open({ trustedProxies: ['10.0.0.1'] })
  const ask = (remoteAddress: string) =>
    behind.inject({
      url: '/api/v1/thing',
      remoteAddress,
      headers: { host: 'desk.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '8.8.8.8' },
    })
  const answer = await ask('10.0.0.1')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['strict-transport-security']).toBe('max-age=63072000')
  expect((await ask('10.0.0.2')).statusCode).toBe(421)
})

test('who asks too often waits, session by session', async () => {
  const limited = await open({ rateLimits: { perSession: 3, perAddress: 8, signIn: 2 } })
  const ask = async (letter: string) => {
    const cookie = `__Host-throughcare=${letter.repeat(43)}`
    return limited.inject({ url: '/api/v1/thing', headers: { cookie } })
  }
  for (let asked = 0; asked < 3; asked += 1) expect((await ask('a')).statusCode).toBe(200)
  const fourth = await ask('a')
  expect(fourth.json()).toMatchObject({ status: 429, code: 'too_many_requests' })
  expect(Number(fourth.headers['retry-after'])).toBeGreaterThan(0)
  expect(fourth.body).toMatch(/Try again in \d+ seconds/)
  expect((await ask('b')).statusCode).toBe(200)
  // New cookies do not help for ever: the address has a limit too.
  for (const letter of 'cdefg') await ask(letter)
  expect((await ask('h')).statusCode).toBe(429)
})

test('the words of a problem follow the browser and fall back to English', async () => {
  const answer = await app.inject({
    url: '/api/v1/nowhere',
    headers: { 'accept-language': 'xx-YY,en-GB;q=0.5' },
  })
  expect(answer.headers['content-language']).toBe('en')
  expect(answer.json().detail).toContain('nothing at this address')
})
