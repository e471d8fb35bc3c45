import type { Task, TaskList } from 'graphile-worker'
import { clock } from '../../platform/clock.ts'

/**
 * Every night: notices whose reason ended are gone, and so is what was staged and never taken in
 * (TC10). Nothing is decided here, the days are those of the arrangement; run twice it does no more.
 */
const eraseNotices: Task = async (_payload, { withPgClient }) => {
  await withPgClient(async (client) => {
    await client.query('select act.erase_notices($1)', [clock.today()])
    await client.query('select act.tidy_deliveries($1)', [clock.today()])
  })
}

/**
 * Each morning: whoever leads from today because nobody accepted is told, and finds it among the
 * tasks (HA8). The arrangement decided who that is, not this job; run twice it tells once.
 */
const tellFallbacks: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.tell_fallbacks($1)', [clock.today()]))
}

/**
 * Each night: cases whose last measure has ended are to be closed, unless the person wanted the lead
 * to go on. Who decided that is the person; run twice it does no more.
 */
const settleMeasures: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.settle_measures($1)', [clock.today()]))
}

/**
 * Each hour: where nobody can open a specially protected case any more for a desk that had accepted, whoever
 * can open it is told (HA5, PI5). Readings ask who is there, not this job; run twice it tells once.
 */
const tellUnheld: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.tell_unheld()'))
}

export const timelineTasks: TaskList = {
  'erase-notices': eraseNotices,
  'tell-fallbacks': tellFallbacks,
  'settle-measures': settleMeasures,
  'tell-unheld': tellUnheld,
}

/** In the form of graphile-worker; times are UTC. */
export const timelineCrontab = [
  '20 2 * * * erase-notices ?fill=1d',
  '10 4 * * * tell-fallbacks ?fill=1d',
  '15 4 * * * settle-measures ?fill=1d',
  '25 * * * * tell-unheld',
].join('\n')
