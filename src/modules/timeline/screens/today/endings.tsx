import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ListEndingsAnswer, listEndings } from '../../../../web/client.gen.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useSession } from '../../../../web/session.ts'
import { useFormat, useText } from '../../../../web/words.ts'

/** Agreements, transitions and legal bases that end within sixty days, and who has left, for whoever coordinates. */
export function Endings() {
  const coordinates = useSession()?.functions.includes('coordinator') ?? false
  const { data } = useQuery({
    queryKey: ['agreements', 'endings'],
    queryFn: ({ signal }) => listEndings({ signal }),
    enabled: coordinates,
  })
  if (!coordinates || !data) return null
  return (
    <>
      <Departures departed={data.departed} />
      <Ends endings={data.endings} />
    </>
  )
}

/** An agency that left opens nothing any more, though it still sits at tables: what it did has to be handed on. */
function Departures({ departed }: Pick<ListEndingsAnswer, 'departed'>) {
  const text = useText()
  const format = useFormat()
  if (departed.length === 0) return null
  return (
    <Section title={text('today.departed.title')} note={text('today.departed.note')}>
      <ul className="tc-list">
        {departed.map(({ agency, leftOn, cases, refs }) => (
          <li key={agency.id}>
            {text('today.departed.line', { name: agency.name, day: format.date(leftOn), cases })}{' '}
            {refs.map((ref) => (
              <span key={ref}>
                <Link to="/cases/$ref" params={{ ref }}>
                  {ref}
                </Link>{' '}
              </span>
            ))}
            {cases > refs.length && (
              <span className="tc-note">
                {text('today.departed.more', { count: cases - refs.length })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Ends({ endings }: Pick<ListEndingsAnswer, 'endings'>) {
  const text = useText()
  const format = useFormat()
  if (endings.length === 0) return null
  return (
    <Section title={text('today.endings.title')} note={text('today.endings.note')}>
      <ul className="tc-list">
        {endings.map(({ what, id, title, endsOn, names }) => (
          <li key={`${what}.${id}`}>
            {what !== 'basis' ? (
              <Link to="/agreements/$id" params={{ id: String(id) }}>
                {text(`today.endings.${what}`, {
                  title,
                  day: format.date(endsOn),
                  names: format.list(names),
                })}
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
