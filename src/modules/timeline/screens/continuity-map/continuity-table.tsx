import { Button } from '@mantine/core'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip, PlainState } from '../../../../web/parts/chip.tsx'
import { DomainName } from '../../../../web/parts/domain.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import type { Period } from '../../../periods/period-contract.ts'
import type { Continuity, ContinuityLane, Gap, Lane, LaneLead } from '../../contract.ts'
import styles from './continuity-table.module.css'
import { lanesToShow } from './layout.ts'
import { offerable } from './map-items.ts'
import { NextMilestone } from './next-milestone.tsx'
import { PeriodRows } from './period-rows.tsx'
import { isAsked, isLate, isRed, reachesNobody } from './periods.ts'
import { gapLength, periodWords, stateWords } from './sentences.ts'
import { useSpeech } from './speech.ts'

export interface ContinuityTableProps {
  continuity: Continuity
  /** Custody and supervision, as far as the reader may know. */
  periods?: readonly Period[]
  mayOffer: boolean
  /** Without a gap: the whole lane is offered, from a day that the dialog asks for. */
  onOffer: (domain: Lane, gap: Gap | null) => void
  onLead: (domain: Lane, lead: LaneLead) => void
}

/** A line of the table: somebody who is or was asked, days without anybody, or a lane without both. */
type Row =
  | { type: 'lead'; key: string; from: string; lead: LaneLead }
  | { type: 'gap'; key: string; from: string; gap: Gap }
  | { type: 'summary' | 'none'; key: string; from: string }

/** The equal of the map: the same facts in the same order, and everything can be done from here. */
export function ContinuityTable({
  continuity,
  periods = [],
  mayOffer,
  onOffer,
  onLead,
}: ContinuityTableProps) {
  const { text } = useSpeech()
  const columns = ['domain', 'period', 'accountable', 'state', 'milestone'] as const
  return (
    <DataTable
      caption={text('timeline.table.caption')}
      grouped
      head={
        <>
          {columns.map((column) => (
            <th key={column} scope="col">
              {text(`timeline.table.${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className="tc-visually-hidden">{text('timeline.table.act')}</span>
          </th>
        </>
      }
    >
      {periods.length > 0 && <PeriodRows periods={periods} columns={columns} />}
      {lanesToShow(continuity).map((lane) => (
        <LaneRows
          key={lane.domain}
          lane={lane}
          today={continuity.today}
          mayOffer={mayOffer}
          onOffer={onOffer}
          onLead={onLead}
        />
      ))}
    </DataTable>
  )
}

/** What a lane says, in the order of time; declined and withdrawn offers stay out of the way. */
export function rowsOf(lane: ContinuityLane): Row[] {
  if (lane.view === 'summary') return [{ type: 'summary', key: 'summary', from: '' }]
  const leads = lane.leads
    .filter(({ state }) => state !== 'declined' && state !== 'withdrawn')
    .map((lead, index): Row => {
      return { type: 'lead', key: `${lead.id ?? index}-${lead.from}`, from: lead.from ?? '', lead }
    })
  const gaps = lane.domain === 'lead' ? [] : lane.gaps.filter(isRed)
  const rows: Row[] = [
    ...leads,
    ...gaps.map((gap): Row => ({ type: 'gap', key: `gap-${gap.from}`, from: gap.from, gap })),
  ]
  if (rows.length === 0) return [{ type: 'none', key: 'none', from: '' }]
  return rows.sort((one, other) => one.from.localeCompare(other.from))
}

interface LaneRowsProps extends Omit<ContinuityTableProps, 'continuity' | 'periods'> {
  lane: ContinuityLane
  today: string
}

function LaneRows({ lane, today, ...acts }: LaneRowsProps) {
  const rows = rowsOf(lane)
  return (
    <tbody className={styles.lane}>
      {rows.map((row, index) => (
        <tr key={row.key}>
          {index === 0 && (
            <th scope="row" rowSpan={rows.length} className={styles.domain}>
              <DomainName domain={lane.domain} />
            </th>
          )}
          <Cells row={row} lane={lane} today={today} />
          <NextMilestone lane={lane} shown={index === 0} />
          <td className={styles.act}>
            <Act row={row} lane={lane} today={today} {...acts} />
          </td>
        </tr>
      ))}
    </tbody>
  )
}

function Cells({ row, lane, today }: { row: Row; lane: ContinuityLane; today: string }) {
  const speech = useSpeech()
  const { text } = speech
  const label = (column: string) => text(`timeline.table.${column}`)
  if (row.type === 'lead') {
    return (
      <>
        <td data-label={label('period')}>{periodWords(speech, row.lead)}</td>
        <td data-label={label('accountable')}>
          <AgencyBadge agency={row.lead.agency} withName offered={isAsked(row.lead)} />
        </td>
        <td data-label={label('state')}>
          <LeadState lead={row.lead} today={today} />
          {row.lead.endsWithMeasure && (
            <PlainState state="neutral">{text('timeline.state.ends-with-measure')}</PlainState>
          )}
        </td>
      </>
    )
  }
  if (row.type === 'gap') {
    const length = gapLength(speech, lane.domain, row.gap)
    return (
      <>
        <td data-label={label('period')}>{periodWords(speech, row.gap)}</td>
        <td data-label={label('accountable')} className={styles.nobody}>
          {text('timeline.table.nobody')}
        </td>
        <td data-label={label('state')}>
          <Chip state="gap">
            {length ? text('timeline.map.gap.short', { length }) : text('timeline.table.nobody')}
          </Chip>
        </td>
      </>
    )
  }
  const summary = row.type === 'summary'
  return (
    <>
      <td data-label={label('period')}>
        {summary ? periodWords(speech, { from: null, until: lane.arrangedUntil }) : ''}
      </td>
      <td data-label={label('accountable')}>
        {summary ? '' : text('timeline.table.nobody-asked')}
      </td>
      <td data-label={label('state')}>
        {text(summary ? 'timeline.state.summary' : 'timeline.state.not-asked')}
      </td>
    </>
  )
}

/** Where a responsibility or an offer stands: plain when settled, a chip when somebody has to act. */
export function LeadState({ lead, today }: { lead: LaneLead; today: string }) {
  const words = stateWords(useSpeech(), lead, today)
  if (lead.state === 'accepted') return <PlainState state="settled">{words}</PlainState>
  if (lead.state === 'offered') {
    return <Chip state={isLate(lead, today) ? 'due' : 'offered'}>{words}</Chip>
  }
  if (reachesNobody(lead)) return <Chip state="gap">{words}</Chip>
  if (lead.state === 'to_confirm') return <Chip state="due">{words}</Chip>
  if (lead.state === 'unconfirmed') return <Chip state="offered">{words}</Chip>
  if (lead.state === 'fallback')
    return <Chip state={lead.instead ? 'gap' : 'declined'}>{words}</Chip>
  return <PlainState state="neutral">{words}</PlainState>
}

interface ActProps extends LaneRowsProps {
  row: Row
}

function Act({ row, lane, today, mayOffer, onOffer, onLead }: ActProps) {
  const { text, format } = useSpeech()
  const domain = text(`domains.${lane.domain}`)
  if (row.type === 'lead' && row.lead.id && row.lead.may.length > 0) {
    return (
      <Button
        size="xs"
        variant="default"
        onClick={() => onLead(lane.domain, row.lead)}
        aria-label={text('timeline.table.answer-label', { domain, agency: row.lead.agency.name })}
      >
        {text(`timeline.table.may.${firstAct(row.lead)}`)}
      </Button>
    )
  }
  if (!mayOffer) return null
  const open = row.type === 'gap' ? offerable(row.gap, today) : null
  if (row.type === 'gap' && open) {
    return (
      <Button
        size="xs"
        variant="default"
        onClick={() => onOffer(lane.domain, row.gap)}
        aria-label={text('timeline.table.offer-label', {
          domain,
          from: format.dayMonth(open.from),
        })}
      >
        {text('timeline.table.offer')}
      </Button>
    )
  }
  if (row.type !== 'none') return null
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => onOffer(lane.domain, null)}
      aria-label={text('timeline.table.offer-lane-label', { domain })}
    >
      {text('timeline.table.offer')}
    </Button>
  )
}

/** The act that a reader most likely wants: their own answer before a recorded one. */
export function firstAct(lead: LaneLead): LaneLead['may'][number] {
  const order = ['answer', 'confirm', 'record_answer', 'withdraw', 'end'] as const
  return order.find((act) => lead.may.includes(act)) ?? 'answer'
}
