import pg from 'pg'
import type { Cluster } from '../db/launcher/start-embedded.ts'

/** One statement of the database; the function knows which tables. */
export interface Sweeper {
  query(text: string): Promise<{ rows: { waiting: string[] | null }[] }>
}

/**
 * Makes words that were erased vanish from the files of the embedded database too: tables are written
 * anew without their dead rows, and the write-ahead log that still holds them is ended and removed.
 *
 * Answers the tables that wait: in use at this moment, or too large to be held up outside a quiet hour.
 */
export async function sweepErased(
  db: Sweeper,
  cluster: Cluster | undefined,
  options: { early?: boolean } = {},
): Promise<string[]> {
  // After a restore nobody is held up by it, however large a table is.
  const all = options.early ? `'9223372036854775807', true` : ''
  const { rows } = await db.query(`select act.sweep_erased(${all}) as waiting`)
  const waiting = rows[0]?.waiting ?? null
  if (waiting?.length === 0 && cluster) await endWriteAheadLog(cluster)
  return waiting ?? []
}

/** What is before this moment is removed instead of being kept for reuse with its old bytes in it. */
export async function endWriteAheadLog(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ ...cluster.superuser, database: 'throughcare' })
  await client.connect()
  try {
    // Samples of columns that the planner kept are dead rows there since the tables were looked at anew.
    await client.query('vacuum full pg_catalog.pg_statistic')
    await client.query('alter system set wal_recycle = off')
    await client.query('select pg_reload_conf(), pg_sleep(0.3)')
    await client.query('checkpoint')
    // Parts that were kept for reuse lie ahead; each switch fills one with nothing.
    for (let ahead = await countAhead(client); ahead >= 0; ahead -= 1) {
      await client.query(`select pg_logical_emit_message(false, 'throughcare', '')`)
      await client.query('select pg_switch_wal()')
    }
    await client.query('checkpoint')
  } finally {
    await client.query('alter system reset wal_recycle')
    await client.query('select pg_reload_conf()')
    await client.end()
  }
}

async function countAhead(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ ahead: number }>(
    `select count(*)::int as ahead from pg_ls_waldir()
      where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_lsn())`,
  )
  return rows[0]?.ahead ?? 0
}
