import { sql } from 'kysely'
import type { ActorTx } from '../db/as-actor.ts'
import type { Databases } from '../db/connections.ts'
import { Problem } from '../errors.ts'
import type { ChangePassphrase, SessionAnswer, SessionList } from './contract.ts'
import { askGate } from './gate.ts'
import { fitsPassphrase, hashPassphrase, refuseWeakPassphrase } from './passphrase.ts'
import { beginAttempt } from './sign-in.ts'

type Me = Omit<SessionAnswer, 'may' | 'demo'>

/** Who I am, where I work, what I do there. */
export async function describeMe(tx: ActorTx): Promise<Me> {
  const { rows } = await sql<{ me: Me }>`select act.describe_me() as me`.execute(tx)
  const me = rows[0]?.me
  if (!me) throw new Problem(401, 'session_missing')
  return me
}

/** The language in which I read, on every device. */
export async function chooseLocale(tx: ActorTx, locale: string): Promise<Me> {
  await sql`select act.choose_locale(${locale})`.execute(tx)
  return describeMe(tx)
}

export async function endSession(databases: Databases, token: string): Promise<void> {
  await askGate(databases.gate, 'end_session', [token])
}

/** Signs out on every device, this one too. */
export async function endAllSessions(databases: Databases, token: string): Promise<void> {
  await askGate(databases.gate, 'end_all_sessions', [token])
}

interface SessionRow {
  id: string
  created_at: Date
  last_seen_at: Date
  browser: string
  this_one: boolean
}

/** Where I am signed in; a session I do not know is a reason to end them all. */
export async function listSessions(databases: Databases, token: string): Promise<SessionList> {
  const rows = await askGate<SessionRow>(databases.gate, 'list_sessions', [token])
  if (rows.length === 0) throw new Problem(401, 'session_missing')
  return {
    sessions: rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      browser: row.browser,
      thisOne: row.this_one,
    })),
  }
}

/**
 * A new passphrase for whoever knows the old one; all other sessions end. Guessing the old one from
 * an open session waits like guessing at the sign-in.
 */
export async function changePassphrase(
  databases: Databases,
  token: string,
  { current, passphrase }: ChangePassphrase,
  address: string,
): Promise<void> {
  const [own] = await askGate<{ email: string; hash: string; context: string[] }>(
    databases.gate,
    'find_own_credential',
    [token],
  )
  if (!own) throw new Problem(401, 'session_missing')
  const attempt = await beginAttempt(databases, own.email, address)
  if (!(await fitsPassphrase(current, own.hash)))
    throw new Problem(422, 'passphrase_not_yours', 'current')
  await askGate(databases.gate, 'forget_attempt', [attempt])
  refuseWeakPassphrase(passphrase, own.context)
  await askGate(databases.gate, 'change_passphrase', [token, await hashPassphrase(passphrase)])
}
