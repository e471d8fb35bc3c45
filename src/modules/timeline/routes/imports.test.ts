import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wordSearcher } from '../../../../tests/search-words.ts'
import {
  expectedRows,
  type ImportWorld,
  openImportWorld,
  readFixture,
  systems,
  truth,
} from '../../../../tests/world-imports.ts'
import type { ImportPreview } from '../import-contract.ts'

let city: ImportWorld
beforeAll(async () => {
  city = await openImportWorld()
})
afterAll(() => city.close())

const first = (system: (typeof systems)[number]) => readFixture(truth.files[system].v1.path)

describe.each(systems)('the first list of %s', (system) => {
  const expected = truth.files[system].v1
  let preview: ImportPreview

  test('is recognised, counted and explained row by row', async () => {
    const answer = await city.preview('city', city.prisons[system], first(system))
    expect(answer.statusCode).toBe(201)
    preview = answer.json()
    expect(answer.headers.location).toBe(`/api/v1/imports/${preview.id}`)
    expect(preview).toMatchObject({ status: 'previewed', live: true, mappingRemembered: false })
    expect(preview.shape.encoding.name).toBe(truth.files[system].encoding)
    expect(preview.counts).toEqual({
      rows: expected.rows,
      importable: expected.importable,
      outOfArea: expected.out_of_area,
      areaUnknown: expected.area_unknown,
      bad: expected.bad,
      remandNotCovered: 0,
      new: expected.importable + expected.area_unknown,
      changed: 0,
      unchanged: 0,
      held: 0,
      gone: 0,
      otherDates: 0,
    })
    const told = preview.errors.map(({ line, code }) => ({ line, code }))
    for (const { line, code, accept } of expected.bad_rows) {
      const found = told.find((error) => error.line === line)
      expect([code, ...accept]).toContain(found?.code)
    }
    expect(told).toHaveLength(expected.bad_rows.length)
    for (const { sentence, line } of preview.errors)
      expect(sentence).toMatch(new RegExp(`[Ll]ine ${line}\\b`))
  })

  test('becomes notices that say exactly what the good rows say', async () => {
    const applied = await city.ask('city', 'POST', `/imports/${preview.id}/apply`, undefined, {
      'if-match': '"1"',
    })
    expect(applied.statusCode).toBe(200)
    const good = expectedRows(system, 'v1').filter((row) => row.status !== 'out_of_area')
    expect(applied.json()).toMatchObject({ added: good.length, changed: 0, held: 0, gone: 0 })
    const kept = await city.openAll(city.prisons[system])
    const said = kept.map(({ identity, release_on, release_certainty, residence }) => ({
      number: identity.number,
      status: residence === 'city' ? 'importable' : 'area_unknown',
      family: identity.family,
      given: identity.given,
      birth: identity.birth,
      release: release_on,
      kind: release_on ? release_certainty : '',
    }))
    const byNumber = (a: { number?: string | null }, b: { number?: string | null }) =>
      String(a.number) < String(b.number) ? -1 : 1
    expect(said.sort(byNumber)).toEqual(good.map(({ line: _, ...row }) => row).sort(byNumber))
  })

  test('is remembered, and a second time changes nothing at all', async () => {
    const before = await city.openAll(city.prisons[system])
    const again: ImportPreview = (
      await city.preview('city', city.prisons[system], first(system))
    ).json()
    expect(again.mappingRemembered).toBe(true)
    expect(again.counts).toMatchObject({ new: 0, changed: 0, held: 0, gone: 0 })
    expect(await city.takeIn('city', city.prisons[system], first(system))).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: before.length,
      held: 0,
      gone: 0,
    })
    expect(await city.openAll(city.prisons[system])).toEqual(before)
  })
})

test('an import is taken in once, with its version, and leaves no sealed copy', async () => {
  const { id } = (await city.preview('city', city.prisons.be, first('be'))).json()
  const apply = (headers: object) =>
    city.ask('city', 'POST', `/imports/${id}/apply`, undefined, headers)
  expect((await apply({})).statusCode).toBe(428)
  expect((await apply({ 'if-match': '"7"' })).json()).toMatchObject({ status: 412 })
  const both = await Promise.all([apply({ 'if-match': '"1"' }), apply({ 'if-match': '"1"' })])
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect((await apply({ 'if-match': '"1"' })).json()).toMatchObject({
    status: 409,
    code: 'import_already_applied',
  })
  const [kept] = await city.world.sql(
    'select staged_sealed, key_wrapped from app.imports where id = $1',
    [id],
  )
  expect(kept).toEqual({ staged_sealed: null, key_wrapped: null })
})

test('a discarded import is erased and cannot be taken in any more', async () => {
  const { id } = (await city.preview('city', city.prisons.be, first('be'))).json()
  const version = { 'if-match': '"1"' }
  expect((await city.ask('city', 'DELETE', `/imports/${id}`, undefined, version)).statusCode).toBe(
    204,
  )
  const [kept] = await city.world.sql(
    'select status, staged_sealed from app.imports where id = $1',
    [id],
  )
  expect(kept).toEqual({ status: 'discarded', staged_sealed: null })
  const late = await city.ask('city', 'POST', `/imports/${id}/apply`, undefined, version)
  expect(late.json()).toMatchObject({ status: 409, code: 'import_discarded' })
})

test('nothing that nobody asked for is kept anywhere: tables, events, log', async () => {
  const kept = `${await city.dump()}\n${city.lines.join('\n')}`
  const text = first('en').toString('utf8')
  const header = text.split('\n')[0]?.split('\t') ?? []
  const rows = text.split('\n').map((line) => line.split('\t'))
  const unwanted = ['DietCode', 'FaithDeclared', 'Notes', 'KnownAs'].flatMap((name) => {
    const at = header.indexOf(name)
    return rows
      .slice(1)
      .flatMap((fields) => (fields.length === header.length ? (fields[at] ?? '') : ''))
  })
  const money = first('es')
    .toString('latin1')
    .split('\n')
    .map((line) => /"(\d\.\d{3},\d\d)"\s*$/.exec(line)?.[1] ?? '')
  const birthplaces = ['Cluj-Napoca', 'Zenica', 'Torino', 'Mostar', 'Patras']
  const long = [...unwanted, ...money, ...birthplaces].filter((one) => one.trim().length > 5)
  expect(long.length).toBeGreaterThan(500)
  expect(wordSearcher(new Set(long), 'anywhere')(Buffer.from(kept))).toEqual([])
  expect(kept).not.toMatch(/custody-v1|greffe|vollzug-v1/)
})

test('names of the city and of other places alike stand nowhere in readable form', async () => {
  const kept = `${await city.dump()}\n${city.lines.join('\n')}`
  const names = systems.flatMap((system) =>
    expectedRows(system, 'v1').flatMap(({ family, given }) => [family, given]),
  )
  const long = new Set(names.filter((name) => name.length > 6))
  expect(long.size).toBeGreaterThan(100)
  expect(wordSearcher(long, 'anywhere')(Buffer.from(kept))).toEqual([])
})

test('persons of other municipalities are in no sealed copy either', async () => {
  for (const system of systems) {
    const others = expectedRows(system, 'v1').filter((row) => row.status === 'out_of_area')
    const kept = await city.openAll(city.prisons[system])
    const numbers = new Set(kept.map(({ identity }) => identity.number))
    expect(others.filter(({ number }) => numbers.has(number))).toEqual([])
  }
})

test('events tell what was done and hold no name', async () => {
  const events = await city.world.sql<{ action: string; detail: { counts?: object } }>(
    `select action, detail from audit.events where action like 'import.%' order by id`,
  )
  expect(new Set(events.map(({ action }) => action))).toEqual(
    new Set(['import.previewed', 'import.applied', 'import.discarded']),
  )
  expect(events[0]?.detail).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
})

test('recent imports tell who, when, which prison and how many', async () => {
  const { imports, prisons } = (await city.ask('city', 'GET', '/imports')).json()
  expect(imports[0]).toMatchObject({ prison: { kind: 'custody' }, createdBy: expect.any(String) })
  expect(prisons).toContainEqual(expect.objectContaining({ name: 'Prison be', live: true }))
  expect((await city.ask('police', 'GET', '/imports')).json().imports).toEqual([])
})
