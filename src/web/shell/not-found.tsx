import { Link } from '@tanstack/react-router'
import { Page } from '../parts/page.tsx'
import { useText } from '../words.ts'
import { AskAndEmergency } from './ask-links.tsx'

/** An address that leads nowhere; the same words as for what the reader may not see. */
export function NotFound() {
  const text = useText()
  return (
    <Page title={text('web.not-found.title')} note={text('web.not-found.note')}>
      <Link to="/">{text('web.not-found.link')}</Link>
      <AskAndEmergency />
    </Page>
  )
}
