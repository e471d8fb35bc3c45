import { expect, test } from 'vitest'
import { concerns } from './live.ts'

const caseQuery = { queryKey: ['case', 'V-0412'], meta: { live: ['case', 'lead'] } }

test.each([
  ['its own case', { kind: 'lead', ids: ['V-0412'] }, true],
  ['another case', { kind: 'lead', ids: ['V-0399'] }, false],
  ['a kind that it does not show', { kind: 'notices', ids: [] }, false],
  ['a broken connection', { kind: 'resync', ids: [] }, true],
])('an open case is read again after a change of %s: %o is %s', (_, message, expected) => {
  expect(concerns(caseQuery, message)).toBe(expected)
})

test('a list is read again whichever of its cases changed', () => {
  const list = { queryKey: ['releases', 12], meta: { live: ['case', 'lead'] } }
  expect(concerns(list, { kind: 'lead', ids: ['V-0399'] })).toBe(true)
})

test('who is signed in is not asked again because a connection broke', () => {
  expect(concerns({ queryKey: ['session'] }, { kind: 'resync', ids: [] })).toBe(false)
})
