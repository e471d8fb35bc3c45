import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../log.ts'
import { LauncherError } from './launcher-error.ts'
import type { Place } from './place.ts'
import { someoneWorksIn, startOf, worksIn } from './process-identity.ts'

export const socketName = '.s.PGSQL.5432'

/**
 * Makes the cluster free: a server whose parent died is stopped (it keeps everything that was
 * acknowledged), and the note of one that died itself is removed when nobody works there any more.
 *
 * We hold our own lock by now, so a server that is still there has lost its program.
 */
export async function clearLeftOver(place: Place, log: Log): Promise<void> {
  const note = readNote(place.cluster)
  if (note && worksIn(note.pid, place.cluster)) {
    log.warn('A database server was left over by a program that ended; it is stopped first', {
      pid: note.pid,
    })
    await stopServer(note.pid)
  } else if (await answers(join(place.socketDir, socketName))) {
    throw new LauncherError(
      'data_directory_in_use',
      `The database in ${place.cluster} is in use from another container or machine that shares this folder. Stop that one first: two servers on one folder would destroy it.`,
    )
  }
  await untilNobodyWorksIn(place.cluster)
  // The number in these notes may belong to an unrelated process by now (after a restart of the
  // machine) or to a dead one that nobody buried, and PostgreSQL would take either for a server.
  rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
  rmSync(join(place.socketDir, `${socketName}.lock`), { force: true })
}

/** Ends a server so that every client is told and everything written is flushed. */
export async function stopServer(pid: number, patience = 30_000): Promise<void> {
  const born = startOf(pid)
  if (born === undefined) return
  for (const [signal, wait] of [
    ['SIGINT', patience],
    ['SIGQUIT', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const end = Date.now() + wait
    while (Date.now() < end) {
      if (startOf(pid) !== born) return
      await pause(5)
    }
  }
  throw new LauncherError('database_did_not_stop', `The database server ${pid} does not end.`)
}

/** What the server writes about itself: its number, where it listens, and its state once it is up. */
export interface ServerNote {
  pid: number
  socketDir: string
  state: string
}

/** Reads that note; undefined when there is none. */
export function readNote(cluster: string): ServerNote | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    const [pid, , , , socketDir = '', , , state = ''] = lines
    return { pid: Number(pid), socketDir: socketDir.trim(), state: state.trim() }
  } catch {
    return undefined
  }
}

/** Sessions of a killed server need a moment to notice, and must be gone before the next begins. */
async function untilNobodyWorksIn(cluster: string): Promise<void> {
  for (let tried = 0; someoneWorksIn(cluster); tried += 1) {
    if (tried >= 500)
      throw new LauncherError('data_directory_in_use', `Another process still works in ${cluster}.`)
    await pause(10)
  }
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (!existsSync(socket)) return resolve(false)
    const connection = createConnection(socket)
    connection.once('connect', () => {
      connection.destroy()
      resolve(true)
    })
    connection.once('error', () => resolve(false))
  })
}
