import { randomUUID } from 'node:crypto'
import { hashToken, newToken } from '../../../platform/auth/tokens.ts'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { record } from '../../audit/service.ts'
import { type Previewed, previewBytes } from '../../timeline/service/import-list.ts'
import type { DropLinkMade, NewDropLink } from '../contract.ts'
import { findDrop, saveDropDiscarded, saveLink, saveRevoked } from '../queries/doors.ts'
import { openFile } from './receive-drop.ts'

/**
 * Makes a door for one prison's lists. The secret is shown once and stands behind `#`, so that it
 * reaches neither a server log nor a referrer; only its hash is kept.
 */
export async function makeDropLink(
  tx: ActorTx,
  { agencyId, expiresOn }: NewDropLink,
  origin: string,
): Promise<DropLinkMade> {
  const [id, secret] = [randomUUID(), newToken()]
  await saveLink(tx, { id, prison: agencyId, hash: hashToken(secret), expiresOn })
  await record(tx, 'drop.link_made', { link: id, agency: agencyId, expiresOn })
  return { id, secret, link: `${origin}/drop#${secret}` }
}

/** Closes a door: from now on its secret is as unknown as any other. */
export async function revokeDropLink(tx: ActorTx, id: string): Promise<void> {
  const agency = await saveRevoked(tx, id)
  await record(tx, 'drop.link_revoked', { link: id, agency })
}

type Look = Pick<Parameters<typeof previewBytes>[1], 'mapping' | 'layout' | 'deliveredOn'>

/** Looks at a file from the door as at any other list: shown first, taken in by a person only. */
export async function previewDrop(tx: ActorTx, id: string, look: Look): Promise<Previewed> {
  const kept = await findDrop(tx, id)
  if (!kept) throw notFound('drop')
  const bytes = openFile(tx.actor.keys, tx.actor.authority, id, kept)
  await record(tx, 'drop.opened', { drop: id })
  const deliveredOn = look.deliveredOn ?? kept.received_on
  return previewBytes(tx, { ...look, deliveredOn, agencyId: kept.agency_id, bytes, drop: id })
}

/** Not wanted: the sealed file is erased at once. */
export async function discardDrop(tx: ActorTx, id: string, version: number): Promise<void> {
  await saveDropDiscarded(tx, id, version)
  await record(tx, 'drop.discarded', { drop: id })
}
