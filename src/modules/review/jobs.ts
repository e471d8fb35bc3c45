import type { Task, TaskList } from 'graphile-worker'

/** Each night the rules of the review list look at the seven days before; run twice, nothing changes (AU3). */
const findReviews: Task = async (_payload, { withPgClient }) => {
  await withPgClient((client) => client.query('select audit.find_reviews_nightly()'))
}

export const reviewTasks: TaskList = { 'find-reviews': findReviews }

/** In the form of graphile-worker; times are UTC. */
export const reviewCrontab = '50 2 * * * find-reviews ?fill=1d'
