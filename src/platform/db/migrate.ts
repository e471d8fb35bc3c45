import type { Pool, PoolClient } from 'pg'
import pg from 'pg'
import { projectRoot } from '../config.ts'
import { guardKeys } from '../seal/key-guard.ts'
import type { Migration, SqlFile, SqlFiles } from './migration-files.ts'
import { readSqlFiles, sha256 } from './migration-files.ts'
import { logins } from './roles.ts'

export interface Migrated {
  /** Migrations that were applied now. */
  applied: string[]
  /** Whether functions, policies and grants were laid down anew. */
  accessRenewed: boolean
}

/** Why a database cannot be brought to the state of this program; nothing was changed. */
export class MigrationError extends Error {
  constructor(
    readonly code:
      | 'migration_edited'
      | 'migration_missing'
      | 'migration_number_twice'
      | 'database_newer'
      | 'migration_failed',
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options)
    this.name = 'MigrationError'
  }
}

/**
 * Brings the database to the state of this program: tables by numbered steps, each once and whole;
 * then functions, policies and grants, all dropped and laid down again in one transaction, so that
 * the files are the law and nothing older survives beside them.
 */
export async function migrate(owner: Pool, files = readSqlFiles(projectRoot)): Promise<Migrated> {
  const client = await owner.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('throughcare.migrate'))`)
    await client.query(bookkeeping)
    const applied = await applyMigrations(client, files.migrations)
    if (applied.length > 0) await guardKeys(client)
    const accessRenewed = await renewAccess(client, files)
    await client.query(`select pg_advisory_unlock(hashtext('throughcare.migrate'))`)
    client.release()
    return { applied, accessRenewed }
  } catch (error) {
    // Closing the connection gives up the lock and whatever was open.
    client.release(true)
    throw error
  }
}

const bookkeeping = `
  create schema if not exists setup;
  create table if not exists setup.migrations (
    number     int         primary key,
    name       text        not null,
    sha256     text        not null,
    applied_at timestamptz not null default now()
  );
  create table if not exists setup.access (
    only_row   boolean     primary key default true check (only_row),
    sha256     text        not null,
    applied_at timestamptz not null default now()
  );
  comment on table setup.migrations is 'Which numbered steps built this database.';
  comment on table setup.access is 'Which functions, policies and grants are in force.'`

async function applyMigrations(client: PoolClient, wanted: Migration[]): Promise<string[]> {
  const { rows: done } = await client.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from setup.migrations order by number',
  )
  const last = wanted.at(-1)?.number ?? 0
  refuseSameNumber(wanted)
  for (const row of done) refuseStranger(row, wanted, last)
  const applied: string[] = []
  for (const migration of wanted) {
    if (done.some((row) => row.number === migration.number)) continue
    await client.query('begin')
    await run(client, migration)
    await client.query('insert into setup.migrations (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ])
    await client.query('commit')
    applied.push(migration.name)
  }
  return applied
}

/** Two people who wrote the next step at the same time. */
function refuseSameNumber(wanted: Migration[]): void {
  for (const [index, { number, name }] of wanted.entries())
    if (wanted[index + 1]?.number === number)
      throw new MigrationError(
        'migration_number_twice',
        `${name} and ${wanted[index + 1]?.name} have the same number. Give the newer one the next free number.`,
      )
}

function refuseStranger(
  row: { number: number; name: string; sha256: string },
  wanted: Migration[],
  last: number,
): void {
  if (row.number > last)
    throw new MigrationError(
      'database_newer',
      `The database was made by a newer version of Throughcare (it has ${row.name}). Start that version; this one would not understand the data.`,
    )
  const known = wanted.find((migration) => migration.number === row.number)
  if (!known)
    throw new MigrationError(
      'migration_missing',
      `The database was built with ${row.name}, and this program does not have that file. Install the complete program again.`,
    )
  if (known.sha256 !== row.sha256)
    throw new MigrationError(
      'migration_edited',
      `${known.name} was changed after it built this database. Restore the file, and write the change as a new migration.`,
    )
}

/** All or nothing: between the old law and the new there is no moment without law. */
async function renewAccess(client: PoolClient, files: SqlFiles): Promise<boolean> {
  const whole = sha256(
    [
      dropAccess,
      ...[...files.migrations, ...files.repeatable].map((f) => f.name + f.sha256),
    ].join(),
  )
  const { rows } = await client.query<{ sha256: string }>('select sha256 from setup.access')
  if (rows[0]?.sha256 === whole) return false
  await client.query('begin')
  await client.query(dropAccess)
  for (const file of files.repeatable) await run(client, file)
  await client.query(
    `insert into setup.access (sha256) values ($1)
     on conflict (only_row) do update set sha256 = excluded.sha256, applied_at = now()`,
    [whole],
  )
  await client.query('commit')
  return true
}

const others = [logins.gate, logins.actor, logins.worker, logins.system].join(', ')

/** Functions of extensions are left alone: constraints need them, and they are not ours. */
const dropAccess = `
  do $$
  declare
    ours constant name[] := '{app,actor,act,auth,audit,read}';
    found record;
  begin
    for found in
      select format('drop policy %I on %I.%I', p.policyname, p.schemaname, p.tablename) as command
        from pg_policies p where p.schemaname = any (ours)
      union all
      select format('revoke all on %s %I.%I from public, ${others}',
          case c.relkind when 'S' then 'sequence' else 'table' end, n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any (ours) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      union all
      select format('revoke all on routine %s from public, ${others}', p.oid::regprocedure)
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = any (ours) and not exists (
         select from pg_depend d
          where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
      union all
      select format('revoke all on schema %I from public, ${others}', n.nspname)
        from pg_namespace n where n.nspname = any (ours)
      union all
      -- Acts and readings live in files only: one that left its file must not survive in the database.
      select format('drop routine if exists %s cascade', p.oid::regprocedure)
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('act', 'read')
    loop
      execute found.command;
    end loop;
  end $$;
  alter default privileges revoke execute on functions from public`

async function run(client: PoolClient, file: SqlFile): Promise<void> {
  try {
    await client.query(file.text)
  } catch (error) {
    throw new MigrationError('migration_failed', `${file.name}${explain(error, file.text)}`, {
      cause: error,
    })
  }
}

function explain(error: unknown, text: string): string {
  if (!(error instanceof pg.DatabaseError)) return `: ${String(error)}`
  const line = error.position ? text.slice(0, Number(error.position)).split('\n').length : undefined
  const where = error.where ? ` (${error.where.split('\n')[0]})` : ''
  return `${line ? `:${line}` : ''}: ${error.message}${where}`
}
