import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../tests/world-database.ts'
import { createLog } from '../../platform/log.ts'
import { createServer } from '../../server/app.ts'
import { offerSetUp } from './set-up.ts'

let db: FreshDatabase
let app: FastifyInstance
const lines: string[] = []
const origin = 'http://localhost:8080'
beforeAll(async () => {
  db = await freshDatabase()
  app = await createServer({
    databases: db,
    config: { origin, trustedProxies: [] },
    log: createLog('info', (line) => lines.push(line)),
    version: '0.0.0',
    rateLimits: false,
    master: db.master,
  })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const city = {
  city: 'Brugge-Noord',
  office: 'Prevention Service',
  country: 'BE',
  region: null,
  languages: ['en', 'fr'],
  language: 'en',
  timeZone: 'Europe/Brussels',
  weekStarts: 'sunday',
  coordinationDesk: 'Coordination desk',
  privacyDesk: 'Data protection desk',
  administrator: { name: 'Els Claes', email: 'els', passphrase: 'kettle harbour walnut ribbon' },
}
const link = async () => (await offerSetUp(db, origin))?.split('#')[1] ?? ''
const look = async (token: string, remoteAddress = '127.0.0.1') =>
  app.inject({ url: `/api/v1/set-up/${token}`, remoteAddress })
const make = (token: string, change: object = {}) =>
  app.inject({ method: 'POST', url: `/api/v1/set-up/${token}`, payload: { ...city, ...change } })
const count = async (table: string) =>
  (await db.owner.query(`select count(*)::int as n from ${table}`)).rows[0].n

test('an empty desk says so, and a fresh start makes the former link worthless', async () => {
  expect((await app.inject('/api/v1/set-up')).json()).toEqual({ state: 'open', practice: false })
  const former = await link()
  const token = await link()
  expect((await look(former)).json()).toMatchObject({ state: 'gone' })
  expect((await look(token)).json()).toEqual({ state: 'open', authority: null })
  expect((await make(former)).json()).toMatchObject({ code: 'set_up_link_not_found' })
})

test('without a name of its own the desk is set up at its own computer only', async () => {
  const token = await link()
  expect((await look(token, '192.0.2.7')).statusCode).toBeGreaterThanOrEqual(400)
})

test('a link ends after a day', async () => {
  const token = await link()
  await db.owner.query(`update auth.set_up_links set expires_at = now() - interval '1 minute'`)
  expect((await look(token)).json()).toMatchObject({ state: 'gone' })
  expect((await make(token)).statusCode).toBe(404)
})

test('what does not fit is said beside its field, and nothing is half done', async () => {
  const token = await link()
  const weak = { administrator: { ...city.administrator, passphrase: 'brugge-noord' } }
  const wrong: [object, string, string][] = [
    [weak, 'passphrase', 'passphrase_too_common'],
    [{ timeZone: 'Europe/Nowhere' }, 'timeZone', 'not_a_choice'],
    [{ language: 'nl' }, 'language', 'not_a_choice'],
    [{ country: 'Belgium' }, 'country', 'wrong_format'],
    [{ city: ' ' }, 'city', 'too_short'],
  ]
  for (const [change, field, code] of wrong) {
    const answer = await make(token, change)
    expect(answer.statusCode).toBe(422)
    const found = answer.json()
    expect([found, ...(found.errors ?? [])]).toContainEqual(
      expect.objectContaining({ field, code }),
    )
  }
  expect(await count('app.authorities')).toBe(0)
  expect(await count('app.members')).toBe(0)
})

test('the city is made whole, its administrator is signed in, and sees no case', async () => {
  const token = await link()
  const made = await make(token)
  expect(made.statusCode).toBe(201)
  const cookie = String(made.headers['set-cookie']).split(';', 1)[0] ?? ''
  const me = (await app.inject({ url: '/api/v1/session', headers: { cookie } })).json()
  expect(me).toMatchObject({
    member: { name: 'Els Claes', email: 'els' },
    agency: { name: 'Prevention Service', kind: 'city' },
    authority: {
      name: 'Brugge-Noord',
      country: 'BE',
      timeZone: 'Europe/Brussels',
      weekStarts: city.weekStarts,
      languages: city.languages,
    },
    functions: ['administrator'],
  })
  expect(me.may).toContain('start')
  expect(me.may).not.toContain('cases')
  const start = (await app.inject({ url: '/api/v1/start', headers: { cookie } })).json()
  expect(start).toMatchObject({ openedOn: null, practice: false, filled: 1, tableFunctions: 18 })
  expect(start.criteria.map(({ met }: { met: boolean }) => met)).toEqual(Array(5).fill(false))
  // A week from now whoever opens doors for others shows two factors; everybody else when the city says so.
  const rule = (await app.inject({ url: '/api/v1/sign-in-rule', headers: { cookie } })).json()
  const inAWeek = new Date(Date.parse(rule.today) + 7 * 86_400_000).toISOString().slice(0, 10)
  expect(rule).toMatchObject({
    ...{ everybodyFrom: null, functions: ['administrator'], functionsFrom: inAWeek },
    ...{ codesAllowed: true, lacking: [{ name: 'Els Claes', from: inAWeek }] },
  })
  const desks = await db.owner.query(`select desk_kind from app.principals where kind = 'desk'`)
  expect(desks.rows.map((row) => row.desk_kind)).toEqual(['coordination', 'privacy'])
  expect(await count('app.desk_members')).toBe(0)
  expect(db.keys.newDataKey(1).wrapped.length).toBeGreaterThan(30)
  expect((await app.inject('/api/v1/set-up')).json()).toEqual({ state: 'done', practice: false })

  expect((await look(token)).json()).toEqual({ state: 'used', authority: 'Brugge-Noord' })
  expect((await make(token)).json()).toMatchObject({ status: 409, code: 'set_up_done' })
  expect(await offerSetUp(db, origin)).toBeNull()
  expect(lines.join('\n')).not.toContain(token)
})

test('a name to sign in with is enough; it need not be an address', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: 'Els', passphrase: city.administrator.passphrase },
  })
  expect(answer.statusCode).toBe(201)
})

test('public holidays are proposed for a country and a part of it', async () => {
  const ask = async (query: string) =>
    (await app.inject(`/api/v1/calendar-proposal?${query}`)).json()
  const bavaria = await ask('country=DE&region=BY&language=en')
  const germany = await ask('country=DE&language=en')
  expect(germany.regions.length).toBe(16)
  expect(bavaria.holidays.length).toBeGreaterThan(8)
  const names = (found: { holidays: { name: string }[] }) => found.holidays.map(({ name }) => name)
  expect(names(bavaria)).toContain('Epiphany')
  expect(names(germany)).not.toContain('Epiphany')
})
