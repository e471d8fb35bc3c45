import type { CsvCell } from '../../../platform/http/csv.ts'
import type { CaseRow } from '../contract.ts'

/** Says a word in the reader's language. */
export type Say = (id: string) => string

const columns = ['ref', 'stage', 'release', 'certainty', 'prison', 'lead', 'lead-state', 'relation']

/** Heads of the case list in a file. */
export const exportHead = (say: Say): string[] =>
  columns.map((column) => say(`exports.column.${column}`))

/** A case as a line: references, agencies, dates and states in words; never a name or initials. */
export function exportRow(say: Say, row: CaseRow): CsvCell[] {
  return [
    row.ref,
    say(`cases.stage.${row.stage}`),
    row.release.on,
    say(`certainty.${row.release.certainty}`),
    row.prison?.name ?? null,
    row.lead.name,
    say(`exports.lead.${row.leadState}`),
    say(`cases.relation.${row.relation}`),
  ]
}
