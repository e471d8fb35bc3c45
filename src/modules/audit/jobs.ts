import type { Task, TaskList } from 'graphile-worker'
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
  }
  const signLog: Task = async (payload) => {
    const now = typeof payload === 'object' && payload !== null && 'now' in payload
    await signLogs(context, { now })
  }
  return { 'seal-log': sealLog, 'sign-log': signLog }
}

/** In the form of graphile-worker; times are UTC. */
export const auditCrontab = [
  '* * * * * seal-log ?max=1&queue=log&jobKey=seal-log',
  '*/10 * * * * sign-log ?max=1&queue=log&jobKey=sign-log',
].join('\n')
