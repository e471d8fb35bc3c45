import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open } from '../../../platform/seal/envelope.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import type {
  CaseItems,
  Item,
  ItemComposer,
  ItemDetail,
  ItemReader,
  ItemWords,
  PreviewReaders,
  ReadersPreview,
  SpecialProposal,
} from '../contract.ts'
import {
  type ClauseRow,
  type ItemRead,
  type ItemRow,
  type ReaderRow,
  readComposer,
  readItem,
  readItems,
  readPreview,
  type SealedProposal,
  type SealedWords,
} from '../queries/read.ts'
import { openBeside, openWords } from './seal-words.ts'

interface Told {
  authority: number
  agency: number
  clauses: ClauseRow[]
}

/**
 * What is known about a person, as far as the reader may read it. On paper the words of an item stay
 * away where its conditions keep it on the screen, or where it is stale or contested.
 */
export async function listItems(reader: Reader, ref: string, paper: boolean): Promise<CaseItems> {
  const read = await readItems(reader, ref, paper)
  if (!read) throw notFound('case')
  const book = agencyBook(read.agencies)
  const told = (row: ItemRow) => itemOf(reader, read, book, row)
  const writes = read.relations.some((relation) => !['guest', 'override'].includes(relation))
  return {
    ref: read.ref,
    today: read.today,
    mayWrite: read.open && read.mayWrite && writes,
    items: read.items.map(told),
    special: read.special.map(told),
  }
}

function itemOf({ keys }: Reader, told: Told, book: AgencyBook, row: ItemRow): Item {
  const { clause, owner, key, words, audience: _audience, ...rest } = row
  return {
    ...rest,
    clause: clauseOf(told.clauses, clause),
    owner: book.get(owner),
    own: owner === told.agency,
    words: openWords(keys, told.authority, row.id, key, words),
  }
}

function clauseOf(clauses: readonly ClauseRow[], id: number) {
  const found = clauses.find((clause) => clause.id === id)
  return found ? { label: found.label, arrangement: found.arrangement, basis: found.basis } : null
}

const readersOf = (rows: readonly ReaderRow[], book: AgencyBook): ItemReader[] =>
  rows.flatMap((row) => {
    const agency = book.find(row.agency)
    return agency ? [{ ...row, agency }] : []
  })

/** One item with its history, who reads it and why, and what the reader may do with it. */
export async function openItem(reader: Reader, id: string): Promise<ItemDetail> {
  const read = await readItem(reader, id)
  if (!read) throw notFound('item')
  const book = agencyBook(read.agencies)
  const key = reader.keys.dataKey(read.authority, Buffer.from(read.key ?? '', 'hex'))
  const opened = (words: SealedWords | null, item = id, wrapped = read.key) =>
    openWords(reader.keys, read.authority, item, wrapped, words)
  const beside = (kind: string, sealed: string | null) => openBeside(key, kind, id, sealed)
  return {
    ...itemOf(reader, read, book, { ...read, words: read.versions[0] ?? null }),
    leftOut: null,
    ref: read.ref,
    today: read.today,
    versions: read.versions.flatMap(({ ground, necessity, ...sealed }) => {
      const words = opened(sealed)
      return words
        ? [{ ...words, ground, necessity: beside('special_items.necessity', necessity) }]
        : []
    }),
    proposals: read.proposals.flatMap((one) => {
      const words = opened(one)
      return words ? [proposalOf(one, words, beside)] : []
    }),
    reviewUsual: read.reviewUsual,
    facts: read.facts.map(({ key: wrapped, words, ...fact }) => ({
      ...fact,
      words: opened(words, fact.id, wrapped),
    })),
    audience: read.audience,
    audiences: read.audiences,
    changes: read.changes.map((change) => ({
      ...change,
      reason: beside('item_changes.reason', change.reason),
    })),
    readers: readersOf(read.readers, book),
    heldBack: read.heldBack,
    meetingOn: read.meetingOn,
    approver: read.approverName,
    ground: read.ground,
    necessity: beside('special_items.necessity', read.necessity),
    may: mayOf(read),
  }
}

/** A proposed change, opened for one of the two who know of it. */
function proposalOf(
  proposal: SealedProposal,
  words: ItemWords,
  beside: (kind: string, sealed: string | null) => string | null,
): SpecialProposal {
  const { id, ground, mode, names, reviewBy, approver, mine, outdated, refusedAt } = proposal
  const open = refusedAt === null
  return {
    ...{ id, words, ground, mode, names, reviewBy, approver, mine, outdated, refusedAt },
    necessity: beside('special_items.necessity', proposal.necessity) ?? '',
    refusal: beside('item_changes.reason', proposal.refusal),
    may: open ? [mine ? 'drop' : 'decide'] : [],
  }
}

/** What the acts would let the reader do; they ask again themselves. */
function mayOf(read: ItemRead): ItemDetail['may'] {
  const { owner, agency, relations, state, special, member } = read
  const looksOnly = relations.every((relation) => relation === 'override')
  if (owner !== agency || looksOnly) return []
  // What was taken back still lies there; what was erased by its date has no words any more.
  if (state === 'withdrawn') return read.versions.length > 0 ? ['erase'] : []
  if (!special) return ['change', 'address', 'handle', 'verify', 'state', 'erase']
  if (read.awaits && read.approver === member) return ['approve']
  // What was approved any colleague at the table changes, with a second person; before that its author.
  const offered = read.approvedAt || read.writtenBy === member ? (['change'] as const) : []
  return [...offered, 'state', 'erase']
}

/** Who would read what is being written: the database's own rule, by name. */
export async function previewReaders(
  reader: Reader,
  ref: string,
  wish: PreviewReaders,
): Promise<ReadersPreview> {
  const read = await readPreview(reader, ref, wish)
  if (!read) throw notFound('case')
  const book = agencyBook(read.agencies)
  const [clause] = read.clauses
  return {
    today: read.today,
    clause: clause ? clauseOf([clause], clause.id) : null,
    readers: readersOf(read.readers, book),
    others: read.others.flatMap(({ agency, why }) => {
      const found = book.find(agency)
      return found ? [{ agency: found, why: why as ReadersPreview['others'][number]['why'] }] : []
    }),
    informedOn: read.informed.state === 'informed' ? read.informed.on : null,
  }
}

/** What somebody needs to begin to write about a case, and what they had begun. */
export async function openComposer(reader: Reader, ref: string): Promise<ItemComposer> {
  const read = await readComposer(reader, ref)
  if (!read) throw notFound('case')
  const { draft, categories, clauses, agencies, ...rest } = read
  const book = agencyBook(agencies)
  const key = draft && reader.keys.dataKey(read.authority, Buffer.from(draft.key, 'hex'))
  return {
    ref: rest.ref,
    today: rest.today,
    agency: book.get(rest.agency),
    mayWrite: rest.mayWrite,
    categories: categories.flatMap(({ category, clause, confirmed, reviewBy }) => {
      const found = clauseOf(clauses, clause)
      return found ? [{ category, confirmed, clause: found, reviewBy }] : []
    }),
    table: rest.table.map((row) => ({ ...row, agency: book.get(row.agency) })),
    meetings: rest.meetings,
    approvers: rest.approvers,
    draft:
      draft && key
        ? {
            savedAt: draft.savedAt,
            content: open(key, Buffer.from(draft.sealed, 'hex'), `item_drafts:${rest.caseId}`),
          }
        : null,
  }
}
