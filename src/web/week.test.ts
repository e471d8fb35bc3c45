import { expect, test } from 'vitest'
import { offeredLanguages } from './language-choice.ts'
import { languageOf } from './languages.ts'
import { weekFrom } from './week.ts'

test('a week has the days in the order of the city', () => {
  expect(weekFrom(1)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(weekFrom(6)).toEqual([6, 7, 1, 2, 3, 4, 5])
  expect(weekFrom(7)).toEqual([7, 1, 2, 3, 4, 5, 6])
})

test('the languages of the city stand first, all others after them', () => {
  const codes = (own: readonly string[]) =>
    offeredLanguages(languageOf('en'), false, own).map(({ code }) => code)
  expect(codes([])).toEqual(['en', 'fr', 'de', 'es', 'it', 'nl'])
  expect(codes(['nl', 'fr'])).toEqual(['nl', 'fr', 'en', 'de', 'es', 'it'])
  expect(codes(['tr', 'de'])).toEqual(['de', 'en', 'fr', 'es', 'it', 'nl'])
})
