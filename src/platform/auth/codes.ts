import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'
import type { Databases } from '../db/connections.ts'
import { conflict, invalid, Problem } from '../errors.ts'
import { open, seal } from '../seal/envelope.ts'
import type { CodesBegun, GiveCode, RecoveryCodes } from './code-contract.ts'
import { askGate } from './gate.ts'
import { beginAttempt, type Visitor } from './sign-in.ts'
import { hashToken, newSessionToken, newToken } from './tokens.ts'

/** What phones expect (RFC 6238): six digits, anew each half minute. */
const period = 30
const recoveryCodes = 10

interface Kept {
  authority_id: number
  member_id: number
  email: string
  key_wrapped: Buffer | null
  secret_sealed: Buffer | null
}
type Own = Kept & { authority: string; confirmed: boolean }

/** A new secret for a phone. It counts once a code of it was typed; until then nothing has changed. */
export async function beginCodes(databases: Databases, token: string): Promise<CodesBegun> {
  const own = await ownCodes(databases, token)
  const secret = new Secret({ size: 20 })
  const { key, wrapped } = databases.keys.newDataKey(own.authority_id)
  const sealed = seal(key, secret.base32, contextOf(own))
  await askGate(databases.gate, 'begin_codes', [token, wrapped, sealed])
  const issuer = `Throughcare ${own.authority}`.replaceAll(':', ' ')
  const uri = new TOTP({ issuer, label: own.email, secret, period }).toString()
  const { size, data } = encode(uri, { border: 4, ecc: 'M' })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return { secret: secret.base32, size, path: path.join('') }
}

/** From now on a code is asked beside the passphrase. Answers the recovery codes, once. */
export async function confirmCodes(
  databases: Databases,
  token: string,
  code: string,
  address: string,
): Promise<RecoveryCodes> {
  const own = await ownCodes(databases, token)
  if (own.confirmed) throw conflict('codes_there_already')
  const attempt = await beginAttempt(databases, own.email, address)
  const step = stepOf(databases, own, code)
  if (step === null) throw invalid('code', 'code_wrong')
  await askGate(databases.gate, 'forget_attempt', [attempt])
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode)
  const hashes = codes.map((one) => hashToken(plain(one)))
  await askGate(databases.gate, 'confirm_codes', [token, step, hashes])
  return { codes }
}

/** Codes are no longer asked for; all other sessions end. */
export async function removeCodes(databases: Databases, token: string): Promise<void> {
  await askGate(databases.gate, 'remove_codes', [token])
}

/** After the right passphrase: what the browser keeps while a code is owed, or null if none is. */
export async function oweCode(
  databases: Databases,
  authority: number,
  member: number,
): Promise<string | null> {
  const step = newToken()
  const values = [hashToken(step), authority, member]
  const [row] = await askGate<{ begin_second_step: boolean }>(
    databases.gate,
    'begin_second_step',
    values,
  )
  return row?.begin_second_step ? step : null
}

/**
 * Opens the session for whoever gives the code of this half minute, or a recovery code. Each counts once;
 * guessing waits like guessing at the passphrase, and five wrong ones end the attempt.
 */
export async function signInWithCode(
  databases: Databases,
  { step, code }: GiveCode,
  visitor: Visitor,
): Promise<string> {
  const { gate } = databases
  const [owed] = await askGate<Kept>(gate, 'try_second_step', [hashToken(step)])
  if (!owed) throw new Problem(409, 'code_attempt_over')
  const attempt = await beginAttempt(databases, owed.email, visitor.address)
  const isRecovery = !/^\d{6}$/.test(digits(code))
  const used = isRecovery ? null : stepOf(databases, owed, code)
  const token = newSessionToken(visitor.browser)
  // A wrong code goes the same way as one that counted before: the step that it would have is none.
  const [opened] = await askGate<{ finish_second_step: boolean }>(gate, 'finish_second_step', [
    hashToken(step),
    isRecovery ? null : (used ?? -1),
    hashToken(plain(code)),
    hashToken(token),
    visitor.browser,
  ])
  if (!opened?.finish_second_step) throw invalid('code', 'code_wrong')
  await askGate(gate, 'forget_attempt', [attempt])
  return token
}

/** A code as proof that it is still the member who sits before the screen. */
export async function proveCode(
  databases: Databases,
  token: string,
  code: string,
  address: string,
): Promise<void> {
  const own = await ownCodes(databases, token)
  const attempt = await beginAttempt(databases, own.email, address)
  const step = own.confirmed ? stepOf(databases, own, code) : null
  const [row] = await askGate<{ prove_with_code: boolean }>(databases.gate, 'prove_with_code', [
    token,
    step ?? -1,
  ])
  if (!row?.prove_with_code) throw invalid('code', 'code_wrong')
  await askGate(databases.gate, 'forget_attempt', [attempt])
}

async function ownCodes({ gate }: Databases, token: string): Promise<Own> {
  const [own] = await askGate<Own>(gate, 'find_own_codes', [token])
  if (!own) throw new Problem(401, 'session_missing')
  return own
}

/** The half minute that a code belongs to: this one or its neighbours, since clocks of phones differ. */
function stepOf({ keys }: Databases, kept: Kept, code: string): number | null {
  if (!kept.key_wrapped || !kept.secret_sealed) return null
  const key = keys.dataKey(kept.authority_id, kept.key_wrapped)
  const secret = Secret.fromBase32(open(key, kept.secret_sealed, contextOf(kept)))
  const timestamp = Date.now()
  const delta = new TOTP({ secret, period }).validate({
    token: digits(code),
    timestamp,
    window: 1,
  })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

const contextOf = ({ authority_id, member_id }: Kept) =>
  `one_time_codes.secret:${authority_id}:${member_id}`

const digits = (code: string) => code.replace(/\s/g, '')

/** Eighty random bits as four groups of letters and digits that are hard to mix up. */
const newRecoveryCode = () => new Secret({ size: 10 }).base32.match(/.{4}/g)?.join('-') ?? ''

/** However it was typed from paper: in small letters, with blanks or without hyphens. */
const plain = (code: string) => code.toUpperCase().replace(/[^A-Z2-7]/g, '')
