import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useText } from '../words.ts'

/** Prints the page that is open. What has to be logged is logged by the page's own act. */
export function PrintButton({ onPrint, busy }: { onPrint?: () => void; busy?: boolean }) {
  const text = useText()
  return (
    <Button
      variant="default"
      loading={busy}
      leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden />}
      onClick={onPrint ?? (() => window.print())}
    >
      {text('web.print')}
    </Button>
  )
}
