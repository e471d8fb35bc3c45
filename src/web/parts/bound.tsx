import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listArrangements } from '../client.gen.ts'
import { useSession } from '../session.ts'
import { useText } from '../words.ts'
import { Empty } from './empty.tsx'

/** Whether an agreement in force binds the reader's agency; asked only where a list is empty, to say why. */
export function useBound(ask: boolean): boolean {
  const { data } = useQuery({
    queryKey: ['arrangements', 'bound'],
    queryFn: ({ signal }) => listArrangements({ signal }),
    enabled: ask,
  })
  return data?.bound ?? true
}

/** Why everything is empty: the agency has left or never signed, so nothing is shared with it. */
export function Unbound() {
  const text = useText()
  const agency = useSession()?.agency.name ?? ''
  return (
    <Empty
      next={text('web.unbound.next')}
      link={<Link to="/agreements">{text('web.unbound.link')}</Link>}
    >
      {text('web.unbound', { agency })}
    </Empty>
  )
}
