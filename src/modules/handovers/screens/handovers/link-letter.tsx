import { Button } from '@mantine/core'
import { Page } from '../../../../web/parts/page.tsx'
import { PrintButton } from '../../../../web/parts/print-button.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Handover } from '../../contract.ts'
import type { OfferLinkMade } from '../../link-contract.ts'
import styles from './handovers.module.css'

interface LinkLetterProps {
  handover: Handover
  made: OfferLinkMade
  onBack: () => void
}

/** The letter with the code. On paper stands who writes and where to answer, and nothing of what is asked. */
export function LinkLetter({ handover, made, onBack }: LinkLetterProps) {
  const text = useText()
  const format = useFormat()
  const { agency, askedBy } = handover
  return (
    <Page
      title={text('handovers.letter.title')}
      actions={
        <>
          <Button variant="default" onClick={onBack}>
            {text('handovers.letter.back')}
          </Button>
          <PrintButton />
        </>
      }
    >
      <article className={styles.letter}>
        <p>{agency.name}</p>
        <p>{text('handovers.letter.asks', { asking: askedBy.name })}</p>
        <ol>
          <li>
            {text('handovers.letter.open')} <bdi className={styles.code}>{made.page}</bdi>
          </li>
          <li>
            {text('handovers.letter.type')} <bdi className={styles.code}>{made.code}</bdi>
          </li>
        </ol>
        <p>{text('handovers.letter.until', { when: format.moment(made.expiresAt) })}</p>
        <p>{text('handovers.letter.lost', { asking: askedBy.name })}</p>
      </article>
    </Page>
  )
}
