import small from './lists/small-words.json' with { type: 'json' }
import { type WordingLanguage, wordingLanguages } from './vocabulary.ts'

/**
 * The language in which a text is written, by its small words; the reader's own where the text says too little.
 * Who reads the screens in French may well write in Dutch.
 */
export function languageOf(text: string, readers: string): WordingLanguage {
  const fallback = wordingLanguages.find((code) => readers.split('-')[0] === code) ?? 'en'
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const count = (code: WordingLanguage) => words.filter((word) => known[code].has(word)).length
  const best = wordingLanguages
    .map((code) => ({ code, hits: count(code) }))
    .reduce((a, b) => (b.hits > a.hits ? b : a))
  return best.hits > count(fallback) + 1 ? best.code : fallback
}

const known = Object.fromEntries(
  wordingLanguages.map((code) => [code, new Set<string>(small[code])]),
) as Record<WordingLanguage, Set<string>>
