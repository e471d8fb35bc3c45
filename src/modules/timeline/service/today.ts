import type { Reader } from '../../../platform/http/actor-requests.ts'
import { briefPerson } from '../../persons/service/identity.ts'
import type { Today } from '../contract.ts'
import { readToday, type TodayRead } from '../queries.ts'
import { milestoneOf } from './continuity.ts'
import { openLeadWords } from './lead-words.ts'
import { nameRow, rowContext, stateRow } from './release-row.ts'
import { placeAfter } from './releases.ts'

/** A day stands on one page; what follows is asked for. */
const firstReleases = 15
const firstOthers = 12

/** The start of the day: releases, what waits for my answer, what others owe, what is due. */
export async function openToday(reader: Reader): Promise<Today> {
  const read = await readToday(reader, firstReleases, firstOthers)
  const { keys } = reader
  const { authority, on: today } = read
  const context = rowContext(keys, today, read)
  const { book } = context
  const releases = read.rows.map((row) => nameRow(context, stateRow(context, row)))
  const waiting = read.waiting.map(({ key, words, askedBy, ...offer }) => ({
    ...offer,
    person: personAsked(reader, read, { id: offer.id, key, words }),
    askedBy: book.get(askedBy),
    overdue: offer.answerBy !== null && offer.answerBy < today,
  }))
  const late = read.late.map((offer) => ({ ...offer, agency: book.get(offer.agency) }))
  const due = read.due.map(({ ref, person, milestone }) => ({
    ref,
    person: briefPerson(keys, authority, person),
    milestone: milestoneOf(milestone, today, book),
  }))
  const { notices, more } = read
  return {
    on: today,
    releases,
    releasesNext: read.goesOn ? placeAfter(read.rows.at(-1)) : null,
    waiting,
    late,
    due,
    more,
    notices,
    counts: {
      today: waiting.length + late.length + due.length,
      handovers: waiting.length,
      notices: notices.waiting + notices.unknownResidence,
    },
  }
}

/** Who is asked learns whom it is about from the words of the asker, not from the case. */
function personAsked(
  { keys }: Reader,
  { authority }: TodayRead,
  offer: { id: string; key: string | null; words: string | null },
): Today['waiting'][number]['person'] {
  return openLeadWords(keys, authority, offer).person ?? { initials: '', name: null, birth: null }
}
