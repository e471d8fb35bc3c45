import type { Databases } from '../db/connections.ts'
import { Problem } from '../errors.ts'
import { askGate } from './gate.ts'
import { hashToken, newToken } from './tokens.ts'

type Kind = 'sign_in' | 'add' | 'prove' | 'invite'

/** To what a question belongs: a session, the hash of an invitation, or nobody yet. */
export interface Bound {
  token?: string | null
  invitation?: Buffer
}

/** Keeps what is to be signed; answers the number of the attempt. */
export async function keepChallenge(
  { gate }: Databases,
  kind: Kind,
  challenge: string,
  { token, invitation }: Bound,
  handle: Buffer | null = null,
): Promise<string> {
  const attempt = newToken()
  const bytes = Buffer.from(challenge, 'base64url')
  await askGate(gate, 'begin_challenge', [
    hashToken(attempt),
    kind,
    bytes,
    token ?? null,
    handle,
    invitation ?? null,
  ])
  return attempt
}

interface Taken {
  challenge: Buffer
  handle: Buffer | null
}

/** The challenge of an attempt, once: whatever comes of it, it is gone. */
export async function takeChallenge(
  { gate }: Databases,
  kind: Kind,
  attempt: string,
  { token, invitation }: Bound = {},
): Promise<Taken> {
  const values = [hashToken(attempt), kind, token ?? null, invitation ?? null]
  const [taken] = await askGate<Taken>(gate, 'take_challenge', values)
  if (!taken) throw new Problem(409, 'passkey_attempt_over')
  return taken
}
