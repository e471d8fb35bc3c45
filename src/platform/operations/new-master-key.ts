import pg from 'pg'
import { doubleRings, settleRings } from '../backup/ring-master.ts'
import { endWriteAheadLog } from '../backup/sweep-erased.ts'
import { clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { parseAddress } from '../db/address.ts'
import { attachEmbedded } from '../db/launcher/attach-embedded.ts'
import { embeddedName, type Opened, openDatabases, ownerLogin } from '../db/open-databases.ts'
import { logins, setPasswords } from '../db/roles.ts'
import type { Log } from '../log.ts'
import { type Change, endChange, noteChange, readChange } from '../seal/change-note.ts'
import { masterMark } from '../seal/derive.ts'
import { type NextMasterKey, nextMasterKey } from '../seal/master-key.ts'
import { rewrapAuthorityKeys, rotateKeys } from '../seal/rotate.ts'
import { SealError } from '../seal/seal-error.ts'
import { SafetyFacts } from './facts.ts'
import { foldersOf } from './machine.ts'

export interface Renewal extends Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl'> {
  env: Record<string, string | undefined>
  log: Log
  /** Told after each step; whatever ends the work there, the next run finishes it. */
  onStep?: (step: RenewalStep) => void
}

export type RenewalStep =
  | 'noted'
  | 'rings'
  | 'database'
  | 'key'
  | 'copies'
  | 'sealing keys'
  | 'traces'

/** A city may have several authorities on one machine; the plan of the first says where backups go. */
interface Place {
  opened: Opened
  folders: readonly string[]
}

/**
 * Lets another master key take over whatever hangs on it, while the service is stopped.
 *
 * At every moment one of the two keys opens everything: the keys of backups are put under both first, the database moves
 * in one transaction, and the key file follows it (`settleMasterKey` does that at the next start, if we are killed
 * between). What was begun once is finished by the next run, with the same new key.
 */
export async function renewMasterKey(renewal: Renewal): Promise<Change> {
  await refuseOthers(renewal)
  const change = await inPlace(renewal, (place) => begin(renewal, place))
  if (change.moves) await move(renewal, change.moves)
  await inPlace(renewal, (place) => finish(renewal, change, place))
  return change
}

interface Moves {
  from: Buffer
  next: NextMasterKey
  folders: readonly string[]
}

async function begin(
  renewal: Renewal,
  { opened, folders }: Place,
): Promise<Change & { moves?: Moves }> {
  const { dataDir, env } = renewal
  const known = await readChange(dataDir)
  const present = masterMark(opened.master)
  if (known?.to === present) return known
  const next = await nextMasterKey({ dataDir, env, create: true })
  if (!next) throw notNow(sentences.elsewhere)
  const to = masterMark(next.key)
  if (to === present) throw notNow('The new master key is the present one. Make another one.')
  const change = { from: present, to, begunAt: clock.now().toISOString() }
  await noteChange(dataDir, change)
  renewal.onStep?.('noted')
  return { ...change, moves: { from: opened.master, next, folders } }
}

async function move(renewal: Renewal, { from, next, folders }: Moves): Promise<void> {
  const { dataDir, databaseUrl, onStep } = renewal
  if (!databaseUrl) {
    await doubleRings({ dataDir, master: from, folders }, next.key)
    onStep?.('rings')
  }
  await moveDatabase(renewal, from, next.key)
  onStep?.('database')
  await next.adopt()
  onStep?.('key')
}

/** Keys, passwords of the logins and the entry of the access log: all of it or nothing. */
async function moveDatabase(renewal: Renewal, from: Buffer, to: Buffer): Promise<void> {
  await asDoor(renewal, async (client) => {
    await client.query('begin')
    await rewrapAuthorityKeys(client, from, to)
    await setPasswords(client, to, !renewal.databaseUrl)
    await client.query('select act.record_master_key_changed()')
    await client.query('commit')
  })
}

async function finish(renewal: Renewal, change: Change, { opened, folders }: Place): Promise<void> {
  const { dataDir, databaseUrl, onStep } = renewal
  const { master, databases, cluster } = opened
  if (!databaseUrl) {
    await settleRings({ dataDir, master, folders }, change.from)
    onStep?.('copies')
  }
  const owner = databases.owner as pg.Pool
  // Whoever had the former key and a copy of the database has the sealing keys of that time.
  for (const authority of await sealedBefore(owner, change.begunAt))
    await rotateKeys(owner, databases.keys, { authority, settleMs: 0 })
  onStep?.('sealing keys')
  await owner.query('vacuum full app.authority_keys')
  if (cluster) {
    await endWriteAheadLog(cluster)
    onStep?.('traces')
  }
  await endChange(dataDir)
}

async function sealedBefore(owner: pg.Pool, begunAt: string): Promise<number[]> {
  const { rows } = await owner.query<{ id: number }>(
    `select distinct authority_id as id from app.authority_keys
      where kind = 'seal' and wrapped is not null and created_at < $1 order by 1`,
    [begunAt],
  )
  return rows.map(({ id }) => id)
}

/** Opens the databases, with whichever key is right, and looks whether this is a city whose key may be changed now. */
async function inPlace<T>(renewal: Renewal, act: (place: Place) => Promise<T>): Promise<T> {
  const { log, env } = renewal
  const opened = await openDatabases(renewal, { log, env, join: true })
  try {
    const { worker } = opened.databases
    const { rows } = await worker.query<{ facts: unknown }>('select act.machine_facts() as facts')
    if (!rows[0]?.facts) throw notNow('There is no city here yet.')
    const { demo, plan } = SafetyFacts.parse(rows[0].facts)
    if (demo) throw notNow(sentences.demo)
    return await act({ opened, folders: foldersOf(renewal.dataDir, plan) })
  } finally {
    await opened.close()
  }
}

/** The database as somebody who may change keys and passwords. */
function doorOf({ dataDir, databaseUrl, databaseOwnerUrl }: Renewal): pg.ClientConfig {
  if (!databaseUrl) {
    const cluster = attachEmbedded(dataDir)
    if (!cluster) throw notNow(`There is no database in ${dataDir}.`)
    return { ...cluster.superuser, database: embeddedName }
  }
  if (!databaseOwnerUrl) throw notNow(sentences.owner)
  return ownerLogin(parseAddress('DATABASE_OWNER_URL', databaseOwnerUrl))
}

/** The carried database has a lock; a given one tells who is connected. */
async function refuseOthers(renewal: Renewal): Promise<void> {
  if (!renewal.databaseUrl) return
  await asDoor(renewal, async (client) => {
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
        where datname = current_database() and usename = any ($1)`,
      [[logins.gate, logins.actor, logins.worker, logins.system]],
    )
    if (rows[0]?.others) throw notNow(sentences.inUse)
  })
}

async function asDoor(renewal: Renewal, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(doorOf(renewal))
  try {
    await client.connect()
    await act(client)
  } finally {
    await client.end()
  }
}

const notNow = (sentence: string) => new SealError('master_key_not_now', sentence)

const sentences = {
  inUse:
    'The service is connected to this database. Stop it on every machine ("start" and "work"), then run this again: a process that knows only the former key must not write.',
  owner: 'Only the owner of the database may change its keys: set DATABASE_OWNER_URL.',
  demo: 'This is a demo city, whose accounts follow from its key: nothing in it needs another one. Make a new demo in another folder instead.',
  elsewhere:
    'The master key of this installation comes from the environment or from a command, where this program cannot change it. Make a new one (openssl rand -base64 32), give it as THROUGHCARE_NEW_MASTER_KEY or through THROUGHCARE_NEW_MASTER_KEY_COMMAND beside the present one, and run this again.',
}
