import { Button } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import type { Change, SetUpDraft } from './draft.ts'
import styles from './set-up.module.css'

export const steps = ['city', 'administrator', 'opening', 'summary'] as const
export type Step = (typeof steps)[number]

export interface StepProps {
  draft: SetUpDraft
  change: Change
  onNext: () => void
  onBack: () => void
}

/** Where one is on the way. */
export function Steps({ current }: { current: Step }) {
  const text = useText()
  return (
    <ol className={styles.steps} aria-label={text('setup.steps.label')}>
      {steps.map((step, place) => (
        <li key={step} aria-current={step === current ? 'step' : undefined}>
          <span className={styles.number} aria-hidden>
            {place + 1}
          </span>
          {text(`setup.steps.${step}`)}
        </li>
      ))}
    </ol>
  )
}

interface StepButtonsProps {
  onBack?: () => void
  next: string
  busy?: boolean
}

/** Back and on; the browser's own back button does the same. */
export function StepButtons({ onBack, next, busy = false }: StepButtonsProps) {
  const text = useText()
  return (
    <div className={styles.buttons}>
      {onBack && (
        <Button variant="default" onClick={onBack}>
          {text('setup.back')}
        </Button>
      )}
      <Button type="submit" loading={busy}>
        {next}
      </Button>
    </div>
  )
}
