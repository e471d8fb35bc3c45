import { catalogues } from 'virtual:words'
import { languageOf } from './languages.ts'
import { ownWords } from './terms.ts'
import { createWords, type Words } from './words.ts'

const loaded = new Map<string, Words>()

/**
 * Fetches the catalogue of a language; each is a file of its own and is loaded once.
 *
 * In a country that has words of the field in this language, those stand in their places. Where there
 * are none the very same words are answered, so that no screen is drawn again.
 */
export async function loadWords(code: string, country?: string): Promise<Words> {
  const language = languageOf(code)
  const own = await ownWords(country, language.code)
  const key = own ? `${language.code} ${country}` : language.code
  const known = loaded.get(key)
  if (known) return known
  const load = catalogues[language.code]
  if (!load) throw new Error(`No catalogue for ${language.code}`)
  const words = createWords(language, (await load()).messages, own ?? {})
  loaded.set(key, words)
  return words
}
