import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { logBreachPrint } from '../../../web/client.gen.ts'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Breach } from '../breach-contract.ts'
import type { LogUse } from '../contract.ts'
import { breachQuery } from './breaches/breach-queries.ts'
import { kindsOf } from './breaches/clock.tsx'
import { Figures } from './breaches/extent.tsx'
import { AskUse } from './parts/ask-use.tsx'
import styles from './review.module.css'
import { asksUse } from './review-queries.ts'

/** What a report to the supervisory authority contains (LED art. 30(3), GDPR art. 33(3)), for paper. No case number is on it. */
export function BreachReport() {
  const { id = '' } = useParams({ strict: false })
  const text = useText()
  const [use, setUse] = useState<LogUse | null>(null)
  const found = useQuery(breachQuery(id, use))
  const breach = found.data
  const print = useMutation({
    mutationFn: () => logBreachPrint({ path: { id } }),
    onSuccess: () => window.print(),
  })
  return (
    <Page
      title={text('breaches.paper.title')}
      note={text('breaches.paper.note')}
      crumbs={[
        { label: text('breaches.title'), to: '/privacy/breaches' },
        ...(breach
          ? [
              {
                label: text('breaches.one', { number: breach.number, agency: breach.agency.name }),
                to: `/privacy/breaches/${id}`,
              },
            ]
          : []),
      ]}
      actions={
        breach?.mayPrint && <PrintButton busy={print.isPending} onPrint={() => print.mutate()} />
      }
    >
      {found.isPending && <Loading rows={8} />}
      {asksUse(found.error) && <AskUse onUse={setUse} />}
      {found.error && !breach && !asksUse(found.error) && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {print.error && <Trouble error={print.error} what={text('web.export.not-done')} />}
      {breach && <Content breach={breach} />}
    </Page>
  )
}

function Content({ breach }: { breach: Breach }) {
  const text = useText()
  const format = useFormat()
  const { contact } = breach
  const account = breach.accounts[0]
  const extent = breach.extents[0]
  const delays = breach.reports.flatMap(({ delay }) => delay ?? [])
  return (
    <>
      <Part title={text('breaches.paper.nature')}>
        <p>{text('breaches.one', { number: breach.number, agency: breach.agency.name })}</p>
        <p>{kindsOf(breach.kinds, text, format.list)}</p>
        <p>
          {text('breaches.paper.aware', {
            when: format.longMoment(breach.awareAt),
            due: format.longMoment(breach.dueAt),
          })}
        </p>
        <p>{account?.what}</p>
        <p>{account?.found}</p>
      </Part>
      <Part title={text('breaches.paper.numbers')}>
        {extent ? (
          <Figures extent={extent} named={false} />
        ) : (
          <p>{text('breaches.extent.never')}</p>
        )}
      </Part>
      <Part title={text('breaches.paper.contact')}>
        <p>
          {[contact.name, contact.agency, contact.phone, contact.email].filter(Boolean).join(', ')}
        </p>
      </Part>
      <Part title={text('breaches.field.consequences')}>
        <p>{account?.consequences ?? text('breaches.not-yet')}</p>
      </Part>
      <Part title={text('breaches.field.measures')}>
        <p>{account?.measures ?? text('breaches.not-yet')}</p>
      </Part>
      {delays.length > 0 && (
        <Part title={text('breaches.field.delay')}>
          {delays.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Part>
      )}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <div className={styles.paper}>{children}</div>
    </Section>
  )
}
