import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../log.ts'
import type { Binaries } from './binaries.ts'
import { LauncherError } from './launcher-error.ts'
import { readNote, stopServer } from './left-over.ts'
import type { Place } from './place.ts'
import type { SystemUser } from './system-user.ts'

export interface Server {
  pid: number
  stop(): Promise<void>
}

export interface Launch {
  place: Place
  user: SystemUser
  binaries: Binaries
  log: Log
  guard?: 'setpriv' | 'pipe' | undefined
}

/** Starts the server and waits until it takes questions (after a crash: until it has recovered). */
export async function launchServer(launch: Launch): Promise<Server> {
  const before = readNote(launch.place.cluster)?.pid
  const child = spawnServer(launch)
  const lines = followLog(child, launch.log)
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended ??= `it ended with ${signal ?? code}`
  })
  for (;;) {
    const note = readNote(launch.place.cluster)
    if (note && note.pid !== before && note.state === 'ready') return serverOf(child, note.pid)
    // The same number as before is possible in a container, where numbers begin anew.
    if (note && note.pid === child.pid && note.state === 'ready') return serverOf(child, note.pid)
    if (ended !== undefined)
      throw new LauncherError(
        'database_did_not_start',
        `The embedded database did not start (${ended}): ${reason(lines)}`,
      )
    await pause(5)
  }
}

/** Why it ended is said before the goodbye. */
function reason(lines: string[]): string {
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? 'it said nothing'
}

function serverOf(child: ChildProcess, pid: number): Server {
  let stopping: Promise<void> | undefined
  const stop = async () => {
    await stopServer(pid)
    child.stdin?.destroy()
    child.stderr?.destroy()
  }
  return {
    pid,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

/**
 * A group of its own: Ctrl-C at the terminal reaches only us, so that running requests are answered
 * before the database goes.
 */
function spawnServer({ place, user, binaries, guard }: Launch): ChildProcess {
  const program = join(binaries.native, 'bin', 'postgres')
  const args = ['-D', place.cluster]
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))
  const options = {
    ...user.spawn,
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/bin:/bin', TZ: 'UTC', LC_ALL: 'C' },
  }
  if (setpriv && process.platform === 'linux' && guard !== 'pipe')
    return spawn(setpriv, ['--pdeathsig', 'INT', program, ...args], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  return spawn('/bin/sh', ['-c', watchPipe, program, ...args], {
    ...options,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
}

/** Our end of the pipe closes when we die, and then the server is asked to end. */
const watchPipe = `
  exec 3<&0
  "$0" "$@" </dev/null 3<&- &
  server=$!
  { cat <&3 >/dev/null; kill -INT $server; } 2>/dev/null &
  watcher=$!
  exec 3<&- </dev/null
  wait $server
  status=$?
  kill $watcher 2>/dev/null
  exit $status
`

function followLog(child: ChildProcess, log: Log): string[] {
  const last: string[] = []
  if (!child.stderr) return last
  createInterface({ input: child.stderr }).on('line', (line) => {
    last.push(line)
    if (last.length > 20) last.shift()
    const level = /\b(PANIC|FATAL|ERROR|WARNING)\b/.exec(line)?.[1]
    // What went wrong with one question may quote it; whoever asked hears it.
    if (level === 'ERROR' || level === 'WARNING') log.debug('The database reported an error')
    else if (level === 'PANIC') log.error(`database: ${line}`)
    else log.debug(`database: ${line}`)
  })
  return last
}
