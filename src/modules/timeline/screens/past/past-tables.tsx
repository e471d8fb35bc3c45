import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { AsKnown } from '../../../past/contract.ts'
import type { Milestone } from '../../milestone-contract.ts'
import { Today } from './today.tsx'

// words: past.milestone.

const milestonesOf = ({ lanes }: AsKnown['continuity']): Milestone[] =>
  lanes
    .flatMap(({ milestones }) => milestones)
    .sort((one, other) => (one.on ?? '~').localeCompare(other.on ?? '~'))

/** The milestones as they stood, and what became of each. */
export function PastMilestones({ past }: { past: AsKnown }) {
  const text = useText()
  const words = useMilestoneWords()
  const milestones = milestonesOf(past.continuity)
  const now = new Map(milestonesOf(past.now.continuity).map((one) => [one.id, one]))
  return (
    <Section title={text('past.milestones')}>
      {milestones.length === 0 && <Empty>{text('past.milestones-none')}</Empty>}
      {milestones.length > 0 && (
        <DataTable
          caption={text('past.milestones')}
          head={['what', 'when', 'whose'].map((column) => (
            <th key={column} scope="col">
              {text(`past.column.${column}`)}
            </th>
          ))}
        >
          {milestones.map((one) => {
            const today = now.get(one.id)
            const said = today ? words(today) : text('past.milestone.gone')
            return (
              <tr key={one.id}>
                <th scope="row">{text(`milestones.${one.code}`)}</th>
                <td data-label={text('past.column.when')}>
                  {words(one)}
                  {said !== words(one) && (
                    <>
                      <br />
                      <Today>{said}</Today>
                    </>
                  )}
                </td>
                <td data-label={text('past.column.whose')}>
                  {one.owner && <AgencyBadge agency={one.owner} withName />}
                </td>
              </tr>
            )
          })}
        </DataTable>
      )}
    </Section>
  )
}

function useMilestoneWords(): (milestone: Milestone) => string {
  const text = useText()
  const format = useFormat()
  return ({ status, on, doneOn }) => {
    if (status === 'done' && doneOn)
      return text('past.milestone.done', { date: format.date(doneOn) })
    if (status !== 'open') return text(`past.milestone.${status}`)
    return on === null
      ? text('past.milestone.no-day')
      : text('past.milestone.open', { date: format.date(on) })
  }
}

/** Who sat at the table. */
export function PastTable({ past }: { past: AsKnown }) {
  const text = useText()
  const still = new Set(past.now.seats.map(({ name, agency }) => `${agency.id} ${name}`))
  return (
    <Section title={text('past.seats')}>
      <DataTable
        caption={text('past.seats')}
        head={['who', 'agency', 'relation'].map((column) => (
          <th key={column} scope="col">
            {text(`timeline.readers.${column}`)}
          </th>
        ))}
      >
        {past.seats.map((seat) => (
          <tr key={`${seat.agency.id} ${seat.name} ${seat.relation}`}>
            <th scope="row">{seat.name}</th>
            <td data-label={text('timeline.readers.agency')}>
              <AgencyBadge agency={seat.agency} withName />
            </td>
            <td data-label={text('timeline.readers.relation')}>
              {text(`timeline.readers.relation.${seat.relation}`)}
              {!still.has(`${seat.agency.id} ${seat.name}`) && (
                <>
                  <br />
                  <Today>{text('past.seat-left')}</Today>
                </>
              )}
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}
