import type { TaskList } from 'graphile-worker'
import { basicsCrontab, basicsTasks } from '../modules/basics/jobs.ts'
import { periodsCrontab, periodsTasks } from '../modules/periods/jobs.ts'
import { timelineCrontab, timelineTasks } from '../modules/timeline/jobs.ts'

/** The jobs of all modules. Jobs open tasks and send reminders; they never decide. */
export const tasks: TaskList = { ...timelineTasks, ...periodsTasks, ...basicsTasks }

/** When the jobs of the calendar are due. */
export const crontab = [timelineCrontab, periodsCrontab, basicsCrontab].join('\n')
