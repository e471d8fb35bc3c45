import { readConfig } from '../platform/config.ts'
import { followKeys } from '../platform/db/follow-keys.ts'
import { openDatabases } from '../platform/db/open-databases.ts'
import { startJobs } from '../platform/jobs/start-jobs.ts'
import { createLog } from '../platform/log.ts'
import { allTasks, crontab } from '../server/jobs.ts'
import { operationsOf } from './operations-of.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { CommandError } from './say-why.ts'
import { untilStopped } from './until-stopped.ts'

const help = `throughcare work [options]

Runs the jobs (reminders, deadlines, sealing) apart from the service, which is then started with
--no-jobs. Several may run at once. Ctrl-C lets running jobs end.

  --concurrency N     jobs at the same time (default 2)
${placeHelp}`

/** Runs the jobs and nothing else until it is asked to end. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, { ...placeOptions, concurrency: { type: 'string' } }, help)
  if (!asked) return 0
  const concurrency = Number(asked.values.concurrency ?? '2')
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 16)
    throw new CommandError('--concurrency is a whole number from 1 to 16.', 2)
  const config = readConfig(asked.values)
  const log = createLog(config.logLevel)
  const opened = await openDatabases(config, { log, join: true })
  const keys = followKeys(opened.databases, log)
  const tasks = allTasks(operationsOf(config, opened.databases, log))
  const jobs = await startJobs(opened.databases, tasks, { log, crontab, concurrency })
  process.stdout.write('Jobs are running. Ctrl-C ends.\n')
  await untilStopped()
  await jobs.stop()
  await keys.close()
  await opened.close()
  return 0
}
