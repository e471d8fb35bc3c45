import type { Pool, PoolClient } from 'pg'
import { unwrapKey, wrapKey } from '../src/platform/seal/envelope.ts'
import { dataContext, type Keyring, rowContext } from '../src/platform/seal/keyring.ts'

/** Tables of cases and persons, parents first. */
const tables = [
  'imports',
  'persons',
  'person_identifiers',
  'cases',
  'case_leads',
  'leads',
  'seats',
  'case_needs',
  'milestones',
  'release_dates',
  'decisions',
  'release_notices',
] as const
type Table = (typeof tables)[number]

/** Which rows of a table belong to the first cases, and which hold a key that has to be wrapped anew. */
const belongs: Record<Table, string> = {
  imports: 'true',
  persons: 'exists (select from bench.first f where f.person_id = x.id and f.place <= $2)',
  person_identifiers:
    'exists (select from bench.first f where f.person_id = x.person_id and f.place <= $2)',
  cases: 'exists (select from bench.first f where f.case_id = x.id and f.place <= $2)',
  case_leads: ofCase(),
  leads: ofCase(),
  seats: 'x.case_number <= $2',
  case_needs: ofCase(),
  milestones: ofCase(),
  release_dates: ofCase(),
  decisions: ofCase(),
  release_notices:
    "exists (select from bench.rewrapped w where w.owner = 'release_notices' and w.id = x.id)",
}
const keyed = new Set<Table>(['persons', 'cases', 'leads', 'release_notices'])

function ofCase(): string {
  return 'exists (select from bench.first f where f.case_id = x.case_id and f.place <= $2)'
}

interface Keys {
  master: Buffer
  keys: Keyring
}

/**
 * Lays down further authorities as copies of the first cases of the first authority.
 *
 * Inventing a person and sealing their name takes a thousand times longer than copying a row. A copy keeps its
 * ids, which are unique within an authority; its keys are wrapped anew, so that its words open; its blind tokens
 * are turned, as other keys would have made others, so nobody finds its persons by name. Indexes and
 * constraints are made again afterwards, so everything that they promise is checked.
 */
export async function cloneAuthorities(
  superuser: Pool,
  { master, keys }: Keys,
  cases: readonly number[],
  say: (text: string) => void,
): Promise<void> {
  const client = await superuser.connect()
  try {
    await client.query(
      `set session_replication_role = replica; set maintenance_work_mem = '1GB'; set synchronous_commit = off; set work_mem = '256MB'`,
    )
    await prepare(client)
    const rebuild = await withoutIndexes(client)
    for (const [place, count] of cases.entries()) {
      if (place === 0) continue
      await cloneOne(client, { master, keys }, place + 1, count)
      say(`authority ${place + 1} of ${cases.length}`)
    }
    for (const text of rebuild) {
      say(text.slice(0, 90))
      await client.query(text)
    }
    await client.query('drop schema bench cascade; set session_replication_role = origin')
    await client.query('checkpoint')
  } finally {
    client.release(true)
  }
}

async function prepare(client: PoolClient): Promise<void> {
  await client.query(`
    create schema bench;
    create unlogged table bench.first as
      select c.id as case_id, c.person_id, row_number() over (order by length(c.ref), c.ref) as place
        from app.cases c where c.authority_id = 1;
    create unique index on bench.first (case_id);
    create unique index on bench.first (person_id);
    analyze bench.first;
    create unlogged table bench.rewrapped (owner text, id uuid, key_wrapped bytea)`)
}

async function cloneOne(client: PoolClient, keys: Keys, authority: number, count: number) {
  await client.query('begin')
  await client.query('truncate bench.rewrapped')
  for (const table of keyed) await rewrap(client, keys, table, authority, count)
  await client.query('analyze bench.rewrapped')
  for (const table of tables) {
    const columns = await columnsOf(client, table)
    const values = columns.map((column) => copiedFrom(table, column))
    await client.query(
      `insert into app.${table} (${columns.join(', ')}) select ${values.join(', ')} from app.${table} x
        ${keyed.has(table) ? `left join bench.rewrapped w on w.owner = '${table}' and w.id = x.id` : ''}
        where x.authority_id = 1 and ${belongs[table]} and $1::int > 1 and $2::int >= 0`,
      [authority, count],
    )
  }
  await client.query('commit')
}

function copiedFrom(table: Table, column: string): string {
  if (column === 'authority_id') return '$1::int'
  if (column === 'key_wrapped' && keyed.has(table)) return 'w.key_wrapped'
  if (column === 'number_token') return 'x.number_token # ($1::bigint << 32)'
  if (column === 'name_tokens' || column === 'birth_tokens')
    return `array(select t # ($1::bigint << 32) from unnest(x.${column}) t)`
  return `x.${column}`
}

async function rewrap(
  client: PoolClient,
  { master, keys }: Keys,
  table: Table,
  authority: number,
  count: number,
): Promise<void> {
  const condition =
    table === 'release_notices'
      ? 'true order by x.id limit ($2 * 0.08)::int'
      : belongs[table].replaceAll('$2', '$2::int')
  const { rows } = await client.query<{ id: string; key: Buffer | null }>(
    `select x.id, x.key_wrapped as key from app.${table} x where x.authority_id = 1 and $1::int > 1 and ${condition}`,
    [authority, count],
  )
  const seal = await sealKeyOf(client, master, authority)
  const wrapped = rows.map(
    ({ key }) => key && wrapKey(seal, 1, keys.dataKey(1, key), dataContext(authority)),
  )
  await client.query(
    `insert into bench.rewrapped select $1, * from unnest($2::uuid[], $3::bytea[])`,
    [table, rows.map(({ id }) => id), wrapped],
  )
}

/** The first sealing key of an authority, as `addKeys` made it. */
async function sealKeyOf(client: PoolClient, master: Buffer, authority: number): Promise<Buffer> {
  const { rows } = await client.query<{ wrapped: Buffer }>(
    `select wrapped from app.authority_keys where authority_id = $1 and id = 1`,
    [authority],
  )
  const context = rowContext({ authority_id: authority, id: 1, kind: 'seal' })
  return unwrapKey(master, rows[0]?.wrapped ?? Buffer.alloc(0), context)
}

async function columnsOf(client: PoolClient, table: Table): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [`app.${table}`],
  )
  return rows.map(({ name }) => name)
}

/** Drops what is not the primary key; the statements that make it again. */
async function withoutIndexes(client: PoolClient): Promise<string[]> {
  const names = tables.map((table) => `app.${table}`)
  const { rows } = await client.query<{ away: string; again: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as again
       from pg_constraint where conrelid = any ($1::regclass[]) and contype = 'x'
     union all
     select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
       from pg_index i where i.indrelid = any ($1::regclass[]) and not i.indisprimary
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [names],
  )
  for (const { away } of rows) await client.query(away)
  return rows.map(({ again }) => again)
}
