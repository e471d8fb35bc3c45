import { z } from 'zod'
import { notFound, Problem } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { type CsvCell, csvLine } from '../../../platform/http/csv.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursors.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { CaseLog, CaseLogQuery, LogEntry } from '../contract.ts'
import { readLogPage } from '../queries.ts'

const Place = z.tuple([z.iso.datetime({ offset: true }), z.string().regex(/^\d{1,19}$/)])

/**
 * Who looked at a case, newest first (AU1, LED-33).
 *
 * The database decides how far: all, the reader's own people, or who looked and nothing else. It asks what the
 * log is read for once per case and working day, and writes this reading down like any other. A number that an
 * entry about several cases keeps is an erased case, to those who read the log of every case.
 */
export async function readCaseLog(
  reader: Reader,
  ref: string,
  { limit, cursor, use, ...filter }: CaseLogQuery,
): Promise<CaseLog> {
  const [at, id] = cursor === undefined ? [] : decodeCursor(Place, cursor)
  const after = at && id ? { at, id } : null
  // One more than is shown tells that there are more.
  const read = await readLogPage(reader, ref, { filter, after, limit: limit + 1, use })
  if (!read) throw notFound('case')
  if ('erased' in read) throw new Problem(404, 'case_erased')
  const { agencies, rows, ...rest } = read
  const book = agencyBook(agencies)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    ...rest,
    rows: shown.map(({ agency, ...row }) => ({ ...row, agency: book.find(agency) })),
    nextCursor: last ? encodeCursor([last.at, last.id]) : null,
  }
}

const exportedPage = 200
const mostPages = 100

interface LeavingLog {
  head: readonly string[]
  line: (entry: LogEntry) => CsvCell[]
  page: (cursor: string | undefined) => Promise<CaseLog>
  /** Writes down that so many entries leave, before they do; with the first part somebody has to be there. */
  leaves: (rows: number, part: number) => Promise<void>
}

/** The log as lines for a file, page after page as the screen reads it; each page is logged before it leaves. */
export async function* exportCaseLog(asked: LeavingLog): AsyncGenerator<string> {
  let cursor: string | undefined
  for (let part = 1; part <= mostPages; part += 1) {
    const { rows, nextCursor } = await asked.page(cursor)
    await asked.leaves(rows.length, part)
    const head = part === 1 ? csvLine(asked.head) : ''
    yield head + rows.map((row) => csvLine(asked.line(row))).join('')
    if (nextCursor === null) return
    cursor = nextCursor
  }
}

/** The narrowing of a file: as on the screen, in larger pages. */
export const inPages = (query: Omit<CaseLogQuery, 'limit' | 'cursor'>) => ({
  ...query,
  limit: exportedPage,
})
