import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { servicesInPackage } from './hsds/read-package.ts'
import { writePackage } from './hsds/write-package.ts'

let world: HttpWorld
const entry = {
  name: 'Debt "advice", and papers',
  providerAgencyId: 5,
  providerName: null,
  method: 'Two lines,\nand a comma',
  targetGroup: 'Adults with debts',
  domains: ['finance_papers', 'accommodation'],
  languages: ['nl', 'ar'],
  placeName: 'Harbour House',
  street: 'Quay 12',
  postcode: '1002',
  town: 'Valmare',
  access: 'By telephone',
  hours: '=Monday to Thursday',
  waiting: 'two weeks',
  eligibility: 'Lives in the city',
  cost: 'free',
  costNote: '',
  capacityUnits: 40,
  capacityNote: '',
  capacityAsOf: '2026-11-01',
  evidence: '',
  contact: 'Advice desk',
  phone: '+32 555 0777',
  email: 'advice@valmare.example',
  website: 'https://advice.example',
  prisons: [2],
}
beforeAll(async () => {
  world = await makeHttpWorld()
  for (const name of [entry.name, 'Second desk', 'Third desk'])
    expect((await world.post('city', '/services', { ...entry, name })).status).toBe(201)
})
afterAll(() => world.close())

const written = async () => (await world.get('police', '/services/hsds')).body
const packed = async () => Buffer.from(writePackage(await written()))
const preview = (zipped: Uint8Array) =>
  world.post('city', '/services/import/preview', {
    package: Buffer.from(zipped).toString('base64'),
  })

test('IO3: the directory leaves as tables that are described, each with its key and its links', async () => {
  const answer = await world.app.inject({
    url: '/api/v1/services/hsds/package',
    headers: { cookie: `__Host-throughcare=${world.agency.police.token}` },
  })
  expect(answer.headers['content-type']).toBe('application/zip')
  const files = unzipSync(answer.rawPayload)
  const described = JSON.parse(strFromU8(files['datapackage.json'] ?? new Uint8Array()))
  expect(described.profile).toBe('tabular-data-package')
  for (const { path, schema } of described.resources) {
    const [head, ...lines] = strFromU8(files[path] ?? new Uint8Array()).split('\r\n')
    expect(head).toBe(schema.fields.map(({ name }: { name: string }) => name).join(','))
    expect(lines.length).toBeGreaterThan(1)
  }
  expect(Object.keys(files)).toHaveLength(described.resources.length + 1)
  expect(described.resources.map(({ path }: { path: string }) => path)).toContain('services.csv')
})

test('IO3: the same directory gives the same bytes, and comes back without a change', async () => {
  const [one, two] = [await packed(), await packed()]
  expect(one.equals(two)).toBe(true)
  const { body } = await preview(one)
  expect(body.counts).toEqual({ new: 0, changed: 0, unchanged: 3, error: 0 })
  expect(body.rows.flatMap((row: { notTaken: string[] }) => row.notTaken)).toEqual([])
})

test('IO3: in a city that has none of it everything is new, and then the same again', async () => {
  const before = await written()
  const zipped = await packed()
  await world.sql('delete from app.directory_changes')
  await world.sql('delete from app.services')
  const taken = await world.post('city', '/services/import', { package: zipped.toString('base64') })
  expect(taken.body).toEqual({ added: 3, changed: 0 })
  const still = (services: Record<string, unknown>[]) =>
    services.map(({ last_modified: _, ...rest }) => rest)
  expect(still(await written())).toEqual(still(before))
  const { body } = await world.get('city', '/services?q=debt')
  expect(body.services[0]).toMatchObject({ hours: '=Monday to Thursday', phone: '+32 555 0777' })
})

test('IO3: a package from elsewhere, in a folder and with tables of its own, names what has no place here', async () => {
  const id = '0a0f1b9e-58a4-4c0e-9d2c-0a0f1b9e58a4'
  const zipped = zipSync({
    'city/organization.csv': strToU8(`id,name\n${id},Good Neighbours\n`),
    'city/service.csv': strToU8(
      `\uFEFFid,name,organization_id,status\r\n${id},"Food ""bank""",${id},active`,
    ),
    'city/funding.csv': strToU8(`id,service_id,source\n${id},${id},Lottery\n`),
  })
  const { body } = await preview(zipped)
  expect(body.rows[0]).toMatchObject({
    name: 'Food "bank"',
    provider: 'Good Neighbours',
    outcome: 'new',
    notTaken: ['funding.0.service_id', 'funding.0.source'],
  })
})

test('what is no package, a package without services and one that would fill the memory are refused in words', async () => {
  const bomb = zipSync({ 'services.csv': new Uint8Array(40_000_000) }, { level: 9 })
  for (const bytes of [strToU8('PK nothing'), zipSync({ 'a.csv': strToU8('id\n1') }), bomb]) {
    const { status, body } = await preview(bytes)
    expect([status, body.code]).toEqual([422, 'directory_package_unreadable'])
  }
  expect(servicesInPackage(zipSync({ 'services.csv': strToU8('') }))).toEqual([])
  const { body } = await preview(zipSync({ 'services.csv': strToU8('id,name\n') }))
  expect(body.code).toBe('directory_file_empty')
})
