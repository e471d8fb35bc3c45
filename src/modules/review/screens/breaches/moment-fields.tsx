import { TextInput } from '@mantine/core'
import { clockAt, momentOf } from '../../../../web/time-zone.ts'
import { useText } from '../../../../web/words.ts'
import styles from '../review.module.css'

/** A day and a time by the clock of the city, as they are typed. */
export interface Typed {
  day: string
  time: string
}

export const typedOf = (moment: string | Date): Typed => clockAt(moment)

/**
 * The moment that was typed; null where that is none. What was left as it stood is the moment itself: read back from the
 * clock of the city it would lose its seconds, and an hour on the night on which that clock goes back.
 */
export function momentTyped({ day, time }: Typed, stood?: string): string | null {
  const before = stood === undefined ? null : typedOf(stood)
  return before && before.day === day && before.time === time
    ? (stood ?? null)
    : momentOf(day, time)
}

interface MomentFieldsProps {
  id: string
  label: string
  typed: Typed
  error?: string | undefined
  change: (typed: Typed) => void
}

/** One moment in two fields; what is wrong with it stands at the day. */
export function MomentFields({ id, label, typed, error, change }: MomentFieldsProps) {
  const text = useText()
  return (
    <div className={styles.filters}>
      <TextInput
        id={id}
        type="date"
        label={label}
        value={typed.day}
        error={error}
        onChange={(event) => change({ ...typed, day: event.currentTarget.value })}
      />
      <TextInput
        id={`${id}-time`}
        type="time"
        label={text('breaches.field.time')}
        aria-label={text('breaches.field.time-of', { field: label })}
        value={typed.time}
        error={error !== undefined}
        onChange={(event) => change({ ...typed, time: event.currentTarget.value })}
      />
    </div>
  )
}
