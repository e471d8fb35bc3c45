import { sql } from 'kysely'
import type { ActorTx } from '../db/as-actor.ts'
import type { Databases } from '../db/connections.ts'
import { notFound } from '../errors.ts'
import { takeChallenge } from './challenges.ts'
import type { Invitation, InvitationMade } from './contract.ts'
import { askGate } from './gate.ts'
import type { AddPasskey, NewPasskeyAsked } from './passkey-contract.ts'
import { askToMake, type PasskeyOwner, verifyMade } from './passkeys.ts'
import { hashPassphrase, refuseWeakPassphrase } from './passphrase.ts'
import { hashToken, newSessionToken, newToken } from './tokens.ts'

/**
 * A single-use link with which a member sets a passphrase. The administrator hands it over and never
 * learns the passphrase; who has one already gets a link that a second person must confirm.
 *
 * The token stands behind `#`, so that it reaches neither a server log nor a referrer.
 */
export async function inviteMember(
  tx: ActorTx,
  member: number,
  origin: string,
): Promise<InvitationMade> {
  const token = newToken()
  const { rows } = await sql<{ expires_at: Date; needs_second: boolean }>`
    select expires_at, needs_second from act.invite_member(${member}, ${hashToken(token)})
  `.execute(tx)
  const made = rows[0]
  if (!made) throw notFound('member')
  return {
    link: `${origin}/invitation#${token}`,
    expiresAt: made.expires_at.toISOString(),
    needsSecond: made.needs_second,
  }
}

/** The second pair of eyes on a link for somebody who has a passphrase already. */
export async function confirmInvitation(tx: ActorTx, member: number): Promise<void> {
  await sql`select act.confirm_invitation(${member})`.execute(tx)
}

interface Found extends Omit<Invitation, 'expiresAt'> {
  expires_at: Date
  context: string[]
}

/** What the holder of a link sees. Used, expired and invented links are missing alike. */
export async function findInvitation(databases: Databases, token: string): Promise<Invitation> {
  const { expires_at, context: _, ...invitation } = await find(databases, token)
  return { ...invitation, expiresAt: expires_at.toISOString() }
}

/** Sets the passphrase and signs in; answers the token of the new session. */
export async function acceptInvitation(
  databases: Databases,
  token: string,
  passphrase: string,
  browser: string,
): Promise<string> {
  const { context } = await find(databases, token)
  refuseWeakPassphrase(passphrase, context)
  const session = newSessionToken(browser)
  await askGate(databases.gate, 'use_invitation', [
    hashToken(token),
    await hashPassphrase(passphrase),
    hashToken(session),
    browser,
  ])
  return session
}

/** What the device of somebody invited needs to make a passkey instead of setting a passphrase. */
export async function askInvitedPasskey(
  databases: Databases,
  origin: string,
  token: string,
): Promise<NewPasskeyAsked> {
  const invitation = hashToken(token)
  const [owner] = await askGate<PasskeyOwner>(databases.gate, 'find_invited_owner', [invitation])
  if (!owner) throw notFound('invitation')
  return askToMake(databases, origin, owner, 'invite', { invitation })
}

/**
 * Keeps the passkey that the device has made and signs in; answers the token of the new session. No passphrase
 * is ever set, and one that there was opens nothing any more.
 */
export async function acceptWithPasskey(
  databases: Databases,
  origin: string,
  token: string,
  { attempt, name, answer }: AddPasskey,
  browser: string,
): Promise<string> {
  const invitation = hashToken(token)
  const { challenge, handle } = await takeChallenge(databases, 'invite', attempt, { invitation })
  const made = await verifyMade(origin, challenge, answer)
  const session = newSessionToken(browser)
  await askGate(databases.gate, 'use_invitation_with_passkey', [
    ...[invitation, ...made, name, handle, hashToken(session), browser],
  ])
  return session
}

async function find(databases: Databases, token: string): Promise<Found> {
  const [found] = await askGate<Found>(databases.gate, 'find_invitation', [hashToken(token)])
  if (!found) throw notFound('invitation')
  return found
}
