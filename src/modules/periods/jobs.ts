import type { Task, TaskList } from 'graphile-worker'
import { clock } from '../../platform/clock.ts'
import { fillCalendars } from './service/fill-calendar.ts'

/**
 * Every ten minutes it is seen whether an authority lacks the holidays of a year, which is so when it was
 * made, and once a year. Nothing is read from the library when nothing is lacking.
 */
const fillHolidays: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => fillCalendars(client, clock.today()))
}

export const periodsTasks: TaskList = { 'fill-holidays': fillHolidays }

/** In the form of graphile-worker; times are UTC. */
export const periodsCrontab = '*/10 * * * * fill-holidays ?max=2'
