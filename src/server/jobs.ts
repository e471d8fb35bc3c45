import type { TaskList } from 'graphile-worker'

/** The jobs of all modules. Jobs open tasks and send reminders; they never decide. */
export const tasks: TaskList = {}
