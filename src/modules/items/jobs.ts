import type { Task, TaskList } from 'graphile-worker'

/** Each hour, because midnight comes at another hour in each zone: what its author dated for today is erased. */
const eraseItems: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select act.erase_items_due()'))
}

export const itemsTasks: TaskList = { 'erase-items': eraseItems }

/** In the form of graphile-worker; times are UTC. A machine that was off catches up once. */
export const itemsCrontab = '5 * * * * erase-items ?fill=1d'
