import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../../web/api.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { PlainState } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { ListPrint } from '../../../web/parts/list-print.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { OwnWords } from '../../../web/parts/own-words.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Lane } from '../../timeline/contract.ts'
import type { AfterMeasure as Read } from '../measure-contract.ts'
import { DayForm } from './measure/day-form.tsx'
import { afterMeasureQuery } from './measure/measure-queries.ts'
import { partName, SayForm } from './measure/say-form.tsx'

type Opened = 'day' | 'say' | { stop: Lane }

/** The end of the last measure of one case, and what the person wants to go on after it. */
export function AfterMeasure() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const [opened, setOpened] = useState<Opened | null>(null)
  const found = useQuery(afterMeasureQuery(ref))
  const unseen = found.error instanceof ApiProblem && found.error.status === 404
  const after = found.data
  const asking = after?.may.includes('ask') ?? false
  return (
    <Page
      title={text('handovers.measure.title', { ref })}
      crumbs={[
        { label: text('handovers.meeting.cases'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      note={text('handovers.measure.note')}
      actions={
        after && (
          <>
            {after.parts.length > 0 && (
              <ListPrint what="after_measure" rows={after.parts.length} caseRef={ref} />
            )}
            {after.may.includes('set') && (
              <Button variant="default" onClick={() => setOpened('day')}>
                {text(after.measureEndsOn ? 'handovers.measure.change' : 'handovers.measure.set')}
              </Button>
            )}
            {asking && (
              <Button onClick={() => setOpened('say')}>{text('handovers.measure.ask')}</Button>
            )}
          </>
        )
      }
    >
      {found.isPending && <Loading rows={6} />}
      {unseen && (
        <Empty link={<Link to="/cases">{text('handovers.meeting.unseen-link')}</Link>}>
          {text('handovers.meeting.unseen')}
        </Empty>
      )}
      {found.error && !unseen && !after && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {after && <When after={after} />}
      {after && after.parts.length > 0 && (
        <Parts after={after} onStop={asking ? (stop) => setOpened({ stop }) : null} />
      )}
      {after && opened === 'day' && <DayForm after={after} onClose={() => setOpened(null)} />}
      {after && opened !== null && opened !== 'day' && (
        <SayForm
          after={after}
          stop={opened === 'say' ? undefined : opened.stop}
          onClose={() => setOpened(null)}
        />
      )}
    </Page>
  )
}

function When({ after }: { after: Read }) {
  const text = useText()
  const format = useFormat()
  const { measureEndsOn, today, enforces } = after
  if (measureEndsOn === null)
    return (
      <Empty next={after.may.includes('set') && text('handovers.measure.none-next')}>
        {text('handovers.measure.none')}
      </Empty>
    )
  const date = format.date(measureEndsOn)
  return (
    <Sentence note={enforces && text('handovers.measure.enforces')}>
      {measureEndsOn > today
        ? text('handovers.measure.ends', { date, inDays: format.inDays(measureEndsOn, today) })
        : text('handovers.measure.ended', { date })}
    </Sentence>
  )
}

const columns = ['part', 'helps', 'said'] as const

function Parts({ after, onStop }: { after: Read; onStop: ((domain: Lane) => void) | null }) {
  const text = useText()
  const label = (column: (typeof columns)[number]) => text(`handovers.measure.col.${column}`)
  return (
    <Section title={text('handovers.measure.parts')}>
      <DataTable
        caption={text('handovers.measure.parts-caption')}
        head={columns.map((column) => (
          <th key={column} scope="col">
            {label(column)}
          </th>
        ))}
      >
        {after.parts.map((part) => (
          <tr key={part.domain}>
            <th scope="row">{partName(text, part.domain)}</th>
            <td data-label={label('helps')}>
              {part.agencies.map((agency) => (
                <AgencyBadge key={agency.id} agency={agency} withName />
              ))}
            </td>
            <td data-label={label('said')}>
              <Said part={part} />
              {onStop && part.answer?.goesOn && (
                <Button
                  mt={6}
                  size="xs"
                  variant="default"
                  onClick={() => onStop(part.domain)}
                  aria-label={text('handovers.measure.stop-label', {
                    part: partName(text, part.domain),
                  })}
                >
                  {text('handovers.measure.stop')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}

function Said({ part: { answer } }: { part: Read['parts'][number] }) {
  const text = useText()
  const format = useFormat()
  if (!answer) return <PlainState state="neutral">{text('handovers.measure.not-asked')}</PlainState>
  const { goesOn, endsOn, way, saidOn, language, recordedBy, witness, words } = answer
  return (
    <>
      <PlainState state={goesOn ? 'settled' : 'neutral'}>
        {goesOn
          ? text('handovers.measure.goes-on')
          : text('handovers.measure.ends-on', { date: endsOn && format.date(endsOn) })}
      </PlainState>
      <p className="tc-note">
        {text('handovers.measure.said-how', {
          way,
          date: format.date(saidOn),
          language: format.language(language),
          name: recordedBy,
        })}
        {witness && ` ${text('handovers.measure.witness', { name: witness })}`}
      </p>
      {words && <OwnWords lang={language}>{words}</OwnWords>}
    </>
  )
}
