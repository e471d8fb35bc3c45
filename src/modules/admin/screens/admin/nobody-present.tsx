import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { readUnattended } from '../../../../web/client.gen.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'

/** Agencies whose work nobody present holds today; nothing where all is held. */
export function NobodyPresent() {
  const text = useText()
  const { data } = useQuery({
    queryKey: ['unattended'],
    queryFn: ({ signal }) => readUnattended({ signal }),
    meta: { live: ['cover', 'case', 'lead'] },
  })
  const agencies = data?.agencies ?? []
  if (agencies.length === 0) return null
  return (
    <Section
      title={text('people.bare.title')}
      note={text('people.bare.note')}
      action={<Link to="/cover">{text('people.today.open')}</Link>}
    >
      <ul className="tc-list">
        {agencies.map(({ agency, cases, offers, milestones }) => (
          <li key={agency.id}>
            <AgencyBadge agency={agency} withName />{' '}
            {text('people.covered.counts', { cases, offers, milestones })}
          </li>
        ))}
      </ul>
    </Section>
  )
}
