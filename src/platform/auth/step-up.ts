import type { Databases } from '../db/connections.ts'
import { notFound, Problem } from '../errors.ts'
import { takeChallenge } from './challenges.ts'
import { proveCode } from './codes.ts'
import { askGate } from './gate.ts'
import type { PasskeyAsked, UsePasskey } from './passkey-contract.ts'
import { askToSign, verifyAnswer } from './passkeys.ts'
import { fitsPassphrase } from './passphrase.ts'
import type { ProofWays, ProveSelf } from './proof-contract.ts'
import { beginAttempt } from './sign-in.ts'

interface Held extends Omit<ProofWays, 'provider'> {
  credentials: Buffer[]
  provider: string | null
  agency: string | null
}

/**
 * What a member can show that it is them: a passkey, a code, or, where there is neither, the passphrase and the
 * provider of their agency.
 */
export async function readProofWays(databases: Databases, token: string): Promise<ProofWays> {
  const { passkey, code, passphrase, agency, fresh } = await heldBy(databases, token)
  return { passkey, code, passphrase, provider: agency === null ? null : { agency }, fresh }
}

/** The provider at which a member may show that it is them. */
export async function proofProvider(databases: Databases, token: string): Promise<string> {
  const { provider } = await heldBy(databases, token)
  if (!provider) throw notFound('provider')
  return provider
}

/** What one of my own passkeys may sign, to show that it is still me. */
export async function askProof(
  databases: Databases,
  origin: string,
  token: string,
): Promise<PasskeyAsked> {
  const { credentials } = await heldBy(databases, token)
  return askToSign(databases, origin, 'prove', token, credentials)
}

/**
 * Shows once more that it is the member who sits before the screen. For ten minutes the database then
 * lets through what an unattended screen must not do. Guessing waits like guessing at the sign-in.
 */
export async function proveSelf(
  databases: Databases,
  origin: string,
  token: string,
  shown: ProveSelf,
  address: string,
): Promise<void> {
  if ('passphrase' in shown) {
    await provePassphrase(databases, token, shown.passphrase, address)
    await askGate(databases.gate, 'prove_with_passphrase', [token])
  } else if ('code' in shown) await proveCode(databases, token, shown.code, address)
  else await provePasskey(databases, origin, token, shown)
}

async function provePasskey(
  databases: Databases,
  origin: string,
  token: string,
  { attempt, answer }: UsePasskey,
): Promise<void> {
  const { challenge } = await takeChallenge(databases, 'prove', attempt, { token })
  const notMine = () => new Problem(422, 'passkey_not_yours')
  const used = await verifyAnswer(databases, origin, challenge, answer).catch((error: unknown) => {
    throw error instanceof Problem && error.code === 'passkey_refused' ? notMine() : error
  })
  const [row] = await askGate<{ prove_with_passkey: boolean }>(
    databases.gate,
    'prove_with_passkey',
    [token, used.credential, used.counter],
  )
  if (!row?.prove_with_passkey) throw notMine()
}

/**
 * Asks the signed-in member for the passphrase once more, before something that an unattended screen
 * must not give away. Guessing here waits like guessing at the sign-in.
 */
export async function provePassphrase(
  databases: Databases,
  token: string,
  passphrase: string,
  address: string,
): Promise<void> {
  const [own] = await askGate<{ email: string; hash: string }>(
    databases.gate,
    'find_own_credential',
    [token],
  )
  if (!own) throw new Problem(401, 'session_missing')
  const attempt = await beginAttempt(databases, own.email, address)
  if (!(await fitsPassphrase(passphrase, own.hash)))
    throw new Problem(422, 'passphrase_not_yours', 'passphrase')
  await askGate(databases.gate, 'forget_attempt', [attempt])
}

async function heldBy({ gate }: Databases, token: string): Promise<Held> {
  const [held] = await askGate<Held>(gate, 'proof_ways', [token])
  if (!held) throw new Problem(401, 'session_missing')
  return held
}
