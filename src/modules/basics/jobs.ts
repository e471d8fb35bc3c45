import type { Task, TaskList } from 'graphile-worker'
import { clock } from '../../platform/clock.ts'

/** Each minute: who is on duty has not said "I have it" for ten minutes, so the substitute is told. */
const escalate: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.escalate_unplanned()'))
}

/** Every night: codes of sheets that have expired are forgotten. */
const eraseSheets: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.erase_sheets($1)', [clock.today()]))
}

export const basicsTasks: TaskList = { 'tell-substitute': escalate, 'erase-sheets': eraseSheets }

/** In the form of graphile-worker; times are UTC. */
export const basicsCrontab = '* * * * * tell-substitute\n25 2 * * * erase-sheets ?fill=1d'
