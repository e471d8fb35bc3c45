import type { Task, TaskList } from 'graphile-worker'
import { tellMissed } from './queries/log.ts'
import { checkLogs } from './service/check-log.ts'
import type { LogContext } from './service/open-log.ts'
import { sealEvents } from './service/seal-events.ts'
import { signLogs } from './service/sign-log.ts'

/**
 * The access log is sealed each minute, and signed and witnessed each ten: what a member did can then be
 * taken out of no table without being noticed. Run twice, or killed in the middle, nothing changes.
 */
export function auditTasks(context: LogContext): TaskList {
  const sealLog: Task = async () => {
    await sealEvents(context)
    await tellMissed(context.databases.worker)
  }
  const signLog: Task = async (payload) => {
    const now = typeof payload === 'object' && payload !== null && 'now' in payload
    await signLogs(context, { now })
  }
  const checkLog: Task = async () => {
    const found = await checkLogs(context)
    if (found.length > 0)
      context.log.error('Rows are not what the log says of them', { found: found.length })
  }
  return { 'seal-log': sealLog, 'sign-log': signLog, 'check-log': checkLog }
}

/** In the form of graphile-worker; times are UTC. */
export const auditCrontab = [
  '* * * * * seal-log ?max=1&queue=log&jobKey=seal-log',
  '*/10 * * * * sign-log ?max=1&queue=log&jobKey=sign-log',
  '50 1 * * * check-log ?fill=1d&max=1&queue=log&jobKey=check-log',
].join('\n')
