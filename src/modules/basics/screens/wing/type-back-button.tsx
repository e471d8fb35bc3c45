import { Button } from '@mantine/core'
import { IconKeyboard } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../../../../web/words.ts'

/** Leads to the grid in which sheets are typed back. */
export function TypeBackButton() {
  const text = useText()
  return (
    <Button
      variant="default"
      leftSection={<IconKeyboard size={16} stroke={1.75} aria-hidden />}
      renderRoot={(props) => <Link to="/wing-lists/type-back" {...props} />}
    >
      {text('basics.type.title')}
    </Button>
  )
}
