import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

/**
 * What tells a process from a later one with the same number: the moment it started. Undefined
 * when no such process lives.
 */
export function startOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (existsSync('/proc/self/stat')) {
    const stat = readOrNothing(`/proc/${pid}/stat`)
    // The name in brackets may hold spaces, so fields are counted from the last bracket.
    const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
    if (!state || state === 'Z' || state === 'X') return undefined
    const boot = readOrNothing('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
    return `${boot}/${fields[18]}`
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
  })
  return status === 0 ? stdout.trim() || undefined : undefined
}

/** Whether the process is a database server that works in this folder. */
export function worksIn(pid: number, folder: string): boolean {
  if (startOf(pid) === undefined) return false
  if (existsSync('/proc/self/stat')) return workingFolder(pid) === folder
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
  })
  return stdout.includes(`-D ${folder}`)
}

/** Any process at all that still works in this folder; only Linux can tell. */
export function someoneWorksIn(folder: string): boolean {
  if (!existsSync('/proc/self/stat')) return false
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && workingFolder(+name) === folder)
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
