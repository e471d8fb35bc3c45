import { hkdfSync } from 'node:crypto'
import { KEY_BYTES } from './envelope.ts'

const SALT = 'throughcare/v1'

/** One key for one use out of a stronger one: two uses never share a key. */
export function deriveKey(from: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', from, SALT, use, KEY_BYTES))
}

/**
 * The password of a database role, so that nobody has to keep one.
 *
 * It follows the master key: a change of that gives the roles their new passwords in the same transaction.
 */
export function derivePassword(master: Buffer, role: string): string {
  return deriveKey(master, `role-password:${role}`).toString('base64url')
}

/** A number by which a master key is recognised; it tells nothing about the key itself. */
export function masterKeyId(master: Buffer): number {
  return deriveKey(master, 'master-key-id').readUInt32BE(0)
}

/** The same number as files write it. */
export const masterMark = (master: Buffer): string => markOfNumber(masterKeyId(master))
export const markOfNumber = (id: number): string => id.toString(16).padStart(8, '0')
