import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg'
import pg from 'pg'

/** Faults after which nothing more is asked of a connection: it is broken or ended, or the database is. */
const ends = /^(?:08|57P|58|F0|XX)/

/**
 * Asks one statement by itself, on any connection of the pool. A refusal leaves the connection as good as
 * it was: the pool's own `query` closes it after any, and whoever asks next has to sign in to the database
 * again, which then compiles every function anew.
 */
export async function askOnce<Row extends QueryResultRow>(
  pool: Pool,
  statement: QueryConfig,
): Promise<QueryResult<Row>> {
  const client = await pool.connect()
  let broken = true
  try {
    const answer = await client.query<Row>(statement)
    broken = false
    return answer
  } catch (error) {
    broken = !(error instanceof pg.DatabaseError) || ends.test(error.code ?? 'XX')
    throw error
  } finally {
    client.release(broken)
  }
}
