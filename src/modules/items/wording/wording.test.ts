import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { withoutAccents } from './check.ts'
import { insistOnReasons } from './insist.ts'
import { languageOf } from './language.ts'
import { checkWording } from './lists.ts'
import { type WordingLanguage, wordingLanguages } from './vocabulary.ts'

const linesOf = (kind: string, language: WordingLanguage) =>
  readFileSync(join(import.meta.dirname, 'fixtures', `${kind}.${language}.txt`), 'utf8')
    .trim()
    .split('\n')
const caughtOf = (language: WordingLanguage) =>
  linesOf('caught', language).map((line) => {
    const [kind = '', ...rest] = line.split(': ')
    return { kind, text: rest.join(': ') }
  })
const percent = (part: number, all: number) => Math.round((part / all) * 1000) / 10

const asked: ReadonlySet<string> = new Set(['belief', 'origin', 'stigma'])
/** What was measured on the day on which the sentences were first put to the lists: a floor, never a goal to tune for. */
const foundUntuned = { en: 18, fr: 16, de: 18, es: 16, it: 18, nl: 15 }

const figures: string[] = []
afterAll(() => {
  process.stdout.write(`${['Wording check, false alarms and misses:', ...figures].join('\n  ')}\n`)
})

describe.each(wordingLanguages)('the wording check in %s (PI6)', (language) => {
  test('stays silent on neutral case notes: at most 1 in 100 false alarms', () => {
    const neutral = linesOf('neutral', language)
    const alarms = neutral.filter((text) => checkWording(text, language).length > 0)
    figures.push(
      `${language}: ${alarms.length} of ${neutral.length} neutral sentences (${percent(alarms.length, neutral.length)} %)`,
    )
    expect(new Set(neutral).size).toBeGreaterThanOrEqual(200)
    expect(alarms.length / neutral.length, alarms.join('\n')).toBeLessThanOrEqual(0.01)
  })
  test('asks about belief, origin, opinion, labels, homes and diagnoses: under 5 % missed', () => {
    const planted = caughtOf(language)
    const missed = planted.filter(
      ({ kind, text }) =>
        !checkWording(text, language, { category: 'health' }).some((one) => one.kind === kind),
    )
    figures.push(
      `${language}: ${missed.length} of ${planted.length} planted ones missed (${percent(missed.length, planted.length)} %)`,
    )
    expect(planted.length).toBeGreaterThanOrEqual(40)
    expect(
      missed.length / planted.length,
      missed.map(({ text }) => text).join('\n'),
    ).toBeLessThanOrEqual(0.05)
  })
  test('finds most of what nobody tuned it for: twenty sentences that were written before the lists were changed', () => {
    const found = linesOf('untuned', language).filter((text) =>
      checkWording(text, language).some(({ kind }) => asked.has(kind)),
    )
    figures.push(`${language}: ${found.length} of 20 untuned ones found`)
    expect(found.length).toBeGreaterThanOrEqual(foundUntuned[language])
  })
  test('stays silent on what the product itself says, which nobody wrote for this check', () => {
    const said = Object.values(productWords(language))
    const alarms = said.filter((text) => checkWording(text, language).length > 0)
    figures.push(
      `${language}: ${alarms.length} of ${said.length} sentences of the product (${percent(alarms.length, said.length)} %)`,
    )
    expect(alarms.length / said.length, alarms.join('\n')).toBeLessThanOrEqual(0.02)
  })
  test('finds the same in capitals and without accents', () => {
    const words = caughtOf(language).filter(({ kind }) => !['address', 'diagnosis'].includes(kind))
    const lost = words.filter(({ kind, text }) => {
      const plain = withoutAccents(text).replaceAll('è', 'è')
      return [plain, text.toUpperCase()].some(
        (one) => !checkWording(one, language).some((found) => found.kind === kind),
      )
    })
    expect(lost.length / words.length, lost.map(({ text }) => text).join('\n')).toBeLessThan(0.1)
  })
})

function productWords(language: WordingLanguage): Record<string, string> {
  const file = (name: string) => join(import.meta.dirname, '../../../../locales', language, name)
  const names = ['cases', 'handovers', 'timeline', 'drafts']
  return Object.assign(
    {},
    ...names.map((name) => JSON.parse(readFileSync(file(`${name}.json`), 'utf8'))),
  )
}

const samples: Record<WordingLanguage, [string, string, string]> = {
  en: ['He is a devout Muslim.', 'His partner is of Turkish origin.', 'He is an offender.'],
  fr: ['Il est musulman pratiquant.', "Elle est d'origine turque.", 'Le délinquant a appelé.'],
  de: ['Er ist gläubiger Muslim.', 'Sie ist türkischer Herkunft.', 'Der Straftäter rief an.'],
  es: ['Es musulmán practicante.', 'Ella es de origen turco.', 'El delincuente llamó.'],
  it: ['È un musulmano praticante.', 'Lei è di origine turca.', 'Il delinquente ha chiamato.'],
  nl: ['Hij is praktiserend moslim.', 'Ze is van Turkse afkomst.', 'De veelpleger belde.'],
}

test.each(wordingLanguages)('three sample sentences raise the warning in %s (PI6)', (language) => {
  const kinds = samples[language].map((text) => checkWording(text, language)[0]?.kind)
  expect(kinds).toEqual(['belief', 'origin', 'stigma'])
})

test('an exact address is shortened to its street, that of an office is left alone', () => {
  const [found] = checkWording('The supported flat in Mill Street 14 is free.', 'en')
  expect(found).toMatchObject({ kind: 'address', found: 'Mill Street 14', use: 'Mill Street' })
  expect(checkWording('Er wohnt in der Mühlstr. 7a, zweiter Stock.', 'de')[0]?.use).toBe('Mühlstr.')
  expect(checkWording('The office at 14 Mill Street is open.', 'en')).toEqual([])
})

test('letters without accents are the same whether or not an accent stands elsewhere in the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(withoutAccents(`${text} é`)).toBe(`${withoutAccents(text)} e`)
    }),
  )
})

test('a better wording keeps the capital of what it replaces', () => {
  expect(checkWording('Offenders came late.', 'en')[0]).toMatchObject({ use: 'People' })
  expect(checkWording('El delincuente llegó.', 'es')[0]).toMatchObject({ use: 'La persona' })
})

test('a diagnosis is asked about unless the note stays sealed in its own agency (GD-05)', () => {
  const note = 'He was diagnosed with depression.'
  expect(checkWording(note, 'en', { category: 'health' })[0]?.kind).toBe('diagnosis')
  expect(checkWording(note, 'en', { category: 'health', ownAgencyOnly: true })).toEqual([])
})

test('who reads the screens in French and writes in Dutch is understood', () => {
  expect(languageOf('Hij woont bij zijn broer en is moslim.', 'fr')).toBe('nl')
  expect(languageOf('OK', 'fr')).toBe('fr')
  expect(checkWording('Hij woont bij zijn broer en is moslim.', 'fr')[0]?.kind).toBe('belief')
})

test('a wording is kept only with a reason for its kind, and what is logged holds no text', () => {
  const text = 'The offender is a Muslim.'
  expect(() => insistOnReasons({ field: 'text', text }, 'en')).toThrow('wording_reason_missing')
  const belief = { kind: 'belief', reason: 'needed_for_task' } as const
  expect(() => insistOnReasons({ field: 'text', text }, 'en', [belief])).toThrow()
  const logged = insistOnReasons({ field: 'text', text }, 'en', [
    belief,
    { kind: 'stigma', reason: 'quoted_document' },
  ])
  expect(logged?.kept.map(({ kind, times }) => [kind, times])).toEqual([
    ['stigma', 1],
    ['belief', 1],
  ])
  expect(JSON.stringify(logged)).not.toMatch(/offender|muslim/i)
  expect(insistOnReasons({ field: 'text', text: 'The flat is free.' }, 'en')).toBeNull()
})

test('places in the text are right and do not overlap, whatever is written', () => {
  const parts = fc.constantFrom(
    'offender',
    'Muslim',
    'Mill Street 14',
    'É',
    'ß',
    'İ',
    ' ',
    '\n',
    'a',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (words) => {
      const text = words.join(' ')
      let last = 0
      for (const { start, end, found } of checkWording(text, 'en')) {
        expect(text.slice(start, end)).toBe(found)
        expect(start).toBeGreaterThanOrEqual(last)
        last = end
      }
    }),
  )
})
