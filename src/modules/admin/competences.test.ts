import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, 'competences')
const tables = readdirSync(folder).map((name) => ({
  name: name.replace('.json', ''),
  ...JSON.parse(readFileSync(join(folder, name), 'utf8')),
}))
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

test('persons are called persons', () => {
  expect(JSON.stringify(tables)).not.toMatch(/offender|inmate|radicali|criminals/i)
})
