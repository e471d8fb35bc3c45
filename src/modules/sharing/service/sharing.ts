import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open } from '../../../platform/seal/envelope.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { ItemWords } from '../../items/contract.ts'
import { openWords } from '../../items/service/seal-words.ts'
import {
  readChoice,
  readReceived,
  readSharingOf,
  readSheetOf,
  type SharingRead,
} from '../queries/shares.ts'
import type {
  DisclosureSheet,
  HandedItem,
  Received,
  ReceivedQuery,
  ShareChoice,
  Sharing,
} from '../share-contract.ts'

/** Shares and disclosures of a case, as far as the reader may know of them. */
export async function readSharing(reader: Reader, ref: string): Promise<Sharing> {
  const read = await readSharingOf(reader, ref)
  if (!read) throw notFound('case')
  const book = agencyBook(read.agencies)
  const opener = (key: string, table: string, id: string) => {
    const opened = reader.keys.dataKey(read.authority, Buffer.from(key, 'hex'))
    return (sealed: string | null, what: string) =>
      sealed === null ? null : open(opened, Buffer.from(sealed, 'hex'), `${table}.${what}:${id}`)
  }
  const { ref: caseRef, today, mayShare, chair, informed, agencies } = read
  return {
    ...{ ref: caseRef, today, mayShare, chair, informed, agencies },
    shares: read.shares.map(({ key, ...share }) => {
      const words = opener(key, 'shares', share.id)
      return {
        ...share,
        owner: book.get(share.owner),
        recipients: share.recipients.map((one) => ({ ...one, agency: book.get(one.agency) })),
        necessity: words(share.necessity, 'necessity'),
        release: words(share.release, 'release'),
        postponed: words(share.postponed, 'postponed'),
        items: share.items.map(whole),
      }
    }),
    disclosures: read.disclosures.map(({ key, ...one }) => {
      const words = opener(key, 'disclosures', one.id)
      return {
        ...one,
        owner: book.get(one.owner),
        to: words(one.to, 'to') ?? '',
        why: words(one.why, 'why') ?? '',
        conditions: words(one.conditions, 'conditions'),
        postponed: words(one.postponed, 'postponed'),
        decision: words(one.decision, 'decision'),
        items: one.items.map(whole),
      }
    }),
  }
}

/** What the reader may not read of an item is not told. */
function whole(item: SharingRead['shares'][number]['items'][number]): HandedItem {
  const {
    kind = null,
    category = null,
    state = null,
    stale = null,
    currentVersion = null,
    setAside = null,
  } = item
  const { id, version, special } = item
  const wasWrong = setAside !== null && version <= setAside
  return { id, version, special, kind, category, state, stale, currentVersion, wasWrong }
}

/** Words, or the statement of the list that stands for them. */
const said = (words: ItemWords | null) => ({
  text: words?.text ?? '',
  functional: words?.functional ?? null,
})

/** What can be shared, with whom, on what. */
export async function readShareChoice(reader: Reader, ref: string): Promise<ShareChoice> {
  const read = await readChoice(reader, ref)
  if (!read) throw notFound('case')
  const book = agencyBook(read.agencies)
  return {
    ...{ ref: read.ref, today: read.today, informed: read.informed, clauses: read.clauses },
    items: read.items.map(({ key, words, ...item }) => ({
      ...item,
      ...said(openWords(reader.keys, read.authority, item.id, key, words)),
    })),
    table: read.table.map((one) => ({ ...one, agency: book.get(one.agency) })),
  }
}

/** What an agency received about a person in a stretch of time, and whether it was opened. */
export async function listReceived(
  reader: Reader,
  ref: string,
  query: ReceivedQuery,
): Promise<Received> {
  if (query.until < query.from) throw invalid('until', 'received_until_before_from')
  const read = await readReceived(reader, ref, query)
  if (!read) throw notFound('case')
  const book = agencyBook(read.agencies)
  const { from, until, rows } = read
  return {
    ...{ ref: read.ref, from, until },
    agency: book.get(read.agency),
    rows: rows.map((row) => ({ ...row, owner: book.get(row.owner) })),
  }
}

/** The sheet of an approved disclosure. Before the chair said yes, and after its last day, there is none. */
export async function readSheet(reader: Reader, id: string): Promise<DisclosureSheet> {
  const read = await readSheetOf(reader, id)
  if (!read) throw notFound('disclosure')
  // What may not be handed on now is not printed either, whenever it was approved.
  const held = read.items.find((item) => item.held !== null)?.held
  if (held) throw conflict(`hand_on_${held}`)
  const key = reader.keys.dataKey(read.authority, Buffer.from(read.key, 'hex'))
  const words = (sealed: string, what: string) =>
    open(key, Buffer.from(sealed, 'hex'), `disclosures.${what}:${read.id}`)
  const { ref, decidedBy, decidedAt, expiresOn } = read
  return {
    ...{ id: read.id, ref, decidedBy, decidedAt, expiresOn },
    owner: agencyBook(read.agencies).get(read.owner),
    to: words(read.to, 'to'),
    why: words(read.why, 'why'),
    conditions: read.conditions === null ? null : words(read.conditions, 'conditions'),
    items: read.items.map(({ key: own, words: sealed, held: _held, ...item }) => ({
      ...item,
      ...said(openWords(reader.keys, read.authority, item.id, own, sealed)),
    })),
  }
}
