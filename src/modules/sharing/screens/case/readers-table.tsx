import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { CaseReader } from '../../protect-contract.ts'
import styles from '../sharing.module.css'

/** Who can see something, by name: as what, through which desk, until when. */
export function ReadersTable({ readers }: { readers: readonly CaseReader[] }) {
  const text = useText()
  const format = useFormat()
  return (
    <DataTable
      caption={text('sharing.who.readers')}
      head={(['name', 'agency', 'as', 'until'] as const).map((column) => (
        <th key={column} scope="col">
          {text(`sharing.who.${column}`)}
        </th>
      ))}
    >
      {readers.map((reader) => (
        <tr key={`${reader.name}-${reader.agency.id}-${reader.relation}-${reader.through}`}>
          <th scope="row">
            {reader.you ? text('sharing.who.you', { name: reader.name }) : reader.name}
            {reader.through && (
              <span className={styles.under}>
                {text(reader.covers ? 'sharing.who.covers' : 'sharing.who.through', {
                  name: reader.through,
                })}
              </span>
            )}
          </th>
          <td data-label={text('sharing.who.agency')}>
            <AgencyBadge agency={reader.agency} withName />
          </td>
          <td data-label={text('sharing.who.as')}>
            {text(`timeline.readers.relation.${reader.relation}`)}
          </td>
          <td data-label={text('sharing.who.until')}>
            {reader.relation === 'override'
              ? text('sharing.who.hours')
              : reader.until
                ? format.date(reader.until)
                : text('sharing.who.no-end')}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
