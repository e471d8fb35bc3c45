import type { Lane, ReleaseDate } from '../../contract.ts'
import { daysBetween } from '../continuity-map/days.ts'
import { periodWords } from '../continuity-map/sentences.ts'
import type { Speech } from '../continuity-map/speech.ts'

/** "Accommodation, 19–28 Jan": which responsibility is asked for. */
export function whatWords(
  speech: Speech,
  offer: { domain: Lane; from: string | null; until: string | null },
): string {
  const { text } = speech
  const domain = text(`domains.${offer.domain}`)
  if (!offer.from && !offer.until) return domain
  return text('today.offer.what', { domain, period: periodWords(speech, offer) })
}

/** "Release expected 2 March": the one date that belongs to the question. */
export function releaseWords({ text, format }: Speech, release: ReleaseDate): string {
  if (!release.on) return text('today.offer.release-unknown')
  return text('today.offer.release', {
    certainty: release.certainty,
    date: format.date(release.on),
  })
}

/** By when an answer is due, and whether that is today or over. */
export function deadlineWords(
  { text, format }: Speech,
  answerBy: string | null,
  today: string,
): { words: string | null; urgent: boolean } {
  if (!answerBy) return { words: null, urgent: false }
  const left = daysBetween(today, answerBy)
  if (left < 0) return { words: text('today.offer.late', { days: -left }), urgent: true }
  if (left === 0) return { words: text('today.offer.ends-today'), urgent: true }
  return { words: text('today.offer.by', { date: format.day(answerBy) }), urgent: false }
}
