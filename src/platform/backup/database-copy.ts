import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Cluster } from '../db/launcher/start-embedded.ts'
import { BackupError } from './backup-error.ts'
import { recoveryTarget } from './manifest.ts'

const database = 'throughcare'

/** What PostgreSQL says about itself before the first file is copied. */
export interface Begun {
  startLsn: string
  systemIdentifier: string
  postgres: { version: string; major: number }
  schema: { number: number; name: string }
}

/** What it says when the copy is whole. */
export interface Ended {
  stopLsn: string
  pointLsn: string
  recoveryPoint: string
  label: string
  firstWal: string
  lastWal: string
  counts: Record<string, number>
  countsExact: boolean
}

export interface DatabaseCopy {
  begun: Begun
  /** Ends backup mode, names the point of recovery and counts what is there at that point. */
  end(): Promise<Ended>
  /** Gives everything back; the database forgets us by itself if we die. */
  close(): Promise<void>
}

/**
 * Puts a running cluster into backup mode. Writers go on; the slot (temporary, so that it dies with
 * us) makes the server keep its write-ahead log until we have copied it.
 */
export async function beginCopy(cluster: Cluster, id: string): Promise<DatabaseCopy> {
  const connect = async () => {
    const client = new pg.Client({ ...cluster.superuser, database })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  const session = await connectOrSay(connect)
  try {
    const { rows } = await session.query<{ free: boolean }>(
      `select pg_try_advisory_lock(hashtext('throughcare.backup')) as free`,
    )
    if (!rows[0]?.free)
      throw new BackupError('backup_running', 'Another backup is running. Wait until it has ended.')
    await session.query('select pg_create_physical_replication_slot($1, true, true)', [
      `throughcare_${id.replaceAll('-', '')}`,
    ])
    const begun = await begin(session, id)
    return { begun, end: () => end(session, connect, id), close: () => session.end() }
  } catch (error) {
    await session.end()
    throw error
  }
}

async function connectOrSay(connect: () => Promise<pg.Client>): Promise<pg.Client> {
  try {
    return await connect()
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '3D000')
      throw new BackupError(
        'backup_no_database',
        'There is no database in this data directory yet, so there is nothing to back up.',
      )
    throw error
  }
}

async function begin(session: pg.Client, id: string): Promise<Begun> {
  const { rows } = await session.query<Begun & { number: number; name: string }>(
    `select m.number, m.name, s.system_identifier::text as "systemIdentifier",
       jsonb_build_object('version', split_part(current_setting('server_version'), ' ', 1),
         'major', current_setting('server_version_num')::int / 10000) as postgres
       from pg_control_system() s, setup.migrations m order by m.number desc limit 1`,
  )
  const known = rows[0]
  if (!known) throw new BackupError('backup_no_database', 'The database is still empty.')
  const started = await session.query<{ lsn: string }>(
    'select pg_backup_start($1, true)::text as lsn',
    [`throughcare ${id}`],
  )
  return {
    startLsn: started.rows[0]?.lsn ?? '',
    systemIdentifier: known.systemIdentifier,
    postgres: known.postgres,
    schema: { number: known.number, name: known.name },
  }
}

async function end(
  session: pg.Client,
  connect: () => Promise<pg.Client>,
  id: string,
): Promise<Ended> {
  const stopped = await session.query<{ lsn: string; labelfile: string }>(
    'select lsn::text, labelfile from pg_backup_stop(false)',
  )
  const { lsn = '', labelfile = '' } = stopped.rows[0] ?? {}
  const reader = await connect()
  const holder = await connect()
  try {
    const point = await namePoint(reader, holder, id)
    const counts = await countRows(reader)
    const switched = await session.query<{ wal: string }>(
      `with switched as materialized (select pg_switch_wal() as lsn)
       select pg_walfile_name(lsn) as wal from switched`,
    )
    const lastWal = switched.rows[0]?.wal ?? ''
    const firstWal = /START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/.exec(labelfile)?.[1] ?? ''
    return { stopLsn: lsn, label: labelfile, firstWal, lastWal, counts, ...point }
  } finally {
    await reader.end()
    await holder.end()
  }
}

type Point = Pick<Ended, 'pointLsn' | 'recoveryPoint' | 'countsExact'>

/**
 * Names the point of recovery at a moment when nobody is in the middle of writing, and leaves
 * `reader` in a snapshot of exactly that moment.
 *
 * Writers wait for a few milliseconds. We give up after 200 (before PostgreSQL would look for a
 * deadlock and end somebody else's transaction) and try again later.
 */
async function namePoint(reader: pg.Client, holder: pg.Client, id: string): Promise<Point> {
  const tables = (await countedTables(holder)).join(', ')
  for (let tried = 1; tried <= 40; tried += 1) {
    await holder.query(`begin; set local lock_timeout = '200ms'`)
    try {
      await holder.query(`lock table ${tables} in share mode`)
      const point = await markPoint(reader, id)
      await holder.query('commit')
      return { ...point, countsExact: true }
    } catch (error) {
      await holder.query('rollback')
      if (!(error instanceof pg.DatabaseError) || !['55P03', '40P01'].includes(error.code ?? ''))
        throw error
      await pause(100 + 20 * tried)
    }
  }
  return { ...(await markPoint(reader, id)), countsExact: false }
}

async function markPoint(reader: pg.Client, id: string): Promise<Omit<Point, 'countsExact'>> {
  await reader.query('begin isolation level repeatable read')
  const { rows } = await reader.query<{ lsn: string; at: Date }>(
    'select clock_timestamp() as at, pg_create_restore_point($1)::text as lsn',
    [recoveryTarget(id)],
  )
  return { pointLsn: rows[0]?.lsn ?? '', recoveryPoint: (rows[0]?.at ?? new Date()).toISOString() }
}

async function countedTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('app', 'audit') and c.relkind in ('r', 'p') and not c.relispartition
      order by 1`,
  )
  return rows.map((row) => row.name)
}

/** How many rows each table of the desk and of the access log has, in the client's transaction. */
export async function countRows(client: pg.Client): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of await countedTables(client)) {
    const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${table}`)
    counts[table] = Number(rows[0]?.count ?? 0)
  }
  return counts
}
