import { randomUUID } from 'node:crypto'
import { hashToken, newToken } from '../../../platform/auth/tokens.ts'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { Auditors, InvitedAuditor, NewAuditor } from '../auditor-contract.ts'
import { readAuditors, saveAuditor, saveConfirmed, saveEnded } from '../queries/auditors.ts'

/** Auditors past and present, for the officer who invites and whoever is the second person. */
export async function listAuditors(reader: Reader): Promise<Auditors> {
  const { rows, ...may } = await readAuditors(reader)
  return { ...may, auditors: rows }
}

/**
 * Invites an auditor of the supervisory authority, until a moment (LED-34, LED-35).
 *
 * The link sleeps until a second person has agreed; the token stands behind `#`, so that it reaches no log.
 */
export async function inviteAuditor(
  tx: ActorTx,
  wish: NewAuditor,
  origin: string,
): Promise<InvitedAuditor> {
  const id = randomUUID()
  const token = newToken()
  const expiresAt = await saveAuditor(tx, id, wish, hashToken(token))
  return { id, link: `${origin}/invitation#${token}`, expiresAt }
}

/** A second person agrees: now the link works. */
export async function confirmAuditor(tx: ActorTx, id: string): Promise<{ done: true }> {
  await saveConfirmed(tx, id)
  return { done: true }
}

/** Ends an audit before its time; the auditor is signed out in the same second. */
export async function endAuditor(tx: ActorTx, id: string): Promise<{ done: true }> {
  await saveEnded(tx, id)
  return { done: true }
}
