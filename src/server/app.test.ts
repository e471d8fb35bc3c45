import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../platform/auth/test-city.ts'

let city: TestCity
beforeAll(async () => {
  city = await openTestCity({ version: '4.5.6', jobsRun: () => true })
})
afterAll(() => city.close())

type Operations = Record<string, Record<string, { operationId: string; responses: object }>>

const describedRoutes = async () => {
  const { paths } = (await city.app.inject('/api/v1/openapi.json')).json<{ paths: Operations }>()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
}

/** Lines such as `GET /api/v1/session`, read from the router itself. */
const servedRoutes = (): string[] => {
  const lines = city.app.printRoutes({ commonPrefix: false }).split('\n')
  const stack: string[] = []
  return lines.flatMap((line) => {
    const found = /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \((.+)\))?$/.exec(line)
    if (!found) return []
    const depth = (found[1] ?? '').length / 4
    stack.length = depth
    stack.push(found[2] ?? '')
    const path = stack.join('').replaceAll(/:(\w+)/g, '{$1}')
    const methods = (found[3] ?? '').split(', ').filter((method) => method && method !== 'HEAD')
    return methods.map((method) => `${method} ${path}`)
  })
}

test('every operation has a name of its own', async () => {
  const names = (await describedRoutes()).map(({ operation }) => operation.operationId)
  expect(names.length).toBeGreaterThan(10)
  expect(names.every((name) => /^[a-z][A-Za-z]+$/.test(name))).toBe(true)
  expect(new Set(names).size).toBe(names.length)
})

test('the description of the interface and the routes that are served are the same', async () => {
  const described = (await describedRoutes()).map(
    ({ path, method }) => `${method.toUpperCase()} ${path}`,
  )
  const served = servedRoutes().filter((route) => route.includes('/api/v1/'))
  expect(served.filter((route) => !route.endsWith('/openapi.json')).sort()).toEqual(
    described.sort(),
  )
})

test('no route answers a stranger with data', async () => {
  const open = [
    ...['signIn', 'readHealth', 'readInvitation', 'acceptInvitation', 'listDemoAccounts'],
    // Before there is anybody to sign in: whether the desk is set up, how it is reached, public holidays.
    ...['readSetUpState', 'proposeCalendar', 'readOpening'],
    // A question to whatever device is there; it is the same for everybody and names nobody.
    'askPasskey',
  ]
  for (const { path, method, operation } of await describedRoutes()) {
    if (open.includes(operation.operationId) || operation.operationId.startsWith('signOut'))
      continue
    const url = path.replaceAll(/\{\w+\}/g, '018f3c1e-0000-7000-8000-000000000000')
    const answer = await city.app.inject({ method: method.toUpperCase() as 'GET', url })
    expect([path, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([path, true])
  }
})

test('the health page says versions and nothing about anybody', async () => {
  const answer = await city.app.inject('/api/v1/health')
  expect(answer.json()).toEqual({
    status: 'ok',
    version: '4.5.6',
    database: expect.stringMatching(/^\d+\.\d+/),
    jobs: 'running',
    time: expect.stringMatching(/^\d{4}-/),
  })
})
