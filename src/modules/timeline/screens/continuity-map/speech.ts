import { useMemo } from 'react'
import { type Format, needsYear } from '../../../../web/format.ts'
import { type Text, useWords, type Words } from '../../../../web/words.ts'

/** All that is needed to say something about days and agencies in the reader's language. */
export interface Speech {
  text: Text
  format: Format
  /** Two letters, as names of holidays are kept. */
  language: string
  /** "19 January"; "2 December 2027" where the day alone would be taken for a nearer one */
  longDate(day: string): string
  /** "Oct" */
  month(day: string): string
  /** "27" of 2027 */
  shortYear(day: string): string
}

/** The speech of one language; dates are days, so they are written without a time zone. */
export function speechOf({ text, format, intl }: Pick<Words, 'text' | 'format' | 'intl'>): Speech {
  const writer = (options: Intl.DateTimeFormatOptions) => {
    const written = new Intl.DateTimeFormat(intl.locale, { ...options, timeZone: 'UTC' })
    return (day: string) => written.format(new Date(`${day}T00:00:00Z`))
  }
  const near = writer({ day: 'numeric', month: 'long' })
  const far = writer({ day: 'numeric', month: 'long', year: 'numeric' })
  return {
    text,
    format,
    language: intl.locale.slice(0, 2),
    longDate: (day) => (needsYear(day) ? far(day) : near(day)),
    month: writer({ month: 'short' }),
    shortYear: writer({ year: '2-digit' }),
  }
}

/** The speech of the screen that is shown now. */
export function useSpeech(): Speech {
  const words = useWords()
  return useMemo(() => speechOf(words), [words])
}
