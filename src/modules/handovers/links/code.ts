import { randomBytes } from 'node:crypto'
import { hashToken } from '../../../platform/auth/tokens.ts'

/** Letters and digits that nobody mistakes for one another on paper: no I, L, O and U. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 24

/** A secret of 120 random bits that can be read from a letter and typed: six groups of four. */
export function newCode(): string {
  const plain = [...randomBytes(length)].map((byte) => signs[byte % signs.length]).join('')
  return plain.replace(/(.{4})(?=.)/g, '$1-')
}

/**
 * What the database knows of a code; null for what cannot be one. Small letters, spaces and the
 * usual mistakes in reading (O for 0, I and L for 1) are forgiven.
 */
export function hashOfCode(typed: string): Buffer | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return new RegExp(`^[${signs}]{${length}}$`).test(plain) ? hashToken(plain) : null
}
