import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { LauncherError } from './launcher-error.ts'
import { memorySettings } from './memory.ts'
import type { Place } from './place.ts'
import type { SystemUser } from './system-user.ts'
import { giveTo } from './system-user.ts'

const passwordFile = 'database-superuser'
const settingsFile = 'throughcare.conf'

/** Makes the cluster when there is none, refuses one of another version, and returns the
 * superuser's password, which only the owner of the data directory can read. */
export function initialise(place: Place, user: SystemUser, binaries: Binaries): string {
  const secret = join(place.dataDir, passwordFile)
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) makeCluster(place, user, binaries, secret)
  const major = Number(readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim())
  if (major !== binaries.major)
    throw new LauncherError(
      'data_directory_other_version',
      `The database in ${place.cluster} was made by PostgreSQL ${major}, and this program carries PostgreSQL ${binaries.major}. Nothing was changed. Export with the former version of Throughcare and import into an empty data directory, as docs/operate/database.md describes.`,
    )
  try {
    return readFileSync(secret, 'utf8').trim()
  } catch (cause) {
    throw new LauncherError(
      'data_directory_not_ours',
      `The password of the database in ${secret} cannot be read. It belongs to the data directory: restore it from the backup.`,
      { cause },
    )
  }
}

/** Made beside its place and moved there whole: an interrupted first start leaves nothing half. */
function makeCluster(place: Place, user: SystemUser, binaries: Binaries, secret: string): void {
  if (existsSync(place.cluster) && readdirSync(place.cluster).length > 0)
    throw new LauncherError(
      'data_directory_not_ours',
      `${place.cluster} holds files that are not a database of PostgreSQL. Nothing was changed; choose another directory with --data.`,
    )
  for (const name of readdirSync(place.home))
    if (/^(making|secret)\./.test(name)) rmSync(join(place.home, name), { recursive: true })
  const password = randomBytes(24).toString('base64url')
  const making = join(place.home, `making.${randomUUID()}`)
  const forInitdb = join(place.home, `secret.${randomUUID()}`)
  mkdirSync(making, { mode: 0o700 })
  giveTo(user, making)
  writeFileSync(forInitdb, password, { mode: 0o600 })
  giveTo(user, forInitdb)
  try {
    runInitdb(making, forInitdb, user, binaries)
    appendFileSync(join(making, 'postgresql.conf'), `\ninclude = '${settingsFile}'\n`)
    writeFileSync(secret, `${password}\n`, { mode: 0o600 })
    rmSync(place.cluster, { recursive: true, force: true })
    renameSync(making, place.cluster)
  } finally {
    rmSync(forInitdb, { force: true })
    rmSync(making, { recursive: true, force: true })
  }
}

function runInitdb(folder: string, secret: string, user: SystemUser, binaries: Binaries): void {
  const made = spawnSync(
    join(binaries.native, 'bin', 'initdb'),
    [
      `--pgdata=${folder}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${secret}`,
      '--encoding=UTF8',
      '--no-locale',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
    ],
    { ...user.spawn, cwd: '/', env: { PATH: '/usr/bin:/bin', TZ: 'UTC' }, encoding: 'utf8' },
  )
  if (made.status === 0) return
  throw new LauncherError(
    'database_not_made',
    `The database could not be made in ${folder}: ${lastLine(made.stderr) || made.error?.message}`,
  )
}

/** In a file, so that whoever looks after the server finds them; rewritten at every start. */
export function writeSettings(
  place: Place,
  user: SystemUser,
  chosen: Record<string, string> = {},
): void {
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: place.socketDir,
    unix_socket_permissions: '0700',
    max_connections: '80',
    ...memorySettings(),
    random_page_cost: '1.1',
    max_wal_size: '2GB',
    // The carried PostgreSQL has only its own slow compressor: it took half the time of a save.
    wal_compression: 'off',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    password_encryption: 'scram-sha-256',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Statements and details of errors may hold what a person wrote: neither goes into a log file.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    cluster_name: 'throughcare',
    ...chosen,
  }
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
  )
  const file = join(place.cluster, settingsFile)
  const note = '# Written by Throughcare at every start. Own settings belong into postgresql.conf,'
  writeFileSync(file, `${note}\n# below its last include line.\n${lines.join('\n')}\n`, {
    mode: 0o600,
  })
  giveTo(user, file)
}

function lastLine(text = ''): string {
  return text.trim().split('\n').at(-1) ?? ''
}
