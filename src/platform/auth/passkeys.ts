import { generateKeyPairSync } from 'node:crypto'
import { isIP } from 'node:net'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Databases } from '../db/connections.ts'
import { conflict, Problem } from '../errors.ts'
import { type Bound, keepChallenge, takeChallenge } from './challenges.ts'
import { askGate } from './gate.ts'
import type {
  AddPasskey,
  NewPasskey,
  NewPasskeyAsked,
  PasskeyAnswer,
  PasskeyAsked,
  UsePasskey,
} from './passkey-contract.ts'
import { hashToken, newSessionToken, newToken } from './tokens.ts'

/** For so long a question to a device counts, in milliseconds. */
export const timeToAnswer = 5 * 60_000

/** For which site passkeys count: the host of the public address and no other. */
export function siteOf(origin: string): string {
  const { hostname } = new URL(origin)
  // Browsers know no passkeys for a bare number.
  if (isIP(hostname.replace(/[[\]]/g, ''))) throw conflict('passkeys_need_a_name')
  return hostname
}

/** What any passkey of this site may sign to open a session. It names nobody: the device knows who. */
export async function askPasskey(databases: Databases, origin: string): Promise<PasskeyAsked> {
  return askToSign(databases, origin, 'sign_in')
}

/** A question to any of these passkeys; to any of this site where none is named. */
export async function askToSign(
  databases: Databases,
  origin: string,
  kind: 'sign_in' | 'prove',
  token: string | null = null,
  credentials: Buffer[] = [],
): Promise<PasskeyAsked> {
  const rpId = siteOf(origin)
  const { challenge } = await generateAuthenticationOptions({ rpID: rpId })
  return {
    attempt: await keepChallenge(databases, kind, challenge, { token }),
    options: {
      ...{ challenge, timeout: timeToAnswer, rpId, userVerification: 'required' as const },
      allowCredentials: named(credentials),
    },
  }
}

const named = (credentials: Buffer[]) =>
  credentials.map((id) => ({ id: id.toString('base64url'), type: 'public-key' as const }))

/**
 * Opens a session for whoever holds a passkey, and answers its token. Each answer counts once, for
 * the attempt it was asked for. Unknown, ended, copied and forged keys are refused in the same words.
 */
export async function signInWithPasskey(
  databases: Databases,
  origin: string,
  { attempt, answer }: UsePasskey,
  browser: string,
): Promise<string> {
  const { gate } = databases
  const { challenge } = await takeChallenge(databases, 'sign_in', attempt)
  const used = await verifyAnswer(databases, origin, challenge, answer)
  const token = newSessionToken(browser)
  const values = [used.credential, used.counter, hashToken(token), browser]
  const opened = await askGate<{ sign_in_with_passkey: boolean }>(
    gate,
    'sign_in_with_passkey',
    values,
  ).catch((error: unknown) => {
    throw error instanceof Problem && error.status === 401 ? refusal() : error
  })
  if (!opened[0]?.sign_in_with_passkey) throw refusal()
  return token
}

/** What the device of a signed-in member needs to make a passkey; those it has already are named. */
export async function askNewPasskey(
  databases: Databases,
  origin: string,
  token: string,
): Promise<NewPasskeyAsked> {
  const [owner] = await askGate<PasskeyOwner>(databases.gate, 'find_passkey_owner', [token])
  if (!owner) throw new Problem(401, 'session_missing')
  return askToMake(databases, origin, owner, 'add', { token })
}

/** A question to a device to make a passkey for this member, in a session or by an invitation. */
export async function askToMake(
  databases: Databases,
  origin: string,
  owner: PasskeyOwner,
  kind: 'add' | 'invite',
  bound: Bound,
): Promise<NewPasskeyAsked> {
  // What the device keeps instead of a name: random, and the same for all passkeys of one member.
  const handle = owner.handle ?? hashToken(newToken())
  const rp = { id: siteOf(origin), name: 'Throughcare' }
  const user = { id: handle.toString('base64url'), name: owner.email, displayName: owner.name }
  const { challenge, pubKeyCredParams } = await generateRegistrationOptions({
    ...{ rpName: rp.name, rpID: rp.id, userName: user.name },
  })
  return {
    attempt: await keepChallenge(databases, kind, challenge, bound, handle),
    options: {
      ...{ challenge, timeout: timeToAnswer, rp, user, attestation: 'none' as const },
      pubKeyCredParams,
      excludeCredentials: named(owner.credentials),
      authenticatorSelection: {
        residentKey: 'required' as const,
        requireResidentKey: true as const,
        userVerification: 'required' as const,
      },
    },
  }
}

/** Adds the passkey that a device has made. From now on it opens this account without anything else. */
export async function addPasskey(
  databases: Databases,
  origin: string,
  token: string,
  { attempt, name, answer }: AddPasskey,
): Promise<void> {
  const { challenge, handle } = await takeChallenge(databases, 'add', attempt, { token })
  const made = await verifyMade(origin, challenge, answer)
  await askGate(databases.gate, 'add_passkey', [token, ...made, name, handle])
}

/** What is kept of a new passkey, once its answer is checked: credential, key, counter, transports, synced. */
export async function verifyMade(
  origin: string,
  challenge: Buffer,
  answer: NewPasskey,
): Promise<unknown[]> {
  const made = await verifyRegistrationResponse({
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge.toString('base64url'),
    expectedOrigin: origin,
    expectedRPID: siteOf(origin),
    requireUserVerification: true,
  }).catch(() => null)
  if (!made?.verified) throw new Problem(422, 'passkey_not_made', 'answer')
  const { credential, credentialBackedUp } = made.registrationInfo
  return [
    Buffer.from(credential.id, 'base64url'),
    Buffer.from(credential.publicKey),
    credential.counter,
    answer.response.transports ?? [],
    credentialBackedUp,
  ]
}

export async function namePasskey(
  databases: Databases,
  token: string,
  id: string,
  name: string,
): Promise<void> {
  await askGate(databases.gate, 'name_passkey', [token, id, name])
}

/** Takes a passkey away, never the last way in; all other sessions end. */
export async function removePasskey(
  databases: Databases,
  token: string,
  id: string,
): Promise<void> {
  await askGate(databases.gate, 'remove_passkey', [token, id])
}

/** For whom a passkey is made. */
export interface PasskeyOwner {
  email: string
  name: string
  handle: Buffer | null
  credentials: Buffer[]
}

interface Found {
  authority_id: number | null
  member_id: number | null
  public_key: Buffer | null
  counter: string | null
  handle: Buffer | null
}

/**
 * Checks signature, site, challenge and counter of an answer. For an unknown credential the same work
 * is done with a key that nobody holds.
 */
export async function verifyAnswer(
  databases: Databases,
  origin: string,
  challenge: Buffer,
  answer: PasskeyAnswer,
): Promise<{ credential: Buffer; counter: number; member: number; authority: number }> {
  const credential = Buffer.from(answer.id, 'base64url')
  const [found] = await askGate<Found>(databases.gate, 'find_passkey', [credential])
  const refuse = async (why: string): Promise<never> => {
    await askGate(databases.gate, 'refuse_passkey', [credential, why])
    throw refusal()
  }
  const checked = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge.toString('base64url'),
    expectedOrigin: origin,
    expectedRPID: siteOf(origin),
    requireUserVerification: true,
    credential: {
      id: answer.id,
      publicKey: new Uint8Array(found?.public_key ?? nobodysKey()),
      counter: Number(found?.counter ?? 0),
    },
  }).catch((error: unknown) => reasonOf(error))
  if (typeof checked === 'string') return refuse(checked)
  const [authority, member] = [found?.authority_id, found?.member_id]
  if (!checked.verified || !authority || !member) return refuse('signature')
  const { userHandle } = answer.response
  if (userHandle && userHandle !== found?.handle?.toString('base64url')) return refuse('owner')
  return { credential, counter: checked.authenticationInfo.newCounter, member, authority }
}

/** One word for the log of what was wrong with an answer. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  if (/counter/i.test(message)) return 'counter'
  if (/origin|RP ID/i.test(message)) return 'site'
  if (/challenge/i.test(message)) return 'challenge'
  return 'form'
}

const refusal = () => new Problem(401, 'passkey_refused')

let decoy: Buffer | undefined

/** The public key of a pair whose secret is thrown away, in the form of devices (COSE, ES256). */
function nobodysKey(): Buffer {
  if (decoy) return decoy
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const head = Buffer.from('a5010203262001215820', 'hex')
  const [left, right] = [x, y].map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer]
  decoy = Buffer.concat([head, left, Buffer.from('225820', 'hex'), right])
  return decoy
}
