import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LauncherError } from './launcher-error.ts'
import { startOf } from './process-identity.ts'

interface Holder {
  pid: number
  started: string
  nonce: string
}

const lockFile = 'throughcare.lock'

/** The number of the living process that has the cluster. */
export function lockHolder(home: string): number | undefined {
  const holder = readHolder(join(home, lockFile))
  return holder && startOf(holder.pid) === holder.started ? holder.pid : undefined
}

/**
 * Takes the cluster for this process, or says who has it. A lock whose process is gone (or whose
 * number another process has now) is taken over. Returns how to give it back.
 */
export function takeLock(home: string, dataDir: string): () => void {
  const file = join(home, lockFile)
  const mine: Holder = {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    nonce: randomUUID(),
  }
  const draft = join(home, `lock.${mine.nonce}`)
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    for (let tried = 0; tried < 5; tried += 1) {
      if (linked(draft, file)) return () => giveBack(file, mine)
      const holder = readHolder(file)
      if (holder && startOf(holder.pid) === holder.started) throw inUse(dataDir, holder.pid)
      setAside(file, holder)
    }
    throw inUse(dataDir)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Links are made whole or not at all, so nobody ever reads half a lock. */
function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Another process may have replaced the dead lock since we read it: then its lock goes back. */
function setAside(file: string, dead: Holder | undefined): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (readHolder(aside)?.nonce !== dead?.nonce) linked(aside, file)
  rmSync(aside, { force: true })
}

function giveBack(file: string, mine: Holder): void {
  if (readHolder(file)?.nonce === mine.nonce) rmSync(file, { force: true })
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function inUse(dataDir: string, pid?: number): LauncherError {
  return new LauncherError(
    'data_directory_in_use',
    `The data directory ${dataDir} is in use by another running Throughcare${pid ? ` (process ${pid})` : ''}. Stop that one first, or give this one its own directory with --data.`,
  )
}
