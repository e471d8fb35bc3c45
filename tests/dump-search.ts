import type { Pool } from 'pg'
import type { WordKind } from './sealed-words.ts'
import { wordSearcher } from './search-words.ts'

/** A word of the input that stands readable in a column. */
export interface InDump {
  word: string
  kind: WordKind
  column: string
}

/**
 * Columns in which a word of the input says nothing about a person, each with its reason. Everything that the data dictionary
 * calls open is public by its class: agencies, agreements, the directory of services, prison cards, domains.
 */
export const publicColumns: Record<string, string> = {
  'app.members.name': 'names of colleagues, which happen to be names of persons too',
  'app.members.email': 'addresses of colleagues',
  'app.principals.name': 'names of colleagues and desks',
  'app.cases.ref': 'numbers of cases, which lists and mails carry in place of a name',
}

interface Column {
  table: string
  name: string
  binary: boolean
  dictionary: string | null
}

/** Every column of every table of the database, as a dump would show it; bytes are searched as they are. */
export async function searchDump(
  owner: Pool,
  words: ReadonlyMap<string, WordKind>,
): Promise<{ found: InDump[]; excluded: InDump[]; bytes: number; columns: number }> {
  const search = wordSearcher(words.keys())
  const { rows: columns } = await owner.query<Column>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as name, a.atttypid = 'bytea'::regtype as binary,
            col_description(c.oid, a.attnum) as dictionary
       from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname !~ '^(pg_|information_schema)'
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' order by 1, a.attnum`,
  )
  const found: InDump[] = []
  const excluded: InDump[] = []
  let bytes = 0
  for (const { table, name, binary, dictionary } of columns) {
    const text = await readColumn(owner, table, name, binary)
    bytes += text.length
    const column = `${table}.${name}`
    const open = dictionary?.startsWith('[open]') === true || column in publicColumns
    for (const word of new Set(search(text).map((one) => one.word)))
      (open ? excluded : found).push({ word, kind: words.get(word) ?? 'note', column })
  }
  return { found, excluded, bytes, columns: columns.length }
}

async function readColumn(
  owner: Pool,
  table: string,
  name: string,
  binary: boolean,
): Promise<Buffer> {
  const { rows } = await owner.query<{ value: Buffer | string }>(
    `select ${binary ? name : `${name}::text`} as value from ${table} where ${name} is not null`,
  )
  return Buffer.concat(rows.flatMap(({ value }) => [Buffer.from(value as string), newLine]))
}

const newLine = Buffer.from('\n')
