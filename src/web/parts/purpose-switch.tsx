import { Button } from '@mantine/core'
import { choosePurpose, usePurpose } from '../purpose.ts'
import { useText } from '../words.ts'
import styles from './purpose-switch.module.css'

/** What I work for now, for whoever works for another purpose too; one press changes it. */
export function PurposeSwitch({ line = false }: { line?: boolean }) {
  const text = useText()
  const { held, now, atHand } = usePurpose()
  const other = held.find((one) => one !== now)
  if (!atHand || !now || !other) return null
  return (
    <span className={styles.now} data-line={line || undefined}>
      {text('web.purpose.now', { purpose: text(`editions.purpose.${now}`) })}
      <Button variant="default" size="compact-sm" onClick={() => choosePurpose(other)}>
        {text('web.purpose.change', { purpose: text(`editions.purpose.${other}`) })}
      </Button>
    </span>
  )
}

/** All that I may work for, each with what it is and whose law it follows; a press says it. */
export function PurposeChoices() {
  const text = useText()
  const { held, now } = usePurpose()
  return (
    <ul className={styles.choices}>
      {held.map((purpose) => (
        <li key={purpose}>
          <button
            type="button"
            className={styles.choice}
            aria-pressed={purpose === now}
            onClick={() => choosePurpose(purpose)}
          >
            <strong>{text(`editions.purpose.${purpose}`)}</strong>
            <span>{text(`essence.purpose.${purpose}`)}</span>
            <small>{text(`editions.regime.${purpose}`)}</small>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** A case that is not found may be one of the other purpose: says so, and offers it. */
export function OtherPurpose() {
  const text = useText()
  const { held, now, atHand } = usePurpose()
  const other = held.find((one) => one !== now)
  if (!atHand || !now || !other) return null
  return (
    <div className={styles.other}>
      <p>{text('web.purpose.other', { purpose: text(`editions.purpose.${now}`) })}</p>
      <Button variant="default" onClick={() => choosePurpose(other)}>
        {text('web.purpose.change', { purpose: text(`editions.purpose.${other}`) })}
      </Button>
    </div>
  )
}
