import { Button } from '@mantine/core'
import { Page } from '../parts/page.tsx'
import { PurposeChoices } from '../parts/purpose-switch.tsx'
import { Outside } from '../screens/outside.tsx'
import { signOut } from '../session.ts'
import { useText } from '../words.ts'

/**
 * Asked once on a working day of whoever sits on cases for more than one purpose, before anything is read: what is said
 * stands in the access log with every case that is opened (LED-33).
 */
export function AskPurpose() {
  const text = useText()
  return (
    <Outside>
      <Page title={text('web.purpose.title')} note={text('web.purpose.note')}>
        <PurposeChoices />
        <Button variant="subtle" onClick={() => void signOut()}>
          {text('web.member.sign-out')}
        </Button>
      </Page>
    </Outside>
  )
}
