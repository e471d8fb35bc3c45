import { Button, CopyButton } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import styles from './log.module.css'

/** Something that is compared letter by letter, and a button that takes it along. */
export function Copied({ value, lines = false }: { value: string; lines?: boolean }) {
  const text = useText()
  return (
    <div className={styles.copied} data-lines={lines || undefined}>
      <pre dir="ltr">
        <code>{value}</code>
      </pre>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <>
            <Button variant="default" size="compact-sm" onClick={copy} data-no-print>
              {text('witnesses.copy')}
            </Button>
            <span role="status" className="tc-note tc-dense">
              {copied && text('witnesses.copied')}
            </span>
          </>
        )}
      </CopyButton>
    </div>
  )
}
