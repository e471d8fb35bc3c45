import { z } from 'zod'
import { Problem } from '../errors.ts'

/** The two keys of every list. Spread into a strict query: `z.strictObject({ ...pageKeys, … })`. */
export const pageKeys = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
}

/**
 * Where a list goes on, for the client an opaque text. It stands in addresses, so it holds dates and
 * ids only, never a name; it gives no right, since the database asks again who may see each row.
 */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')
}

/** Reads a cursor back; one that we did not write is refused like any wrong field. */
export function decodeCursor<T>(schema: z.ZodType<T>, cursor: string): T {
  const read = schema.safeParse(parse(cursor))
  if (!read.success) throw new Problem(422, 'cursor_invalid', 'cursor')
  return read.data
}

function parse(cursor: string): unknown {
  if (!/^[\w-]{1,400}$/.test(cursor)) return undefined
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
