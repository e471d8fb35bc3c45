import { spawnSync } from 'node:child_process'
import { existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig } from '../platform/config.ts'
import { carriedPackage } from '../platform/db/launcher/binaries.ts'
import { LauncherError } from '../platform/db/launcher/launcher-error.ts'
import { type Opened, openDatabases } from '../platform/db/open-databases.ts'
import { createLog } from '../platform/log.ts'
import { SealError } from '../platform/seal/seal-error.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { programVersion } from './version.ts'

const help = `throughcare doctor [options]

Checks this installation and says what is wrong. Works beside a running service; without one it
starts the database for a moment. Ends with 1 if something must be put right.

${placeHelp}`

type Finding = { state: 'good' | 'note' | 'wrong'; says: string }
const good = (says: string): Finding => ({ state: 'good', says })
const note = (says: string): Finding => ({ state: 'note', says })
const wrong = (says: string): Finding => ({ state: 'wrong', says })

/** Prints what is in order and what is not; the exit code tells whether anything must be done. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, placeOptions, help)
  if (!asked) return 0
  const config = readConfig(asked.values)
  const findings = [...checkMachine(config), ...(await checkDatabase(config))]
  const marks = { good: 'ok  ', note: 'note', wrong: 'BAD ' }
  for (const { state, says } of findings) process.stdout.write(`${marks[state]}  ${says}\n`)
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0
}

function checkMachine(config: Config): Finding[] {
  const major = Number.parseInt(process.versions.node, 10)
  const node = `Node ${process.versions.node}`
  return [
    good(`Throughcare ${programVersion()}`),
    major >= 24 ? good(node) : wrong(`${node} is too old: 24 is needed`),
    ...checkDisk(config.dataDir),
    ...checkKeyFile(config.dataDir),
  ]
}

function checkDisk(dataDir: string): Finding[] {
  if (!existsSync(dataDir)) return [note(`${dataDir} does not exist yet: the first start makes it`)]
  const { bavail, bsize } = statfsSync(dataDir)
  const free = Math.floor((bavail * bsize) / 1024 ** 2)
  const says = `${free} MB are free for ${dataDir}`
  return [free < 1024 ? wrong(`${says}: less than 1 GB`) : good(says)]
}

function checkKeyFile(dataDir: string): Finding[] {
  if (process.env.THROUGHCARE_MASTER_KEY ?? process.env.THROUGHCARE_MASTER_KEY_COMMAND)
    return [good('the master key is kept outside the data directory')]
  const file = join(dataDir, 'master.key')
  if (!existsSync(file)) return []
  const open = statSync(file).mode & 0o077
  const beside = note(
    'the master key lies beside the data: keep a copy elsewhere, apart from backups',
  )
  return [open ? wrong(`others can read ${file}: chmod 600`) : beside]
}

async function checkDatabase(config: Config): Promise<Finding[]> {
  try {
    const opened = await openDatabases(config, { log: createLog('error'), join: true })
    try {
      return [...(await checkServer(opened)), ...(await checkLaw(opened))]
    } finally {
      await opened.close()
    }
  } catch (error) {
    const known = error instanceof LauncherError || error instanceof SealError
    return [wrong(known || error instanceof Error ? error.message : String(error))]
  }
}

async function checkServer({ databases, cluster, migrated }: Opened): Promise<Finding[]> {
  const { rows } = await databases.actorPool.query<{ version: string; number: number }>(
    `select current_setting('server_version') as version,
       current_setting('server_version_num')::int as number`,
  )
  const { version = '', number = 0 } = rows[0] ?? {}
  const steps = migrated?.applied.length ?? 0
  return [
    number >= 160_000
      ? good(`PostgreSQL ${version}`)
      : wrong(`PostgreSQL ${version}: 16 is needed`),
    ...(cluster ? [note(embeddedNote(version))] : []),
    migrated
      ? good(`tables are those of this program${steps ? ` (${steps} steps applied now)` : ''}`)
      : note('without DATABASE_OWNER_URL the tables could not be compared with this program'),
  ]
}

/** A newer server on the machine is worth more than the one we carry: it gets security updates. */
function embeddedNote(version: string): string {
  const { release } = carriedPackage()
  const found = spawnSync('postgres', ['--version'], { encoding: 'utf8' })
  const other = /(\d+)\.\d+/.exec(found.stdout ?? '')
  const known = `PostgreSQL is the embedded one (package ${release}); it listens on no network`
  if (!other || Number(other[1]) < 16) return known
  return `${known}. This machine has PostgreSQL ${other[0]}, which its system keeps patched: with DATABASE_URL it would be used instead of ${version}`
}

async function checkLaw({ databases }: Opened): Promise<Finding[]> {
  const { rows } = await databases.actorPool.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('app', 'audit', 'auth') and c.relkind in ('r', 'p') and not c.relrowsecurity
        and has_table_privilege(c.oid, 'select, insert, update, delete')
      order by 1`,
  )
  const open = rows.map((row) => row.name)
  return [
    open.length === 0
      ? good('every table that members reach is guarded by row-level security')
      : wrong(`without row-level security: ${open.join(', ')}`),
    good('the login of members can neither own tables nor pass row-level security'),
  ]
}
