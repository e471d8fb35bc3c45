import { expect, test } from 'vitest'
import { type ListMapping, proposeMapping } from './mapping.ts'
import { readList } from './read-list.ts'
import type { ListReading } from './reading.ts'
import { recognise } from './recognise.ts'
import { ListRefusal } from './refusal.ts'

const area = { city: ['Valmare'], noFixedAddress: ['NFA'] }
const header = 'PrisonerNo;Surname;Forenames;DOB;LocalAuthority;ReleaseDate;FaithDeclared'
const good = (number: number) => `AB${number};Roe;Sam;1980-01-02;Valmare;2027-03-04;secret`

function read(content: string | Uint8Array, change: Partial<ListMapping> = {}): ListReading {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const shape = recognise(bytes)
  return readList(bytes, shape, { ...proposeMapping(shape), ...change }, area)
}

function list(...rows: string[]): string {
  return [header, ...rows].join('\n')
}

function refusal(content: string | Uint8Array): string {
  try {
    read(content)
  } catch (error) {
    if (error instanceof ListRefusal) return error.code
    throw error
  }
  return 'read'
}

function statuses(reading: ListReading): string[] {
  return reading.rows.map((row) => (row.status === 'bad' ? row.code : row.status))
}

test('what is no list is refused with a code that says what to do', () => {
  expect(refusal('')).toBe('list_empty')
  expect(refusal(' \r\n\n \n')).toBe('list_empty')
  expect(refusal('\ufeff')).toBe('list_empty')
  expect(refusal(list())).toBe('list_without_rows')
  expect(refusal(`${header}\n;;;;;;\n`)).toBe('list_without_rows')
  expect(refusal('Dear colleagues\nplease find enclosed\nthe list')).toBe('list_without_columns')
  expect(refusal(good(10))).toBe('list_header_missing')
  expect(refusal(new Uint8Array(100_000))).toBe('not_a_text_list')
  expect(refusal(Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x3b, 0))).toBe('list_encoding_unsupported')
  const spreadsheet = Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0)
  expect(refusal(spreadsheet)).toBe('not_a_text_list')
  expect(refusal(new TextEncoder().encode('%PDF-1.7\n1;2;3'))).toBe('not_a_text_list')
})

test('a million separators are refused in the header and cost one row below it', () => {
  expect(refusal(`a${';'.repeat(1_000_000)}\nb;c`)).toBe('list_too_many_columns')
  const reading = read(list(good(10), `AB11${';'.repeat(1_000_000)}`, good(12)))
  expect(statuses(reading)).toEqual(['importable', 'column_count', 'importable'])
})

test('a line of five million signs costs its own row, wherever the length sits', () => {
  const long = 'x'.repeat(5_000_000)
  const name = read(list(good(10), good(11).replace('Roe', long), good(12)))
  expect(statuses(name)).toEqual(['importable', 'field_too_long', 'importable'])
  const faith = read(list(good(10), good(11).replace('secret', long), good(12)))
  expect(statuses(faith)).toEqual(['importable', 'importable', 'importable'])
  const quoted = read(list(good(10), good(11).replace('Roe', `"${long}`), good(12)))
  expect(statuses(quoted)).toEqual(['importable', 'quote_unmatched', 'importable'])
  expect(refusal(long)).toBe('list_without_columns')
})

test('twenty megabytes in which every line has lost a quote are read to the end', () => {
  const row = (number: number) => good(number).replace('Roe', `"Roe${'o'.repeat(400)}`)
  const rows = Array.from({ length: 45_000 }, (_, index) => row(10_000 + index))
  const reading = read(list(good(10), ...rows, good(11)))
  expect(reading.counts).toMatchObject({ rows: 45_002, bad: 45_000, importable: 2 })
})

test('more rows than any prison holds are refused', () => {
  const rows = Array.from({ length: 200_001 }, (_, index) => good(100_000 + index))
  expect(refusal([header, ...rows].join('\n'))).toBe('list_too_many_rows')
})

test('NUL bytes in a name cost that row, and in a column that is not read nothing', () => {
  const reading = read(list(good(10).replace('Roe', 'R\0e'), good(11).replace('secret', '\0\0')))
  expect(statuses(reading)).toEqual(['control_characters', 'importable'])
})

test('a lost quote that meets the next quoted field costs one line', () => {
  const lost = good(11).replace('Sam', '"Sam')
  const quoted = good(12).replace('Sam', '"Sam"').replace('secret', '"se;cret"')
  const reading = read(list(good(10), lost, quoted, good(13)))
  expect(statuses(reading)).toEqual(['importable', 'quote_unmatched', 'importable', 'importable'])
  const bad = reading.rows[1]
  expect(bad).toMatchObject({ line: 3, number: 'AB11', column: 'Forenames' })
})

test('two lost quotes that close each other do not make one person of two', () => {
  const one = good(11).replace('Sam', '"Sam')
  const two = good(12).replace('Sam', 'Sam"')
  expect(statuses(read(list(one, two, good(13))))).toEqual([
    'quote_unmatched',
    'quote_unmatched',
    'importable',
  ])
})

test('a quoted text over several lines is one row, and lines are counted as they stand', () => {
  const noted = good(10).replace('secret', '"first\nsecond\n\nthird"')
  const reading = read(list(noted, good(11)))
  expect(reading.rows.map(({ line, record }) => [line, record])).toEqual([
    [2, 1],
    [6, 2],
  ])
})

test('an extra field in front never lets the text of another column pass as a number', () => {
  const shifted = `Catholic;${good(11)}`
  const reading = read(list(good(10), shifted, good(12)))
  expect(reading.rows[1]).toMatchObject({ code: 'column_count', number: null })
  expect(JSON.stringify(reading)).not.toContain('Catholic')
})

test('one number on rows that differ makes all of them bad, across municipalities too', () => {
  const elsewhere = good(10).replace('Roe', 'Doe').replace('Valmare', 'Tarnwick')
  const reading = read(list(good(10), elsewhere, good(10), good(11)))
  expect(reading.rows.map((row) => ('otherLine' in row ? [row.code, row.otherLine] : []))).toEqual([
    ['number_conflict', 3],
    ['number_conflict', 2],
    ['row_repeated', 2],
    [],
  ])
})

test('a row repeated with other case and blanks only is repeated', () => {
  const shouted = good(10).replace('Roe', ' ROE ')
  expect(statuses(read(list(good(10), shouted)))).toEqual(['importable', 'row_repeated'])
})

test('villages whose name resembles the city, and nobody else, are out of the area', () => {
  const places = ['VALMARE', 'Vàlmare ', 'Valmare Parva', 'Valmare-le-Vieux', 'nfa', '', 'Valmar']
  const rows = places.map((place, index) => good(10 + index).replace('Valmare', place))
  expect(statuses(read(list(...rows)))).toEqual([
    'importable',
    'importable',
    'out_of_area',
    'out_of_area',
    'area_unknown',
    'area_unknown',
    'out_of_area',
  ])
})

test('a sum below the rows is no person', () => {
  const reading = read(list(good(10), 'Total: 1 row', ''))
  expect(reading.counts.rows).toBe(1)
  expect(reading.trailerLines).toEqual([3])
})

test('a mapping made for other columns is refused', () => {
  const bytes = new TextEncoder().encode(list(good(10)))
  const shape = recognise(bytes)
  const mapping = proposeMapping(shape)
  const other = { ...mapping, header: '0'.repeat(64) }
  expect(() => readList(bytes, shape, other, area)).toThrow('list_mapping_other_header')
  expect(() => readList(bytes, shape, { ...mapping, number: null }, area)).toThrow(
    'list_mapping_incomplete',
  )
  expect(() => readList(bytes, shape, { ...mapping, postcode: 99 }, area)).toThrow(
    'list_mapping_incomplete',
  )
})
