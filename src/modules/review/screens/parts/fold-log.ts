import type { LogEntry, LogWhat } from '../../contract.ts'

/** Entries of one person that say the same within one minute, as one line. */
export interface FoldedEntry {
  entry: LogEntry
  /** What was opened, each once, in the order in which it was. */
  whats: LogWhat[]
  /** How many entries of the log stand behind the line. */
  count: number
}

/** Only looks are folded: what was changed, printed or refused stands for itself. */
const looks: ReadonlySet<string> = new Set(['opened', 'searched', 'listed', 'log'])

/** An opened page asks for its parts one by one, and each is an entry: a minute of them is told in one line. */
export function foldLog(rows: readonly LogEntry[]): FoldedEntry[] {
  const folded = new Map<string, FoldedEntry>()
  for (const row of rows) {
    const { id, at, member, system, agency, purpose, use, kind } = row
    const minute = at.slice(0, 16)
    const key = looks.has(kind)
      ? JSON.stringify([minute, member, system, agency?.id, purpose, use, kind])
      : id
    const line = folded.get(key) ?? { entry: row, whats: [], count: 0 }
    // Newest first: what was opened first is met last.
    const whats = row.what
      ? [row.what, ...line.whats.filter((one) => one !== row.what)]
      : line.whats
    folded.set(key, { ...line, whats, count: line.count + 1 })
  }
  return [...folded.values()]
}
