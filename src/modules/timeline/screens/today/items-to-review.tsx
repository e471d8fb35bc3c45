import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { itemsDueQuery } from '../../../../web/items-due.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'

/** So many are shown; the others follow when these are done. */
const shown = 8

/** What my agency wrote and has to look at again, and what waits for me as the second person. */
export function ItemsToReview() {
  const text = useText()
  const format = useFormat()
  const { data } = useQuery(itemsDueQuery)
  if (!data || data.rows.length + data.approvals.length === 0) return null
  return (
    <Section title={text('items.due.title')}>
      <ul className="tc-list">
        {data.approvals.map(({ id, ref }) => (
          <li key={id}>
            <Link to="/cases/$ref/items/$id" params={{ ref, id }}>
              {text('items.due.approve', { ref })}
            </Link>{' '}
            <Chip state="offered">{text('items.mark.awaits')}</Chip>
          </li>
        ))}
        {data.rows.slice(0, shown).map(({ id, ref, category, reviewBy }) => (
          <li key={id}>
            <Link to="/cases/$ref/items/$id" params={{ ref, id }}>
              {text('items.due.line', { ref, category: text(`items.category.${category}`) })}
            </Link>{' '}
            {reviewBy < data.today ? (
              <Chip state="due">{text('items.mark.stale')}</Chip>
            ) : (
              <span className="tc-small tc-note">
                {text('items.due.by', { date: format.dayMonth(reviewBy) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
