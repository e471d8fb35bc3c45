import { expect, test } from 'vitest'
import { nameBriefly } from './service/identity.ts'

const initials = (given: string, family: string) =>
  nameBriefly({ given, family, birth: null, language: null }).initials

test.each([
  ['Ada', 'Muster', 'A. M.'],
  ['élise', 'øster', 'É. Ø.'],
  [' Ada', '', 'A.'],
  ["'t", 'van Dijk', 'T. V.'],
  // A letter and the mark that belongs to it, written as two signs.
  ['e\u0301lise', 'A\u030angstrom', 'E\u0301. A\u030a.'],
  ['Şenay', 'Öz', 'Ş. Ö.'],
  ['आदित्य', 'محمد', 'आ. م.'],
  ['', '', ''],
])('the initials of %s %s are %s', (given, family, expected) => {
  expect(initials(given, family)).toBe(expected)
})
