import type { Task, TaskList } from 'graphile-worker'
import { clock } from '../../platform/clock.ts'

/**
 * Each morning: who looks after an entry that nobody reviewed for a year, or a card that nobody looked
 * at for 180 days, is told on that day (SV1, TC9). Run twice it tells the same.
 */
const tellOverdueEntries: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) =>
    client.query('select act.tell_overdue_entries($1)', [clock.today()]),
  )
}

export const servicesTasks: TaskList = { 'tell-overdue-entries': tellOverdueEntries }

/** In the form of graphile-worker; times are UTC. */
export const servicesCrontab = '40 4 * * * tell-overdue-entries ?fill=1d'
