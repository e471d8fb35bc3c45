import { Button, CopyButton } from '@mantine/core'
import { ShownOnce } from '../../../../web/parts/shown-once.tsx'
import { useText } from '../../../../web/words.ts'
import type { OfferLinkMade } from '../../link-contract.ts'
import styles from './handovers.module.css'

interface LinkMadeProps {
  made: OfferLinkMade
  onLetter: (made: OfferLinkMade) => void
  onClose: () => void
}

/** The link and its code, shown this once: copied, or printed as a letter. */
export function LinkMade({ made, onLetter, onClose }: LinkMadeProps) {
  const text = useText()
  return (
    <div className={styles.form}>
      <p role="status">{text(`handovers.link.mail.${made.mail ?? 'none'}`)}</p>
      <p>{text('handovers.link.once')}</p>
      <ShownOnce label={text('handovers.link.link')} value={made.link} />
      <ShownOnce
        label={text('handovers.link.code')}
        description={text('handovers.link.code-note')}
        value={made.code}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.close')}
        </Button>
        <CopyButton value={made.link}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {text(copied ? 'handovers.link.copied' : 'handovers.link.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={() => onLetter(made)}>{text('handovers.link.show-letter')}</Button>
      </div>
    </div>
  )
}
