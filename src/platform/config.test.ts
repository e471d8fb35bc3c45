import { expect, test } from 'vitest'
import { configSentences, readConfig } from './config.ts'

test('without any setting the service is for this machine alone', () => {
  expect(readConfig({}, {})).toMatchObject({
    host: 'localhost',
    port: 8080,
    origin: 'http://localhost:8080',
    trustedProxies: [],
    demo: false,
    jobs: true,
  })
})

test('the command line is stronger than the environment', () => {
  const env = { THROUGHCARE_PORT: '9000', THROUGHCARE_DATA: '/srv/env' }
  expect(readConfig({ port: '9001' }, env)).toMatchObject({ port: 9001, dataDir: '/srv/env' })
})

test('behind a proxy that ends TLS other addresses may be listened on', () => {
  const config = readConfig(
    { host: '10.0.0.5', origin: 'https://desk.city.example', 'trusted-proxy': ['10.0.0.1'] },
    {},
  )
  expect(config).toMatchObject({ host: '10.0.0.5', origin: 'https://desk.city.example' })
})

test('each refusal has a sentence', () => {
  const refused: [Parameters<typeof readConfig>[0], NodeJS.ProcessEnv][] = [
    [{ port: '70000' }, {}],
    [{ port: '-1' }, {}],
    [{ host: '0.0.0.0' }, {}],
    [{ origin: 'http://desk.city.example' }, {}],
    [{ origin: 'https://desk.city.example/path' }, {}],
    [{ origin: 'javascript:alert(1)' }, {}],
    [{ 'tls-key': '/nowhere' }, {}],
    [{ 'tls-key': '/nowhere', 'tls-cert': '/nowhere' }, {}],
    [{ 'log-level': 'loud' }, {}],
    [{}, { DATABASE_OWNER_URL: 'postgres://x/y' }],
  ]
  for (const [values, env] of refused) {
    let code = ''
    try {
      readConfig(values, env)
    } catch (error) {
      code = (error as { code: string }).code
    }
    expect(configSentences[code], JSON.stringify(values)).toBeTypeOf('string')
  }
})
