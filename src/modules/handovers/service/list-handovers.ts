import { z } from 'zod'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursors.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import { identifyPerson } from '../../persons/service/identity.ts'
import { mayDoWith } from '../../timeline/service/lane-leads.ts'
import { openLeadWords } from '../../timeline/service/lead-words.ts'
import type { Handover, Handovers, HandoversQuery } from '../contract.ts'
import { type HandoverRead, type HandoversRead, readHandovers } from '../queries.ts'

const Place = z.tuple([z.string().regex(/^(infinity|\d{4}-[\dT:.+-]{5,30})$/), z.uuid()])

/** The inbox of offers: to answer, asked by us, answered lately. The most urgent or latest first. */
export async function listHandovers(reader: Reader, query: HandoversQuery): Promise<Handovers> {
  const after = query.cursor === undefined ? null : decodeCursor(Place, query.cursor)
  const read = await readHandovers(reader, query, after && { place: after[0], id: after[1] })
  const book = agencyBook(read.agencies)
  const shown = read.rows.slice(0, query.limit)
  const last = read.rows.length > query.limit ? shown.at(-1) : undefined
  return {
    handovers: shown.map((row) => handoverOf(reader, read, book, row)),
    nextCursor: last ? encodeCursor([last.place, last.id]) : null,
  }
}

function handoverOf(
  { keys }: Reader,
  read: HandoversRead,
  book: AgencyBook,
  row: HandoverRead,
): Handover {
  const { authority, principals, today } = read
  const words = openLeadWords(keys, authority, row)
  const due = row.state === 'offered' || row.state === 'unseen' ? row.answerBy : row.confirmBy
  const may = mayDoWith(row, { authority, principals, relations: row.relations, today })
  const open = row.state === 'offered' || row.state === 'unconfirmed'
  return {
    id: row.id,
    ref: row.ref,
    person: row.person
      ? identifyPerson(keys, authority, row.person)
      : (words.person ?? { initials: '', name: null, birth: null }),
    domain: row.domain,
    agency: book.get(row.agency),
    askedBy: book.get(row.askedBy),
    from: row.from,
    until: row.until,
    tied: row.tied,
    state: row.state,
    voluntary: row.voluntary,
    standing: row.standing,
    standingRefusal: row.standingRefusal,
    offeredOn: row.offeredOn,
    answerBy: row.answerBy,
    answeredOn: row.answeredOn,
    confirmBy: row.confirmBy,
    overdue: open && due !== null && due < today,
    channel: row.channel,
    saidBy: words.saidBy,
    note: words.note,
    reason: words.reason,
    release: row.release,
    may,
    // A specially protected case is asked by no link.
    mayLink: row.state !== 'unseen' && !row.accounts && may.includes('record_answer'),
    link: row.link && {
      madeAt: moment(row.link.madeAt),
      openedAt: row.link.openedAt && moment(row.link.openedAt),
      expiresAt: moment(row.link.expiresAt),
    },
    version: row.version,
  }
}

const moment = (at: string) => new Date(at).toISOString()
