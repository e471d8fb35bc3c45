import { spawnSync } from 'node:child_process'
import { chownSync, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { LauncherError } from './launcher-error.ts'

/** Under whose name the database runs. `spawn` is empty when that is our own. */
export interface SystemUser {
  name: string
  uid: number
  spawn: { uid?: number; gid?: number }
}

/**
 * PostgreSQL refuses to run as root, so as root it runs as `postgres` or, where that user does not
 * exist, as `nobody`. Everybody else runs it under their own name.
 */
export function chooseSystemUser(): SystemUser {
  const own = process.getuid?.() ?? 0
  if (process.platform === 'win32') return { name: 'self', uid: own, spawn: {} }
  if (own !== 0) {
    if (idOf('-un') === undefined)
      throw new LauncherError(
        'no_database_user',
        `The user number ${own} has no name on this machine, and PostgreSQL needs one. Add a line for it to /etc/passwd or run as another user.`,
      )
    return { name: 'self', uid: own, spawn: {} }
  }
  for (const name of ['postgres', 'nobody']) {
    const uid = Number(idOf('-u', name))
    const gid = Number(idOf('-g', name))
    if (uid > 0 && gid >= 0) return { name, uid, spawn: { uid, gid } }
  }
  throw new LauncherError(
    'no_database_user',
    'PostgreSQL does not run as root, and this machine has neither the user "postgres" nor "nobody". Run the program as an ordinary user.',
  )
}

/** Asks the machine itself, because access lists and mount options know more than mode bits. */
export function canEnter(user: SystemUser, folder: string): boolean {
  if (user.spawn.uid === undefined) return true
  const existing = nearestExisting(folder)
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$0"', existing], {
    ...user.spawn,
    stdio: 'ignore',
  })
  return tried.status === 0
}

/** Hands a file or folder to the user of the database. */
export function giveTo(user: SystemUser, path: string): void {
  if (user.spawn.uid !== undefined)
    chownSync(path, user.spawn.uid, user.spawn.gid ?? user.spawn.uid)
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder
    ? folder
    : nearestExisting(dirname(folder))
}

function idOf(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('id', args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}
