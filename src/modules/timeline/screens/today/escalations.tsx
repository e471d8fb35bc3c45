import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useSession } from '../../../../web/session.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Escalations as Found } from '../../../handovers/contract.ts'

const escalationsQuery = queryOptions({
  queryKey: ['escalations'],
  queryFn: async ({ signal }) => (await api.get<Found>('/escalations', { signal })).escalations,
  meta: { live: ['handover', 'lead'] },
})

/** What a manager has to settle: declined twice, by reference, without anything of the person. */
export function Escalations() {
  const session = useSession()
  return session?.functions.includes('manager') ? <ToSettle /> : null
}

function ToSettle() {
  const text = useText()
  const format = useFormat()
  const { data } = useQuery(escalationsQuery)
  const open = data?.filter(({ mayResolve }) => mayResolve) ?? []
  if (open.length === 0) return null
  return (
    <Section
      title={text('today.escalations.title')}
      note={text('today.escalations.note')}
      action={<Link to="/handovers">{text('today.escalations.all')}</Link>}
    >
      <ul className="tc-list">
        {open.map(({ id, ref, domain, agencies, raisedOn }) => (
          <li key={id}>
            <Link to="/handovers" hash="escalations">
              {text('today.escalations.line', {
                ref,
                domain: text(`domains.${domain}`),
                agencies: format.list(agencies.map(({ name }) => name)),
              })}
            </Link>{' '}
            <span className="tc-note">
              {text('today.escalations.since', { date: format.dayMonth(raisedOn) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
