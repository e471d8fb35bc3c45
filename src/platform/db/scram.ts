import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'

const iterations = 4096

/**
 * What the server keeps instead of a password (RFC 5802), made here so that the password itself
 * never travels in a statement and cannot end in a log. The salt follows from both, which is
 * enough for a password of 256 random bits, and leaves the stored form equal at every start.
 */
export function scramVerifier(password: string, login: string): string {
  const salt = createHmac('sha256', password).update(`salt:${login}`).digest().subarray(0, 16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const sign = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(sign('Client Key')).digest('base64')
  const server = sign('Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`
}
