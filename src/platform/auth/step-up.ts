import type { Databases } from '../db/connections.ts'
import { Problem } from '../errors.ts'
import { askGate } from './gate.ts'
import { fitsPassphrase } from './passphrase.ts'
import { beginAttempt } from './sign-in.ts'

/**
 * Asks the signed-in member for the passphrase once more, before something that an unattended screen
 * must not give away. Guessing here waits like guessing at the sign-in.
 */
export async function provePassphrase(
  databases: Databases,
  token: string,
  passphrase: string,
  address: string,
): Promise<void> {
  const [own] = await askGate<{ email: string; hash: string }>(
    databases.gate,
    'find_own_credential',
    [token],
  )
  if (!own) throw new Problem(401, 'session_missing')
  const attempt = await beginAttempt(databases, own.email, address)
  if (!(await fitsPassphrase(passphrase, own.hash)))
    throw new Problem(422, 'passphrase_not_yours', 'passphrase')
  await askGate(databases.gate, 'forget_attempt', [attempt])
}
