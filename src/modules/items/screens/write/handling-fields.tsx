import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Handling, ItemComposer } from '../../contract.ts'
import { fields } from './draft.ts'
import styles from './write.module.css'
import type { PartProps } from './write-form.tsx'

// words: items.handling.

const marks = ['noOnward', 'viewOnly', 'spokenOnly', 'askFirst'] as const

/** How it may be used; each condition changes at once who reads it, or what they may do with it. */
export function HandlingFields({ composer, draft, change, errorOf }: PartProps) {
  const text = useText()
  const set = (part: Partial<Handling>) => change({ handling: { ...draft.handling, ...part } })
  return (
    <fieldset className={styles.audience}>
      <legend>{text('items.write.handling')}</legend>
      <Conditions
        handling={draft.handling}
        set={set}
        meetings={composer.meetings}
        today={composer.today}
        errorOf={errorOf}
      />
    </fieldset>
  )
}

interface ConditionsProps {
  handling: Handling
  set: (part: Partial<Handling>) => void
  meetings: ItemComposer['meetings']
  today: string
  errorOf: (field: 'meetingId' | 'deleteOn') => string | undefined
}

export function Conditions({ handling, set, meetings, today, errorOf }: ConditionsProps) {
  const text = useText()
  const format = useFormat()
  return (
    <>
      <div className={styles.marks}>
        {marks.map((mark) => (
          <Checkbox
            key={mark}
            label={text(`items.handling.${mark}`)}
            description={text(`items.handling.${mark}-note`)}
            checked={handling[mark]}
            onChange={({ currentTarget }) => set({ [mark]: currentTarget.checked })}
          />
        ))}
      </div>
      <div className={styles.pair}>
        <NativeSelect
          id={fields.meetingId}
          label={text('items.handling.meeting')}
          description={
            meetings.length === 0
              ? text('items.handling.meeting-none')
              : text('items.write.optional')
          }
          value={handling.meetingId ?? ''}
          disabled={meetings.length === 0}
          onChange={({ currentTarget }) => set({ meetingId: currentTarget.value || null })}
          error={errorOf('meetingId')}
          data={[
            { value: '', label: text('items.handling.meeting-any') },
            ...meetings.map(({ id, on }) => ({
              value: id,
              label: text('items.handling.meeting-of', { date: format.date(on) }),
            })),
          ]}
        />
        <TextInput
          id={fields.deleteOn}
          type="date"
          label={text('items.handling.deleteOn')}
          description={text('items.handling.deleteOn-note')}
          value={handling.deleteOn ?? ''}
          min={today}
          onChange={({ currentTarget }) => set({ deleteOn: currentTarget.value || null })}
          error={errorOf('deleteOn')}
        />
      </div>
    </>
  )
}
