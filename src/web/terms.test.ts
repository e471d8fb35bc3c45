import { expect, test } from 'vitest'
import english from '../../locales/en/web.json' with { type: 'json' }
import { languageOf } from './languages.ts'
import { loadTerms, ownWords, termCountries } from './terms.ts'
import { createWords } from './words.ts'

const languagesOf: Record<string, string[]> = {
  BE: ['fr', 'nl', 'de'],
  DE: ['de'],
  ES: ['es'],
  FR: ['fr'],
  IT: ['it'],
  NL: ['nl'],
  SE: ['sv'],
}

test('LA4: each country has its thirty words of the field in each of its languages', async () => {
  expect([...termCountries].sort()).toEqual(Object.keys(languagesOf))
  for (const country of termCountries) {
    const list = await loadTerms(country)
    expect(list?.languages).toEqual(languagesOf[country])
    expect(Object.keys(list?.terms ?? {})).toHaveLength(30)
    for (const [code, { words, check = [] }] of Object.entries(list?.terms ?? {})) {
      expect(Object.keys(words), `${country} ${code}`).toEqual(languagesOf[country])
      expect(Object.values(words).every((word) => word.trim().length > 1)).toBe(true)
      expect(languagesOf[country]).toEqual(expect.arrayContaining([...check]))
    }
  }
})

test('every country explains the same thirty words, and each has a meaning in the catalogue', async () => {
  const { default: meanings } = await import('../../locales/en/terms.json')
  const lists = await Promise.all(termCountries.map(loadTerms))
  for (const list of lists) {
    expect(Object.keys(list?.terms ?? {})).toEqual(Object.keys(lists[0]?.terms ?? {}))
    for (const code of Object.keys(list?.terms ?? {}))
      expect(meanings).toHaveProperty([`terms.meaning.${code}`])
  }
})

test('LA4: probation is called otherwise in French in Belgium and in France', async () => {
  const said = async (country: string, language: string) =>
    createWords(languageOf('en'), english, (await ownWords(country, language)) ?? {}).text(
      'web.kinds.probation',
    )
  expect(await said('BE', 'fr')).toBe('Maison de justice')
  expect(await said('FR', 'fr')).toBe('SPIP')
  expect(await said('BE', 'nl')).toBe('Justitiehuis')
  expect(await said('NL', 'nl')).toBe('Reclassering')
})

test('a country without words in the reader’s language leaves the catalogue as it is', async () => {
  expect(await ownWords('BE', 'en')).toBeNull()
  expect(await ownWords('PT', 'fr')).toBeNull()
  expect(await ownWords(undefined, 'fr')).toBeNull()
})

test('only what stands in the catalogue as a plain word is replaced', () => {
  const words = createWords(
    languageOf('en'),
    { 'web.x': 'probation' },
    { 'web.x': 'SPIP', 'web.y': 'y' },
  )
  expect(words.text('web.x')).toBe('SPIP')
  expect(words.has('web.y')).toBe(false)
})

test('every use names a sentence that exists and a word that every country explains', async () => {
  const { default: uses } = await import('../modules/admin/terms/uses.json')
  const catalogues = import.meta.glob<Record<string, string>>('../../locales/en/*.json', {
    eager: true,
    import: 'default',
  })
  const all = Object.assign({}, ...Object.values(catalogues)) as Record<string, string>
  const list = await loadTerms('BE')
  for (const [id, code] of Object.entries(uses)) {
    expect(all[id], id).toBeTruthy()
    expect(all[id], id).not.toContain('{')
    expect(list?.terms, id).toHaveProperty(code)
  }
})
