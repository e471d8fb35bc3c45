import { type Config, readConfig } from '../platform/config.ts'
import { LauncherError } from '../platform/db/launcher/launcher-error.ts'
import { type Opened, openDatabases } from '../platform/db/open-databases.ts'
import { readPhrases } from '../platform/http/phrases.ts'
import { createLog } from '../platform/log.ts'
import { lookAround } from '../platform/operations/jobs.ts'
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
  const findings = [...checkMachine(), ...(await checkDatabase(config))]
  const marks = { good: 'ok  ', note: 'note', wrong: 'BAD ' }
  for (const { state, says } of findings) process.stdout.write(`${marks[state]}  ${says}\n`)
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0
}

function checkMachine(): Finding[] {
  const major = Number.parseInt(process.versions.node, 10)
  const node = `Node ${process.versions.node}`
  return major >= 24 ? [] : [wrong(`${node} is too old: 24 is needed`)]
}

async function checkDatabase(config: Config): Promise<Finding[]> {
  try {
    const opened = await openDatabases(config, { log: createLog('error'), join: true })
    try {
      return [
        ...(await checkDesk(config, opened)),
        ...(await checkServer(opened)),
        ...(await checkLaw(opened)),
      ]
    } finally {
      await opened.close()
    }
  } catch (error) {
    const known = error instanceof LauncherError || error instanceof SealError
    return [wrong(known || error instanceof Error ? error.message : String(error))]
  }
}

const states = { now: wrong, soon: note, unknown: note, fine: good } as const

/** The same checks in the same words as on the page "How the desk is". */
async function checkDesk(config: Config, { databases }: Opened): Promise<Finding[]> {
  const { dataDir, databaseUrl } = config
  const place = { dataDir, ...(databaseUrl && { databaseUrl }) }
  const context = { ...place, databases, version: programVersion(), jobsHere: null }
  const phrases = readPhrases('operations')
  const say = (id: string, values?: Record<string, string | number>) =>
    phrases('en', `operations.${id}`, values)
  const checks = await lookAround(context)
  if (checks.length === 0) return [note('there is no city here yet')]
  return checks.map(({ code, variant, state, values }) => {
    const name = `${code}-${variant}`
    // words: operations.check. operations.says. operations.do.
    const todo = say(`do.${name}`)
    const does = todo.startsWith('operations.') ? '' : `\n      ${todo}`
    return states[state](`${say(`check.${code}`)}: ${say(`says.${name}`, values)}${does}`)
  })
}

async function checkServer({ databases, migrated }: Opened): Promise<Finding[]> {
  const { rows } = await databases.actorPool.query<{ number: number }>(
    `select current_setting('server_version_num')::int as number`,
  )
  const steps = migrated?.applied.length ?? 0
  return [
    ...((rows[0]?.number ?? 0) >= 160_000 ? [] : [wrong('PostgreSQL is too old: 16 is needed')]),
    migrated
      ? good(`tables are those of this program${steps ? ` (${steps} steps applied now)` : ''}`)
      : note('without DATABASE_OWNER_URL the tables could not be compared with this program'),
  ]
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
