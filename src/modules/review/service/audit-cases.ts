import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import { openWords } from '../../items/service/seal-words.ts'
import { assembleContinuity } from '../../timeline/service/continuity.ts'
import type {
  AskedAuditCase,
  AuditCases,
  AuditedCase,
  NewAuditCase,
} from '../audit-case-contract.ts'
import {
  readAuditCases,
  readAuditedCase,
  type SealedReason,
  saveAuditCase,
  saveAuditCaseAgreed,
  saveAuditCaseEnded,
} from '../queries/audit-cases.ts'

const placeOf = (id: string) => `audit_cases.reason:${id}`

const reasonOf = (keys: Keyring, authority: number, { id, key, reason }: SealedReason) =>
  open(keys.dataKey(authority, Buffer.from(key, 'hex')), Buffer.from(reason, 'hex'), placeOf(id))

/** Cases that were opened to auditors, for whoever asks, agrees or ends; to an auditor their own. */
export async function listAuditCases(reader: Reader): Promise<AuditCases> {
  const { authority, rows } = await readAuditCases(reader)
  return {
    cases: rows.map(({ key, reason, ...row }) => ({
      ...row,
      reason: reasonOf(reader.keys, authority, { id: row.id, key, reason }),
    })),
  }
}

/** The officer asks that one case be opened to one auditor; it opens once a second person has agreed (LED-35). */
export async function askAuditCase(tx: ActorTx, wish: NewAuditCase): Promise<AskedAuditCase> {
  const id = randomUUID()
  const key = tx.actor.keys.newDataKey(tx.actor.authority)
  const reason = seal(key.key, wish.reason, placeOf(id))
  await saveAuditCase(tx, id, wish, { key: key.wrapped, reason })
  return { id }
}

/** A second person agrees: from now on the auditor reads the case. */
export async function agreeAuditCase(tx: ActorTx, id: string): Promise<{ done: true }> {
  await saveAuditCaseAgreed(tx, id)
  return { done: true }
}

/** Closed before its time, or refused while it waited. */
export async function endAuditCase(tx: ActorTx, id: string): Promise<{ done: true }> {
  await saveAuditCaseEnded(tx, id)
  return { done: true }
}

/**
 * The case as it stands open to an auditor: who is accountable for what, and the items of the table.
 *
 * What is left out (R10 of the law) is not told apart from what does not exist, so nothing is counted here.
 */
export async function openAuditedCase(reader: Reader, ref: string): Promise<AuditedCase> {
  const read = await readAuditedCase(reader, ref)
  if (!read) throw notFound('case')
  const { continuity, clauses, items, endsAt } = read
  const { authority } = continuity
  const book = agencyBook(read.owners)
  const clauseOf = (id: number) => {
    const found = clauses.find((one) => one.id === id)
    return found ? { label: found.label, arrangement: found.arrangement, basis: found.basis } : null
  }
  return {
    ref,
    endsAt,
    reason: reasonOf(reader.keys, authority, read),
    continuity: assembleContinuity(reader.keys, continuity),
    items: items.map(({ clause, owner, key, words, audience: _audience, ...item }) => ({
      ...item,
      clause: clauseOf(clause),
      owner: book.get(owner),
      own: false,
      words: openWords(reader.keys, authority, item.id, key, words),
    })),
  }
}
