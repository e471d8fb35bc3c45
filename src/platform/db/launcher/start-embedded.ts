import type { PoolConfig } from 'pg'
import type { Log } from '../../log.ts'
import { prepareBinaries } from './binaries.ts'
import { initialise, writeSettings } from './initialise.ts'
import { clearLeftOver } from './left-over.ts'
import { takeLock } from './lock.ts'
import { warmStart } from './memory.ts'
import { choosePlace, copiesFolder } from './place.ts'
import { launchServer } from './server.ts'
import { chooseSystemUser } from './system-user.ts'

/** The embedded database while it runs. */
export interface Cluster {
  superuser: PoolConfig
  socketDir: string
  port: number
  version: string
  /** Number of the server's first process, for `doctor`. */
  pid: number
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  log: Log
  /** Further settings of PostgreSQL. Durability is not for choice outside the tests. */
  settings?: Record<string, string>
  /** How the server notices that we died; chosen by what the machine has. */
  guard?: 'setpriv' | 'pipe'
}

/**
 * Starts the PostgreSQL that the program carries, and makes its cluster on the first start.
 *
 * It listens on a Unix socket in a folder of its own and never on a network address. It ends when
 * this process ends, however that happens.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Cluster> {
  const { log } = options
  const user = chooseSystemUser()
  const place = choosePlace(options.dataDir, user, log)
  const release = takeLock(place.home, place.dataDir)
  try {
    const binaries = prepareBinaries(user, copiesFolder(place, user))
    const password = initialise(place, user, binaries)
    await clearLeftOver(place, log)
    writeSettings(place, user, { ...warmStart(binaries.native), ...options.settings })
    const server = await launchServer({ place, user, binaries, log, guard: options.guard })
    log.debug('The embedded database is ready', { version: binaries.version, pid: server.pid })
    return {
      superuser: {
        host: place.socketDir,
        port: 5432,
        user: 'postgres',
        password,
        database: 'postgres',
      },
      socketDir: place.socketDir,
      port: 5432,
      version: binaries.version,
      pid: server.pid,
      stop: async () => {
        await server.stop()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}
