import { CompiledQuery, type DatabaseConnection, type Dialect, PostgresDialect } from 'kysely'
import type { Pool, PoolClient } from 'pg'

/** Up to here an act can be undone while its transaction goes on, so that a refusal can be written. */
export const undoAct = 'rollback to savepoint act'

/**
 * A transaction for an act: it begins with the savepoint to which a refused act is undone and gives
 * it up with the commit, in one message. The beginning waits for the first question and goes out with it.
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
        beginTransaction: say(beginAct),
        commitTransaction: say('release savepoint act; commit'),
      }),
  }
}

const beginAct = 'begin; savepoint act'

/** Functions are asked by few texts, again and again; a text that is put together never begins so. */
const prepared = /^\s*select (?:known, )?(?:act|actor|audit|read)\.\w+\(/
const mostPrepared = 500
const names = new Map<string, string>()

/**
 * The same connection, on which the database reads and plans a call of a function only once. Whoever waits for the
 * answer to the first question of an act need not wait for its beginning too: the pool sends without waiting.
 */
function preparing(client: PoolClient) {
  const ask = (text: string, values: unknown[]) => {
    const name = values.length > 0 ? nameOf(text) : undefined
    return name ? client.query({ name, text, values }) : client.query(text, values)
  }
  let begins = false
  const query = async (text: string, values: unknown[] = []) => {
    if (text === beginAct) {
      begins = true
      return { command: '', rowCount: null, rows: [] }
    }
    if (!begins) return ask(text, values)
    begins = false
    const { stream } = client.connection
    stream.cork()
    try {
      // Where it fails, so does the question, which nothing answers outside of an act.
      client.query(beginAct).catch(() => undefined)
      return ask(text, values)
    } finally {
      stream.uncork()
    }
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
