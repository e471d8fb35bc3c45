import type { FormEvent } from 'react'
import { useText } from '../../../../web/words.ts'
import { OpeningWays } from '../start/opening-ways.tsx'
import styles from './set-up.module.css'
import { StepButtons, type StepProps } from './steps.tsx'

/** How the desk will be reached. Nothing has to be decided now; the same page comes again later. */
export function OpeningStep({ onNext, onBack }: StepProps) {
  const text = useText()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onNext()
  }
  return (
    <form className={styles.wide} onSubmit={submit}>
      <h2 className={styles.heading}>{text('setup.opening.title')}</h2>
      <p className={styles.note}>{text('setup.opening.note')}</p>
      <OpeningWays />
      <StepButtons onBack={onBack} next={text('setup.next')} />
    </form>
  )
}
