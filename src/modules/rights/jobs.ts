import type { Task, TaskList } from 'graphile-worker'
import { clock } from '../../platform/clock.ts'
import type { OperationsContext } from '../../platform/operations/jobs.ts'
import { finishErasures } from './service/finish-erasures.ts'

/**
 * Each night: thirty days before a limit its agency is asked to look; at the limit the item is erased or restricted as
 * the agreement says (LED-06, RI3), and numbers of erased cases are forgotten after thirty days. A machine that stood still catches up once.
 */
const applyRetention: Task = async (_payload, { withPgClient }) => {
  await withPgClient(async (client) => {
    await client.query('select act.apply_retention($1)', [clock.today()])
    await client.query('select act.forget_erased_refs($1)', [clock.today()])
  })
}

/** Each morning: who has not acknowledged a correction in time is told again, with their managers (LED-12). */
const chaseCorrections: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.chase_corrections($1)', [clock.today()]))
}

export const rightsTasks: TaskList = {
  'apply-retention': applyRetention,
  'chase-corrections': chaseCorrections,
}

/** After each erasure, and again until nothing is left to do: the copy outside, the log, the files. */
export const erasureTasks = (context: OperationsContext): TaskList => ({
  'finish-erasures': async () => {
    await finishErasures(context)
  },
})

/** In the form of graphile-worker; times are UTC. */
export const rightsCrontab = [
  '35 2 * * * apply-retention ?fill=1d',
  '20 4 * * * chase-corrections ?fill=1d',
  '*/5 * * * * finish-erasures ?max=3&jobKey=finish-erasures',
].join('\n')
