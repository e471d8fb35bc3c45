import { Logger, type Runner, run, type TaskList } from 'graphile-worker'
import type { Databases } from '../db/connections.ts'
import { describeFault } from '../fault.ts'
import type { Log } from '../log.ts'

export interface Jobs {
  /** Lets running jobs end; what was not begun stays in the queue. */
  stop(): Promise<void>
}

/**
 * Does what is due: jobs that transactions put into the queue, and those of the calendar (`crontab`
 * in the form of graphile-worker). Any number of processes may do this at once.
 *
 * A job may run twice when a process dies in the middle, so each must be idempotent. Payloads and
 * errors are not logged, because they may name somebody; the queue keeps them under the worker's
 * own row security.
 */
export async function startJobs(
  databases: Pick<Databases, 'worker'>,
  tasks: TaskList,
  options: { log: Log; crontab?: string; concurrency?: number },
): Promise<Jobs> {
  const runner = await run({
    pgPool: databases.worker,
    taskList: tasks,
    crontab: options.crontab ?? '',
    concurrency: options.concurrency ?? 2,
    noHandleSignals: true,
    pollInterval: 5000,
    logger: quietLogger(options.log),
  })
  watchFailures(databases, runner, options.log)
  runner.events.on('job:failed', ({ job }) => {
    options.log.error('A job failed for good', { job: job.id, task: job.task_identifier })
  })
  runner.events.on('job:error', ({ job }) => {
    options.log.warn('A job failed and will be tried again', {
      job: job.id,
      task: job.task_identifier,
      attempt: job.attempts,
    })
  })
  let ended = false
  runner.promise.catch((error: unknown) => {
    if (!ended) options.log.error('Jobs have stopped', describeFault(error))
  })
  return {
    stop: async () => {
      ended = true
      await runner.stop()
    },
  }
}

const lookedFor = 5 * 60_000

/**
 * Notes which task fails and forgets it when it succeeds again, so that an administrator reads that
 * something stands still while everything else goes on. Another process may have noted it: each task
 * that succeeds is looked up once in five minutes.
 */
function watchFailures(
  { worker }: Pick<Databases, 'worker'>,
  { events }: Pick<Runner, 'events'>,
  log: Log,
): void {
  const good = new Map<string, number>()
  const note = (does: 'job_failed' | 'job_went', task: string) =>
    worker.query(`select act.${does}($1)`, [task]).catch(() => {
      log.warn('What became of a job could not be noted', { task })
    })
  events.on('job:error', ({ job }) => {
    good.delete(job.task_identifier)
    void note('job_failed', job.task_identifier)
  })
  events.on('job:success', ({ job }) => {
    const task = job.task_identifier
    const looked = good.get(task)
    if (looked !== undefined && looked > performance.now() - lookedFor) return
    good.set(task, performance.now())
    void note('job_went', task)
  })
}

/** Its messages quote payloads and errors, so only their level gets through. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level) => {
    if (level === 'error') log.debug('The job queue reported an error')
  })
}
