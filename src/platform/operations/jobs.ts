import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { Task, TaskList } from 'graphile-worker'
import { projectRoot } from '../config.ts'
import type { Databases } from '../db/connections.ts'
import { readPhrases } from '../http/phrases.ts'
import type { Log } from '../log.ts'
import { sendWaiting } from '../mail/send-waiting.ts'
import { assess } from './assess.ts'
import { SafetyFacts } from './facts.ts'
import { type Installation, readMachine } from './machine.ts'

export interface OperationsContext extends Installation {
  databases: Databases
  origin: string
  log: Log
  /** Makes a backup in a process of its own; the service goes on meanwhile. */
  runBackup?: (kind: 'scheduled' | 'command') => Promise<void>
}

/** The jobs that keep the desk safe: mail, backups, a look at the machine, tidying up. */
export function operationsTasks(context: OperationsContext): TaskList {
  const { databases, dataDir, origin, log } = context
  const { worker } = databases
  const phrases = readPhrases('mail')
  const runBackup = context.runBackup ?? ((kind) => spawnBackup(dataDir, kind, log))
  const everyMinute: Task = async () => {
    await worker.query(`select act.beat('minute')`)
    await sendWaiting({ databases, dataDir, origin, phrases })
  }
  const backupIfDue: Task = async () => {
    if (context.databaseUrl) return
    const { rows } = await worker.query<{ due: boolean }>('select act.backup_due() as due')
    if (rows[0]?.due) await runBackup('scheduled')
  }
  const watchDesk: Task = async () => {
    const checks = await lookAround(context)
    if (checks.some(({ state }) => state === 'now'))
      await worker.query('select act.tell_all_administrators()')
  }
  return {
    'every-minute': everyMinute,
    'backup-if-due': backupIfDue,
    'backup-now': () => runBackup('command'),
    'watch-desk': watchDesk,
    'tidy-sessions': async () => {
      await worker.query('select auth.tidy(), auth.remind_in_time()')
    },
  }
}

/** In the form of graphile-worker; times are UTC. */
export const operationsCrontab = [
  '* * * * * every-minute ?max=1&jobKey=every-minute',
  '*/5 * * * * backup-if-due ?max=1&queue=backups&jobKey=backup-if-due',
  '17 * * * * watch-desk ?max=3&jobKey=watch-desk',
  '41 3 * * * tidy-sessions ?fill=1d',
].join('\n')

/** What an administrator would read on the page of the desk, for a job or a command. */
export async function lookAround(context: Installation & { databases: Pick<Databases, 'worker'> }) {
  const { worker } = context.databases
  const { rows } = await worker.query<{ facts: unknown }>('select act.machine_facts() as facts')
  if (!rows[0]?.facts) return []
  const facts = SafetyFacts.parse(rows[0].facts)
  return assess(facts, await readMachine(context, facts.plan, worker))
}

async function spawnBackup(dataDir: string, kind: string, log: Log): Promise<void> {
  const program = join(projectRoot, 'bin', 'throughcare.mjs')
  const args = [program, 'backup', '--planned', kind, '--data', dataDir]
  const child = spawn(process.execPath, args, { stdio: 'ignore', env: process.env })
  try {
    if (child.pid) setPriority(child.pid, 10)
  } catch {
    // A polite wish, no more.
  }
  const [code] = await once(child, 'exit')
  // It has written down itself what went wrong, and told the administrators.
  if (code !== 0) log.warn('The backup failed', { code: String(code) })
}
