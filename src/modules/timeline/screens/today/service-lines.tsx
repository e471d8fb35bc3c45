import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import type { ServicesToday } from '../../../services/contract.ts'

/** What waits for my agency beside the cases: sessions inside, entries and cards to look at. */
export function ServiceLines() {
  const text = useText()
  const { data } = useQuery({
    queryKey: ['services-today'],
    queryFn: ({ signal }) => api.get<ServicesToday>('/services/today', { signal }),
    meta: { live: ['inreach'] },
  })
  if (!data || Object.values(data).every((count) => count === 0)) return null
  return (
    <Section title={text('services.today.title')}>
      <ul className="tc-list">
        {data.inreachWaiting > 0 && (
          <li>
            <Link to="/services/in-reach">
              {text('services.today.inreach', { count: data.inreachWaiting })}
            </Link>
          </li>
        )}
        {data.inreachProposed > 0 && (
          <li>
            <Link to="/services/in-reach">
              {text('services.today.proposed', { count: data.inreachProposed })}
            </Link>
          </li>
        )}
        {data.issuesOpen > 0 && (
          <li>
            <Link to="/services/prisons">
              {text('services.today.issues', { count: data.issuesOpen })}
            </Link>
          </li>
        )}
        {data.servicesOverdue > 0 && (
          <li>
            <Link to="/services" search={{ review: 'overdue' }}>
              {text('services.today.services', { count: data.servicesOverdue })}
            </Link>
          </li>
        )}
        {data.cardsOverdue > 0 && (
          <li>
            <Link to="/services/prisons">
              {text('services.today.cards', { count: data.cardsOverdue })}
            </Link>
          </li>
        )}
      </ul>
    </Section>
  )
}
