import type { DayNames, ReleaseDay } from '../../day-contract.ts'
import type { Speech } from '../continuity-map/speech.ts'

/** The name of a holiday in the reader's language, or as the country calls it. */
export function holidayName(names: DayNames | null, language: string): string | null {
  if (!names) return null
  return names[language] ?? Object.values(names)[0] ?? null
}

/** Why the day is a bad one and which is better, as one line under a release. */
export function releaseDayWords(speech: Speech, day: ReleaseDay): string {
  const { text, format } = speech
  const opens = format.day(day.opensOn)
  const holiday = holidayName(day.holiday, speech.language) ?? ''
  const why = text(`releases.day.${day.kind}`, { opens, holiday })
  if (!day.proposal) return why
  return `${why} ${text('releases.day.better', { date: format.day(day.proposal) })}`
}

/** What is written to the prison: the case by its reference, the day, why, and another day. */
export function proposalWords(speech: Speech, ref: string, on: string, day: ReleaseDay): string {
  const { text, format } = speech
  if (!day.proposal) return ''
  return text(`timeline.day.proposal.${day.kind}`, {
    ref,
    date: format.fullDate(on),
    opens: format.fullDate(day.opensOn),
    holiday: holidayName(day.holiday, speech.language) ?? '',
    proposal: format.fullDate(day.proposal),
  })
}
