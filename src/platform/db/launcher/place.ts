import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../../log.ts'
import { LauncherError } from './launcher-error.ts'
import type { SystemUser } from './system-user.ts'
import { canEnter, giveTo } from './system-user.ts'

/** Where the cluster of one data directory lives. */
export interface Place {
  dataDir: string
  /** Ours: lock, settings, and the two folders below. */
  home: string
  /** The user of the database owns it, 0700. */
  cluster: string
  socketDir: string
}

const pointer = 'database-is-elsewhere.json'
// The address of a socket holds 108 bytes on Linux and 104 on macOS, the name and a zero included.
const longestSocketDir = 103 - '/.s.PGSQL.5432.lock'.length

/**
 * Finds (and makes) the place of the cluster: inside the data directory, or, where the user of the
 * database cannot enter that, under a system folder that a file in the data directory points at.
 */
export function choosePlace(dataDir: string, user: SystemUser, log: Log): Place {
  makeDataDir(dataDir, user)
  const real = realpathSync(dataDir)
  const home = rememberedHome(real) ?? chooseHome(real, user, log)
  makeFolder(home, user.spawn.uid === undefined ? 0o700 : 0o711)
  return { dataDir: real, home, cluster: join(home, 'data'), socketDir: socketFolder(home, user) }
}

/** Where the cluster of a data directory is, if it has one. Nothing is made. */
export function findHome(dataDir: string): string | undefined {
  if (!existsSync(dataDir)) return undefined
  const real = realpathSync(dataDir)
  const home = rememberedHome(real) ?? insideOf(real)
  return existsSync(home) ? home : undefined
}

const insideOf = (dataDir: string) => join(dataDir, 'postgres')

function makeDataDir(dataDir: string, user: SystemUser): void {
  if (!existsSync(dataDir))
    mkdirSync(dataDir, { recursive: true, mode: user.spawn.uid === undefined ? 0o700 : 0o711 })
}

function rememberedHome(dataDir: string): string | undefined {
  const file = join(dataDir, pointer)
  if (!existsSync(file)) return undefined
  const { folder } = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof folder === 'string' && existsSync(folder)) return folder
  throw new LauncherError(
    'data_directory_not_ours',
    `${file} says that the database is in ${folder}, and that folder is missing. Restore it, or restore a backup; remove the file only to begin anew with an empty database.`,
  )
}

function chooseHome(dataDir: string, user: SystemUser, log: Log): string {
  if (canEnter(user, dataDir)) return insideOf(dataDir)
  const folder = fallbackHome(dataDir)
  makeFolder(folder, 0o711)
  writeFileSync(join(dataDir, pointer), `${JSON.stringify({ folder }, null, 2)}\n`, { mode: 0o644 })
  log.warn(
    `The database runs as ${user.name}, who cannot enter ${dataDir}, so its files are kept in ${folder}. Include that folder in backups.`,
  )
  return folder
}

function fallbackHome(dataDir: string): string {
  const name = hashOf(dataDir)
  try {
    mkdirSync('/var/lib/throughcare', { recursive: true, mode: 0o755 })
    return join('/var/lib/throughcare', name)
  } catch {
    return `/var/tmp/throughcare-${name}`
  }
}

/** The folder for programs that more than one data directory may use. */
export function copiesFolder(place: Place, user: SystemUser): string {
  return user.spawn.uid === undefined ? place.dataDir : place.home
}

function socketFolder(home: string, user: SystemUser): string {
  const usual = join(home, 'run')
  if (Buffer.byteLength(usual) <= longestSocketDir) return ownedFolder(usual, user) ?? refuse(usual)
  const runtime = process.env.XDG_RUNTIME_DIR
  const base = user.spawn.uid === undefined && runtime && runtime.length < 40 ? runtime : '/tmp'
  const short = join(base, `throughcare-${hashOf(home)}`)
  return ownedFolder(short, user) ?? stranger(user)
}

/** Someone else made the folder that we wanted: take one that nobody could foresee. */
function stranger(user: SystemUser): string {
  const folder = mkdtempSync('/tmp/throughcare-')
  giveTo(user, folder)
  return folder
}

function ownedFolder(folder: string, user: SystemUser): string | undefined {
  try {
    mkdirSync(folder, { mode: 0o700 })
    giveTo(user, folder)
    return folder
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
  const found = lstatSync(folder)
  const ours = found.isDirectory() && found.uid === user.uid && (found.mode & 0o077) === 0
  return ours ? folder : undefined
}

/** Below /var/tmp anybody may have made the folder before us. */
function makeFolder(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode })
  } catch {
    refuse(folder)
  }
  const found = lstatSync(folder)
  if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid())) refuse(folder)
}

function refuse(folder: string): never {
  throw new LauncherError(
    'data_directory_not_ours',
    `${folder} belongs to somebody else. Choose another data directory with --data, or run as its owner.`,
  )
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
