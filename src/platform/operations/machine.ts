import { execFile, spawnSync } from 'node:child_process'
import { existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Pool } from 'pg'
import { readKeyStatus } from '../backup/key-status.ts'
import { clock } from '../clock.ts'
import { hasChange } from '../seal/change-note.ts'
import { isMasterKeyElsewhere } from '../seal/master-key.ts'
import type { BackupPlan, MachineFacts } from './facts.ts'

export interface Installation {
  dataDir: string
  /** Set where the database is one of the city's own. */
  databaseUrl?: string
  version: string
  jobsHere: boolean | null
}

/** Where backups go when nobody chose a folder. */
export const usualFolder = (dataDir: string) => join(dataDir, 'backups')

/** Every folder that gets the backups of the plan. */
export const foldersOf = (dataDir: string, { folder, secondFolder }: BackupPlan) => [
  ...[folder ?? usualFolder(dataDir), ...(secondFolder ? [secondFolder] : [])],
]

/** Asks this machine: disks, clock, versions, key file. Nothing leaves it. */
export async function readMachine(
  installation: Installation,
  plan: BackupPlan,
  pool: Pool,
): Promise<MachineFacts> {
  const { dataDir, databaseUrl, version, jobsHere } = installation
  const programs = await askPrograms()
  const { rows } = await pool.query<{ server_version: string }>('show server_version')
  const places: [MachineFacts['disks'][number]['place'], string | null][] = [
    ['data', dataDir],
    ['backups', databaseUrl ? null : plan.folder],
    ['second', databaseUrl ? null : plan.secondFolder],
  ]
  return {
    now: clock.now(),
    version,
    node: process.versions.node,
    disks: places.flatMap(([place, path]) => (path ? [{ place, path, ...diskOf(path) }] : [])),
    clockSynchronised: programs.clockSynchronised,
    database: {
      version: rows[0]?.server_version.split(' ')[0] ?? '',
      embedded: !databaseUrl,
      newerOnMachine: databaseUrl ? null : programs.newerOnMachine,
    },
    backupKeys: databaseUrl
      ? null
      : await readKeyStatus(dataDir, foldersOf(dataDir, plan), plan.keep),
    keyFile: keyFileState(dataDir),
    jobsHere,
  }
}

type Programs = { clockSynchronised: boolean | null; newerOnMachine: string | null }
let asked: { at: number; answer: Promise<Programs> } | undefined

/** What other programs of this machine say, asked once a minute however many look at the page. */
function askPrograms(): Promise<Programs> {
  const at = performance.now()
  if (!asked || at - asked.at > 60_000)
    asked = {
      at,
      answer: clockSynchronised().then((known) => ({
        clockSynchronised: known,
        newerOnMachine: newerOnMachine(),
      })),
    }
  return asked.answer
}

/** Used as `df` counts it: what is kept for the administrator of the machine is not free. */
function diskOf(path: string): { used: number | null; free: number } {
  try {
    const { blocks, bfree, bavail, bsize } = statfsSync(path)
    const usedBlocks = blocks - bfree
    return { used: usedBlocks / (usedBlocks + bavail || 1), free: bavail * bsize }
  } catch {
    return { used: null, free: 0 }
  }
}

/** Only systemd says it plainly; everywhere else the honest answer is that we do not know. */
async function clockSynchronised(): Promise<boolean | null> {
  try {
    const { stdout } = await promisify(execFile)(
      'timedatectl',
      ['show', '--property=NTPSynchronized', '--value'],
      { timeout: 2000 },
    )
    return stdout.trim() === 'yes' ? true : stdout.trim() === 'no' ? false : null
  } catch {
    return null
  }
}

/** A PostgreSQL that the system keeps patched is worth more than the one we carry. */
function newerOnMachine(): string | null {
  const found = spawnSync('postgres', ['--version'], { encoding: 'utf8', timeout: 2000 })
  const version = /(\d+)\.\d+/.exec(found.stdout ?? '')
  return version && Number(version[1]) >= 16 ? version[0] : null
}

function keyFileState(dataDir: string): MachineFacts['keyFile'] {
  const file = join(dataDir, 'master.key')
  const elsewhere = isMasterKeyElsewhere(process.env)
  if (!elsewhere && !existsSync(file)) return 'missing'
  const open = !elsewhere && process.platform !== 'win32' && statSync(file).mode & 0o077
  if (open) return 'open'
  if (hasChange(dataDir)) return 'changing'
  return elsewhere ? 'elsewhere' : 'closed'
}
