import type { TaskList } from 'graphile-worker'

/**
 * Whose last day is over leaves desks and lists, and what waited for them waits at the desk of their
 * agency (LED-37). Their sessions ended by the clock at midnight already; run twice it does no more.
 */
export const adminTasks: TaskList = {
  'end-members': async (_payload, { withPgClient }) => {
    await withPgClient((client) => client.query('select act.end_members_due()'))
  },
}

/** In the form of graphile-worker; in each time zone a day ends at another time. */
export const adminCrontab = '*/10 * * * * end-members ?max=3'
