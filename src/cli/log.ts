import { type LogRow, listLogs } from '../modules/audit/queries/log.ts'
import { checkLogs } from '../modules/audit/service/check-log.ts'
import { type LogContext, openLog } from '../modules/audit/service/open-log.ts'
import { beginNewLog, recoverLog } from '../modules/audit/service/recover-log.ts'
import { sealEvents } from '../modules/audit/service/seal-events.ts'
import { signLogs } from '../modules/audit/service/sign-log.ts'
import { readConfig } from '../platform/config.ts'
import { openDatabases } from '../platform/db/open-databases.ts'
import { createLog } from '../platform/log.ts'
import { formatVerifier } from '../platform/tlog/signed-note.ts'
import { TlogError } from '../platform/tlog/tlog-error.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare log <what> [options]

  status              what was signed last, who witnessed it, and the key for witnesses
  sign                seal and sign now, and ask the witnesses
  check               compare the rows of the database with the log, and the log with what was signed
  recover             go on after an old backup came back: says in the log what was lost
  new-log             begin a new log where the memory of the signer is lost for good

  --reason TEXT       why, in a sentence without names; stands in the log (recover, new-log)
  --authority N       which authority, where several share the machine (default: the first)
${placeHelp}`

const options = {
  ...placeOptions,
  reason: { type: 'string' },
  authority: { type: 'string' },
} as const

/** The access log in the hands of whoever runs the machine. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, options, help)
  if (!asked) return 0
  const [what = ''] = asked.positionals
  const act = Object.hasOwn(acts, what) ? acts[what] : undefined
  if (!act) throw new CommandError('Say what to do: status, sign, check, recover or new-log.', 2)
  const config = readConfig(asked.values)
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const opened = await openDatabases(config, { log, join: true })
  try {
    const context = {
      databases: opened.databases,
      dataDir: config.dataDir,
      origin: config.origin,
      log,
    }
    return await act(context, asked.values)
  } catch (error) {
    if (error instanceof TlogError) throw new CommandError(error.message, 1)
    throw error
  } finally {
    await opened.close()
  }
}

type Values = { reason?: string; authority?: string }
const say = (text: string) => process.stdout.write(text)

const acts: Record<string, (context: LogContext, values: Values) => Promise<number>> = {
  status: async (context) => {
    for (const row of await listLogs(context.databases.worker)) await describe(context, row)
    return 0
  },
  sign: async (context) => {
    await sealEvents(context)
    const states = await signLogs(context, { now: true })
    await acts.status?.(context, {})
    const refused = states.filter((state) => state !== 'signing')
    for (const state of refused)
      say(`NOT SIGNED: ${state}. docs/operate/access-log.md says what to do.\n`)
    return refused.length === 0 ? 0 : 1
  },
  check: async (context) => {
    const found = await checkLogs(context)
    for (const { kind, table, key, login } of found)
      say(`${kind}  ${table}  ${key}${login ? `  by ${login}` : ''}\n`)
    say(
      found.length === 0
        ? 'Every row is what the log says of it.\n'
        : `${found.length} findings.\n`,
    )
    return found.length === 0 ? 0 : 1
  },
  recover: async (context, values) => {
    const row = await rowOf(context, values)
    const { lost, state } = await recoverLog(context, row.authority, reasonOf(values))
    say(
      lost
        ? `Entries ${lost.from} to ${lost.until - 1} are lost; their hashes stay.\n`
        : 'Nothing is lost.\n',
    )
    return saySigned(state)
  },
  'new-log': async (context, values) => {
    const row = await rowOf(context, values)
    const { state } = await beginNewLog(context, row.authority, reasonOf(values))
    await describe(context, await rowOf(context, values))
    return saySigned(state)
  },
}

function saySigned(state: string): number {
  say(
    state === 'signing'
      ? 'The log is signed and goes on.\n'
      : `The log does not go on yet: ${state}. The witnesses must sign the entry of this recovery.\n`,
  )
  return state === 'signing' ? 0 : 1
}

async function describe(context: LogContext, row: LogRow): Promise<void> {
  if (row.generation === null) return void say(`Authority ${row.authority}: no log yet.\n`)
  const { signer } = await openLog(context, row)
  const { checkpoint, witnesses } = row
  const signed = witnesses.filter((witness) => witness.signed).length
  const lines = [
    `Log ${row.logName}: ${row.leaves} entries${row.unsealed ? ', more are waiting' : ''}.`,
    checkpoint
      ? `Signed last at ${checkpoint.at.toISOString()} with ${checkpoint.size} entries; ${signed} of ${witnesses.length} witnesses, ${row.quorum} needed.`
      : 'Not signed yet.',
    'The key for witnesses (throughcare witness --add-log):',
    formatVerifier(signer.verifier),
    '',
  ]
  say(lines.join('\n'))
}

async function rowOf(context: LogContext, { authority }: Values): Promise<LogRow> {
  const rows = await listLogs(context.databases.worker)
  const row = authority ? rows.find((one) => String(one.authority) === authority) : rows[0]
  if (!row) throw new CommandError('There is no such authority here.', 2)
  return row
}

function reasonOf({ reason }: Values): string {
  if (!reason?.trim()) throw new CommandError('Say why with --reason: it stands in the log.', 2)
  return reason.trim()
}
