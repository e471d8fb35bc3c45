import type { CsvCell } from '../../../platform/http/csv.ts'
import type { Say } from '../../cases/service/export-cases.ts'
import type { ReleaseRow } from '../contract.ts'

const columns = ['ref', 'release', 'certainty', 'prison', 'lead-now', 'lead-after', 'missing']

/** Heads of the releases list in a file. */
export const exportHead = (say: Say): string[] =>
  columns.map((column) => say(`exports.column.${column}`))

/** A release as a line: what is missing in words; never a name or initials. */
export function exportRow(say: Say, row: ReleaseRow): CsvCell[] {
  const missing = row.lanes.filter(({ state }) => state === 'gap')
  return [
    row.ref,
    row.release.on,
    say(`certainty.${row.release.certainty}`),
    row.prison?.name ?? null,
    row.leadNow.name,
    row.leadAfter?.name ?? null,
    missing.map(({ domain }) => say(`domains.${domain}`)).join('; '),
  ]
}
