import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { ServiceDetail } from '../contract.ts'
import { Changes, fieldOf } from './directory/changes.tsx'
import styles from './directory/directory.module.css'
import { serviceQuery, useServiceAct } from './directory/directory-queries.ts'
import { ServiceFacts } from './directory/service-facts.tsx'

/** One service on one page: what it does, for whom, how to get in, and whether the entry is still right. */
export function Service() {
  const text = useText()
  const { id = '' } = useParams({ strict: false })
  const { data: service, isPending, error, refetch } = useQuery(serviceQuery(id))
  const crumbs = [{ to: '/services', label: text('services.title') }]
  if (!service) {
    return (
      <Page title={text('services.one')} crumbs={crumbs}>
        {isPending && <Loading rows={8} />}
        {error && <Trouble error={error} onRetry={() => void refetch()} />}
      </Page>
    )
  }
  return (
    <Page
      title={service.name}
      note={service.provider}
      crumbs={crumbs}
      actions={<Actions service={service} />}
      rail={
        <>
          <Owner service={service} />
          <Changes
            changes={service.changes}
            nameOf={(field) => text(`services.fields.${fieldOf(field)}`)}
          />
        </>
      }
    >
      <Standing service={service} />
      <ServiceFacts service={service} />
    </Page>
  )
}

function Actions({ service }: { service: ServiceDetail }) {
  const text = useText()
  const retire = useServiceAct('retire', () => void toast(text('services.retire.done')))
  const { may } = service
  return (
    <>
      <PrintButton />
      {may.includes('retire') && !service.retiredOn && (
        <Button variant="default" loading={retire.isPending} onClick={() => retire.mutate(service)}>
          {text('services.retire.act')}
        </Button>
      )}
      {may.includes('change') && (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/services/$id/change" params={{ id: service.id }} {...props} />
          )}
        >
          {text('services.change')}
        </Button>
      )}
      {may.includes('review') && !service.overdue && <Review service={service} />}
      {retire.error && <Trouble error={retire.error} what={text('services.not-saved')} />}
    </>
  )
}

function Review({ service }: { service: ServiceDetail }) {
  const text = useText()
  const review = useServiceAct('review', () => void toast(text('services.review.done')))
  return (
    <>
      <Button loading={review.isPending} onClick={() => review.mutate(service)}>
        {text('services.review.act')}
      </Button>
      {review.error && <Trouble error={review.error} what={text('services.not-saved')} />}
    </>
  )
}

/** What a reader must know before trusting the entry: taken out, or not looked at for a year. */
function Standing({ service }: { service: ServiceDetail }) {
  const text = useText()
  const format = useFormat()
  const restore = useServiceAct('restore', () => void toast(text('services.restore.done')))
  if (service.retiredOn) {
    return (
      <div className={styles.notice}>
        <p>{text('services.retired-on', { day: format.date(service.retiredOn) })}</p>
        {service.may.includes('retire') && (
          <Button
            variant="default"
            loading={restore.isPending}
            onClick={() => restore.mutate(service)}
          >
            {text('services.restore.act')}
          </Button>
        )}
        {restore.error && <Trouble error={restore.error} what={text('services.not-saved')} />}
      </div>
    )
  }
  if (!service.overdue) return null
  const day = format.date(service.reviewedOn)
  return (
    <div className={styles.notice}>
      <p>{text('services.overdue-note', { day, agency: service.owner.name })}</p>
      {service.may.includes('review') && <Review service={service} />}
    </div>
  )
}

function Owner({ service }: { service: ServiceDetail }) {
  const text = useText()
  const format = useFormat()
  return (
    <Section title={text('services.owner.title')}>
      <ul className="tc-list">
        <li>
          <AgencyBadge agency={service.owner} withName />
        </li>
        <li>{text('services.reviewed-on', { day: format.date(service.reviewedOn) })}</li>
      </ul>
    </Section>
  )
}
