import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../../../../tests/world.ts'
import { testServer } from '../../../../tests/world-database.ts'
import {
  expectedRows,
  type ImportWorld,
  openImportWorld,
  readFixture,
  readShort,
  truth,
} from '../../../../tests/world-imports.ts'
import { openPool } from '../../../platform/db/connections.ts'

let city: ImportWorld
beforeAll(async () => {
  city = await openImportWorld()
})
afterAll(() => city.close())

const list = (system: 'be' | 'de' | 'es' | 'en', delivery: 'v1' | 'v2') =>
  readFixture(truth.files[system][delivery].path)

test('the list of next week: new, moved, respelled, gone, and a number given to somebody else', async () => {
  const prison = city.prisons.be
  const { changes } = truth.files.be
  const ours = changes.filter(({ status }) => status === 'importable')
  const of = (...types: string[]) => ours.filter(({ type }) => types.includes(type))
  await city.takeIn('city', prison, list('be', 'v1'))
  const before = new Map((await city.openAll(prison)).map((one) => [one.identity.number, one]))
  const preview = (await city.preview('city', prison, list('be', 'v2'))).json()
  const expected = {
    new: of('new', 'bad_row_repaired').length,
    changed: of('release_moved', 'name_respelled').length,
    held: 1,
    gone: of('gone').length,
  }
  expect(preview.counts).toMatchObject(expected)
  const applied = await city.takeIn('city', prison, list('be', 'v2'))
  const { new: added, ...rest } = expected
  expect(applied).toMatchObject({ added, ...rest })

  const after = new Map((await city.openAll(prison)).map((one) => [one.identity.number, one]))
  for (const { number } of of('gone')) expect(after.get(number)?.vanished_on).not.toBeNull()
  for (const number of before.keys()) expect(after.has(number)).toBe(true)
  const good = expectedRows('be', 'v2').filter((row) => row.status !== 'out_of_area')
  const reissued = of('number_reissued')[0]?.number ?? ''
  for (const { number, release, family } of good) {
    const kept = after.get(number)
    expect(kept?.vanished_on).toBeNull()
    if (number === reissued) continue
    expect([kept?.release_on, kept?.identity.family]).toEqual([release, family])
  }
  expect(after.get(reissued)).toMatchObject({
    status: 'held',
    identity: before.get(reissued)?.identity,
  })
  const again = await city.takeIn('city', prison, list('be', 'v2'))
  expect(again).toMatchObject({ added: 0, changed: 0, held: 0, gone: 0 })
})

test('a held number is decided by a human: both announcements are shown, the newer one stands', async () => {
  const held = (await city.openAll(city.prisons.be)).find(({ status }) => status === 'held')
  const file = (await city.ask('city', 'GET', `/notices/${held?.id}`)).json()
  expect(file.person.family).toBe(held?.identity.family)
  const row = expectedRows('be', 'v2').find(({ number }) => number === held?.identity.number)
  expect(file.newer.person).toMatchObject({ family: row?.family, given: row?.given })
  const decide = (version: number) =>
    city.ask(
      'city',
      'POST',
      `/notices/${held?.id}/held`,
      { person: 'other' },
      {
        'if-match': `"${version}"`,
      },
    )
  expect((await decide(1)).statusCode).toBe(412)
  expect((await decide(file.version)).statusCode).toBe(204)
  const now = (await city.ask('city', 'GET', `/notices/${held?.id}`)).json()
  expect(now).toMatchObject({ status: 'waiting', newer: null, person: { family: row?.family } })
})

test('who is held before a judgment is taken in only where the arrangement covers it', async () => {
  await city.world.sql('update app.arrangements set includes_remand = false')
  const preview = (await city.preview('city', city.prisons.es, list('es', 'v1'))).json()
  expect(preview.counts.remandNotCovered).toBeGreaterThan(50)
  expect(preview.counts.new + preview.counts.remandNotCovered).toBe(433)
  await city.takeIn('city', city.prisons.es, list('es', 'v1'))
  const kept = await city.world.sql<{ remand: boolean }>(
    'select remand from app.release_notices where prison_agency_id = $1 and remand',
    [city.prisons.es],
  )
  expect(kept).toEqual([])
  await city.world.sql('update app.arrangements set includes_remand = true')
})

test('without an arrangement a list can be looked at for practice, and nothing is kept', async () => {
  await city.world.sql('delete from app.arrangement_parties where agency_id = $1', [
    city.prisons.de,
  ])
  const [before] = await city.world.sql('select count(*) from app.imports')
  const answer = await city.preview('city', city.prisons.de, list('de', 'v1'))
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ id: null, live: false, status: 'practice' })
  expect(answer.json().counts).toMatchObject({ importable: 425, bad: 18, new: 433 })
  expect(await city.world.sql('select count(*) from app.imports')).toEqual([before])
})

test('who receives nothing from this prison is refused, also for practice', async () => {
  for (const who of ['police', 'housing', 'stranger'] as const) {
    expect((await city.preview(who, city.prisons.en, readShort('en', 'v1'))).statusCode).toBe(403)
    expect((await city.preview(who, city.prisons.de, readShort('de', 'v1'))).statusCode).toBe(403)
  }
  const { id } = (await city.preview('city', city.prisons.en, readShort('en', 'v1'))).json()
  const foreign = await city.ask('police', 'POST', `/imports/${id}/apply`, undefined, {
    'if-match': '"1"',
  })
  expect(foreign.statusCode).toBe(404)
  const officer = await city.world.session(city.prisons.en, ['resettlement_officer'])
  expect((await city.preview(officer, city.prisons.en, readShort('en', 'v1'))).statusCode).toBe(201)
  expect((await city.preview(officer, city.prisons.es, readShort('es', 'v1'))).statusCode).toBe(403)
})

test('a server that dies in the middle leaves nothing half done, and the import can be taken in later', async () => {
  const { id, counts } = (await city.preview('city', city.prisons.en, readShort('en', 'v1'))).json()
  const apply = () =>
    city.ask('city', 'POST', `/imports/${id}/apply`, undefined, { 'if-match': '"1"' })
  const superuser = openPool(
    { ...testServer().superuser, database: await databaseName(city.world) },
    2,
  )
  const blocker = await superuser.connect()
  await blocker.query('begin; lock table app.import_mappings in exclusive mode')
  const dying = apply()
  // The notices are written by now, the mapping is not: this is the middle.
  const waiting = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%import_mappings%'`
  while ((await superuser.query(waiting)).rowCount === 0) await pause(20)
  expect((await dying).statusCode).toBe(500)
  await blocker.query('rollback')
  blocker.release()
  await superuser.end()
  expect(await city.openAll(city.prisons.en)).toEqual([])
  expect(counts.new).toBeGreaterThan(50)
  expect((await apply()).json()).toMatchObject({ added: counts.new, changed: 0 })
  expect(await city.openAll(city.prisons.en)).toHaveLength(counts.new)
})

test.each([
  ['an Excel file', Buffer.from('504b030414000600', 'hex'), 'not_a_text_list'],
  ['an empty file', Buffer.from('  \n'), 'list_empty'],
  ['UTF-16', Buffer.from('fffe41003b00', 'hex'), 'list_encoding_unsupported'],
  ['a letter', Buffer.from('Dear colleagues\nno list today\n'), 'list_without_columns'],
  ['a header alone', Buffer.from('PrisonerNo;Surname;Forenames\n'), 'list_without_rows'],
])('%s is refused with a clear reason and no word of it', async (_name, bytes, code) => {
  const answer = await city.preview('city', city.prisons.be, bytes)
  expect(answer.statusCode).toBe(422)
  expect(answer.json().code).toBe(code)
  expect(answer.json().detail).toMatch(/\w+ \w+ \w+/)
})

test('what is no base64, no prison or no known field is refused', async () => {
  const post = (body: object) => city.ask('city', 'POST', '/imports', body)
  const content = list('be', 'v1').toString('base64')
  expect((await post({ agencyId: city.prisons.be, content: 'é!' })).json()).toMatchObject({
    status: 422,
    code: 'import_not_base64',
  })
  expect((await post({ agencyId: 1, content })).json().code).toBe('import_not_a_prison')
  expect((await post({ agencyId: 999, content })).statusCode).toBe(404)
  expect((await post({ agencyId: city.prisons.be, content, file: 'x.csv' })).json().code).toBe(
    'unknown_key',
  )
})

test('a changed mapping is read anew; without a number nothing is staged but the columns are shown', async () => {
  const { mapping } = (await city.preview('city', city.prisons.en, readShort('en', 'v1'))).json()
  const without = (
    await city.preview('city', city.prisons.en, readShort('en', 'v1'), { ...mapping, number: null })
  ).json()
  expect(without).toMatchObject({ id: null, status: 'incomplete', missing: ['number'] })
  expect(without.shape.columns.length).toBe(18)
  const other = await city.preview('city', city.prisons.be, readShort('be', 'v1'), mapping)
  expect(other.json()).toMatchObject({ status: 422, code: 'list_mapping_other_header' })
  const noLanguage = { ...mapping, establishment: null }
  const changed = (
    await city.preview('city', city.prisons.en, readShort('en', 'v1'), noLanguage)
  ).json()
  expect(changed.mapping.establishment).toBeNull()
})

async function databaseName(world: World): Promise<string> {
  const [found] = await world.sql<{ name: string }>('select current_database() as name')
  return found?.name ?? ''
}
