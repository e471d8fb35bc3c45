import { CompiledQuery, type DatabaseConnection, type Dialect, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'

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
  const dialect = new PostgresDialect({ pool })
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
