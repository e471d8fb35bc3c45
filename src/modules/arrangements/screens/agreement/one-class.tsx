import { NativeSelect, TextInput } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import type { RetentionClass } from '../../draft-contract.ts'
import styles from './agreement.module.css'

// words: agreements.categories.
// words: agreements.retention.

/** One retention class: how long it is kept, from when, what becomes of it, and when somebody looks again. */
export function OneClass({
  one,
  usual,
  onChange,
}: {
  one: RetentionClass
  /** What the edition says for classes that name nothing. */
  usual: number
  onChange: (one: RetentionClass) => void
}) {
  const text = useText()
  const { purpose, category } = one
  const name = text('editions.retention.line', {
    category: text(`agreements.categories.${category}`),
    purpose,
  })
  return (
    <fieldset className={styles.kept}>
      <legend>{name}</legend>
      <TextInput
        size="sm"
        type="number"
        min={0}
        max={360}
        label={text('agreements.retention.months')}
        value={one.months}
        onChange={(event) =>
          onChange({
            ...one,
            months: Math.min(360, Math.max(0, Number(event.currentTarget.value) || 0)),
          })
        }
      />
      <NativeSelect
        size="sm"
        label={text('agreements.retention.from')}
        value={one.from}
        data={(['written', 'case_closed', 'measure_ended'] as const).map((value) => ({
          value,
          label: text(`agreements.retention.${value}`),
        }))}
        onChange={(event) =>
          onChange({ ...one, from: event.currentTarget.value as RetentionClass['from'] })
        }
      />
      <NativeSelect
        size="sm"
        label={text('agreements.retention.then')}
        value={one.outcome}
        data={(['erase', 'restrict'] as const).map((value) => ({
          value,
          label: text(`agreements.retention.${value}`),
        }))}
        onChange={(event) =>
          onChange({ ...one, outcome: event.currentTarget.value as RetentionClass['outcome'] })
        }
      />
      <TextInput
        size="sm"
        type="number"
        min={1}
        max={36}
        label={text('agreements.retention.review')}
        placeholder={text('agreements.retention.review-usual', { months: usual })}
        value={one.review ?? ''}
        onChange={(event) => {
          const months = Number(event.currentTarget.value)
          onChange({ ...one, review: months > 0 ? Math.min(36, Math.round(months)) : null })
        }}
      />
    </fieldset>
  )
}
