import { randomUUID } from 'node:crypto'
import { chmodSync, createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { copyFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { carriedPackage } from '../db/launcher/binaries.ts'
import { LauncherError } from '../db/launcher/launcher-error.ts'
import { choosePlace, findHome, type Place } from '../db/launcher/place.ts'
import { type Cluster, startEmbedded } from '../db/launcher/start-embedded.ts'
import { chooseSystemUser, giveTo, type SystemUser } from '../db/launcher/system-user.ts'
import { silentLog } from '../log.ts'
import { markMasterKey } from '../seal/master-key.ts'
import { BackupError } from './backup-error.ts'
import { adoptRing } from './backup-keys.ts'
import { countRows } from './database-copy.ts'
import { appendErasures, type ErasureLine, journalFile, replayErasures } from './erasure-journal.ts'
import type { RingFound } from './find-key.ts'
import { putUnderMaster } from './former-master.ts'
import { backupFormat, type Opening, recoveryTarget } from './manifest.ts'
import { type BackupRead, readBackup } from './read-backup.ts'
import { sweepErased } from './sweep-erased.ts'

export interface RestoreWish {
  from: string
  /** The folder that becomes the restored installation; it must not hold one. */
  dataDir: string
  master: Buffer
  /** Number of the last migration that this program knows. */
  knownSchema: number
  /** Puts the master key into the restored folder, so that it starts there. */
  keepKey: boolean
  /** Files in which the key is looked for; without it those that lie around the backup. */
  rings?: readonly string[]
  /** What was erased since: it goes again before anybody can start the restored installation. */
  erasures?: readonly ErasureLine[]
  onStep?: (step: 'unpacking' | 'recovering' | 'checking' | 'erasing') => void
}

export interface Restored {
  opening: Opening
  recoveryPoint: string
  counts: Record<string, number>
  /** Rows that are there now equal those that the backup states. */
  countsEqual: boolean
  /** How much was erased again; undefined where the backup is older than that, and its first start does it. */
  erasedAgain?: number | undefined
}

/**
 * Brings an installation back into a folder of its own. All of it happens in a folder beside, which
 * takes its place only when the database has recovered and its rows were counted: whatever goes
 * wrong before, nothing is left behind and nothing was changed.
 */
export async function restoreBackup(wish: RestoreWish): Promise<Restored> {
  const dataDir = resolve(wish.dataDir)
  refuseTaken(dataDir)
  const making = `${dataDir}.restoring-${randomUUID().slice(0, 8)}`
  mkdirSync(dirname(dataDir), { recursive: true })
  try {
    const restored = await restoreInto(making, wish)
    if (wish.keepKey) await keepKey(making, wish.master)
    await takePlace(making, dataDir)
    return restored
  } catch (error) {
    throw explained(error)
  } finally {
    await removeInstallation(making)
  }
}

/** Recovers a backup in a folder that is removed again, to know that it can be done. */
export async function tryRestore(wish: Omit<RestoreWish, 'keepKey'>): Promise<Restored> {
  try {
    return await restoreInto(resolve(wish.dataDir), { ...wish, keepKey: false })
  } catch (error) {
    throw explained(error)
  } finally {
    await removeInstallation(resolve(wish.dataDir))
  }
}

/** A folder with nothing but a master key in it is as good as empty. */
function refuseTaken(dataDir: string): void {
  if (!existsSync(dataDir)) return
  const found = readdirSync(dataDir).filter((name) => !['master.key', 'master.id'].includes(name))
  if (found.length > 0)
    throw new BackupError(
      'restore_place_taken',
      `${dataDir} is not empty, and a restore never overwrites anything. Name a folder that does not exist yet with --data.`,
    )
}

async function restoreInto(making: string, wish: RestoreWish): Promise<Restored> {
  const user = chooseSystemUser()
  const place = choosePlace(making, user, silentLog)
  wish.onStep?.('unpacking')
  const read = await unpack(wish, place, user)
  if (read.keys) await adoptRing(making, wish.master, read.keys)
  wish.onStep?.('recovering')
  await writeFile(join(place.cluster, 'recovery.signal'), '', { mode: 0o600 })
  giveTo(user, join(place.cluster, 'recovery.signal'))
  const cluster = await startEmbedded({
    dataDir: making,
    log: silentLog,
    settings: {
      // Ready means promoted: otherwise it would already answer readers in the middle of recovery.
      hot_standby: 'off',
      restore_command: '/bin/false',
      recovery_target_name: recoveryTarget(read.opening.id),
      recovery_target_action: 'promote',
    },
  })
  try {
    wish.onStep?.('checking')
    const counts = await check(cluster, read, wish.master)
    await markMasterKey(making, wish.master)
    const { recoveryPoint, countsExact } = read.closing
    const erasedAgain = await eraseAgain(cluster, making, wish)
    return { opening: read.opening, recoveryPoint, counts, countsEqual: countsExact, erasedAgain }
  } finally {
    await cluster.stop()
  }
}

/** Replays the journal as the worker, whose work it is, and keeps it for the next start. */
async function eraseAgain(
  cluster: Cluster,
  making: string,
  { erasures = [], onStep }: RestoreWish,
): Promise<number | undefined> {
  if (erasures.length === 0) return 0
  onStep?.('erasing')
  await appendErasures(journalFile(making), erasures)
  const client = new pg.Client({ ...cluster.superuser, database: 'throughcare' })
  await client.connect()
  try {
    const { rows } = await client.query<{ known: boolean }>(
      `select to_regprocedure('act.replay_erasures(jsonb)') is not null as known`,
    )
    if (!rows[0]?.known) return undefined
    await client.query('set session authorization throughcare_worker')
    const erased = await replayErasures(client, erasures)
    await client.query('select act.blind_erased()')
    await sweepErased(client, cluster, { early: true })
    return erased
  } finally {
    await client.end()
  }
}

async function unpack(wish: RestoreWish, place: Place, user: SystemUser) {
  const target = (path: string) =>
    path.startsWith('cluster/')
      ? join(place.cluster, path.slice('cluster/'.length))
      : join(place.dataDir, path.slice('data/'.length))
  const folder = (path: string) => {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    giveTo(user, path)
  }
  folder(place.cluster)
  chmodSync(place.cluster, 0o700)
  const receiver = {
    opening: async (opening: Opening) => refuseStranger(opening, wish.knownSchema),
    folder: async (path: string) => folder(target(path)),
    file: async (path: string, body: AsyncIterable<Buffer>) => {
      const file = target(path)
      await pipeline(Readable.from(body), createWriteStream(file, { mode: 0o600 }))
      if (path.startsWith('cluster/')) giveTo(user, file)
    },
  }
  return readBackup(wish.from, wish.master, receiver, wish.rings)
}

function refuseStranger(opening: Opening, knownSchema: number): void {
  const { format, schema, version, postgres, machine } = opening
  if (format > backupFormat || schema.number > knownSchema)
    throw new BackupError(
      'backup_newer',
      `This backup was made by a newer version of Throughcare (${version}). Install that version or a later one and restore with it. Nothing was changed.`,
    )
  const carried = Number.parseInt(carriedPackage().release, 10)
  if (postgres.major !== carried)
    throw new BackupError(
      'backup_other_machine',
      `This backup holds a database of PostgreSQL ${postgres.major}, and this program carries PostgreSQL ${carried}. Restore it with Throughcare ${version}, then follow docs/operate/database.md. Nothing was changed.`,
    )
  if (machine.platform !== process.platform || machine.arch !== process.arch)
    throw new BackupError(
      'backup_other_machine',
      `This backup was made on another kind of computer (${machine.platform} ${machine.arch}), and this one is ${process.platform} ${process.arch}. Restore it on a computer of the same kind. Nothing was changed.`,
    )
}

/** The rows are those of the point of recovery, the keys open, and nobody is signed in any more. */
async function check(
  cluster: Cluster,
  { closing, keys }: BackupRead & { keys?: RingFound },
  master: Buffer,
): Promise<Record<string, number>> {
  const client = new pg.Client({ ...cluster.superuser, database: 'throughcare' })
  await client.connect()
  try {
    const counts = await countRows(client)
    const wrong = Object.entries(closing.counts).filter(([table, rows]) => counts[table] !== rows)
    if (closing.countsExact && wrong.length > 0)
      throw new BackupError(
        'backup_counts_differ',
        `The restored database does not hold what the backup states (${wrong.map(([table, rows]) => `${table}: ${counts[table] ?? 0} of ${rows}`).join(', ')}). Take another backup. Nothing was changed.`,
      )
    await putUnderMaster(client, master, keys?.ring.formers)
    await client.query('update auth.sessions set ended_at = now() where ended_at is null')
    return counts
  } finally {
    await client.end()
  }
}

async function keepKey(dataDir: string, master: Buffer): Promise<void> {
  await writeFile(join(dataDir, 'master.key'), `${master.toString('base64')}\n`, { mode: 0o600 })
}

async function takePlace(making: string, dataDir: string): Promise<void> {
  const key = join(dataDir, 'master.key')
  if (existsSync(key)) await copyFile(key, join(making, 'master.key'))
  const aside = `${making}.former`
  if (existsSync(dataDir)) await rename(dataDir, aside)
  await rename(making, dataDir)
  await rm(aside, { recursive: true, force: true })
}

/** With the cluster, which may lie elsewhere where the user of the database cannot enter. */
async function removeInstallation(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return
  const home = findHome(dataDir)
  if (home) await rm(home, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}

function explained(error: unknown): unknown {
  if (!(error instanceof LauncherError)) return error
  return new BackupError(
    'restore_failed',
    `The database of this backup did not start: ${error.message} Nothing was changed; take another backup.`,
    { cause: error },
  )
}
