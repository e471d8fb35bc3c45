import type { Pool } from 'pg'
import type { Databases } from '../src/platform/db/connections.ts'
import { closeDatabase } from '../src/platform/db/roles.ts'

interface Open {
  databases: Databases & { owner: Pool }
  superuser: Pool
}
/**
 * Databases that are open now, and what is laid over each that is opened from now on. One for the whole process: the
 * runner of tests and the test file load this module twice.
 */
const now = globalThis as {
  testDatabases?: { open: Map<string, Open>; mutant: string; hear?: (notice: string) => void }
}
now.testDatabases ??= { open: new Map(), mutant: '' }
const shared = now.testDatabases

/** A database that a test file opened, so that rules can be weakened in it. */
export async function rememberDatabase(
  databases: Databases & { owner: Pool; name: string },
  superuser: Pool,
): Promise<void> {
  if (shared.mutant) await databases.owner.query(shared.mutant)
  shared.open.set(databases.name, { databases, superuser })
  if (shared.hear) listen({ databases, superuser })
}

/** Hears every notice of all open databases, from the next connection on, and of those that are still to be opened. */
export function hearNotices(hear: (notice: string) => void): void {
  if (!shared.hear) for (const one of shared.open.values()) listen(one)
  shared.hear = hear
}

const poolsOf = ({ databases }: Open) => {
  const { owner, gate, actorPool, systemPool, worker } = databases
  return [owner, gate, actorPool, systemPool, worker]
}

function listen(one: Open): void {
  for (const pool of poolsOf(one)) {
    pool.on('connect', (client) => {
      client.on('notice', ({ message }) => shared.hear?.(message ?? ''))
    })
  }
}

export const forgetDatabase = (name: string): boolean => shared.open.delete(name)

/**
 * Keeps every open database as it is now. What comes back brings them to that state again, as often as it is asked:
 * a world that took long to build is used for one trial after another.
 */
export async function keepDatabases(): Promise<() => Promise<void>> {
  const kept = [...shared.open]
  const since = Date.now()
  for (const [name, one] of kept) await copy(one, name, `${name}_kept`)
  return async () => {
    shared.mutant = ''
    for (const [name, one] of kept) {
      await copy(one, `${name}_kept`, name)
      await closeDatabase(one.superuser, name)
      await one.databases.owner.query(stillSignedIn, [(Date.now() - since) / 1000])
    }
  }
}

/** Many trials take longer than a proof, or a session, lasts: those in a world are as old as they were. */
const stillSignedIn = `
  update auth.sessions set last_seen_at = last_seen_at + make_interval(secs => $1), proved_at = proved_at + make_interval(secs => $1),
         absolute_expires_at = absolute_expires_at + make_interval(secs => $1)`

/** Whoever listens connects again by itself, so this is tried until nobody stood in the way. */
async function copy(one: Open, from: string, to: string, tries = 20): Promise<void> {
  await quiet(one, [from, to])
  try {
    await one.superuser.query(`drop database if exists ${to} with (force)`)
    await one.superuser.query(
      `create database ${to} owner throughcare_owner template ${from} strategy file_copy`,
    )
  } catch (error) {
    if (tries === 0) throw error
    await copy(one, from, to, tries - 1)
  }
}

/** Ends what is connected to these databases, and waits until the pools have noticed. */
async function quiet(one: Open, names: string[]): Promise<void> {
  await one.superuser.query(
    'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = any ($1)',
    [names],
  )
  const until = Date.now() + 5000
  const pools = poolsOf(one)
  while (pools.some((pool) => pool.idleCount > 0) && Date.now() < until)
    await new Promise((done) => setTimeout(done, 2))
}

/** Lays a weakened rule over all open databases and those that are still to be opened. */
export async function layMutant(sql: string): Promise<void> {
  shared.mutant = sql && `${sql};\n${forget}`
  if (!sql) return
  for (const { databases } of shared.open.values()) await databases.owner.query(shared.mutant)
}

/** Takes it away again, with the sentence that lays the rule down as it is. */
export async function liftMutant(undo: string): Promise<void> {
  shared.mutant = ''
  for (const { databases } of shared.open.values())
    await databases.owner.query(`${undo};\n${forget}`)
}

/** Rights that were worked out under another law. */
const forget = 'delete from actor.rights_known'
