import { identityToRecipient } from 'age-encryption'
import { deriveKey } from '../seal/derive.ts'

/**
 * A key of the ring as age writes it.
 *
 * It is the hybrid kind of age (X25519 and ML-KEM-768), so that a backup that is copied today does
 * not open to a quantum computer later. Any tool that speaks age 1.3 opens it too.
 */
export function identityOf(secret: Buffer): string {
  return bech32('age-secret-key-pq-', secret).toUpperCase()
}

/**
 * The key of backups of the former kind: it follows from the master key, so it dies only with that. Nothing is closed
 * with it any more but the state before an upgrade from a program that knows no other.
 */
export function formerIdentity(master: Buffer): string {
  return identityOf(deriveKey(master, 'backup-identity'))
}

/** To whom a backup is closed; from it nothing opens. */
export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity)

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** The writing of keys in age (BIP 173). */
function bech32(prefix: string, bytes: Buffer): string {
  const words = toWords(bytes)
  const codes = [...prefix].map((letter) => letter.charCodeAt(0))
  const spread = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
  const sum = polymod([...spread, ...words, 0, 0, 0, 0, 0, 0]) ^ 1
  const check = [0, 1, 2, 3, 4, 5].map((place) => (sum >>> (5 * (5 - place))) & 31)
  return `${prefix}1${[...words, ...check].map((word) => letters[word]).join('')}`
}

function toWords(bytes: Buffer): number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2))
}

function polymod(values: number[]): number {
  return values.reduce((sum, value) => {
    const top = sum >>> 25
    const next = ((sum & 0x1ffffff) << 5) ^ value
    return generator.reduce((mixed, part, bit) => ((top >>> bit) & 1 ? mixed ^ part : mixed), next)
  }, 1)
}
