import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readNote } from './left-over.ts'
import { lockHolder } from './lock.ts'
import { findHome } from './place.ts'
import { startOf } from './process-identity.ts'
import type { Cluster } from './start-embedded.ts'

/**
 * The embedded database of a service that runs on this data directory, for a command beside it.
 * Undefined when none runs. Stopping it from here does nothing: it is not ours.
 */
export function attachEmbedded(dataDir: string): Cluster | undefined {
  const home = findHome(dataDir)
  if (!home || !lockHolder(home)) return undefined
  const note = readNote(join(home, 'data'))
  if (note?.state !== 'ready' || startOf(note.pid) === undefined) return undefined
  const password = readFileSync(join(dataDir, 'database-superuser'), 'utf8').trim()
  const version = readFileSync(join(home, 'data', 'PG_VERSION'), 'utf8').trim()
  return {
    superuser: {
      host: note.socketDir,
      port: 5432,
      user: 'postgres',
      password,
      database: 'postgres',
    },
    socketDir: note.socketDir,
    port: 5432,
    version,
    pid: note.pid,
    stop: async () => {},
  }
}
