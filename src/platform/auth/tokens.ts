import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 random bits, as it stands in a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/**
 * The secret of a session, with a sign of the kind of browser for which it was made. The hash covers the sign too, so whoever
 * copies the cookie into another kind of browser has nothing: with its sign it is refused there, without it unknown (LED-37).
 */
export const newSessionToken = (browser: string): string => newToken() + signOf(browser)

/** Whether a session's secret may come from this kind of browser; one without a sign was not made for a browser. */
export const fitsBrowser = (token: string, browser: string): boolean =>
  token.length === 43 || token.slice(43) === signOf(browser)

const signOf = (browser: string) =>
  createHash('sha256').update(browser).digest('base64url').slice(0, 2)

/** What the database keeps of a token. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
