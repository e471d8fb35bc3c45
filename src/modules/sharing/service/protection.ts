import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type {
  NewAdmission,
  NewProtection,
  Protection,
  WaitingLooks,
} from '../protection-contract.ts'
import * as store from '../queries/protection.ts'

const done = { done: true } as const

/** The extra protection of a case: whether it stands, who is named, and whom the reader may name. */
export async function readProtection(reader: Reader, ref: string): Promise<Protection> {
  const read = await store.readProtectionOf(reader, ref)
  if (!read) throw notFound('case')
  const { agencies, choice, ...rest } = read
  const book = agencyBook(agencies)
  return {
    ...rest,
    choice: choice && {
      ...choice,
      others: choice.others.map((one) => ({ ...one, agency: book.get(one.agency) })),
    },
  }
}

/**
 * Marks a case as that of a minor or of a victim. From the next request on the seat of a desk opens
 * it only to the members who are named.
 */
export async function protectCase(
  tx: ActorTx,
  ref: string,
  { kind, named }: NewProtection,
): Promise<{ id: string }> {
  const caseId = await store.findCaseId(tx, ref)
  if (!caseId) throw notFound('case')
  const id = randomUUID()
  const key = tx.actor.keys.newDataKey(tx.actor.authority).wrapped
  await store.saveProtection(tx, { id, caseId, kind, named, key })
  return { id }
}

/** Says anew who of the coordination desk is named. */
export async function nameForProtection(tx: ActorTx, id: string, named: number[]) {
  await store.saveNames(tx, id, named)
  return done
}

/** Admits one member of a desk until a day. */
export async function admit(tx: ActorTx, id: string, { member, until }: NewAdmission) {
  await store.saveAdmission(tx, id, member, until)
  return done
}

/** Ends an admission before its day. */
export async function endAdmission(tx: ActorTx, id: string) {
  await store.saveAdmissionEnd(tx, id)
  return done
}

/** Ends the mark, with the reason sealed: the desks see the case again. */
export async function endProtection(tx: ActorTx, id: string, reason: string) {
  const wrapped = await store.findProtectionKey(tx, id)
  if (!wrapped) throw notFound('protection')
  const key = tx.actor.keys.dataKey(tx.actor.authority, wrapped)
  await store.saveProtectionEnd(tx, id, seal(key, reason, `protections.end:${id}`))
  return done
}

/**
 * A chair names who keeps a protected case that everybody who was named has left. It opens to whoever
 * is named, and not to the chair.
 */
export async function nameReplacement(tx: ActorTx, id: string, member: number) {
  await store.saveReplacement(tx, id, member)
  return done
}

/** Looks that wait for a second person: mine, and for a chair those that wait for their word. */
export async function listWaitingLooks(reader: Reader): Promise<WaitingLooks> {
  const read = await store.readWaiting(reader)
  const book = agencyBook(read.agencies)
  return {
    chair: read.chair,
    left: read.left,
    looks: read.rows.map(({ key, asked, reason, agency, ...row }) => {
      const opened = reader.keys.dataKey(read.authority, Buffer.from(key, 'hex'))
      const words = (sealed: string, what: string) =>
        open(opened, Buffer.from(sealed, 'hex'), `overrides.${what}:${row.id}`)
      return {
        ...row,
        agency: book.get(agency),
        ref: words(asked, 'asked'),
        reason: words(reason, 'reason'),
      }
    }),
  }
}

/** A chair agrees that a protected case opens to a colleague for four hours, or refuses. */
export async function sayOfLook(tx: ActorTx, id: string, agrees: boolean) {
  await store.saveSecondWord(tx, id, agrees)
  return done
}
