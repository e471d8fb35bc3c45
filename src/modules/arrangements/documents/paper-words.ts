import { readPhrases } from '../../../platform/http/phrases.ts'
import type { PaperFacts } from '../paper-contract.ts'
import type { Say } from './blocks.ts'

/**
 * Speaks for the papers in one language; names of kinds, categories and places come from the screens.
 *
 * words: drafts.paper.
 * words: impact.paper.
 */
export function readPaperWords(): (language: string) => Say {
  const books = new Map(
    ['drafts', 'agreements', 'bases', 'editions', 'impact', 'start', 'web'].map((name) => [
      name,
      readPhrases(name),
    ]),
  )
  return (language) => (id, values) =>
    books.get(id.split('.')[0] ?? '')?.(language, id, values) ?? id
}

/** What the papers say again and again: gaps, names of countries, days, lists. */
export interface Wording {
  say: Say
  /** A place to be filled by hand, marked so that nobody overlooks it. */
  gap(what: string): string
  /** What was entered, or the gap where nothing was. */
  or(value: string | null, what: string): string
  day(value: string | null, what: string): string
  names(items: readonly string[]): string
  country: string
  language: string
}

export function wordingOf(facts: PaperFacts, language: string, say: Say): Wording {
  const gap = (what: string) =>
    say('drafts.paper.gap', { what: say(`drafts.paper.missing.${what}`) })
  // As on the screens: English here writes the day before the month.
  const locale = language === 'en' ? 'en-GB' : language
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    say,
    gap,
    or: (value, what) => value ?? gap(what),
    day: (value, what) => (value ? days.format(new Date(`${value}T00:00:00Z`)) : gap(what)),
    language,
    names: (items) => new Intl.ListFormat(locale).format(items),
    country: new Intl.DisplayNames([locale], { type: 'region' }).of(facts.country) ?? '',
  }
}
