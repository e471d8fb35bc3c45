import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '../../web/languages.ts'
import { competenceCountries, loadCompetences } from './screens/start/competences-data.ts'

const folder = join(import.meta.dirname, 'competences')
const files = readdirSync(folder).map((name) => ({
  name: name.replace('.json', ''),
  ...JSON.parse(readFileSync(join(folder, name), 'utf8')),
}))
/** `be` is the table in English, `be.fr` the same table in French. */
const tables = files.filter(({ name }) => !name.includes('.'))
const translated = files.filter(({ name }) => name.includes('.'))
type Row = Record<'code' | 'decides' | 'heard' | 'carries' | 'city' | 'basis', string>
const rowOf = (name: string, code: string): Row =>
  tables.find((table) => table.name === name).subjects.find((row: Row) => row.code === code)

test('ST6: seven countries and a general table speak about the same fifteen subjects', () => {
  expect(tables.map(({ name }) => name)).toEqual([
    'be',
    'de',
    'es',
    'fr',
    'general',
    'it',
    'nl',
    'se',
  ])
  const codes = tables[0].subjects.map(({ code }: Row) => code)
  expect(codes).toHaveLength(15)
  for (const { name, subjects, country, asOf } of tables) {
    expect(subjects.map(({ code }: Row) => code)).toEqual(codes)
    expect(country).toBe(name === 'general' ? null : name.toUpperCase())
    expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/)
  }
})

test('ST6: conditional release in Belgium: a court decides, the house of justice supervises, the city offers', () => {
  const row = rowOf('be', 'conditional_release')
  expect(row.decides).toMatch(/^Court for the execution of sentences/)
  expect(row.carries).toMatch(/maison de justice.*supervises/)
  expect(row.city).toMatch(/^May offer housing and coordination/)
})

test('ST6: every cell is filled, and short enough for one sheet; only the legal basis may wait for a lawyer', () => {
  for (const { name, subjects } of tables)
    for (const { basis, ...row } of subjects as Row[])
      for (const [column, words] of Object.entries(row)) {
        expect(words, `${name} ${row.code} ${column}`).not.toBe('')
        expect(words.length, `${name} ${row.code} ${column}`).toBeLessThan(125)
        expect(basis.length).toBeLessThan(100)
      }
})

const columns = ['decides', 'heard', 'carries', 'city'] as const
/** What a law keeps in every language: its dates and numbers, and how many laws are named. */
const lawsIn = (basis: string) => ({
  numbers: basis.match(/\d+/g) ?? [],
  laws: basis ? basis.split(';').length : 0,
})

test.each(translated)(
  'ST6, LA1: $name says the same as the English table, subject by subject',
  (table) => {
    const [country, language] = table.name.split('.')
    expect(languages.some(({ code, pseudo }) => code === language && !pseudo)).toBe(true)
    expect(language).not.toBe('en')
    const english = tables.find(({ name }) => name === country)
    expect(Object.keys(table)).toEqual(Object.keys({ name: '', ...english }))
    expect([table.country, table.asOf]).toEqual([english.country, english.asOf])
    expect(table.subjects).toHaveLength(english.subjects.length)
    for (const [index, row] of (table.subjects as Row[]).entries()) {
      const source: Row = english.subjects[index]
      expect(Object.keys(row), row.code).toEqual(Object.keys(source))
      expect(row.code).toBe(source.code)
      expect(lawsIn(row.basis), row.code).toEqual(lawsIn(source.basis))
      expect(row.basis.length, row.code).toBeLessThan(130)
      for (const column of columns) {
        expect(row[column], `${row.code} ${column}`).not.toBe('')
        expect(row[column].length, `${row.code} ${column}`).toBeLessThan(170)
      }
    }
  },
)

test('ST6, LA1: who reads French gets French; what is not translated comes in English and says so', async () => {
  const belgian = await loadCompetences('BE', 'fr')
  expect([belgian.country, belgian.language]).toEqual(['BE', 'fr'])
  const swedish = await loadCompetences('SE', 'fr')
  expect([swedish.country, swedish.language]).toEqual(['SE', 'en'])
  const elsewhere = await loadCompetences('PT', 'fr')
  expect([elsewhere.country, elsewhere.language]).toEqual([null, 'fr'])
  expect((await loadCompetences('BE', 'en')).language).toBe('en')
  expect(competenceCountries).toEqual(['BE', 'DE', 'ES', 'FR', 'IT', 'NL', 'SE'])
})

test('persons are called persons', () => {
  expect(JSON.stringify(files)).not.toMatch(
    /offender|inmate|radicali|criminals|délinquant|straftäter|delincuente|crimineel|\breo\b/i,
  )
})
