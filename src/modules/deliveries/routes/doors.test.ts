import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type ImportWorld,
  openImportWorld,
  readFixture,
  truth,
} from '../../../../tests/world-imports.ts'
import { largestDrop } from '../contract.ts'

let city: ImportWorld
let secret: string
let link: string
const list = readFixture(truth.files.be.v1.path)
const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

const make = async (agencyId = city.prisons.be, expiresOn = inAMonth) =>
  city.ask('city', 'POST', '/drop-links', { agencyId, expiresOn })
const leave = (bytes: Buffer, token = secret, headers: Record<string, string> = {}) =>
  city.app.inject({
    method: 'POST',
    url: '/api/v1/drops',
    payload: bytes,
    headers: {
      'content-type': 'application/octet-stream',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  })
const waiting = async () => (await city.ask('city', 'GET', '/deliveries')).json().drops

beforeAll(async () => {
  city = await openImportWorld()
  const made = (await make()).json()
  secret = made.secret
  link = made.id
})
afterAll(() => city.close())
beforeEach(() => city.world.sql('delete from app.drops'))

test('a drop link is made for one prison, its secret shown once and kept as a hash (HA7)', async () => {
  const answer = await make()
  expect(answer.statusCode).toBe(201)
  const { link: address, secret: shown } = answer.json()
  expect(address).toBe(`http://localhost:8080/drop#${shown}`)
  expect(await city.dump()).not.toContain(shown)
  const { links } = (
    await city.ask('city', 'GET', `/agencies/${city.prisons.be}/drop-links`)
  ).json()
  expect(JSON.stringify(links)).not.toContain(shown)
  expect((await make(1)).json()).toMatchObject({ status: 422, code: 'import_not_a_prison' })
  expect((await make(city.prisons.be, '2020-01-01')).json().code).toBe('drop_link_expiry')
  expect(
    (
      await city.ask('police', 'POST', '/drop-links', {
        agencyId: city.prisons.be,
        expiresOn: inAMonth,
      })
    ).statusCode,
  ).toBe(403)
})

test('who leaves a list learns a receipt and nothing else; the same file twice is one delivery', async () => {
  const left = await leave(list)
  expect(left.statusCode).toBe(202)
  expect(Object.keys(left.json())).toEqual(['receipt'])
  expect(left.json().receipt).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
  expect((await leave(list)).json()).toEqual(left.json())
  expect(await waiting()).toMatchObject([
    { prison: { id: city.prisons.be }, way: 'link', receipt: left.json().receipt },
  ])
  const text = await city.dump()
  expect(text).not.toContain('S/118938')
  expect(text).not.toContain(list.toString('base64').slice(100, 140))
})

test('a left list is looked at like any other, and taken in by a person only', async () => {
  await leave(list)
  const [drop] = await waiting()
  const looked = await city.ask('city', 'POST', `/drops/${drop.id}/preview`, {})
  expect(looked.statusCode).toBe(201)
  const preview = looked.json()
  expect(preview).toMatchObject({ status: 'previewed', counts: { importable: 425, bad: 18 } })
  expect(await city.openAll(city.prisons.be)).toEqual([])
  const applied = await city.ask('city', 'POST', `/imports/${preview.id}/apply`, undefined, {
    'if-match': '"1"',
  })
  expect(applied.json()).toMatchObject({ added: 433 })
  expect(await waiting()).toEqual([])
  const [kept] = await city.world.sql('select status, file_sealed, key_wrapped from app.drops')
  expect(kept).toEqual({ status: 'taken', file_sealed: null, key_wrapped: null })
})

test('a left list that nobody wants is erased at once', async () => {
  await leave(list)
  const [drop] = await waiting()
  const discard = (version: number) =>
    city.ask('city', 'DELETE', `/drops/${drop.id}`, undefined, { 'if-match': `"${version}"` })
  expect((await discard(7)).statusCode).toBe(412)
  expect((await discard(1)).statusCode).toBe(204)
  expect((await city.ask('city', 'POST', `/drops/${drop.id}/preview`, {})).statusCode).toBe(404)
  const [kept] = await city.world.sql('select status, file_sealed from app.drops')
  expect(kept).toEqual({ status: 'discarded', file_sealed: null })
})

test('who receives nothing from this prison sees no file at the door', async () => {
  await leave(list)
  const [drop] = await waiting()
  for (const who of ['police', 'housing', 'stranger'] as const) {
    expect((await city.ask(who, 'GET', '/deliveries')).json().drops).toEqual([])
    expect((await city.ask(who, 'POST', `/drops/${drop.id}/preview`, {})).statusCode).toBe(404)
  }
})

describe('wrong, closed and expired secrets are answered alike', () => {
  const refused = async (token: string) => {
    const answer = await leave(list, token)
    const { code, status, detail } = answer.json()
    return { code, status, detail }
  }
  test('and a prison without an agreement in force is told so', async () => {
    const { id, secret: closed } = (await make()).json()
    expect((await city.ask('city', 'DELETE', `/drop-links/${id}`)).statusCode).toBe(204)
    const { id: old, secret: expired } = (await make()).json()
    await city.world.sql('update app.drop_links set expires_on = current_date - 1 where id = $1', [
      old,
    ])
    const wrong = await refused('A'.repeat(43))
    expect(wrong).toMatchObject({ status: 404, code: 'drop_link_not_found' })
    for (const token of [closed, expired, '', 'x', '../etc', 'B'.repeat(99)])
      expect(await refused(token)).toEqual(wrong)
    await city.world.sql(
      'update app.arrangement_parties set left_on = current_date where agency_id = $1',
      [city.prisons.be],
    )
    expect(await refused(secret)).toMatchObject({ status: 409, code: 'import_no_arrangement' })
    await city.world.sql('update app.arrangement_parties set left_on = null')
  })
})

test.each([
  ['an empty file', Buffer.alloc(0), 422],
  ['more than a list may be', Buffer.alloc(largestDrop + 1, 65), 413],
])('%s is refused', async (_name, bytes, status) => {
  expect((await leave(bytes)).statusCode).toBe(status)
  expect(await waiting()).toEqual([])
})

test.each(['text/csv', 'multipart/form-data; boundary=x', 'application/json', 'text/html'])(
  'a body of type %s is refused',
  async (type) => {
    expect((await leave(list, secret, { 'content-type': type })).statusCode).toBeGreaterThan(399)
    expect(await waiting()).toEqual([])
  },
)

test('a page of another site cannot leave a file', async () => {
  const foreign = await leave(list, secret, { origin: 'https://evil.example' })
  expect(foreign.json()).toMatchObject({ status: 403, code: 'cross_site_refused' })
})

test('whatever is left stays shut until somebody looks: a zip bomb, a program, a formula', async () => {
  for (const bytes of [
    Buffer.from('504b030414000600', 'hex'),
    Buffer.from('\x7fELF'),
    Buffer.from('<script>alert(1)</script>'),
    Buffer.from([0xff, 0xfe, 0, 0]),
  ]) {
    expect((await leave(bytes)).statusCode).toBe(202)
  }
  for (const { id } of await waiting())
    expect((await city.ask('city', 'POST', `/drops/${id}/preview`, {})).statusCode).toBe(422)
})

test('a door holds twenty files, so that a mistake or malice does not fill the disk', async () => {
  for (let number = 0; number < 20; number += 1)
    expect((await leave(Buffer.from(`list ${number}`))).statusCode).toBe(202)
  expect((await leave(Buffer.from('one more'))).json()).toMatchObject({
    status: 409,
    code: 'drop_door_full',
  })
})

test('what nobody looked at for two weeks is erased, and the log says so', async () => {
  await leave(list)
  await city.world.sql(`update app.drops set received_at = now() - interval '15 days'`)
  await city.world.sql('select act.tidy_deliveries(current_date)')
  const [kept] = await city.world.sql('select status, file_sealed from app.drops')
  expect(kept).toEqual({ status: 'expired', file_sealed: null })
})

test('the log keeps that something came, when and how large, and no name of a file or person', async () => {
  await leave(list)
  const events = await city.world.sql<{ action: string; detail: object; agency_id: number }>(
    `select action, detail, agency_id from audit.events where action like 'drop.%' order by id`,
  )
  const actions = new Set(events.map(({ action }) => action))
  for (const action of ['drop.link_made', 'drop.link_revoked', 'drop.received', 'drop.opened'])
    expect(actions).toContain(action)
  expect(events.at(-1)).toMatchObject({
    action: 'drop.received',
    agency_id: city.prisons.be,
    detail: { link, way: 'link', bytes: list.length },
  })
  expect(city.lines.join('\n')).not.toContain(secret)
})
