import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { mayOpen, useSession } from '../../../../web/session.ts'
import { useText } from '../../../../web/words.ts'
import type { WaitingCount } from '../../../deliveries/contract.ts'
import styles from './notices.module.css'

/** Says in a line what lists ask of the desk, and leads there; nothing where nothing waits. */
export function WaitingDeliveries({ only }: { only?: 'drops' }) {
  const text = useText()
  const may = mayOpen(useSession(), 'deliveries')
  const { data } = useQuery({
    queryKey: ['deliveries', 'count'],
    queryFn: ({ signal }) => api.get<WaitingCount>('/deliveries/count', { signal }),
    enabled: may,
    retry: false,
    meta: { live: ['*'] },
  })
  const kinds = only ? [only] : (['drops', 'proposals', 'transfers'] as const)
  const waiting = kinds.filter((kind) => (data?.[kind] ?? 0) > 0)
  if (!may || !data || waiting.length === 0) return null
  return (
    <div className={styles.waiting} role="status">
      <ul>
        {waiting.map((kind) => (
          <li key={kind}>{text(`deliveries.banner.${kind}`, { count: data[kind] })}</li>
        ))}
      </ul>
      <Link to="/releases/deliveries">{text('deliveries.banner.look')}</Link>
    </div>
  )
}
