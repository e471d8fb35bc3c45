import { z } from 'zod'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursors.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { NewVerdict, PracticeCase, Reviews, ReviewsQuery } from '../contract.ts'
import {
  type ReviewsRead,
  readReviews,
  savePracticeCase,
  saveRefresh,
  saveVerdict,
} from '../queries.ts'

const Place = z.tuple([z.iso.date(), z.uuid()])

/** The list of looks to ask about, newest day first: of everybody, or of the reader's own people (AU3, AU5). */
export async function listReviews(
  reader: Reader,
  { limit, cursor, use, state }: ReviewsQuery,
): Promise<Reviews> {
  const [day, id] = cursor === undefined ? [] : decodeCursor(Place, cursor)
  const after = day && id ? { day, id } : null
  const read = await readReviews(reader, { state, after, limit: limit + 1, use })
  const { authority, agencies, rows, ...rest } = read
  const book = agencyBook(agencies)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    ...rest,
    reviews: shown.map(({ agency, key, ...row }) => ({
      ...row,
      agency: book.get(agency),
      note: openNote(reader, authority, row, key),
    })),
    nextCursor: last ? encodeCursor([last.onDay, last.id]) : null,
  }
}

function openNote(
  reader: Reader,
  authority: number,
  { id, note }: Pick<ReviewsRead['rows'][number], 'id' | 'note'>,
  key: string | null,
): string | null {
  if (note === null || key === null) return null
  const dataKey = reader.keys.dataKey(authority, Buffer.from(key, 'hex'))
  return open(dataKey, Buffer.from(note, 'hex'), `reviews.note:${id}`)
}

/** Looks through the last seven days now, instead of waiting for the night. */
export async function refreshReviews(tx: ActorTx): Promise<{ found: number }> {
  return { found: await saveRefresh(tx) }
}

/** The officer says in words what became of an entry. What is to be clarified can be said anew. */
export async function judgeReview(
  tx: ActorTx,
  id: string,
  { verdict, note }: NewVerdict,
): Promise<{ done: true }> {
  const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
  await saveVerdict(tx, id, verdict, {
    key: wrapped,
    note: seal(key, note, `reviews.note:${id}`),
  })
  return { done: true }
}

/** Marks a case of practice that nobody has a reason to open, or ends that. */
export async function markPracticeCase(tx: ActorTx, wish: PracticeCase): Promise<{ done: true }> {
  await savePracticeCase(tx, wish)
  return { done: true }
}
