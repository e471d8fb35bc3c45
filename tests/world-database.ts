import { randomBytes } from 'node:crypto'
import type { Pool, PoolConfig } from 'pg'
import { inject } from 'vitest'
import {
  connectDatabases,
  type Databases,
  type Logins,
  openPool,
} from '../src/platform/db/connections.ts'
import { closeDatabase, loginsAt } from '../src/platform/db/roles.ts'
import { type AuthorityKeyRow, createKeyring } from '../src/platform/seal/keyring.ts'
import type { TestServer } from './database-server.ts'
import { forgetDatabase, rememberDatabase } from './kept-databases.ts'
import { zone } from './zone.ts'

export type FreshDatabase = Databases & {
  owner: Pool
  /** As the server calls it. */
  name: string
  /** The key under which this database's authority keys are wrapped. */
  master: Buffer
  /** Reads the authorities' keys again, after a test has made an authority. */
  learnKeys(): Promise<void>
  drop(): Promise<void>
}

/** The server of this run, or why there is none. */
export function testServer(): TestServer {
  const server = inject('server')
  if ('failed' in server) throw new Error(`There is no database to test with. ${server.failed}`)
  return server
}

/**
 * A migrated, empty database of its own for one test file; `drop` it when the file ends. Or the twin of
 * another one, row by row, to which nobody is connected at this moment.
 */
export async function freshDatabase(
  server: TestServer = testServer(),
  template = server.template,
): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const superuser = openPool(server.superuser, 1)
  await superuser.query(
    `create database ${name} owner throughcare_owner template ${template} strategy file_copy`,
  )
  await closeDatabase(superuser, name)
  const made = openTestDatabase(server, name)
  await rememberDatabase(made, superuser)
  return {
    ...made,
    drop: async () => {
      forgetDatabase(name)
      await made.close()
      await superuser.query(`drop database ${name} with (force)`)
      await superuser.query(`drop database if exists ${name}_kept`)
      await superuser.end()
    },
  }
}

/** The doors of a database of this run that is there already. */
export function openTestDatabase(server: TestServer, name: string): FreshDatabase {
  const master = Buffer.from(server.master, 'hex')
  const logins = loginsAt({ ...server.superuser, database: name }, master, 'derived')
  // What a test lays down with current_date is laid down on the day that it is in its city.
  const owner = { ...logins.owner, options: `-c timezone=${zone}` }
  const [gate, actor, system] = [logins.gate, logins.actor, logins.system].map(unhurried)
  const databases = connectDatabases(
    { ...logins, owner, gate, actor, system } as Logins,
    createKeyring(master, []),
  )
  return asFresh(databases, { name, master, drop: databases.close })
}

/** How long a question may take is a rule for cities; here a busy machine would break it. */
const unhurried = (login: PoolConfig): PoolConfig => ({
  ...login,
  options: '-c statement_timeout=10min',
})

/** Open doors as tests use them, wherever the database stands. */
export function asFresh(
  databases: Databases,
  more: Pick<FreshDatabase, 'name' | 'master' | 'drop'>,
): FreshDatabase {
  const owner = databases.owner as Pool
  return {
    ...databases,
    ...more,
    owner,
    learnKeys: async () => {
      const { rows } = await owner.query<AuthorityKeyRow>(
        `select authority_id, id, kind, wrapped, created_at, retired_at from app.authority_keys`,
      )
      databases.keys.learn(rows)
    },
  }
}
