import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { Lead } from '../contract.ts'
import { findLead, findLeadHeld, holdingLead, readLead } from '../queries.ts'
import { laneLead } from './lane-leads.ts'
import type { HeldLeadRead, SingleLeadRead } from './lead-read.ts'
import { openLeadWords } from './lead-words.ts'

export { holdingLead }

/** One offer, for its readers and for who was asked. */
export async function openLead(reader: Reader, id: string): Promise<Lead> {
  const read = await readLead(reader, id)
  if (!read) throw notFound('lead')
  return leadOf(reader.keys, read)
}

/** Reads an offer again inside the act that has changed it; null when its reader lost it by the act. */
export const findLeadAgain = (tx: ActorTx, id: string): Promise<SingleLeadRead | null> =>
  findLead(tx, id)

/** One offer inside an act. */
export async function findLeadFor(tx: ActorTx, id: string): Promise<Lead> {
  return leadOf(tx.actor.keys, await findSealedLead(tx, id))
}

async function findSealedLead(tx: ActorTx, id: string): Promise<SingleLeadRead> {
  const read = await findLead(tx, id)
  if (!read) throw notFound('lead')
  return read
}

/** Holds an offer and its case for the act that answers it, so that nobody else answers meanwhile. */
export async function holdLead(tx: ActorTx, id: string): Promise<HeldLeadRead> {
  const read = await findLeadHeld(tx, id)
  if (!read) throw notFound('lead')
  return read
}

/** An offer whose words are opened. */
export function leadOf(keys: Keyring, read: HeldLeadRead): Lead {
  const { id, ref, domain } = read
  const { saidBy } = openLeadWords(keys, read.authority, read)
  return { ...laneLead(keys, read, agencyBook(read.agencies), read), id, ref, domain, saidBy }
}
