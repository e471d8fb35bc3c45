import { parse } from '@formatjs/icu-messageformat-parser'
import { expect, test } from 'vitest'
import { accented, changeLiterals, compileCatalogue, mirrored } from '../../scripts/words.mjs'
import { languageOf, negotiateLanguage } from './languages.ts'
import { createWords } from './words.ts'

const root = new URL('../..', import.meta.url).pathname
const plural = '{count, plural, one {# night for {name}} other {# nights for {name}}}'
const say = (code: string, message: ReturnType<typeof parse>) =>
  createWords(languageOf(code), { 'web.x': message }).text

test('a sentence with a number says one night, and two nights', () => {
  const text = say('en', parse(plural))
  expect(text('web.x', { count: 1, name: 'V-0412' })).toBe('1 night for V-0412')
  expect(text('web.x', { count: 1200, name: 'V-0412' })).toBe('1,200 nights for V-0412')
})

test('a sentence that nobody wrote is shown as its id and breaks no screen', () => {
  expect(createWords(languageOf('en'), {}).text('web.nothing')).toBe('web.nothing')
})

test('accents change what is read, and neither arguments nor plural rules', () => {
  const text = say('en-XA', changeLiterals(parse(plural), accented))
  expect(text('web.x', { count: 1, name: 'Anna' })).toBe('1 ñííĝĥţ ƒóóř Anna')
  expect(text('web.x', { count: 2, name: 'Anna' })).toBe('2 ñííĝĥţš ƒóóř Anna')
})

test('accented words are about two fifths longer, as German is', () => {
  const words = Object.values(compileCatalogue(root, 'en')).filter((m) => typeof m === 'string')
  const plain = words.join('')
  expect(accented(plain).length / plain.length).toBeGreaterThan(1.3)
})

test('right-to-left words stand in isolates and never turn an argument around', () => {
  const text = say('ar-XB', changeLiterals(parse('Release of {ref}, now'), mirrored))
  const said = text('web.x', { ref: 'V-0412' })
  expect(said).toContain('V-0412')
  expect(said).not.toMatch(/[\u202a-\u202e]/)
  expect(said.replace(/[\u200f\u2066\u2069]/g, '')).toBe('Release of V-0412, now')
})

test.each(['en', 'en-XA', 'ar-XB'])('the catalogue of %s has every English sentence', (code) => {
  const ids = Object.keys(compileCatalogue(root, 'en'))
  expect(Object.keys(compileCatalogue(root, code))).toEqual(ids)
})

test('a browser gets the first language that we have, and a pseudo language only by its full name', () => {
  expect(negotiateLanguage(['de-AT', 'en-US']).code).toBe('de')
  expect(negotiateLanguage(['sv-SE', 'en-US']).code).toBe('en')
  expect(negotiateLanguage(['ar-EG', 'ar']).code).toBe('en')
  expect(negotiateLanguage([null, 'ar-xb']).code).toBe('ar-XB')
  expect(negotiateLanguage([]).code).toBe('en')
})

test('Italian elides the article before eight and eleven, and before no other day', () => {
  const text = say('it', parse('dal {from} al {until}, entro il {by}'))
  expect(text('web.x', { from: '8 nov', until: '11 dic', by: '18 gen' })).toBe(
    'dall’8 nov all’11 dic, entro il 18 gen',
  )
})

test('a short month with a dot of its own ends the sentence with one dot', () => {
  const text = say('de', parse('Antwort bis {day}.'))
  expect(text('web.x', { day: '20. Nov.' })).toBe('Antwort bis 20. Nov.')
  expect(text('web.x', { day: '20. Juni' })).toBe('Antwort bis 20. Juni.')
})

test('in five languages every sentence of English is there and says days as the language does (LA1)', () => {
  for (const code of ['fr', 'de', 'es', 'it', 'nl']) {
    const language = languageOf(code)
    expect(language.code).toBe(code)
    expect(Object.keys(compileCatalogue(root, code)).sort()).toEqual(
      Object.keys(compileCatalogue(root, 'en')).sort(),
    )
  }
  const days = ['fr', 'de', 'es', 'it', 'nl'].map((code) =>
    createWords(languageOf(code), {}).format.longDay('2026-12-18'),
  )
  expect(days).toEqual([
    'vendredi 18 décembre',
    'Freitag, 18. Dezember',
    'viernes 18 de diciembre',
    'venerdì 18 dicembre',
    'vrijdag 18 december',
  ])
})
