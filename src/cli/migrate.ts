import { readConfig } from '../platform/config.ts'
import { openDatabases } from '../platform/db/open-databases.ts'
import { createLog } from '../platform/log.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare migrate [options]

Makes the logins, brings the tables to the state of this program, and lays down functions, policies
and grants anew. "throughcare start" does the same; use this where the service itself has no
DATABASE_OWNER_URL.

${placeHelp}`

/** Brings the database to the state of this program, and says what was done. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, placeOptions, help)
  if (!asked) return 0
  const config = readConfig(asked.values)
  const opened = await openDatabases(config, { log: createLog(config.logLevel), join: true })
  await opened.close()
  if (!opened.migrated)
    throw new CommandError('DATABASE_OWNER_URL is missing: without it nothing can be migrated.', 2)
  const { applied, accessRenewed } = opened.migrated
  for (const name of applied) process.stdout.write(`applied ${name}\n`)
  process.stdout.write(
    accessRenewed
      ? 'functions, policies and grants were laid down anew\n'
      : 'nothing had changed\n',
  )
  return 0
}
