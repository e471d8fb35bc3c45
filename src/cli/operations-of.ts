import type { Config } from '../platform/config.ts'
import type { Databases } from '../platform/db/connections.ts'
import type { Log } from '../platform/log.ts'
import type { OperationsContext } from '../platform/operations/jobs.ts'
import { programVersion } from './version.ts'

/** What the jobs and the page of the desk must know of this machine. */
export function operationsOf(config: Config, databases: Databases, log: Log): OperationsContext {
  const { dataDir, databaseUrl, origin, jobs } = config
  return {
    ...{ databases, dataDir, origin, log },
    ...(databaseUrl && { databaseUrl }),
    version: programVersion(),
    jobsHere: jobs,
  }
}
