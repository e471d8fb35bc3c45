import { createContext, useContext, useMemo } from 'react'
import { createIntl, type IntlShape, type MessageFormatElement } from 'react-intl'
import { createFormat, type Format, intlCache } from './format.ts'
import type { Language } from './languages.ts'

/** A catalogue as it is delivered: plain sentences as they are, sentences with parts already parsed. */
export type Catalogue = Readonly<Record<string, string | MessageFormatElement[]>>

export type Values = Readonly<Record<string, string | number | boolean | Date | null | undefined>>
export type Text = (id: string, values?: Values) => string

/** Everything a screen needs to speak one language. */
export interface Words {
  readonly language: Language
  readonly intl: IntlShape
  readonly text: Text
  readonly format: Format
  /** Whether the catalogue has this sentence; for problems whose code came from the server. */
  has(id: string): boolean
  /** Whether a sentence is complete without values. */
  isPlain(id: string): boolean
}

/**
 * Builds the words of one language from its catalogue.
 *
 * Plain sentences become parsed ones here, so that no parser travels to the browser. An unknown id is
 * shown as itself: a screen with one odd word is better than no screen; the build refuses it anyway.
 * `terms` are the country's own words for sentences that are nothing but a word of the field.
 */
export function createWords(
  language: Language,
  catalogue: Catalogue,
  terms: Readonly<Record<string, string>> = {},
): Words {
  const messages: Record<string, MessageFormatElement[]> = {}
  for (const [id, message] of Object.entries(catalogue)) {
    const own = typeof message === 'string' && terms[id] && begunLike(message, terms[id])
    const value = own || message
    messages[id] = typeof value === 'string' ? [{ type: 0, value }] : value
  }
  const spoken = (sentence: string) => oneStop(language.code === 'it' ? elided(sentence) : sentence)
  const intl = createIntl(
    {
      locale: language.format,
      defaultLocale: language.format,
      messages,
      onError: (error) => console.error(error.message),
    },
    intlCache,
  )
  return {
    language,
    intl,
    text: (id, values) => {
      if (!Object.hasOwn(messages, id)) {
        console.error(`No words for ${id}`)
        return id
      }
      return spoken(intl.formatMessage({ id }, values))
    },
    format: createFormat(intl),
    has: (id) => Object.hasOwn(messages, id),
    isPlain: (id) => messages[id]?.every(({ type }) => type === 0) ?? false,
  }
}

/** A word that stands alone begins with a capital where the catalogue's own does. */
const begunLike = (message: string, term: string) =>
  /^\p{Lu}/u.test(message) ? term.charAt(0).toUpperCase() + term.slice(1) : term

/** A month that is cut short ends the sentence with its own dot: "bis 20. Nov.", not "Nov..". */
const oneStop = (sentence: string): string => sentence.replace(/(\p{L}\.)\.(?!\.)/gu, '$1')

const elisions: Record<string, string> = {
  il: 'l’',
  al: 'all’',
  dal: 'dall’',
  del: 'dell’',
  nel: 'nell’',
  sul: 'sull’',
}

/** Italian elides the article before eight and eleven, which only the finished sentence shows: "l’8 nov". */
const elided = (sentence: string): string =>
  sentence.replace(
    /\b(il|al|dal|del|nel|sul) (?=(?:8|11)\b)/gu,
    (whole, article: string) => elisions[article] ?? whole,
  )

export const WordsContext = createContext<Words | null>(null)

/** The words of the language in which the screen is read now. */
export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('Screens need <WordsContext>')
  return words
}

/** `text('handovers.waiting.title')`: a sentence in the reader's language. */
export function useText(): Text {
  return useWords().text
}

/** Days, periods, numbers and lists as the reader's language writes them. */
export function useFormat(): Format {
  return useWords().format
}

/** Says a problem of the server in the reader's language; its own sentence where we have none. */
export function useProblemText(): (problem: {
  code: string
  values?: Values
  sentence?: string
}) => string {
  const words = useWords()
  return useMemo(
    () =>
      ({ code, values, sentence }) => {
        const id = `problems.${code}`
        const complete = values !== undefined || words.isPlain(id)
        if (words.has(id) && complete) return words.text(id, withDays(values, words))
        return sentence || words.text('problems.unnamed')
      },
    [words],
  )
}

/** A day of the wire is written as people write it. */
function withDays(
  values: Values | undefined,
  { format }: Pick<Words, 'format'>,
): Values | undefined {
  if (!values) return values
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : value,
    ]),
  )
}
