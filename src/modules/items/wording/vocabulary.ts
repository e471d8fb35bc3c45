import { z } from 'zod'

/** What a word in free text can touch that is not the table's business, or that may be said better. */
export const WordingKind = z.enum([
  'belief',
  'origin',
  'opinion',
  'stigma',
  'intimacy',
  'address',
  'diagnosis',
])
export type WordingKind = z.infer<typeof WordingKind>

/** Why a wording stays although the check asked. Only this is logged, never the text. */
export const KeepReason = z.enum([
  'needed_for_task',
  'own_words',
  'means_something_else',
  'quoted_document',
])
export type KeepReason = z.infer<typeof KeepReason>

/** What somebody keeps, one reason for each kind that was asked about. */
export const KeptWordings = z
  .array(z.strictObject({ kind: WordingKind, reason: KeepReason }))
  .max(WordingKind.options.length)
export type KeptWordings = z.infer<typeof KeptWordings>

export const wordingLanguages = ['en', 'fr', 'de', 'es', 'it', 'nl'] as const
export type WordingLanguage = (typeof wordingLanguages)[number]

/** Where the text stands. A sealed note of one agency may name the diagnosis that its task needs. */
export interface WordingContext {
  category?: string | undefined
  ownAgencyOnly?: boolean | undefined
}

export interface WordingFinding {
  kind: WordingKind
  start: number
  end: number
  found: string
  /** Better wording for just these letters, in the language of the text; null where only a person can say it. */
  use: string | null
}

/** The words of one language, as data. Patterns are explained beside `whole` in `check.ts`. */
export interface WordingList {
  /** Stems of nationalities, `{nation}` in patterns. */
  nations: string[]
  /** How those stems end; `{nation}*` takes any of them or none. */
  nationEndings: string[]
  /** What is passed over: names of houses, courses, days. */
  calm: string[]
  /** Ends of street names in one word (`*straat`) and words that make a street name. */
  streets: { endings: string[]; words: string[] }
  /** First names that are also words of belief. */
  names: string[]
  /** What is open to everybody: an address after one of these is no home. */
  places: string[]
  /** Regular expressions with the group `keep`: what stays when the exact number goes. */
  addresses: string[]
  rules: { kind: WordingKind; match: string[]; use?: string }[]
}
