import { expect, test } from 'vitest'
import { type Mapping, readColumnAs, type Shape, targetOf, withOrder } from './mapping-choice.ts'

const mapping: Mapping = {
  header: 'a'.repeat(64),
  number: 0,
  family: [1],
  given: [2],
  birth: { column: 3, order: 'dmy' },
  release: [{ column: 4, order: 'dmy', certainty: null }],
  release_kind: { column: 5, values: { fixed: 'fixed' } },
  establishment: null,
  residence: 6,
  postcode: null,
  status: null,
  language: null,
  unknown_date_words: [],
}
const shape = { columns: [{}, {}, {}, {}, {}, {}, {}, { dateOrder: 'ymd' }] } as Shape

test('a column is read as one thing at a time', () => {
  const changed = readColumnAs(mapping, shape, 6, 'number')
  expect(changed).toMatchObject({ number: 6, residence: null })
  expect(targetOf(changed, 0)).toBeNull()
  expect(targetOf(readColumnAs(mapping, shape, 1, null), 1)).toBeNull()
})

test('two surnames stand in the order of the list', () => {
  const moved = readColumnAs(readColumnAs(mapping, shape, 7, 'family'), shape, 0, 'family')
  expect(moved.family).toEqual([0, 1, 7])
})

test('a second column of release dates keeps its own order of day and month', () => {
  const { release } = readColumnAs(mapping, shape, 7, 'release')
  expect(release[1]).toEqual({ column: 7, order: 'ymd', certainty: null })
  expect(withOrder(mapping, 3, 'ymd').birth).toEqual({ column: 3, order: 'ymd' })
})
