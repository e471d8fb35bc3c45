import type { Pool } from 'pg'
import { openPool } from '../../src/platform/db/connections.ts'
import { startEmbedded } from '../../src/platform/db/launcher/start-embedded.ts'
import { silentLog } from '../../src/platform/log.ts'

/** Asks the database of a service that does not run, as its superuser; no step of any program is taken. */
export async function inDatabase<T>(dataDir: string, ask: (pool: Pool) => Promise<T>): Promise<T> {
  const cluster = await startEmbedded({ dataDir, log: silentLog })
  const pool = openPool({ ...cluster.superuser, database: 'throughcare' }, 2)
  try {
    return await ask(pool)
  } finally {
    await pool.end()
    await cluster.stop()
  }
}

/** Before an invented city is brought to today it is called a real one: those are treated with more care. */
export const callItReal = (pool: Pool) => pool.query('update app.authorities set demo = false')

/** How many rows stand in each table in which somebody's work is kept. */
export async function countRows(pool: Pool): Promise<Map<string, number>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('app', 'audit', 'auth') order by 1`,
  )
  const counted = new Map<string, number>()
  for (const { name } of tables) {
    const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from ${name}`)
    counted.set(name, rows[0]?.n ?? 0)
  }
  return counted
}

export const refsOf = async (pool: Pool): Promise<string[]> =>
  (await pool.query<{ ref: string }>('select ref from app.cases order by ref')).rows.map(
    ({ ref }) => ref,
  )

/** Tables, columns, conditions, indexes, functions, rules and rights, each as one line. */
export async function describe(pool: Pool): Promise<Set<string>> {
  const { rows } = await pool.query<{ line: string }>(`
    with ours as (select oid, nspname from pg_namespace where nspname in ('app', 'actor', 'act', 'auth', 'audit', 'read', 'setup'))
    select format('column %s.%s.%s %s %s default %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
             case when a.attnotnull then 'not null' end, pg_get_expr(d.adbin, d.adrelid)) as line
      from ours n join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'v')
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    union all
    select format('condition %s on %s %s %s', o.conname, o.conrelid::regclass, pg_get_constraintdef(o.oid), o.convalidated)
      from ours n join pg_constraint o on o.connamespace = n.oid and o.contype <> 'n'
    union all
    select pg_get_indexdef(i.indexrelid) from ours n join pg_class c on c.relnamespace = n.oid join pg_index i on i.indexrelid = c.oid
    union all
    select format('function %s %s %s', p.oid::regprocedure, md5(pg_get_functiondef(p.oid)), p.proacl)
      from ours n join pg_proc p on p.pronamespace = n.oid and p.prokind = 'f'
     where not exists (select from pg_depend x where x.classid = 'pg_proc'::regclass and x.objid = p.oid and x.deptype = 'e')
    union all
    select format('rule %s on %s.%s %s %s %s %s %s', p.policyname, p.schemaname, p.tablename, p.permissive, p.roles, p.cmd, p.qual, p.with_check)
      from pg_policies p
    union all
    select format('rights on %s: %s, guarded %s', c.oid::regclass, array(select x::text from unnest(c.relacl) x order by 1), c.relrowsecurity)
      from ours n join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'v', 'S')
    union all
    select format('trigger %s', pg_get_triggerdef(t.oid))
      from ours n join pg_class c on c.relnamespace = n.oid join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal`)
  return new Set(rows.map(({ line }) => line))
}
