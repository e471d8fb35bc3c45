import { readConfig } from '../platform/config.ts'
import { type Opened, openDatabases } from '../platform/db/open-databases.ts'
import { createLog } from '../platform/log.ts'
import { rotateKeys } from '../platform/seal/rotate.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare keys rotate [options]

Gives every authority a new sealing key, puts all data keys under it and destroys the old one. The
service goes on meanwhile. It may be interrupted at any moment and run again.

  --authority N       only this authority
${placeHelp}`

/** Replaces the sealing keys and tells how many data keys were put under the new ones. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, { ...placeOptions, authority: { type: 'string' } }, help)
  if (!asked) return 0
  if (asked.positionals.join(' ') !== 'rotate')
    throw new CommandError('The command is "throughcare keys rotate".', 2)
  const config = readConfig(asked.values)
  const opened = await openDatabases(config, { log: createLog(config.logLevel), join: true })
  try {
    for (const authority of await authoritiesOf(opened, asked.values.authority))
      await rotate(opened, authority)
    return 0
  } finally {
    await opened.close()
  }
}

async function rotate({ databases }: Opened, authority: number): Promise<void> {
  if (!databases.owner) throw needsOwner()
  const { rewrapped } = await rotateKeys(databases.owner, databases.keys, {
    authority,
    onProgress: ({ table, rewrapped: rows }) => {
      process.stdout.write(`authority ${authority}: ${table}, ${rows} keys\n`)
    },
  })
  process.stdout.write(`authority ${authority}: done, ${rewrapped} keys under a new one\n`)
}

async function authoritiesOf({ databases }: Opened, only?: string): Promise<number[]> {
  if (!databases.owner) throw needsOwner()
  const { rows } = await databases.owner.query<{ id: number }>(
    'select id from app.authorities order by id',
  )
  const all = rows.map((row) => row.id)
  if (only === undefined) return all
  if (!all.includes(Number(only))) throw new CommandError(`There is no authority ${only}.`, 2)
  return [Number(only)]
}

const needsOwner = () =>
  new CommandError('Keys are rotated by the owner of the database: set DATABASE_OWNER_URL.', 2)
