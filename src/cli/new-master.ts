import { type KeyStatus, readKeyStatus } from '../platform/backup/key-status.ts'
import { openForBackup } from '../platform/backup/open-for-backup.ts'
import { readFacts } from '../platform/backup/record.ts'
import { keysOf } from '../platform/backup/scheduled.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { attachEmbedded } from '../platform/db/launcher/attach-embedded.ts'
import { findHome } from '../platform/db/launcher/place.ts'
import { type Cluster, startEmbedded } from '../platform/db/launcher/start-embedded.ts'
import { createLog } from '../platform/log.ts'
import { type RenewalStep, renewMasterKey } from '../platform/operations/new-master-key.ts'
import { isMasterKeyElsewhere } from '../platform/seal/master-key.ts'
import { CommandError } from './say-why.ts'

type Values = { data?: string; 'log-level'?: string }

const steps: Record<RenewalStep, string> = {
  noted: 'The new key is made. From here on this may be interrupted at any moment and run again.',
  rings: 'The keys of the backups open with either key.',
  database: 'The database and the passwords of its logins are under the new key.',
  key: 'The new key has taken the place of the former.',
  copies: 'The keys of the backups open with the new key alone.',
  'sealing keys': 'Every authority has a new sealing key; the former ones are destroyed.',
  traces: 'The former keys are gone from the files of the database.',
}

/** Lets a new master key take over, and says in plain words what is still to be done by hand. */
export async function changeMaster(values: Values): Promise<number> {
  const config = readConfig(values)
  const cluster = config.databaseUrl ? undefined : await holdDatabase(config)
  try {
    const { from, to } = await renewMasterKey({
      ...config,
      ...{ env: process.env, log: createLog(config.logLevel) },
      onStep: (step) => process.stdout.write(`${steps[step]}\n`),
    })
    const status = cluster && (await statusOf(config))
    process.stdout.write(`${whatNow(from, to, status).join('\n')}\n`)
    return 0
  } finally {
    await cluster?.stop()
  }
}

/** Held from the first step to the last: no service and no backup comes between. */
async function holdDatabase({ dataDir, logLevel }: Config): Promise<Cluster> {
  if (!findHome(dataDir))
    throw new CommandError(
      `There is no database in ${dataDir}. Name the data folder of the installation with --data.`,
      2,
    )
  if (attachEmbedded(dataDir))
    throw new CommandError(
      'The service is running, and it has the present key in memory. Stop it (Ctrl-C, or "systemctl stop throughcare"), run this again, then start it: nobody can work for about a minute.',
      3,
    )
  return startEmbedded({ dataDir, log: createLog(logLevel) })
}

async function statusOf(config: Config): Promise<KeyStatus | undefined> {
  const opened = await openForBackup(config, createLog('error'))
  try {
    const plan = (await readFacts(opened.cluster))?.plan
    if (!plan) return undefined
    const { keep, folders } = keysOf(config.dataDir, plan)
    return await readKeyStatus(config.dataDir, folders, keep)
  } finally {
    await opened.close()
  }
}

function whatNow(from: string, to: string, status: KeyStatus | undefined): string[] {
  return [
    `Done: the master key is ${to} now. The former one (${from}) opens nothing in the database and no backup that is made from now on.`,
    ...(status ? ofBackups(status) : [ofOwnDatabase]),
    ...whereElse(status),
    'Now: print the new key sheet (throughcare keys sheet), put it where the former one lay, and start the service. The page "How the desk is" asks for the sheet until it is printed.',
    'Who had the former key and a copy of the database has read what was in it then: that is a breach of personal data to be judged (docs/operate/keys.md).',
  ]
}

/** Keys that this program did not put in their place. */
function whereElse(status: KeyStatus | undefined): string[] {
  if (isMasterKeyElsewhere(process.env))
    return [
      'Put the new key in the place of THROUGHCARE_MASTER_KEY (or of what THROUGHCARE_MASTER_KEY_COMMAND prints), on every machine, before the next start.',
    ]
  if (status) return []
  return ['Services on other machines need the new key too: copy master.key and master.id there.']
}

function ofBackups({ ring, stale, files }: KeyStatus): string[] {
  const former = files.former + files.formerByHand
  return [
    ring
      ? 'Backups that were made before open with the new key. Copies of the file of backup keys that were reached open with the new key only.'
      : 'There are no keys of backups yet.',
    ...stale.map(
      ({ folder, since }) =>
        `NOT REACHED: ${folder} (last on ${since.slice(0, 10)}). What lies there still opens with the former key. Connect it: the next backup mends it. If it is gone: throughcare keys backups --forget`,
    ),
    ...(former > 0
      ? [
          `${former} of the older backups are of the former kind, which the former key alone opens, whoever has it: make a new backup, then remove them.`,
        ]
      : []),
    stale.length + former > 0
      ? 'Keep the former key sheet until that is done, then destroy it.'
      : 'Destroy the former key sheet.',
  ]
}

const ofOwnDatabase =
  'The table of the keys was written anew; what stood in it goes from the write-ahead log with the time of that. Copies of the database that your database team made before open with the former key only: keep its sheet as long as they keep those, then destroy both.'
