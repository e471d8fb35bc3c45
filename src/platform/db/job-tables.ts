import { Logger, runMigrations } from 'graphile-worker'
import type { Pool } from 'pg'
import { logins } from './roles.ts'

/** Its progress is of no interest; what goes wrong is thrown. */
const quiet = new Logger(() => () => {})

/**
 * The tables of the job queue belong to the worker, who keeps them in order itself.
 *
 * The queue's own first step would make its schema, which the worker may not: so the schema and
 * the table by which the queue knows its state are there before it looks.
 */
export async function ensureJobTables(owner: Pool, worker: Pool): Promise<void> {
  const { rowCount } = await owner.query(
    `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'graphile_worker' and c.relname = 'migrations'`,
  )
  if (rowCount === 0) {
    await owner.query(`create schema if not exists graphile_worker authorization ${logins.worker}`)
    await worker.query(`
      create table if not exists graphile_worker.migrations (
        id int primary key,
        ts timestamptz default now() not null,
        breaking boolean not null default false
      )`)
  }
  await runMigrations({ pgPool: worker, logger: quiet })
}
