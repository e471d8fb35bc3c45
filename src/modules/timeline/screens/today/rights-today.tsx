import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { itemsDueQuery } from '../../../../web/items-due.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'

/** So many are shown; the others stand on the page of corrections. */
const shown = 6

/** What persons contest and my agency has to decide, and corrections that wait for my receipt (LED-12, LED-24). */
export function RightsToday() {
  const text = useText()
  const format = useFormat()
  const { data } = useQuery(itemsDueQuery)
  if (!data || data.contests.length + data.corrections === 0) return null
  return (
    <Section title={text('rights.today.title')}>
      <ul className="tc-list">
        {data.corrections > 0 && (
          <li>
            <Link to="/rights">
              {text('rights.today.corrections', { count: data.corrections })}
            </Link>
          </li>
        )}
        {data.contests.slice(0, shown).map(({ id, ref, category, saidOn }) => (
          <li key={id}>
            <Link to="/cases/$ref/rights" params={{ ref }}>
              {text('rights.today.contest', {
                ref,
                category: text(`agreements.categories.${category}`),
              })}
            </Link>{' '}
            <Chip state="due">{text('rights.today.to-decide')}</Chip>{' '}
            <span className="tc-small tc-note">
              {text('rights.today.said', { date: format.dayMonth(saidOn) })}
            </span>
          </li>
        ))}
        {data.contests.length > shown && (
          <li>
            <Link to="/rights">
              {text('rights.today.more', { count: data.contests.length - shown })}
            </Link>
          </li>
        )}
      </ul>
    </Section>
  )
}
