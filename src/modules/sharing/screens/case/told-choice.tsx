import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { todayHere } from '../../../../web/format.ts'
import type { FormError } from '../../../../web/parts/form-errors.tsx'
import { type Text, useText } from '../../../../web/words.ts'
import styles from '../sharing.module.css'
import { ways } from './share-entry.tsx'

export type Way = (typeof ways)[number]

/** Whether the person was told: yes and how; not, and why; or not yet. */
export interface ToldDraft {
  state: 'told' | 'postponed' | 'not_yet'
  on: string
  how: Way
  why: string
  until: string
}

export const newTold = (state: ToldDraft['state']): ToldDraft => ({
  state,
  on: todayHere(),
  how: 'talk',
  why: '',
  until: '',
})

/** On which day the person was told, or why it waits and until when. */
export function missingOfTold(told: ToldDraft, withReview: boolean, text: Text): FormError[] {
  const add = (field: string) => ({ field, message: text(`sharing.told.${field}-missing`) })
  if (told.state === 'told') return told.on ? [] : [add('told-day')]
  if (told.state !== 'postponed') return []
  return [
    ...(told.why.trim() ? [] : [add('told-why')]),
    ...(withReview && !told.until ? [add('told-until')] : []),
  ]
}

interface ToldChoiceProps {
  told: ToldDraft
  /** A disclosure needs an answer; a share may be told of later. */
  states: readonly ToldDraft['state'][]
  withReview: boolean
  errorOf: (id: string) => string | undefined
  onChange: (told: ToldDraft) => void
}

/** No surprises: the person is told before, or it is written down why not. */
export function ToldChoice({ told, states, withReview, errorOf, onChange }: ToldChoiceProps) {
  const text = useText()
  const set = (more: Partial<ToldDraft>) => onChange({ ...told, ...more })
  return (
    <>
      <Radio.Group
        id="told-choice"
        tabIndex={-1}
        error={errorOf('told-choice')}
        label={text('sharing.told.label')}
        description={text('sharing.told.note')}
        value={told.state}
        onChange={(state) => set({ state: state as ToldDraft['state'] })}
      >
        {states.map((state) => (
          <Radio key={state} mt={8} value={state} label={text(`sharing.told.state.${state}`)} />
        ))}
      </Radio.Group>
      {told.state === 'told' && (
        <div className={styles.pair}>
          <TextInput
            id="told-day"
            type="date"
            label={text('sharing.told.day')}
            max={todayHere()}
            value={told.on}
            error={errorOf('told-day')}
            onChange={(event) => set({ on: event.currentTarget.value })}
          />
          <NativeSelect
            label={text('sharing.told.how')}
            value={told.how}
            data={ways.map((way) => ({
              value: way,
              label: text(`timeline.case.informed-how.${way}`),
            }))}
            onChange={(event) => set({ how: event.currentTarget.value as Way })}
          />
        </div>
      )}
      {told.state === 'postponed' && (
        <>
          <Textarea
            id="told-why"
            label={text('sharing.told.why')}
            autosize
            minRows={2}
            maxLength={2000}
            value={told.why}
            error={errorOf('told-why')}
            onChange={(event) => set({ why: event.currentTarget.value })}
          />
          {withReview && (
            <TextInput
              id="told-until"
              type="date"
              label={text('sharing.told.review')}
              min={todayHere()}
              value={told.until}
              error={errorOf('told-until')}
              onChange={(event) => set({ until: event.currentTarget.value })}
            />
          )}
        </>
      )}
    </>
  )
}
