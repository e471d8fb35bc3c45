import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { itemsDueQuery } from '../../../../web/items-due.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'

/** What persons contest in items of the reader's agency; nobody else has this part. */
export function ContestsToDecide() {
  const text = useText()
  const format = useFormat()
  const { data } = useQuery(itemsDueQuery)
  if (!data || data.contests.length === 0) return null
  return (
    <Section title={text('rights.today.contested')}>
      <ul className="tc-list">
        {data.contests.map(({ id, ref, category, saidOn }) => (
          <li key={id}>
            <Link to="/cases/$ref/rights" params={{ ref }}>
              {text('rights.today.contest', {
                ref,
                category: text(`agreements.categories.${category}`),
              })}
            </Link>{' '}
            <span className="tc-small tc-note">
              {text('rights.today.said', { date: format.date(saidOn) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
