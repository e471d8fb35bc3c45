import { open } from '../../../platform/seal/envelope.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { SealError } from '../../../platform/seal/seal-error.ts'
import { nonceContext } from './open-log.ts'

interface SealedNonce {
  hash: Buffer
  nonce_sealed: Buffer | null
  case_key: Buffer | null
}

/** The nonce of an entry, or nothing where the key under which it lay is gone. */
export function openNonce(
  { keys, authority, nonceKey }: { keys: Keyring; authority: number; nonceKey: Buffer },
  { hash, nonce_sealed, case_key }: SealedNonce,
): Buffer | undefined {
  if (!nonce_sealed) return undefined
  for (const key of [case_key && (() => keys.dataKey(authority, case_key)), () => nonceKey]) {
    if (!key) continue
    try {
      return Buffer.from(open(key(), nonce_sealed, nonceContext(authority, hash)), 'base64')
    } catch (error) {
      if (!(error instanceof SealError)) throw error
    }
  }
  return undefined
}
