import { CompiledQuery, type DatabaseConnection, type Dialect, PostgresDialect } from 'kysely'
import type { Pool, PoolClient } from 'pg'

/** Up to here an act can be undone while its transaction goes on, so that a refusal can be written. */
export const undoAct = 'rollback to savepoint act'

/**
 * A transaction for an act: it begins with the savepoint to which a refused act is undone and gives
 * it up with the commit, each in one message to the database instead of two.
 *
 * To release the savepoint fails if the act swallowed an error of the database: commit alone would
 * silently undo everything.
 */
export function actDialect(pool: Pool): Dialect {
  const connect = async () => preparing(await pool.connect())
  const dialect = new PostgresDialect({ pool: { connect, end: () => pool.end() } })
  const say = (text: string) => async (connection: DatabaseConnection) => {
    await connection.executeQuery(CompiledQuery.raw(text))
  }
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver: () =>
      Object.assign(dialect.createDriver(), {
        beginTransaction: say('begin; savepoint act'),
        commitTransaction: say('release savepoint act; commit'),
      }),
  }
}

/** Functions are asked by few texts, again and again; a text that is put together never begins so. */
const prepared = /^\s*select (?:act|actor|audit|read)\.\w+\(/
const mostPrepared = 500
const names = new Map<string, string>()

/** The same connection, on which the database reads and plans a call of a function only once. */
function preparing(client: PoolClient) {
  const query = (text: string, values: unknown[] = []) => {
    const name = values.length > 0 ? nameOf(text) : undefined
    return name ? client.query({ name, text, values }) : client.query(text, values)
  }
  return { query: query as PoolClient['query'], release: () => client.release() }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= mostPrepared || !prepared.test(text)) return known
  const name = `act/${names.size}`
  names.set(text, name)
  return name
}
