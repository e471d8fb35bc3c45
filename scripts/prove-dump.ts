// A dump of the demo city, searched for every name, birth date, number and note that went into it, and then every file of the
// database: nothing but sealed words is in them. Each of its cases, and each person, then goes in a transaction that is taken
// back, and leaves no row that names it. npm run prove:dump
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { loadDemo } from '../demo/load.ts'
import { findHome } from '../src/platform/db/launcher/place.ts'
import { openDatabases } from '../src/platform/db/open-databases.ts'
import { silentLog } from '../src/platform/log.ts'
import { publicColumns, searchDump } from '../tests/dump-search.ts'
import { notLookedFor, rememberSealed, type WordKind, wordsOf } from '../tests/sealed-words.ts'
import { wordSearcher } from '../tests/search-words.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const dataDir = join(mkdtempSync('/tmp/throughcare-dump-'), 'data')
mkdirSync(dataDir)
const wrong: string[] = []
const opened = await openDatabases({ dataDir }, { log: silentLog, env: {} })
try {
  const owner = opened.databases.owner as Pool
  const { texts, stop } = rememberSealed()
  await loadDemo(opened.databases, { master: opened.master, log: silentLog })
  stop()
  const words = wordsOf(texts)
  for (const [reason, keys] of Map.groupBy(Object.keys(notLookedFor), (key) => notLookedFor[key]))
    say(`Not looked for: ${keys.join(', ')} (${reason}).`)
  await owner.query('checkpoint').catch(() => undefined)
  const leftOut = await inDump(owner, words)
  inFiles(words, leftOut)
  await eraseEach(owner)
  const count = (kind: WordKind) => [...words.values()].filter((one) => one === kind).length
  for (const line of wrong.slice(0, 50)) say(`FOUND  ${line}`)
  say(
    `Looked for ${words.size} words of the demo city (${count('name')} names, ${count('birth')} birth dates, ${count('number')} numbers, ${count('note')} notes and other words): found ${wrong.length} times.`,
  )
} finally {
  await opened.close()
  rmSync(join(dataDir, '..'), { recursive: true, force: true })
}
process.exitCode = wrong.length === 0 ? 0 : 1

/** Every column of every table; answers the words that are public as well. */
async function inDump(owner: Pool, words: Map<string, WordKind>): Promise<Set<string>> {
  const { found, excluded, bytes, columns } = await searchDump(owner, words)
  say(`A dump of ${columns} columns, ${(bytes / 1e6).toFixed(1)} MB.`)
  wrong.push(...found.map(({ word, kind, column }) => `${kind} "${word}" in ${column}`))
  const byColumn = Map.groupBy(excluded, ({ column }) => column)
  for (const [column, hits] of byColumn)
    say(
      `Does not count: ${hits.length} in ${column}, ${publicColumns[column] ?? 'public by its class'}: ${hits
        .slice(0, 6)
        .map(({ word }) => word.slice(0, 40))
        .join(', ')}`,
    )
  return new Set(excluded.map(({ word }) => word))
}

/** Every file of the database, write-ahead log and samples of the planner too. */
function inFiles(words: Map<string, WordKind>, leftOut: ReadonlySet<string>): void {
  // Among a hundred million random bytes a shorter word stands by chance; those are looked for in the dump.
  const long = [...words.keys()].filter(
    (word) => Buffer.byteLength(word) >= 6 && !leftOut.has(word),
  )
  const search = wordSearcher(long)
  const home = findHome(dataDir) ?? dataDir
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  let bytes = 0
  for (const entry of files) {
    const file = join(entry.parentPath, entry.name)
    const content = readFileSync(file)
    bytes += content.length
    for (const { word, at } of search(content))
      wrong.push(
        `${words.get(word)} "${word}" in the file ${file.slice(home.length)}: ${JSON.stringify(content.toString('latin1', at - 20, at + word.length + 20))}`,
      )
  }
  say(
    `${files.length} files of the database, ${(bytes / 1e6).toFixed(0)} MB, searched for ${long.length} words of six bytes or more.`,
  )
}

/** Each case goes, and each person, as if two people had decided it; nothing that stood in a table names it any more. */
async function eraseEach(owner: Pool): Promise<void> {
  const { rows: cases } = await owner.query<{ id: string; person: string }>(
    'select id, person_id as person from app.cases order by ref',
  )
  const client = await owner.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    `select distinct format('%I.%I', x.space, x.relation) as name from (
       select * from act.case_erasure_plan() union all select * from act.person_erasure_plan()) x`,
  )
  let rowsGone = 0
  try {
    for (const [place, { id, person }] of cases.entries()) {
      await client.query('begin')
      const { rows } = await client.query<{ gone: number }>(
        'select act.remove_case(1, $1, null) as gone',
        [id],
      )
      rowsGone += rows[0]?.gone ?? 0
      // Every row of every table is read for some of them.
      const left =
        place % 8 > 0
          ? { rows: [] }
          : await client.query<{ name: string }>(
              tables
                .map(
                  ({ name }) =>
                    `select '${name}' as name from ${name} t where strpos(to_jsonb(t)::text, '${id}') > 0`,
                )
                .join(' union all '),
            )
      await client.query('rollback')
      wrong.push(...left.rows.map(({ name }) => `the erased case ${id} of ${person} in ${name}`))
    }
  } finally {
    client.release()
  }
  say(`Each of ${cases.length} cases erased by itself and taken back: ${rowsGone} rows went.`)
}
