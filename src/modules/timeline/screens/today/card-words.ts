import { daysBetween } from '../continuity-map/days.ts'
import type { Speech } from '../continuity-map/speech.ts'
import { gapReason, leadStanding } from '../releases/missing.ts'
import type { Pressing } from './pressing.ts'

export interface CardWords {
  title: string
  note: string
}

/** So many cases are named on a card. */
const NAMED = 3

type Of<K extends Pressing['kind']> = Extract<Pressing, { kind: K }>

/** What a card says: the fact as a sentence, and who owes what. */
export function cardWords(speech: Speech, card: Pressing, today: string): CardWords {
  switch (card.kind) {
    case 'bed':
      return bedWords(speech, card, today)
    case 'answer':
      return answerWords(speech, card, today)
    case 'late':
      return lateWords(speech, card)
    case 'lead':
      return leadWords(speech, card)
  }
}

function bedWords(speech: Speech, { row, lane }: Of<'bed'>, today: string): CardWords {
  const { text, format } = speech
  const from = lane.gap?.from ?? row.release.on ?? today
  return {
    title:
      from <= today
        ? text('today.pressing.bed-tonight', { ref: row.ref })
        : text('today.pressing.bed', { ref: row.ref, day: format.day(from) }),
    note: `${text('today.pressing.released', { days: row.days })} ${gapReason(speech, lane)}`,
  }
}

function answerWords({ text }: Speech, { offer }: Of<'answer'>, today: string): CardWords {
  const late = offer.answerBy ? daysBetween(offer.answerBy, today) : 0
  return {
    title:
      late > 0 ? text('today.pressing.answer-late', { days: late }) : text('today.pressing.answer'),
    note: text('today.pressing.answer-note', {
      ref: offer.ref,
      domain: text(`domains.${offer.domain}`),
      agency: offer.askedBy.name,
    }),
  }
}

function lateWords({ text, format }: Speech, { answers }: Of<'late'>): CardWords {
  const [first] = answers
  const refs = [...new Set(answers.map(({ ref }) => ref))]
  return {
    title: text('today.pressing.late', { agency: first.agency.name, count: answers.length }),
    note:
      answers.length > 1
        ? text('today.pressing.late-several', {
            refs: format.list(refs.slice(0, NAMED)),
            others: Math.max(0, refs.length - NAMED),
          })
        : text('today.pressing.late-note', {
            ref: first.ref,
            domain: text(`domains.${first.domain}`),
            date: first.answerBy ? format.dayMonth(first.answerBy) : '',
          }),
  }
}

function leadWords({ text }: Speech, { row }: Of<'lead'>): CardWords {
  const asked = leadStanding(row) === 'nobody' ? null : row.leadAfter
  const why = asked
    ? text('today.pressing.lead-offered', { agency: asked.name })
    : text('today.pressing.lead-nobody')
  return {
    title: text('today.pressing.lead', { ref: row.ref }),
    note: `${text('today.pressing.released', { days: row.days })} ${why}`,
  }
}
