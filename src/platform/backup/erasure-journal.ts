import { existsSync } from 'node:fs'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ClientBase, Pool } from 'pg'
import { z } from 'zod'
import { writeWhole } from '../tlog/tile-store.ts'

/** One thing that is gone: a hash of its random number, never the number itself. */
export const ErasureLine = z.object({
  authority: z.int(),
  idHash: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.enum(['item', 'item_words', 'case', 'person', 'announced']),
  erasedAt: z.iso.datetime(),
})
export type ErasureLine = z.infer<typeof ErasureLine>

/** Beside the database, so that an old backup of it cannot take the journal back. */
export const journalFile = (dataDir: string) => join(dataDir, 'erasures', 'journal')

/** A copy lies beside the backups under this name. */
export const journalCopy = (folder: string) => join(folder, 'throughcare-erasures.journal')

/** Adds lines at the end; they are on the disk when this answers. */
export async function appendErasures(file: string, lines: readonly ErasureLine[]): Promise<void> {
  if (lines.length === 0) return
  const folder = dirname(file)
  const isNew = !existsSync(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const handle = await open(file, 'a', 0o600)
  try {
    // Begins with an end of line: half a line of a crash does not swallow the next one.
    await handle.appendFile(`\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  if (isNew && process.platform !== 'win32') await syncFolder(folder)
}

/** What a journal holds; a line that was cut off by a crash counts for nothing, a missing file is undefined. */
export async function readErasures(file: string): Promise<ErasureLine[] | undefined> {
  if (!existsSync(file)) return undefined
  const lines = new Map<string, ErasureLine>()
  for (const text of (await readFile(file, 'utf8')).split('\n')) {
    const line = ErasureLine.safeParse(parsed(text))
    if (line.success) lines.set(`${line.data.authority} ${line.data.idHash}`, line.data)
  }
  return [...lines.values()]
}

/** All journals that are found around a backup, as one; undefined where there is none. */
export async function findErasures(files: readonly string[]): Promise<ErasureLine[] | undefined> {
  const found = await Promise.all(files.map(readErasures))
  if (found.every((one) => one === undefined)) return undefined
  const lines = found.flatMap((one) => one ?? [])
  return [
    ...new Map(lines.map((line) => [`${line.authority} ${line.idHash}`, line] as const)).values(),
  ]
}

/** The whole journal in a file of its own, old or new and never half of it. */
async function copyErasures(file: string, lines: readonly ErasureLine[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  await writeWhole(file, Buffer.from(text), 0o600)
}

/** The journal goes where backups go; what lies there already stays, whichever installation it is of. */
export async function copyJournal(dataDir: string, folder: string): Promise<void> {
  const lines = await readErasures(journalFile(dataDir))
  if (!lines?.length) return
  const all = await findErasures([journalFile(dataDir), journalCopy(folder)])
  await copyErasures(journalCopy(folder), all ?? lines)
}

/** Erases again what the journal names and this database still holds; answers how much that was. */
export async function replayErasures(
  db: Pool | ClientBase,
  lines: readonly ErasureLine[],
): Promise<number> {
  if (lines.length === 0) return 0
  const { rows } = await db.query<{ count: number }>('select act.replay_erasures($1) as count', [
    JSON.stringify(lines),
  ])
  return rows[0]?.count ?? 0
}

/** What the database erased and the file does not hold yet; answers how many lines were added. */
export async function fileErasures(db: Pool, dataDir: string): Promise<number> {
  const file = journalFile(dataDir)
  // A file that was lost is made again from what the database knows.
  const whole = !existsSync(file)
  const { rows } = await db.query<ErasureRow>(
    `select * from ${whole ? 'act.erasure_lines()' : 'act.erasures_to_file()'}`,
  )
  const lines = rows.map(lineOf)
  await appendErasures(file, lines)
  await db.query('select act.note_filed($1)', [lines.map(({ idHash }) => idHash)])
  return lines.length
}

interface ErasureRow {
  authority_id: number
  id_hash: string
  kind: ErasureLine['kind']
  erased_at: Date
}

const lineOf = (row: ErasureRow): ErasureLine => ({
  authority: row.authority_id,
  idHash: row.id_hash,
  kind: row.kind,
  erasedAt: row.erased_at.toISOString(),
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().catch(() => undefined)
  await handle.close()
}
