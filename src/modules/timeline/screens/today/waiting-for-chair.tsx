import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listWaitingDisclosures, listWaitingLooks } from '../../../../web/client.gen.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useSession } from '../../../../web/session.ts'
import { useFormat, useText } from '../../../../web/words.ts'

/** What waits for the chair: what shall leave the table, and protected cases. Nobody else has this part. */
export function WaitingForChair() {
  const text = useText()
  const format = useFormat()
  const chairs = useSession()?.functions.includes('chair') ?? false
  const disclosures = useQuery({
    queryKey: ['disclosures', 'waiting'],
    queryFn: ({ signal }) => listWaitingDisclosures({ signal }),
    enabled: chairs,
    meta: { live: ['case'] },
  })
  const protectedCases = useQuery({
    queryKey: ['waiting-looks'],
    queryFn: ({ signal }) => listWaitingLooks({ signal }),
    enabled: chairs,
    meta: { live: ['override'] },
  })
  const rows = disclosures.data?.rows ?? []
  const looks = protectedCases.data?.looks.filter(({ mine }) => !mine).length ?? 0
  const left = protectedCases.data?.left.length ?? 0
  if (!chairs || rows.length + looks + left === 0) return null
  return (
    <Section title={text('sharing.out.waiting')}>
      <ul className="tc-list">
        {looks > 0 && (
          <li>
            <Link to="/emergency">{text('sharing.waiting.today', { count: looks })}</Link>
          </li>
        )}
        {left > 0 && (
          <li>
            <Link to="/emergency">{text('sharing.left.today', { count: left })}</Link>
          </li>
        )}
        {rows.map(({ id, ref, owner, expiresOn }) => (
          <li key={id}>
            <Link to="/cases/$ref/sharing" params={{ ref }}>
              {text('sharing.out.waiting-line', { ref, agency: owner.name })}
            </Link>{' '}
            <span className="tc-small tc-note">
              {text('sharing.out.waiting-until', { date: format.dayMonth(expiresOn) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
