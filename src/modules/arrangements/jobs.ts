import type { Task, TaskList } from 'graphile-worker'

/**
 * Every morning: the coordination is told, once for each end, of what ends within sixty days; and every table at which
 * somebody is missing because an agency is bound no more.
 */
const warn: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.warn_expiries(), act.tell_departures()'))
}

/** Every night: what stood on a basis that has ended is put before the desk that looks after it. */
const review: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.review_ended_bases()'))
}

export const arrangementsTasks: TaskList = { 'warn-expiries': warn, 'review-ended-bases': review }

/** In the form of graphile-worker; times are UTC. */
export const arrangementsCrontab =
  '5 4 * * * warn-expiries ?fill=1d\n15 1 * * * review-ended-bases ?fill=1d'
