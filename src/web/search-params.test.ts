import { expect, test } from 'vitest'
import { caseSearch, listSearch, signInSearch } from './search-params.ts'

test.each([
  ['/cases/V-0412?view=table', '/cases/V-0412?view=table'],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['https://evil.example', undefined],
  [7, undefined],
])('after the sign-in %s leads to %s', (next, expected) => {
  expect(signInSearch({ next }).next).toBe(expected)
})

test('a mistyped view of a case falls back to the usual one', () => {
  expect(caseSearch({ view: 'tables', window: '12-weeks' })).toEqual({ window: '12-weeks' })
})

test('filters that the address cannot mean are left out', () => {
  const search = listSearch({ weeks: '12', prison: 'x', domain: 'A name', missing: 'true' })
  expect(search).toEqual({ weeks: 12, missing: true })
})
