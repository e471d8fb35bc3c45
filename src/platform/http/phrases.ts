import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createIntl, createIntlCache } from 'react-intl/server'
import { projectRoot } from '../config.ts'

/** Sentences of one catalogue that the server itself says: in a mail, on a sheet, at the terminal. */
export type Phrases = (
  language: string,
  id: string,
  values?: Record<string, string | number>,
) => string

/**
 * Reads one catalogue in all languages that have it. What a language lacks is said in English, and
 * what English lacks is a fault of ours.
 */
export function readPhrases(catalogue: string, folder = join(projectRoot, 'locales')): Phrases {
  const languages = readdirSync(folder).filter((name) =>
    existsSync(join(folder, name, `${catalogue}.json`)),
  )
  const cache = createIntlCache()
  const speakers = new Map(
    languages.map((locale) => {
      const text = readFileSync(join(folder, locale, `${catalogue}.json`), 'utf8')
      const messages: Record<string, string> = JSON.parse(text)
      return [locale, createIntl({ locale, messages, onError: () => undefined }, cache)]
    }),
  )
  return (language, id, values) => {
    const wanted = speakers.get(language) ?? speakers.get(language.split('-')[0] ?? '')
    const speaker = wanted && id in wanted.messages ? wanted : speakers.get('en')
    return String(speaker?.formatMessage({ id }, values) ?? id)
  }
}
