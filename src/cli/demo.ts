import { readConfig } from '../platform/config.ts'
import { openDatabases } from '../platform/db/open-databases.ts'
import { createLog } from '../platform/log.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare demo [options]

Fills an empty database with the demo city of Valmare (14 agencies, 62 members, 400 invented persons)
and prints its accounts. "throughcare start --demo" does the same and then runs the service.

${placeHelp}`

/** Lays down the demo city once; a database that holds a city already is refused, not mixed. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, placeOptions, help)
  if (!asked) return 0
  const config = readConfig(asked.values)
  const log = createLog(config.logLevel)
  const opened = await openDatabases(config, { log, join: true })
  try {
    const { owner } = opened.databases
    if (!owner)
      throw new CommandError('DATABASE_OWNER_URL is missing: without it nothing can be loaded.', 2)
    const { rows } = await owner.query<{ demo: boolean }>('select demo from app.authorities')
    if (rows.some((row) => !row.demo))
      throw new CommandError('This database holds a real city. Use another --data folder.', 1)
    const { listDemoAccounts, loadDemo } = await import('../../demo/load.ts')
    await loadDemo(opened.databases, { master: opened.master, log })
    for (const account of await listDemoAccounts(opened.databases)) {
      process.stdout.write(
        `${account.name}, ${account.agency}: ${account.email}  ${account.passphrase}\n`,
      )
    }
    return 0
  } finally {
    await opened.close()
  }
}
