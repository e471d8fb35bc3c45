import type { Task, TaskList } from 'graphile-worker'
import { clock } from '../../platform/clock.ts'

/**
 * Every night: notices whose reason ended are gone, and so is what was staged and never taken in
 * (TC10). Nothing is decided here, the days are those of the arrangement; run twice it does no more.
 */
const eraseNotices: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.erase_notices($1)', [clock.today()]))
}

export const timelineTasks: TaskList = { 'erase-notices': eraseNotices }

/** In the form of graphile-worker; times are UTC. */
export const timelineCrontab = '20 2 * * * erase-notices ?fill=1d'
