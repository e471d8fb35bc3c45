import { readPhrases } from '../../../platform/http/phrases.ts'

export type Say = (id: string, values?: Record<string, string | number>) => string

/** Languages of the public pages, each in its own words. */
export const publicLanguages = [
  { code: 'en', name: 'English' },
  { code: 'fr', name: 'Français' },
  { code: 'de', name: 'Deutsch' },
  { code: 'es', name: 'Español' },
  { code: 'it', name: 'Italiano' },
  { code: 'nl', name: 'Nederlands' },
] as const

export type PublicLanguage = (typeof publicLanguages)[number]['code']

/**
 * Speaks for the public pages; what the screens name already is named the same here.
 *
 * words: essence.
 */
export function readEssenceWords(): (language: string) => Say {
  const books = new Map(
    ['essence', 'agreements', 'drafts', 'bases', 'editions', 'web'].map((name) => [
      name,
      readPhrases(name),
    ]),
  )
  return (language) => (id, values) =>
    books.get(id.split('.')[0] ?? '')?.(language, id, values) ?? id
}

/** How days and lists are written in a language; English here writes the day before the month. */
export function writingOf(language: string) {
  const locale = language === 'en' ? 'en-GB' : language
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const lists = new Intl.ListFormat(locale)
  return {
    day: (value: string) => days.format(new Date(`${value}T00:00:00Z`)),
    list: (items: readonly string[]) => lists.format(items),
  }
}
