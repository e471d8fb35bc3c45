import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listWaitingDisclosures } from '../../../../web/client.gen.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useSession } from '../../../../web/session.ts'
import { useFormat, useText } from '../../../../web/words.ts'

/** What shall leave the table and waits for the chair; nobody else has this part. */
export function WaitingForChair() {
  const text = useText()
  const format = useFormat()
  const chairs = useSession()?.functions.includes('chair') ?? false
  const { data } = useQuery({
    queryKey: ['disclosures', 'waiting'],
    queryFn: ({ signal }) => listWaitingDisclosures({ signal }),
    enabled: chairs,
    meta: { live: ['case'] },
  })
  if (!chairs || !data || data.rows.length === 0) return null
  return (
    <Section title={text('sharing.out.waiting')}>
      <ul className="tc-list">
        {data.rows.map(({ id, ref, owner, expiresOn }) => (
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
