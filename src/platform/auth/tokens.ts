import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 random bits, as it stands in a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
