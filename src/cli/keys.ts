import { readConfig } from '../platform/config.ts'
import { type Opened, openDatabases } from '../platform/db/open-databases.ts'
import { createLog } from '../platform/log.ts'
import { rotateKeys } from '../platform/seal/rotate.ts'
import { sayBackupKeys } from './backup-keys.ts'
import { enterKey, makeSheet } from './key-sheet.ts'
import { changeMaster } from './new-master.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare keys sheet|enter|rotate|new-master|backups [options]

sheet   Writes the printable key sheet with the master key in groups. Print it, then delete the file.
enter   Makes the key file of a new data folder out of the groups on the key sheet.
rotate  Gives every authority a new sealing key, puts all data keys under it and destroys the old
        one. The service goes on meanwhile. It may be interrupted at any moment and run again.
new-master  When somebody may have seen the master key, such as a key sheet that was lost: makes a new
        one and puts all that hangs on it under it (keys, logins, backup keys); the former opens
        nothing any more. The service must be stopped; print a new key sheet afterwards. It may be
        interrupted at any moment and run again. A key from the environment is followed by
        THROUGHCARE_NEW_MASTER_KEY or THROUGHCARE_NEW_MASTER_KEY_COMMAND.
backups Says which keys of backups there are, when each of them dies and which are gone, where
        copies of them lie, and how many backups each kind of key opens.

  --out FILE          sheet: the file to make (default: key-sheet.html)
  --authority N       rotate: only this authority
  --forget DIR        backups: a folder that got copies once and is gone or wiped for good
${placeHelp}`

const options = {
  ...placeOptions,
  authority: { type: 'string' },
  forget: { type: 'string' },
  out: { type: 'string' },
} as const

/** Prints the key sheet, reads one back, replaces the sealing keys or the master key, or says how the keys of backups are. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, options, help)
  if (!asked) return 0
  const what = asked.positionals.join(' ')
  if (what === 'sheet') return makeSheet(asked.values)
  if (what === 'enter') return enterKey(asked.values)
  if (what === 'backups') return sayBackupKeys(asked.values)
  if (what === 'new-master') return changeMaster(asked.values)
  if (what !== 'rotate')
    throw new CommandError(
      'The command is "throughcare keys sheet", "enter", "rotate", "new-master" or "backups".',
      2,
    )
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
