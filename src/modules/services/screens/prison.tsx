import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { PrisonCard } from '../card-contract.ts'
import { Changes, fieldOf } from './directory/changes.tsx'
import styles from './directory/directory.module.css'
import { useRefreshServices } from './directory/directory-queries.ts'
import { CardFacts } from './prisons/card-facts.tsx'
import { cardQuery } from './prisons/prison-queries.ts'
import { RecordVisit } from './prisons/record-visit.tsx'
import { Visits } from './prisons/visits.tsx'

/** Everything an outside service needs before it stands at the gate, on one page. */
export function Prison() {
  const text = useText()
  const { id = '' } = useParams({ strict: false })
  const { data: card, isPending, error, refetch } = useQuery(cardQuery(id))
  const crumbs = [
    { to: '/services', label: text('services.title') },
    { to: '/services/prisons', label: text('prisons.title') },
  ]
  if (!card) {
    return (
      <Page title={text('prisons.one')} crumbs={crumbs}>
        {isPending && <Loading rows={8} />}
        {error && <Trouble error={error} onRetry={() => void refetch()} />}
      </Page>
    )
  }
  return <CardPage card={card} crumbs={crumbs} />
}

interface CardPageProps {
  card: PrisonCard
  crumbs: { to: string; label: string }[]
}

function CardPage({ card, crumbs }: CardPageProps) {
  const text = useText()
  const [recording, setRecording] = useState(false)
  const review = useReview()
  return (
    <Page
      title={card.prison.name}
      note={card.address}
      crumbs={crumbs}
      actions={<Actions card={card} busy={review.isPending} onReview={() => review.mutate(card)} />}
      rail={<Rail card={card} />}
    >
      {review.error && <Trouble error={review.error} what={text('services.not-saved')} />}
      <Standing card={card} />
      <CardFacts card={card} />
      <Section
        title={text('prisons.visits.title')}
        note={card.openIssues > 0 && text('prisons.open-issues', { count: card.openIssues })}
        action={
          card.may.includes('visit') && (
            <Button variant="subtle" size="compact-sm" onClick={() => setRecording(true)}>
              {text('prisons.visits.record')}
            </Button>
          )
        }
      >
        <Visits visits={card.visits} />
      </Section>
      {recording && <RecordVisit prison={card.prison} onClose={() => setRecording(false)} />}
    </Page>
  )
}

function useReview() {
  const text = useText()
  const refresh = useRefreshServices()
  return useMutation({
    mutationFn: ({ prison, version }: PrisonCard) =>
      api.post<PrisonCard>(`/prison-cards/${prison.id}/review`, {}, { ifMatch: version }),
    onSuccess: () => void toast(text('services.review.done')),
    onSettled: refresh,
  })
}

interface ActionsProps {
  card: PrisonCard
  busy: boolean
  onReview: () => void
}

function Actions({ card, busy, onReview }: ActionsProps) {
  const text = useText()
  return (
    <>
      <PrintButton />
      {card.may.includes('change') && (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              to="/services/prisons/$id/change"
              params={{ id: String(card.prison.id) }}
              {...props}
            />
          )}
        >
          {text(card.version === 0 ? 'prisons.write' : 'prisons.change')}
        </Button>
      )}
      {card.may.includes('review') && (
        <Button loading={busy} onClick={onReview}>
          {text('services.review.act')}
        </Button>
      )}
    </>
  )
}

/** What a reader must know before trusting the card: never written, or too long ago. */
function Standing({ card }: { card: PrisonCard }) {
  const text = useText()
  const format = useFormat()
  if (card.version > 0 && !card.overdue) return null
  return (
    <div className={styles.notice}>
      <p>
        {card.version === 0
          ? text('prisons.not-written')
          : text('prisons.overdue', { day: format.date(card.reviewedOn ?? '') })}
      </p>
    </div>
  )
}

function Rail({ card }: { card: PrisonCard }) {
  const text = useText()
  const format = useFormat()
  return (
    <>
      {card.reviewedOn && (
        <p className="tc-note tc-dense">
          {text('services.reviewed-on', { day: format.date(card.reviewedOn) })}
        </p>
      )}
      {card.services.length > 0 && (
        <Section title={text('prisons.services')}>
          <ul className={`tc-list ${styles.twoOnPaper}`}>
            {card.services.map((service) => (
              <li key={service.id}>
                <Link to="/services/$id" params={{ id: service.id }}>
                  {service.name}
                </Link>
                <span className={styles.under}>{service.provider}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <div data-no-print>
        <Changes
          changes={card.changes}
          nameOf={(field) => text(`prisons.fields.${fieldOf(field)}`)}
        />
      </div>
    </>
  )
}
