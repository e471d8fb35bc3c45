import { readFileSync } from 'node:fs'
import { get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../tests/world-database.ts'
import { projectRoot } from '../platform/config.ts'
import { silentLog } from '../platform/log.ts'
import { createServer } from './app.ts'

const folder = join(projectRoot, 'tests/fixtures/certificates')
const read = (name: string) => readFileSync(join(folder, `test-only-${name}`), 'utf8')

let db: FreshDatabase
const made: FastifyInstance[] = []
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(async () => {
  for (const app of made) await app.close()
  await db.drop()
})

async function open(config: Parameters<typeof createServer>[0]['config']) {
  const app = await createServer({
    databases: db,
    config,
    log: silentLog,
    version: '0.0.0',
    rateLimits: false,
  })
  made.push(app)
  await app.ready()
  return app
}

test('in the network of the city: encrypted, and browsers are told to stay so', async () => {
  const app = await open({
    origin: 'https://desk.city.example',
    tls: { cert: read('desk.crt'), key: read('desk.key') },
    trustedProxies: [],
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const heard = await new Promise<{ sts: unknown; body: string }>((resolve, reject) => {
    // The authority of the test certificate is known to nobody.
    const wish = { port, host: '127.0.0.1', path: '/api/v1/opening', rejectUnauthorized: false }
    get(wish, (answer) => {
      let body = ''
      answer.on('data', (chunk) => {
        body += chunk
      })
      answer.on('end', () => {
        resolve({ sts: answer.headers['strict-transport-security'], body })
      })
    }).on('error', reject)
  })
  expect(heard.sts).toMatch(/max-age=\d{8}/)
  expect(JSON.parse(heard.body)).toMatchObject({
    way: 'network',
    origin: 'https://desk.city.example',
    port: 443,
    certificate: { problems: [], names: ['desk.city.example', '192.0.2.10'] },
  })
})

test('behind a proxy: what it says counts, what a stranger says does not', async () => {
  const app = await open({ origin: 'https://desk.city.example', trustedProxies: ['192.0.2.1'] })
  const ask = (remoteAddress: string) =>
    app.inject({
      url: '/api/v1/opening',
      remoteAddress,
      headers: { host: 'desk.city.example', 'x-forwarded-proto': 'https' },
    })
  expect((await ask('192.0.2.1')).json()).toMatchObject({ way: 'proxy', certificate: null })
  expect((await ask('192.0.2.9')).json()).toMatchObject({ status: 421, code: 'https_required' })
})

test('on this computer: nobody else is answered', async () => {
  const app = await open({ origin: 'http://localhost:8080', trustedProxies: [] })
  expect((await app.inject('/api/v1/opening')).json()).toMatchObject({ way: 'computer' })
  const away = await app.inject({ url: '/api/v1/opening', remoteAddress: '192.0.2.9' })
  expect(away.statusCode).toBe(421)
})
