import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { hsdsProblems } from './hsds/reference.test-program.ts'

let world: HttpWorld
const full = {
  name: 'Debt advice',
  providerAgencyId: 5,
  providerName: null,
  method: 'Looks at all letters, writes to creditors',
  targetGroup: 'Adults with debts',
  domains: ['finance_papers', 'accommodation'],
  languages: ['nl', 'ar', 'tr'],
  placeName: 'Harbour House',
  street: 'Quay 12',
  postcode: '1002',
  town: 'Valmare',
  access: 'By telephone',
  hours: 'Monday to Thursday 9:00 to 12:00',
  waiting: 'two weeks',
  eligibility: 'Lives in the city',
  cost: 'paid',
  costNote: '5 euros a letter',
  capacityUnits: 40,
  capacityNote: '40 at a time',
  capacityAsOf: day(-10),
  evidence: 'Yearly report 2025',
  contact: 'Advice desk',
  phone: '0555 0777',
  email: 'advice@valmare.example',
  website: 'https://advice.example',
  prisons: [2],
}
const bare = {
  ...full,
  providerAgencyId: null,
  providerName: 'Night café',
  name: 'Night café',
  ...Object.fromEntries(
    ['method', 'targetGroup', 'placeName', 'street', 'postcode', 'town', 'access', 'hours']
      .concat(['waiting', 'eligibility', 'costNote', 'capacityNote', 'evidence', 'contact'])
      .concat(['phone', 'email', 'website'])
      .map((key) => [key, '']),
  ),
  cost: 'free',
  capacityUnits: null,
  capacityAsOf: null,
  languages: [],
  prisons: [],
}

beforeAll(async () => {
  world = await makeHttpWorld()
  for (const entry of [full, bare])
    expect((await world.post('city', '/services', entry)).status).toBe(201)
})
afterAll(() => world.close())

const exported = async () => (await world.get('police', '/services/hsds')).body
const preview = (file: unknown) =>
  world.post('city', '/services/import/preview', { text: JSON.stringify(file) })
const take = (file: unknown) =>
  world.post('city', '/services/import', { text: JSON.stringify(file) })

describe('IO3: the directory leaves as HSDS 3 and comes back', () => {
  test('every exported service passes the reference of the format', async () => {
    const services = await exported()
    expect(services).toHaveLength(2)
    for (const service of services) expect(hsdsProblems(service)).toEqual([])
  })
  test('the same entry has the same numbers in every export, and no number twice', async () => {
    const [one, two] = [await exported(), await exported()]
    expect(two).toEqual(one)
    const numbers = JSON.stringify(one).match(/"id":"[^"]+"/g) ?? []
    const ofTerms = JSON.stringify(one).match(/"taxonomy_term":\{"id":"[^"]+"/g) ?? []
    expect(new Set(numbers).size).toBeGreaterThanOrEqual(numbers.length - ofTerms.length)
  })
  test('what was exported changes nothing when it comes in again', async () => {
    const { body } = await preview(await exported())
    expect(body.counts).toEqual({ new: 0, changed: 0, unchanged: 2, error: 0 })
    expect(body.rows.flatMap((row: { notTaken: string[] }) => row.notTaken)).toEqual([])
    expect((await take(await exported())).body).toEqual({ added: 0, changed: 0 })
  })
  test('in a city that has none of it everything is new, and then the same again', async () => {
    const file = await exported()
    await world.sql('delete from app.directory_changes')
    await world.sql('delete from app.services')
    expect((await preview(file)).body.counts.new).toBe(2)
    expect((await take(file)).body).toEqual({ added: 2, changed: 0 })
    const again = await exported()
    const still = (services: Record<string, unknown>[]) =>
      services.map(({ last_modified: _, ...rest }) => rest)
    expect(still(again)).toEqual(still(file))
    const { body } = await world.get('city', '/services?q=debt')
    expect(body.services[0]).toMatchObject({ ...full, provider: 'Housing Office' })
  })
})

describe('IO3: a file from elsewhere is shown before anything changes', () => {
  const foreign = (change: object = {}) => ({
    id: randomUUID(),
    name: 'Food bank',
    status: 'active',
    organization: { id: randomUUID(), name: 'Good Neighbours', description: 'x', tax_id: '77' },
    languages: [{ id: randomUUID(), code: 'fr-BE' }],
    phones: [
      { id: randomUUID(), number: '1' },
      { id: randomUUID(), number: '2' },
    ],
    ...change,
  })
  test('fields that have no place here are named', async () => {
    const { body } = await preview([foreign({ accreditations: 'ISO' })])
    expect(body.rows[0]).toMatchObject({
      outcome: 'new',
      provider: 'Good Neighbours',
      notTaken: ['organization.tax_id', 'phones.1.number', 'accreditations'],
    })
  })
  test('a changed entry says which parts; errors stand beside their rows and stay outside', async () => {
    const [first] = await exported()
    const file = [
      { ...first, description: 'Something else' },
      foreign({ id: 'seven' }),
      foreign({ name: undefined }),
      foreign({ description: 'x'.repeat(2001) }),
      first,
    ]
    const { body } = await preview({ contents: file })
    expect(body.counts).toEqual({ new: 0, changed: 1, unchanged: 0, error: 4 })
    expect(body.rows[0].fields).toEqual(['method'])
    expect(body.rows[1].errors).toEqual([{ code: 'file_field_wrong', at: 'id' }])
    expect(body.rows[2].errors).toEqual([{ code: 'file_field_missing', at: 'name' }])
    expect(body.rows[3].errors).toEqual([{ code: 'file_field_too_long', at: 'method' }])
    expect(body.rows[4].errors).toEqual([{ code: 'file_number_twice', at: 'id' }])
    expect((await take({ contents: file })).body).toEqual({ added: 0, changed: 1 })
  })
  test('what is no file of services is refused in words', async () => {
    const send = (text: string) => world.post('city', '/services/import/preview', { text })
    expect((await send('name;phone')).body.code).toBe('directory_file_not_json')
    expect((await send('{"a": 1}')).body.code).toBe('directory_file_empty')
    expect((await send('[]')).body.code).toBe('directory_file_empty')
  })
  test('only the coordinator brings a file in', async () => {
    const text = JSON.stringify(await exported())
    for (const way of ['/services/import', '/services/import/preview'])
      expect((await world.post('exit', way, { text })).body.code).toBe('coordinators_only')
  })
})
