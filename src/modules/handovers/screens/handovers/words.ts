import type { Speech } from '../../../timeline/screens/continuity-map/speech.ts'
import { deadlineWords, releaseWords } from '../../../timeline/screens/today/offer-words.ts'
import type { Handover, HandoversQuery } from '../../contract.ts'

/** Who asked whom and when, or who answered and how. */
export function aboutWords(speech: Speech, box: HandoversQuery['box'], handover: Handover): string {
  const { text, format } = speech
  const { agency, askedBy, offeredOn, answeredOn, channel, saidBy } = handover
  if (box === 'waiting') {
    const asked = text('handovers.about.waiting', {
      agency: askedBy.name,
      known: offeredOn ? 'known' : 'unknown',
      date: offeredOn && format.dayMonth(offeredOn),
    })
    return `${asked} ${releaseWords(speech, handover.release)}`
  }
  if (box === 'asked') {
    return text('handovers.about.asked', {
      agency: agency.name,
      known: offeredOn ? 'known' : 'unknown',
      date: offeredOn && format.dayMonth(offeredOn),
    })
  }
  const said = text('handovers.about.answered', {
    agency: agency.name,
    askedBy: askedBy.name,
    known: answeredOn ? 'known' : 'unknown',
    date: answeredOn && format.dayMonth(answeredOn),
  })
  if (channel === 'self') return said
  const how = text(`handovers.channel.${channel}`, {
    known: saidBy ? 'known' : 'unknown',
    name: saidBy,
  })
  return `${said} ${how}`
}

/** By when something is still owed: an answer, or its confirmation. */
export function byWhen(
  speech: Speech,
  { state, answerBy, confirmBy }: Handover,
  today: string,
): { words: string | null; urgent: boolean } {
  if (state === 'unseen') return { words: speech.text('handovers.unseen'), urgent: true }
  if (state === 'offered') return deadlineWords(speech, answerBy, today)
  if ((state === 'to_confirm' || state === 'unconfirmed') && confirmBy) {
    const { text, format } = speech
    const late = confirmBy < today
    const date = format.dayMonth(confirmBy)
    return {
      words: text(late ? 'handovers.confirm-late' : 'handovers.confirm-by', { date }),
      urgent: late,
    }
  }
  return { words: null, urgent: false }
}
