import { decodeText, hasByteOrderMark, recogniseEncoding } from './encodings.ts'
import { checkBoundaries, cutLine, looksFixed, proposeBoundaries } from './fixed-width.ts'
import { recognise } from './recognise.ts'
import { ListRefusal } from './refusal.ts'
import type { ListLayout, ListShape, ListSource } from './shape.ts'
import { looksPacked, readSheets, type SheetRows } from './workbook.ts'

/** A list as text with separators, whatever it was written in, and how it was turned into that. */
export interface OpenedSource {
  bytes: Uint8Array
  source: ListSource
}

/**
 * Opens a list as a table of texts: plain text as it is, a sheet of a workbook or columns of fixed
 * width as the same with separators, line by line, so that every report names the line of the file.
 */
export async function openSource(
  bytes: Uint8Array,
  layout: ListLayout | undefined,
): Promise<OpenedSource> {
  if (looksPacked(bytes)) return openSheet(await readSheets(bytes), layout?.sheet)
  if (layout?.boundaries) return cutText(bytes, layout.boundaries)
  const plain = { bytes, source: { format: 'text' as const } }
  try {
    recognise(bytes)
    return plain
  } catch (error) {
    const isWithout = error instanceof ListRefusal && error.code === 'list_without_columns'
    if (!isWithout) throw error
    const lines = linesOf(bytes)
    if (!looksFixed(lines)) throw error
    return cutText(bytes, proposeBoundaries(lines))
  }
}

/** How such a file was opened, to be remembered with the mapping; nothing for plain text. */
export function layoutOf({ source }: Pick<ListShape, 'source'>): ListLayout | undefined {
  if (source?.format === 'xlsx')
    return source.sheets.length > 1 ? { sheet: source.sheet } : undefined
  if (source?.format === 'fixed') return { boundaries: source.boundaries }
  return undefined
}

function openSheet(sheets: readonly SheetRows[], wanted: string | undefined): OpenedSource {
  const isTable = ({ rows }: SheetRows) =>
    rows.length > 1 && Math.max(...rows.map((row) => row.length)) > 2
  const chosen =
    wanted === undefined
      ? (sheets.find(isTable) ?? sheets[0])
      : sheets.find(({ name }) => name === wanted)
  if (!chosen) throw new ListRefusal(wanted === undefined ? 'list_empty' : 'list_sheet_missing')
  const { name, rows } = chosen
  const width = Math.max(0, ...rows.map((row) => row.length))
  const filled = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
  return {
    bytes: toText(filled),
    source: { format: 'xlsx', sheet: name, sheets: sheets.map((one) => one.name).slice(0, 60) },
  }
}

function cutText(bytes: Uint8Array, boundaries: readonly number[]): OpenedSource {
  checkBoundaries(boundaries)
  const lines = linesOf(bytes)
  return {
    bytes: toText(lines.map((line) => (line.trim() === '' ? [] : cutLine(line, boundaries)))),
    source: {
      format: 'fixed',
      boundaries: [...boundaries],
      header: (lines.find((line) => line.trim() !== '') ?? '').slice(0, 1000),
      encoding: recogniseEncoding(bytes),
    },
  }
}

function linesOf(bytes: Uint8Array): string[] {
  const content = hasByteOrderMark(bytes) ? bytes.subarray(3) : bytes
  return decodeText(content, recogniseEncoding(bytes).name).split(/\r\n|\n|\r/)
}

/** Every field in quotes, so that whatever it holds stays one field of one line. */
function toText(rows: readonly (readonly string[])[]): Uint8Array {
  const quote = (field: string) => `"${field.replace(/[\r\n\t]+/g, ' ').replaceAll('"', '""')}"`
  const lines = rows.map((row) => row.map(quote).join(';'))
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8')
}
