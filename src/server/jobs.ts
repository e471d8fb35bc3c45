import type { TaskList } from 'graphile-worker'
import { adminCrontab, adminTasks } from '../modules/admin/jobs.ts'
import { arrangementsCrontab, arrangementsTasks } from '../modules/arrangements/jobs.ts'
import { auditCrontab, auditTasks } from '../modules/audit/jobs.ts'
import { basicsCrontab, basicsTasks } from '../modules/basics/jobs.ts'
import { itemsCrontab, itemsTasks } from '../modules/items/jobs.ts'
import { periodsCrontab, periodsTasks } from '../modules/periods/jobs.ts'
import { reviewCrontab, reviewTasks } from '../modules/review/jobs.ts'
import { erasureTasks, rightsCrontab, rightsTasks } from '../modules/rights/jobs.ts'
import { servicesCrontab, servicesTasks } from '../modules/services/jobs.ts'
import { timelineCrontab, timelineTasks } from '../modules/timeline/jobs.ts'
import {
  type OperationsContext,
  operationsCrontab,
  operationsTasks,
} from '../platform/operations/jobs.ts'

/** The jobs of all modules. Jobs open tasks and send reminders; they never decide. */
export const tasks: TaskList = {
  ...adminTasks,
  ...timelineTasks,
  ...periodsTasks,
  ...basicsTasks,
  ...itemsTasks,
  ...servicesTasks,
  ...rightsTasks,
  ...reviewTasks,
  ...arrangementsTasks,
}

/** Those, and the jobs that keep this machine safe: mail, backups, a look around, the sealing of the log. */
export const allTasks = (context: OperationsContext): TaskList => ({
  ...tasks,
  ...operationsTasks(context),
  ...auditTasks(context),
  ...erasureTasks(context),
})

/** When the jobs of the calendar are due. */
export const crontab = [
  adminCrontab,
  timelineCrontab,
  periodsCrontab,
  basicsCrontab,
  itemsCrontab,
  servicesCrontab,
  rightsCrontab,
  reviewCrontab,
  arrangementsCrontab,
  operationsCrontab,
  auditCrontab,
].join('\n')
