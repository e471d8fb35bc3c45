import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { byteOrderMark, type CsvCell, csvLine } from '../../../platform/http/csv.ts'
import { record } from '../service.ts'

interface ListPage {
  refs: string[]
  rows: CsvCell[][]
  next: string | null
}

interface ExportedList {
  /** Which list: it stands in the access log, with the number of rows. */
  list: string
  head: readonly string[]
  bom: boolean
  asActor: <T>(act: (tx: ActorTx) => Promise<T>) => Promise<T>
  /** The page that the screen would show, read with the same rights. */
  page: (cursor: string | undefined) => Promise<ListPage>
}

/** So many pages at most; a list that is longer is narrowed first. */
const mostPages = 100

/**
 * A list as lines for a file: page after page as the screen reads it. What leaves is in the access log
 * before it leaves: which list, how many rows, which cases.
 */
export async function* exportList(asked: ExportedList): AsyncGenerator<string> {
  let cursor: string | undefined
  let part = 0
  do {
    const { refs, rows, next } = await asked.page(cursor)
    part += 1
    await asked.asActor((tx) =>
      record(tx, 'list.exported', { list: asked.list, part, rows: rows.length, cases: refs }),
    )
    const first = part === 1 ? [csvLine(asked.head)] : []
    yield (part === 1 && asked.bom ? byteOrderMark : '') + [...first, ...rows.map(csvLine)].join('')
    cursor = next ?? undefined
  } while (cursor && part < mostPages)
}
