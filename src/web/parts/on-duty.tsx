import { Button } from '@mantine/core'
import { IconDoorExit } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dutyQuery } from '../first-day.ts'
import { mayOpen, useSession } from '../session.ts'
import { useFormat, useText } from '../words.ts'
import { PhoneNumber } from './phone-number.tsx'
import { Section } from './section.tsx'

/** Somebody left prison and nobody knew: one button, wherever the day is looked at. */
export function ReleasedTodayButton() {
  const text = useText()
  const session = useSession()
  if (!mayOpen(session, 'released_today')) return null
  return (
    <Button
      variant="default"
      leftSection={<IconDoorExit size={16} stroke={1.75} aria-hidden />}
      renderRoot={(props) => <Link to="/released-today" {...props} />}
    >
      {text('basics.button')}
    </Button>
  )
}

/** On duty now: who, until when, under which number. */
export function OnDuty() {
  const text = useText()
  const format = useFormat()
  const session = useSession()
  const enabled = mayOpen(session, 'duty')
  const { data } = useQuery({ ...dutyQuery, enabled })
  if (!enabled || !data) return null
  const desks = data.desks.filter(
    ({ now, agency }) => now !== null || agency.id === session?.agency.id,
  )
  return (
    <Section
      title={text('basics.duty.now')}
      action={<Link to="/duty">{text('basics.duty.roster')}</Link>}
    >
      {desks.length === 0 && <p className="tc-note tc-dense">{text('basics.duty.no-roster')}</p>}
      <ul className="tc-list">
        {desks.map(({ id, name, now }) => (
          <li key={id}>
            {now ? (
              <>
                <strong>{now.member.name}</strong>
                {now.phone && (
                  <>
                    {' '}
                    <PhoneNumber number={now.phone} />
                  </>
                )}
                <p className="tc-note tc-dense">
                  {text('basics.duty.until', { desk: name, moment: format.moment(now.until) })}
                </p>
              </>
            ) : (
              <p className="tc-note tc-dense">{text('basics.duty.nobody', { desk: name })}</p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
