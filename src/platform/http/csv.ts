import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

export type CsvCell = string | number | null

/** So that programs which guess read the letters of every language. */
export const byteOrderMark = '\uFEFF'

/**
 * One line of a list for a spreadsheet (RFC 4180).
 *
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it: a list must never
 * do anything when it is opened.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: CsvCell): string {
  const text = String(value ?? '')
  const safe = /^[\s]*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Sends lines as they come. The first is awaited, so that a refusal still leaves as a problem; its
 * name holds the list and the day, never what stands in it.
 */
export async function sendCsv(
  reply: FastifyReply,
  name: string,
  lines: AsyncGenerator<string>,
): Promise<FastifyReply> {
  const first = await lines.next()
  async function* all() {
    if (!first.done) yield first.value
    yield* lines
  }
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(all()))
}
