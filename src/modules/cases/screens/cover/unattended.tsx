import { useQuery } from '@tanstack/react-query'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { CaseLink } from '../../../../web/parts/case-link.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import styles from './cover.module.css'
import { unattendedQuery } from './cover-queries.ts'

/** Agencies where nobody is present for something that waits. Nothing is shown where all is held. */
export function Unattended() {
  const text = useText()
  const agencies = useQuery(unattendedQuery).data?.agencies ?? []
  if (agencies.length === 0) return null
  return (
    <Section title={text('people.bare.title')} note={text('people.bare.note')}>
      <ul className="tc-list">
        {agencies.map(({ agency, cases, offers, milestones, refs }) => (
          <li key={agency.id}>
            <AgencyBadge agency={agency} withName />{' '}
            {text('people.covered.counts', { cases, offers, milestones })}
            {refs.length > 0 && (
              <span className={styles.refs}>
                {refs.map((ref) => (
                  <CaseLink key={ref} caseRef={ref} />
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
