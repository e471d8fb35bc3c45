import { Link } from '@tanstack/react-router'
import { OtherPurpose } from '../parts/purpose-switch.tsx'
import { mayOpen, useSession } from '../session.ts'
import { useText } from '../words.ts'

/**
 * Stands wherever something was not found, for everybody and always the same: why one may not see
 * something in general, whom to ask, and the way in for an emergency. It confirms nothing.
 */
export function AskAndEmergency() {
  const text = useText()
  const session = useSession()
  if (!session) return null
  return (
    <div className="tc-note tc-dense">
      <OtherPurpose />
      <p>{text('web.ask.why-not')}</p>
      <p>
        <Link to="/ask">{text('web.ask.desk')}</Link>
        {mayOpen(session, 'emergency') && (
          <>
            {' · '}
            <Link to="/emergency">{text('web.ask.emergency')}</Link>
          </>
        )}
      </p>
    </div>
  )
}
