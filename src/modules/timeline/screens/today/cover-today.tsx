import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listCover, readUnattended } from '../../../../web/client.gen.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'

const live = { live: ['cover', 'case', 'lead'] }

/** Whom I cover today, what leavers have left, and where nobody is present; else nothing. */
export function CoverToday() {
  const text = useText()
  const format = useFormat()
  const cover = useQuery({
    queryKey: ['cover'],
    queryFn: ({ signal }) => listCover({ signal }),
    meta: live,
  })
  const bare = useQuery({
    queryKey: ['unattended'],
    queryFn: ({ signal }) => readUnattended({ signal }),
    meta: live,
  })
  const covered = cover.data?.covered ?? []
  const agencies = bare.data?.agencies ?? []
  if (covered.length + agencies.length === 0) return null
  return (
    <Section
      title={text('people.today.title')}
      action={<Link to="/cover">{text('people.today.open')}</Link>}
    >
      <ul className="tc-list">
        {agencies.map(({ agency, cases, offers, milestones }) => (
          <li key={`agency-${agency.id}`}>
            <strong>{text('people.today.bare', { agency: agency.name })}</strong>{' '}
            {text('people.covered.counts', { cases, offers, milestones })}
          </li>
        ))}
        {covered.map(({ member, principal, kind, until, cases, offers, milestones }) => (
          <li key={principal}>
            {kind === 'left'
              ? text('people.today.left', { name: member.name })
              : until
                ? text('people.today.cover', { name: member.name, until: format.day(until) })
                : text('people.today.cover-open', { name: member.name })}{' '}
            {text('people.covered.counts', { cases, offers, milestones })}
          </li>
        ))}
      </ul>
    </Section>
  )
}
