import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open } from '../../../platform/seal/envelope.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import { holdCaseFor, sealForCase } from '../../cases/service/hold-case.ts'
import { addDays } from '../../timeline/service/days.ts'
import type {
  AskExtension,
  CaseRights,
  DecideContest,
  NewContest,
  RightsDesk,
} from '../contract.ts'
import {
  findRefOf,
  type NoticeRow,
  type RetentionRead,
  readCaseRights,
  readRightsDesk,
  type SealedOutside,
  saveContest,
  saveDecision,
  saveExtension,
} from '../queries/item-rights.ts'

const kinds = {
  statement: 'item_contests.statement',
  reasons: 'item_contests.reasons',
  longer: 'retention_extensions.reasons',
} as const

/** What is contested on a case, who was told of corrections, and what goes when: as far as the reader reads the items. */
export async function openCaseRights(reader: Reader, ref: string): Promise<CaseRights> {
  const read = await readCaseRights(reader, ref)
  if (!read) throw notFound('case')
  const book = agencyBook(read.agencies)
  const key = reader.keys.dataKey(read.authority, Buffer.from(read.caseKey, 'hex'))
  const opened = (sealed: string, kind: string) =>
    open(key, Buffer.from(sealed, 'hex'), `${kind}:${read.caseId}`)
  const { today, language, acts, erases, gone } = read
  return {
    ...{ ref: read.ref, today, language, acts, erases, gone },
    items: read.items.map((item) => ({
      ...item,
      owner: book.get(item.owner),
      told: read.told.includes(item.id),
    })),
    contests: read.contests.map((contest) => ({
      ...contest,
      statement: opened(contest.statement, kinds.statement),
      reasons: contest.reasons === null ? null : opened(contest.reasons, kinds.reasons),
    })),
    notices: read.notices.map((row) => noticeOf(reader, read.authority, book, row)),
    retention: read.retention.map((row) => retentionOf(book, row)),
  }
}

const noticeOf = (reader: Reader, authority: number, book: AgencyBook, row: NoticeRow) => ({
  ...row,
  from: book.get(row.from),
  to: book.find(row.to),
  outside: row.outside && openOutside(reader, authority, row.outside),
})

/** The name of whoever outside the table got something, from their own disclosure. */
export function openOutside(
  reader: Pick<Reader, 'keys'>,
  authority: number,
  { id, key, to }: SealedOutside,
): string {
  const opened = reader.keys.dataKey(authority, Buffer.from(key, 'hex'))
  return open(opened, Buffer.from(to, 'hex'), `disclosures.to:${id}`)
}

const retentionOf = (book: AgencyBook, row: RetentionRead) => ({
  ...row,
  owner: book.get(row.owner),
})

/** What waits for the reader in all their cases: notices to acknowledge, and what goes until a day. */
export async function openRightsDesk(
  reader: Reader,
  today: string,
  until?: string,
): Promise<RightsDesk> {
  const read = await readRightsDesk(reader, until ?? addDays(today, 90))
  const book = agencyBook(read.agencies)
  return {
    today: read.today,
    until: read.until,
    notices: read.notices.map((row) => noticeOf(reader, read.authority, book, row)),
    retention: read.retention.map((row) => retentionOf(book, row)),
  }
}

/** The person does not agree with an item; their words stand beside it from this moment. */
export async function contestItem(
  tx: ActorTx,
  item: string,
  said: NewContest,
): Promise<{ id: string }> {
  const ref = await findRefOf(tx, 'item', item)
  if (ref === null) throw notFound('item')
  const held = await holdCaseFor(tx, ref)
  const id = randomUUID()
  await saveContest(tx, id, item, said, sealForCase(tx, held, said.statement, kinds.statement))
  return { id }
}

/** The agency of the item decides, with reasons. */
export async function decideContest(
  tx: ActorTx,
  id: string,
  { outcome, reasons }: DecideContest,
): Promise<{ id: string }> {
  const ref = await findRefOf(tx, 'contest', id)
  if (ref === null) throw notFound('contest')
  const held = await holdCaseFor(tx, ref)
  await saveDecision(tx, id, outcome, sealForCase(tx, held, reasons, kinds.reasons))
  return { id }
}

/** Somebody asks to keep an item longer; another person of the same agency answers. */
export async function askExtension(
  tx: ActorTx,
  item: string,
  wish: AskExtension,
): Promise<{ id: string }> {
  const ref = await findRefOf(tx, 'item', item)
  if (ref === null) throw notFound('item')
  const held = await holdCaseFor(tx, ref)
  const id = randomUUID()
  await saveExtension(tx, id, item, wish, sealForCase(tx, held, wish.reasons, kinds.longer))
  return { id }
}
