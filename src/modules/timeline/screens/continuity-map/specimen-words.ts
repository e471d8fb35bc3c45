// The English words for the proofs of the map, read from the catalogue as the build reads it.
import { readFileSync } from 'node:fs'
import { parse } from '@formatjs/icu-messageformat-parser'
import { languageOf } from '../../../../web/languages.ts'
import { type Catalogue, createWords, type Words } from '../../../../web/words.ts'

/** The words of these catalogues in English, or laid out from right to left. */
export function wordsOf(language = 'en', files = ['timeline', 'domains', 'web']): Words {
  const catalogue: Record<string, Catalogue[string]> = {}
  for (const file of files) {
    const words = JSON.parse(readFileSync(`locales/en/${file}.json`, 'utf8'))
    for (const [id, message] of Object.entries(words)) catalogue[id] = parse(String(message))
  }
  return createWords(languageOf(language), catalogue)
}
