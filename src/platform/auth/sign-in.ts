import { createHmac, randomUUID } from 'node:crypto'
import type { Databases } from '../db/connections.ts'
import { Problem } from '../errors.ts'
import { oweCode } from './codes.ts'
import type { SignIn } from './contract.ts'
import { askGate } from './gate.ts'
import { fitsPassphrase, hashPassphrase, isOutdated } from './passphrase.ts'
import { hashToken, newSessionToken } from './tokens.ts'

/** What the network tells of the one who asks. */
export interface Visitor {
  address: string
  browser: string
}

interface Found {
  authority_id: number | null
  member_id: number | null
  hash: string | null
}

/**
 * Opens a session for whoever knows the passphrase, and answers its token; where a code is asked beside it,
 * what the browser keeps until the code is given.
 *
 * An unknown address, a wrong passphrase and a member who has left are refused in the same words
 * and after the same work. Failures make the next attempt wait, longer each time, never for good.
 */
export async function signIn(
  databases: Databases,
  { email, passphrase }: SignIn,
  visitor: Visitor,
): Promise<{ token: string } | { owed: string }> {
  const { gate } = databases
  const attempt = await beginAttempt(databases, email, visitor.address)
  const [found] = await askGate<Found>(gate, 'find_credential', [email])
  const fits = await fitsPassphrase(passphrase, found?.hash ?? null)
  if (!fits || !found?.member_id || !found.hash) {
    await askGate(gate, 'refuse_sign_in', [email])
    throw new Problem(401, 'sign_in_refused')
  }
  if (isOutdated(found.hash)) {
    const stronger = await hashPassphrase(passphrase)
    await askGate(gate, 'strengthen_hash', [
      found.authority_id,
      found.member_id,
      found.hash,
      stronger,
    ])
  }
  const token = newSessionToken(visitor.browser)
  const { authority_id, member_id } = found
  // The attempt stays counted until the code fits: the passphrase alone buys no more guesses at the code.
  const owed = await oweCode(databases, authority_id ?? 0, member_id)
  if (owed) return { owed }
  await askGate(gate, 'start_session', [
    authority_id,
    member_id,
    hashToken(token),
    visitor.browser,
    'passphrase',
  ])
  await askGate(gate, 'forget_attempt', [attempt])
  return { token }
}

/**
 * Counts an attempt before its outcome is known, and refuses it while earlier failures still make it
 * wait. `forget_attempt` takes it back when it succeeds.
 */
export async function beginAttempt(
  databases: Databases,
  email: string,
  address: string,
): Promise<string> {
  const secret = databases.keys.secret('sign-in attempts')
  const keyed = (...parts: string[]) =>
    createHmac('sha256', secret).update(parts.join('\n')).digest()
  const account = email.toLowerCase()
  const network = networkOf(address)
  const id = randomUUID()
  const [found] = await askGate<{ begin_attempt: number }>(databases.gate, 'begin_attempt', [
    id,
    keyed('pair', account, network),
    keyed('account', account),
    keyed('address', network),
  ])
  const seconds = found?.begin_attempt ?? 0
  if (seconds > 0)
    throw new Problem(
      429,
      'sign_in_wait',
      undefined,
      { seconds, minutes: Math.ceil(seconds / 60) },
      { retryAfter: seconds },
    )
  return id
}

/** A household has a whole /64 of IPv6: its addresses count as one. */
function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.')
    ? address.split(':').slice(0, 4).join(':')
    : address
}
