import { createHash } from 'node:crypto'

/**
 * The number of a part of an entry: made from the number of the entry, so that the same part has the
 * same number in every export (UUID version 8, RFC 9562).
 */
export function partNumber(entry: string, part: string): string {
  const bytes = createHash('sha256').update(`${entry}/${part}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex)
}
