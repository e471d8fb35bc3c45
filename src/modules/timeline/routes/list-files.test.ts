import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { belgianRows, makeFixedWidth, makeWorkbook } from '../../../../tests/list-files.ts'
import {
  expectedRows,
  type ImportWorld,
  openImportWorld,
  readFixture,
  truth,
} from '../../../../tests/world-imports.ts'
import type { ImportPreview } from '../import-contract.ts'

let city: ImportWorld
beforeAll(async () => {
  city = await openImportWorld()
})
afterAll(() => city.close())
beforeEach(async () => {
  await city.world.sql('delete from app.release_notices where prison_agency_id = 21')
  await city.world.sql('delete from app.import_mappings')
})

// Each way of writing cells is proved with a third of the list, the whole of it once for each kind of file.
const rows = belgianRows().slice(0, 162)
const told = new Set(rows.map(([number]) => number))
const listed = expectedRows('be', 'v1').filter(({ number }) => told.has(number))
const good = listed.filter(({ status }) => status !== 'out_of_area')
const withStatus = (wanted: string) => listed.filter(({ status }) => status === wanted).length
const counts = {
  rows: 160,
  importable: withStatus('importable'),
  areaUnknown: withStatus('area_unknown'),
  outOfArea: withStatus('out_of_area'),
  bad: 0,
  new: good.length,
}
const look = (bytes: Buffer, more: object = {}) =>
  city.ask('city', 'POST', '/imports', {
    agencyId: city.prisons.be,
    content: bytes.toString('base64'),
    ...more,
  })

/** Takes a file in and compares what stands with the truth of the same list as CSV. */
async function becomesTheTruth(preview: ImportPreview) {
  const applied = await city.ask('city', 'POST', `/imports/${preview.id}/apply`, undefined, {
    'if-match': '"1"',
  })
  expect(applied.json()).toMatchObject({ added: good.length })
  const said = (await city.openAll(city.prisons.be)).map(({ identity, release_on }) => [
    ...[identity.number, identity.family, identity.given, identity.birth ?? null, release_on],
  ])
  const told = good.map(({ number, family, given, birth, release }) => [
    ...[number, family, given, birth, release],
  ])
  const byNumber = (a: unknown[], b: unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1)
  expect(said.sort(byNumber)).toEqual(told.sort(byNumber))
}

describe('a workbook (XLSX) is read as the same list in text is', () => {
  const list = { name: 'Liste', rows }
  test.each([
    ['dates as words', {}],
    ['cells with dates', { dates: { columns: [3, 9], formatted: true } }],
    ['bare numbers of days', { dates: { columns: [3, 9], formatted: false } }],
  ])('%s', async (_name, dates) => {
    const preview = (await look(makeWorkbook([{ ...list, ...dates }]))).json()
    expect(preview.counts).toMatchObject(counts)
    expect(preview.shape.source).toEqual({ format: 'xlsx', sheet: 'Liste', sheets: ['Liste'] })
    await becomesTheTruth(preview)
  })

  test('a bad row is reported with the line of the sheet', async () => {
    const wrong = rows.map((fields, at) => (at === 40 ? fields.with(0, '') : fields))
    const preview = (await look(makeWorkbook([{ name: 'A', rows: wrong }]))).json()
    expect(preview.errors).toMatchObject([{ line: 41, code: 'number_missing' }])
  })

  test('of several sheets the first table is taken, another one on demand, and that is remembered', async () => {
    const cover = { name: 'Couverture', rows: [['Greffe'], ['16/11/2026']] }
    const older = { name: 'Ancienne', rows: rows.slice(0, 60) }
    const file = makeWorkbook([cover, older, list])
    const first = (await look(file)).json()
    expect(first.shape.source).toMatchObject({ sheet: 'Ancienne' })
    expect(first.shape.source.sheets).toEqual(['Couverture', 'Ancienne', 'Liste'])
    const chosen = (await look(file, { layout: { sheet: 'Liste' } })).json()
    expect(chosen.counts).toMatchObject(counts)
    await becomesTheTruth(chosen)
    const again = (await look(file)).json()
    expect(again).toMatchObject({ mappingRemembered: true, shape: { source: { sheet: 'Liste' } } })
    const missing = await look(file, { layout: { sheet: 'Nulle part' } })
    expect(missing.json()).toMatchObject({ status: 422, code: 'list_sheet_missing' })
  })

  test.each([
    [
      'a bomb of zeros',
      { 'xl/media/a.bin': new Uint8Array(100 * 1024 * 1024) },
      'list_workbook_too_large',
    ],
    [
      'a cell at the far end',
      { 'xl/worksheets/sheet9.xml': Buffer.from('<row r="1"><c r="XFD1048576"/></row>') },
      'list_too_many_columns',
    ],
    [
      'a million rows',
      { 'xl/worksheets/sheet9.xml': Buffer.from('<row r="9000000"><c r="A9000000"/></row>') },
      'list_too_many_rows',
    ],
  ])('%s is refused before it is read', async (_name, more, code) => {
    const file = makeWorkbook([{ name: 'A', rows: rows.slice(0, 9) }], more)
    const answer = await look(file)
    expect(answer.json()).toMatchObject({ status: 422, code })
  })

  test('a workbook that is cut off, and another packed file, are refused in words', async () => {
    const file = makeWorkbook([list])
    expect((await look(file.subarray(0, file.length / 2))).json().code).toBe('not_a_text_list')
    const broken = Buffer.from(file)
    broken.fill(7, 200, 4000)
    expect(['list_workbook_unreadable', 'not_a_text_list']).toContain(
      (await look(broken)).json().code,
    )
  })
})

describe('a list in columns of fixed width is read as the same list with separators is', () => {
  test.each([['\r\n'], ['\n']])(
    'places of columns are proposed from names and gaps (%j)',
    async (newline) => {
      const preview = (await look(makeFixedWidth(rows, newline))).json()
      expect(preview.shape.source).toMatchObject({ format: 'fixed' })
      expect(preview.shape.columns).toHaveLength(13)
      expect(preview.counts).toMatchObject(counts)
      await becomesTheTruth(preview)
    },
  )

  test('a person moves the places; they are remembered for this prison with the columns', async () => {
    const file = makeFixedWidth(rows)
    const first = (await look(file)).json()
    const { boundaries } = first.shape.source
    const without = boundaries.filter((_: number, at: number) => at !== 11)
    const moved = (await look(file, { layout: { boundaries: without } })).json()
    expect(moved.shape.columns).toHaveLength(12)
    await city.ask('city', 'POST', `/imports/${moved.id}/apply`, undefined, { 'if-match': '"1"' })
    const again = (await look(file)).json()
    expect(again).toMatchObject({ mappingRemembered: true })
    expect(again.shape.source.boundaries).toEqual(without)
  })

  test('places that go back, and a text that is no table, are refused', async () => {
    const back = await look(makeFixedWidth(rows), { layout: { boundaries: [30, 20] } })
    expect(back.json()).toMatchObject({ status: 422, code: 'list_boundaries_invalid' })
    const letter =
      'Dear colleagues\n\nthere is no list this week\nbecause nobody leaves\nRegards\nA.\n'
    expect((await look(Buffer.from(letter))).json().code).toBe('list_without_columns')
  })
})

test.each([
  ['a workbook', () => makeWorkbook([{ name: 'Liste', rows: belgianRows() }])],
  ['columns of fixed width', () => makeFixedWidth(belgianRows())],
])('%s is read to its last row', async (_name, file) => {
  const { counts } = (await look(file())).json()
  expect(counts).toMatchObject({
    rows: 482,
    importable: 425,
    areaUnknown: 8,
    outOfArea: 49,
    bad: 0,
  })
})

test('plain text is opened as before and says nothing of layouts', async () => {
  const preview = (await look(readFixture(truth.files.be.v1.path))).json()
  expect(preview.shape.source).toBeUndefined()
  expect(preview.mapping.layout).toBeUndefined()
})
