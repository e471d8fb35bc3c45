import type { Log } from '../log.ts'
import { KEYS_CHANNEL } from '../seal/rotate.ts'
import type { Databases } from './connections.ts'
import { listen } from './listen.ts'
import { learnKeys } from './open-databases.ts'

/** Keeps the keys of this process those of the database while another process rotates them. */
export function followKeys(databases: Databases, log: Log): { close(): Promise<void> } {
  const learn = () => {
    learnKeys(databases.worker, databases.keys).catch(() =>
      log.warn('The keys could not be read again'),
    )
  }
  return listen(databases.worker, KEYS_CHANNEL, { onMessage: learn, onSilence: learn, log })
}
