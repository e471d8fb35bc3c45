import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listEndings } from '../../../../web/client.gen.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useSession } from '../../../../web/session.ts'
import { useFormat, useText } from '../../../../web/words.ts'

/** Agreements and legal bases that end within sixty days, for whoever coordinates; nothing otherwise. */
export function Endings() {
  const text = useText()
  const format = useFormat()
  const coordinates = useSession()?.functions.includes('coordinator') ?? false
  const { data } = useQuery({
    queryKey: ['agreements', 'endings'],
    queryFn: ({ signal }) => listEndings({ signal }),
    enabled: coordinates,
  })
  if (!coordinates || !data || data.endings.length === 0) return null
  return (
    <Section title={text('today.endings.title')} note={text('today.endings.note')}>
      <ul className="tc-list">
        {data.endings.map(({ what, id, title, endsOn }) => (
          <li key={`${what}.${id}`}>
            {what === 'agreement' ? (
              <Link to="/agreements/$id" params={{ id: String(id) }}>
                {text('today.endings.agreement', { title, day: format.date(endsOn) })}
              </Link>
            ) : (
              <Link to="/agreements/bases">
                {text('today.endings.basis', { title, day: format.date(endsOn) })}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
