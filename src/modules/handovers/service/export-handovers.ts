import type { CsvCell } from '../../../platform/http/csv.ts'
import type { Say } from '../../cases/service/export-cases.ts'
import type { Handover } from '../contract.ts'

const columns = [
  ...['ref', 'domain', 'asked-by', 'asked', 'from', 'until', 'state'],
  ...['offered-on', 'answer-by', 'answered-on', 'late'],
]

/** Heads of the list of handovers in a file. */
export const exportHead = (say: Say): string[] =>
  columns.map((column) => say(`exports.column.${column}`))

/** A question between agencies as a line: days and states; no name, no note, no reason. */
export function exportRow(say: Say, row: Handover): CsvCell[] {
  return [
    row.ref,
    say(`domains.${row.domain}`),
    row.askedBy.name,
    row.agency.name,
    row.from,
    row.until,
    say(`exports.state.${row.state}`),
    row.offeredOn,
    row.answerBy,
    row.answeredOn,
    say(`exports.late.${row.overdue}`),
  ]
}
