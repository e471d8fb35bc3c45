import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { releasedQuery } from '../../../web/first-day.ts'
import { CaseLink } from '../../../web/parts/case-link.tsx'
import { PlainState } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { OnDuty } from '../../../web/parts/on-duty.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Segmented } from '../../../web/parts/segmented.tsx'
import { mayOpen, useSession } from '../../../web/session.ts'
import { useFormat, useText } from '../../../web/words.ts'
import styles from './basics.module.css'
import { OfCase } from './released/of-case.tsx'
import { OfNobody } from './released/of-nobody.tsx'
import { OfNotice } from './released/of-notice.tsx'
import { PrintSheetButton } from './wing/print-sheet-button.tsx'

const ways = ['case', 'notice', 'nobody'] as const
type Way = (typeof ways)[number]

/** One button for the day on which somebody is out and nobody knew (TC3, N11). */
export function ReleasedToday() {
  const text = useText()
  const session = useSession()
  const { notice } = useSearch({ strict: false })
  const [way, setWay] = useState<Way>(notice ? 'notice' : 'case')
  const open = ways.filter((one) => one !== 'notice' || mayOpen(session, 'notices'))
  return (
    <Page
      title={text('basics.button')}
      note={text('basics.released.note')}
      crumbs={[{ label: text('web.nav.releases'), to: '/releases' }]}
      actions={
        <PrintSheetButton wish={{ kind: 'empty', copies: 4 }} label={text('basics.sheet.empty')} />
      }
      rail={<Rail />}
    >
      <div className={styles.gap}>
        <Segmented
          label={text('basics.released.way')}
          value={way}
          options={open.map((value) => ({ value, label: text(`basics.released.ways.${value}`) }))}
          onChange={setWay}
        />
      </div>
      {way === 'case' && <OfCase />}
      {way === 'notice' && <OfNotice wanted={notice} />}
      {way === 'nobody' && <OfNobody />}
    </Page>
  )
}

function Rail() {
  return (
    <>
      <Running />
      <OnDuty />
    </>
  )
}

/** Releases of the last 72 hours that are still followed. */
function Running() {
  const text = useText()
  const format = useFormat()
  const { data } = useQuery(releasedQuery)
  if (!data) return null
  const states = { confirmed: 'settled', asked: 'offered', open: 'due' } as const
  return (
    <Section title={text('basics.running.title')}>
      {data.releases.length === 0 && <Empty>{text('basics.running.none')}</Empty>}
      <ul className="tc-list">
        {data.releases.map(({ id, ref, person, knownAt, bed }) => (
          <li key={id}>
            <CaseLink caseRef={ref} person={person} />
            <p className="tc-note tc-dense">
              {text('basics.running.since', { moment: format.moment(knownAt) })}
            </p>
            <PlainState state={states[bed]}>{text(`basics.running.bed.${bed}`)}</PlainState>{' '}
            <Link to="/cases/$ref/first-day" params={{ ref }}>
              {text('basics.open')}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
