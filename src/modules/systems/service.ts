import { randomUUID } from 'node:crypto'
import { hashToken } from '../../platform/auth/tokens.ts'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reader } from '../../platform/http/actor-requests.ts'
import { newSystemKey } from '../../platform/http/system-keys.ts'
import { agencyBook } from '../cases/service/agency-book.ts'
import type { NewSystemKey, SystemKeyMade, SystemKeys } from './contract.ts'
import { readSystemKeys, saveAsked, saveConfirmed, saveEnded } from './queries.ts'

/** The systems of partners, as far as the reader answers for them. */
export async function listSystemKeys(reader: Reader): Promise<SystemKeys> {
  const { rows, desks, agencies, mayAsk, until, purposes } = await readSystemKeys(reader)
  const book = agencyBook(agencies)
  const named = <T extends { agency: number }>(one: T) => ({ ...one, agency: book.get(one.agency) })
  return { keys: rows.map(named), mayAsk, until, purposes, desks: desks.map(named) }
}

/** Asks for a key. There is none yet: it is made when a second person of the agency agrees. */
export async function askSystemKey(tx: ActorTx, asked: NewSystemKey): Promise<{ id: string }> {
  const id = randomUUID()
  await saveAsked(tx, id, asked)
  return { id }
}

/**
 * Agrees to a key, which works from now on. It is shown this once and to nobody else: whoever runs
 * the desk never holds the key of a partner. Only its hash is kept.
 */
export async function confirmSystemKey(tx: ActorTx, id: string): Promise<SystemKeyMade> {
  const key = newSystemKey()
  await saveConfirmed(tx, id, hashToken(key))
  return { id, key }
}

/** Ends a key; its next request is refused. */
export const endSystemKey = (tx: ActorTx, id: string): Promise<void> => saveEnded(tx, id)
