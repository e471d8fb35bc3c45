import { cpus, totalmem } from 'node:os'
import { type Place, population } from './place.ts'
import type { Report } from './run-bench.ts'

/** What the largest authority holds. */
export async function describe(place: Place): Promise<Pick<Report, 'largestAuthority'>> {
  const databases = await place.open(population)
  const { rows } = await databases.owner.query<{ cases: number; leads: number }>(
    `select (select count(*) from app.cases where authority_id = 1) as cases,
            (select count(*) from app.leads where authority_id = 1) as leads`,
  )
  await databases.close()
  return { largestAuthority: rows[0] ?? { cases: 0, leads: 0 } }
}

/** How large the population is in the database. */
export async function sizesOf(place: Place): Promise<Omit<Report['population'], 'seconds'>> {
  const databases = await place.open(population)
  const { rows } = await databases.owner.query<{ name: string; rows: number }>(
    `select relname as name, reltuples::bigint as rows from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'app' and relkind = 'r' and reltuples >= 1000 order by 2 desc`,
  )
  const size = await databases.owner.query<{ mb: number }>(
    'select (pg_database_size(current_database()) / 1048576)::int as mb',
  )
  await databases.close()
  return {
    databaseMb: size.rows[0]?.mb ?? 0,
    rows: Object.fromEntries(rows.map((one) => [one.name, one.rows])),
  }
}

/** What the figures were measured on. */
export function machineOf(place: Place): Report['machine'] {
  const [first] = cpus()
  return {
    processors: cpus().length,
    model: first?.model.trim() ?? '',
    memoryMb: Math.round(totalmem() / 1048576),
    node: process.versions.node,
    postgres: place.cluster.version,
  }
}
