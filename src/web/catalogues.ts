import { catalogues } from 'virtual:words'
import { languageOf } from './languages.ts'
import { createWords, type Words } from './words.ts'

/** Fetches the catalogue of a language; each is a file of its own and is loaded once. */
export async function loadWords(code: string): Promise<Words> {
  const language = languageOf(code)
  const load = catalogues[language.code]
  if (!load) throw new Error(`No catalogue for ${language.code}`)
  return createWords(language, (await load()).messages)
}
