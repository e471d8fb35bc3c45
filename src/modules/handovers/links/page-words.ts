import { readPhrases } from '../../../platform/http/phrases.ts'

export type Say = (id: string, values?: Record<string, string | number>) => string

/** Languages of the page behind a link, each in its own words. */
export const pageLanguages = [
  { code: 'en', name: 'English' },
  { code: 'fr', name: 'Français' },
  { code: 'de', name: 'Deutsch' },
  { code: 'es', name: 'Español' },
  { code: 'it', name: 'Italiano' },
  { code: 'nl', name: 'Nederlands' },
] as const

/** How one reader of the page reads it. */
export interface Reading {
  say: Say
  language: string
}

/**
 * Speaks for the page behind a link; parts of life are named as on the screens.
 *
 * words: offer.
 */
export function readPageWords(): (language: string) => Say {
  const books = new Map(['offer', 'domains'].map((name) => [name, readPhrases(name)]))
  return (language) => (id, values) =>
    books.get(id.split('.')[0] ?? '')?.(language, id, values) ?? id
}

/** A day in words; English here writes the day before the month. */
export function dayIn(language: string, day: string): string {
  const locale = language === 'en' ? 'en-GB' : language
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(`${day}T00:00:00Z`))
}

/** The moment at which a link ends, in the zone of its city. */
export function momentIn(language: string, moment: string, timeZone: string): string {
  const locale = language === 'en' ? 'en-GB' : language
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone } as const
  return new Intl.DateTimeFormat(locale, style).format(new Date(moment))
}
