import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { CaseWho as Who } from '../protect-contract.ts'
import { DeclareCloseness } from './case/declare-closeness.tsx'
import { Protection } from './case/protection.tsx'
import { ReadersTable } from './case/readers-table.tsx'
import { isUnseen, UnseenCase } from './case/unseen.tsx'
import styles from './sharing.module.css'
import { whoQuery } from './sharing-queries.ts'

/** Who can see a case, and why I can: rule, clause, seat, end. */
export function CaseWho() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const [declaring, setDeclaring] = useState(false)
  const who = useQuery(whoQuery(ref))
  if (isUnseen(who.error)) return <UnseenCase />
  return (
    <Page
      title={text('sharing.who.title', { ref })}
      note={text('sharing.who.note')}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      actions={
        <>
          <Link to="/cases/$ref/log" params={{ ref }}>
            {text('sharing.who.log')}
          </Link>
          <Button variant="default" onClick={() => setDeclaring(true)}>
            {text('sharing.close.open')}
          </Button>
        </>
      }
    >
      {who.isPending && <Loading rows={6} />}
      {who.error && <Trouble error={who.error} onRetry={() => void who.refetch()} />}
      {who.data && <WhyMe who={who.data} />}
      {who.data && (
        <Section
          title={text('sharing.who.readers')}
          note={text('sharing.who.count', { count: peopleIn(who.data) })}
        >
          <ReadersTable readers={who.data.readers} />
        </Section>
      )}
      {who.data && who.data.auditors.length > 0 && <LetIn auditors={who.data.auditors} />}
      {who.data && who.data.systems.length > 0 && <Software systems={who.data.systems} />}
      {who.data && <Protection caseRef={ref} />}
      {declaring && <DeclareCloseness caseRef={ref} onClose={() => setDeclaring(false)} />}
    </Page>
  )
}

const peopleIn = ({ readers }: Who) =>
  new Set(readers.map(({ name, agency }) => `${agency.id} ${name}`)).size

/** Software of agencies at the table, which reads the case with a key instead of a person. */
function Software({ systems }: Pick<Who, 'systems'>) {
  const text = useText()
  const format = useFormat()
  return (
    <Section title={text('sharing.who.systems')} note={text('sharing.who.systems-note')}>
      <ul>
        {systems.map(({ label, agency, until, showsNames }) => (
          <li key={`${agency} ${label}`}>
            {text('sharing.who.system', {
              ...{ label, agency, until: format.date(until) },
              names: showsNames ? 'yes' : 'no',
            })}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Auditors to whom the case was opened; why is between them and the officer. */
function LetIn({ auditors }: Pick<Who, 'auditors'>) {
  const text = useText()
  const format = useFormat()
  return (
    <Section title={text('sharing.who.auditors')} note={text('sharing.who.auditors-note')}>
      <ul>
        {auditors.map(({ name, body, from, until, open }) => (
          <li key={from}>
            {text('sharing.who.auditor', {
              ...{ name, body, open: open ? 'yes' : 'no' },
              ...{ from: format.moment(from), until: format.moment(until) },
            })}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** My own seats, and the clause that lets my agency see the case at all. */
function WhyMe({ who }: { who: Who }) {
  const text = useText()
  const format = useFormat()
  const { clause, purpose, categories, summaryCategories } = who
  const mine = who.readers.filter(({ you }) => you)
  const looks = mine.every(({ relation }) => relation === 'override')
  const named = (codes: readonly string[]) =>
    codes.map((code) => text(`agreements.categories.${code}`)).join(' · ')
  return (
    <Section title={text('sharing.who.why')}>
      <Sentence note={text('sharing.who.both')}>
        {text(looks ? 'sharing.who.because-look' : 'sharing.who.because', {
          clause: clause.label,
          arrangement: clause.arrangement,
        })}
      </Sentence>
      <dl className={styles.facts}>
        <dt>{text('sharing.who.seat')}</dt>
        {mine.map((seat) => (
          <dd key={`${seat.relation}-${seat.through}`}>
            {text(seat.through ? 'sharing.who.seat-through' : 'sharing.who.seat-own', {
              relation: text(`timeline.readers.relation.${seat.relation}`),
              name: seat.through ?? '',
              since: format.dateOf(seat.since),
            })}{' '}
            {seat.until && text('sharing.who.ends', { date: format.date(seat.until) })}
          </dd>
        ))}
        <dt>{text('sharing.who.clause')}</dt>
        <dd>
          {text('sharing.who.clause-line', { title: clause.title, basis: clause.basis })}{' '}
          {clause.until && text('sharing.who.ends', { date: format.date(clause.until) })}
        </dd>
        <dt>{text('sharing.who.purpose')}</dt>
        <dd>{text(`sharing.purpose.${purpose}`)}</dd>
        <dt>{text('sharing.who.sees')}</dt>
        <dd>{named(categories)}</dd>
        {summaryCategories.length > 0 && (
          <>
            <dt>{text('sharing.who.told')}</dt>
            <dd>{named(summaryCategories)}</dd>
          </>
        )}
      </dl>
    </Section>
  )
}
