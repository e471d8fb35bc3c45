import pg, { type PoolClient, type PoolConfig } from 'pg'

/** A statement as the database carried it out, all its calls together. */
export interface Heavy {
  statement: string
  calls: number
  milliseconds: number
  /** Rows read from tables and indexes, and rows that came out in the end. */
  scanned: number
  returned: number
  pages: number
}

interface Node {
  'Node Type': string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Node[]
}

/**
 * What the database does for a question, statement by statement, also inside functions.
 *
 * Asked as the login of members, with their policies, by the superuser of the bench's own cluster,
 * who alone may watch. Everything is undone again.
 */
export async function watch(
  address: PoolConfig,
  ask: (client: PoolClient) => Promise<unknown>,
): Promise<{ answer: unknown; statements: Heavy[] }> {
  const pool = new pg.Pool({ ...address, max: 1 })
  const client = await pool.connect()
  const notices: string[] = []
  let answer: unknown
  client.on('notice', ({ message }) => message && notices.push(message))
  try {
    await client.query(`load 'auto_explain';
      set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on; set auto_explain.log_buffers = on;
      set auto_explain.log_nested_statements = on; set auto_explain.log_format = json;
      set auto_explain.log_level = notice; set role throughcare_actor`)
    for (const turn of ['warm', 'watched']) {
      if (turn === 'watched') notices.length = 0
      await client.query('begin')
      answer = await ask(client)
      await client.query('rollback')
    }
  } finally {
    client.release(true)
    await pool.end()
  }
  return { answer, statements: together(notices.flatMap(readPlan)) }
}

function readPlan(notice: string): Heavy[] {
  const found = /^duration: ([\d.]+) ms {2}plan:\n([\s\S]*)$/.exec(notice)
  if (!found?.[1] || !found[2]) return []
  const plan = JSON.parse(found[2]) as { 'Query Text': string; Plan: Node }
  const root = plan.Plan
  return [
    {
      statement: plan['Query Text'].replace(/\s+/g, ' ').trim().slice(0, 110),
      calls: 1,
      milliseconds: Number(found[1]),
      scanned: scannedBy(root),
      returned: (root['Actual Rows'] ?? 0) * (root['Actual Loops'] ?? 1),
      pages: (root['Shared Hit Blocks'] ?? 0) + (root['Shared Read Blocks'] ?? 0),
    },
  ]
}

/** Rows that were touched at the leaves, those thrown away included. */
function scannedBy(node: Node): number {
  const below = (node.Plans ?? []).reduce((sum, child) => sum + scannedBy(child), 0)
  if (!node['Node Type'].includes('Scan') || /CTE|Function|Subquery|Values/.test(node['Node Type']))
    return below
  const each =
    (node['Actual Rows'] ?? 0) +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0)
  return below + each * (node['Actual Loops'] ?? 1)
}

function together(statements: Heavy[]): Heavy[] {
  const sums = new Map<string, Heavy>()
  for (const one of statements) {
    const sum = sums.get(one.statement)
    if (!sum) sums.set(one.statement, { ...one })
    else {
      sum.calls += 1
      sum.milliseconds += one.milliseconds
      sum.scanned += one.scanned
      sum.returned += one.returned
      sum.pages += one.pages
    }
  }
  return [...sums.values()].sort((a, b) => b.milliseconds - a.milliseconds)
}
