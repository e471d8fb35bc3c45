import { invalid, notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open } from '../../../platform/seal/envelope.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import { openWords } from '../../items/service/seal-words.ts'
import { nameBriefly, openIdentity } from '../../persons/service/identity.ts'
import type { Continuity } from '../../timeline/contract.ts'
import { assembleContinuity } from '../../timeline/service/continuity.ts'
import type { AsKnown, CaseMoments } from '../contract.ts'
import { type PastRead, readMoments, readPast } from '../queries.ts'

/**
 * A case as it was known at a moment, as far as the reader may see it today.
 *
 * A moment that has no past to show is answered beside its field: before the case, before anything
 * was kept, or still to come.
 */
export async function openPast(reader: Reader, ref: string, at: string): Promise<AsKnown> {
  const read = await readPast(reader, ref, at)
  if (!read) throw notFound('case')
  if ('refused' in read)
    throw invalid('at', read.refused, read.since === null ? undefined : { since: read.since })
  const book = agencyBook(read.agencies)
  const seats = (all: PastRead['seats']) =>
    all.map(({ agency, ...seat }) => ({ ...seat, agency: book.get(agency) }))
  return {
    ...{ ref, at: read.at, since: read.since, today: read.today },
    ...{ stage: read.stage, informed: read.informed },
    person: openPerson(reader.keys, read),
    source: read.source && {
      words: openSource(reader.keys, read, read.source.sealed),
      recordedAt: read.source.recordedAt,
      by: read.source.by,
    },
    continuity: looked(assembleContinuity(reader.keys, read.continuity)),
    seats: seats(read.seats),
    periods: read.periods.map(({ prison, source, ...period }) => ({
      ...period,
      may: [],
      source: openSource(reader.keys, read, source),
      prison: prison === null ? null : book.get(prison),
    })),
    items: read.items.map((item) => openItem(reader.keys, read.authority, book, item)),
    now: {
      stage: read.now.stage,
      continuity: looked(assembleContinuity(reader.keys, read.now.continuity)),
      seats: seats(read.now.seats),
    },
  }
}

/** Nothing can be done with what is past. */
function looked(continuity: Continuity): Continuity {
  const lanes = continuity.lanes.map((lane) => ({
    ...lane,
    leads: lane.leads.map((lead) => ({ ...lead, may: [] })),
  }))
  return { ...continuity, lanes }
}

function openPerson(keys: Keyring, { authority, person }: PastRead): AsKnown['person'] {
  const identity = openIdentity(keys, authority, person)
  return { ...nameBriefly(identity), birth: identity?.birth ?? null }
}

function openSource(keys: Keyring, read: PastRead, sealed: string): string {
  const key = keys.dataKey(read.authority, Buffer.from(read.caseKey, 'hex'))
  return open(key, Buffer.from(sealed, 'hex'), `release_dates.source:${read.id}`)
}

function openItem(
  keys: Keyring,
  authority: number,
  book: AgencyBook,
  { owner, key, words, ...item }: PastRead['items'][number],
): AsKnown['items'][number] {
  return {
    ...item,
    owner: book.get(owner),
    words: openWords(keys, authority, item.id, key, words),
  }
}

/** Decisions on record: just before each of them something else was known. */
export async function openMoments(reader: Reader, ref: string): Promise<CaseMoments> {
  const read = await readMoments(reader, ref)
  if (!read) throw notFound('case')
  const { agencies, moments, ...rest } = read
  const book = agencyBook(agencies)
  return {
    ...rest,
    moments: moments.map(({ agency, ...moment }) => ({
      ...moment,
      agency: agency === null ? null : book.get(agency),
    })),
  }
}
