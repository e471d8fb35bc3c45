import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { todayHere } from '../../../../web/format.ts'
import { useText } from '../../../../web/words.ts'
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

interface ToldChoiceProps {
  told: ToldDraft
  /** A disclosure needs an answer; a share may be told of later. */
  states: readonly ToldDraft['state'][]
  withReview: boolean
  /** What is missing, from the server. */
  error?: string
  onChange: (told: ToldDraft) => void
}

/** No surprises: the person is told before, or it is written down why not. */
export function ToldChoice({ told, states, withReview, error, onChange }: ToldChoiceProps) {
  const text = useText()
  const set = (more: Partial<ToldDraft>) => onChange({ ...told, ...more })
  return (
    <>
      <Radio.Group
        id="told-choice"
        tabIndex={-1}
        error={error}
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
            onChange={(event) => set({ why: event.currentTarget.value })}
          />
          {withReview && (
            <TextInput
              id="told-until"
              type="date"
              label={text('sharing.told.review')}
              min={todayHere()}
              value={told.until}
              onChange={(event) => set({ until: event.currentTarget.value })}
            />
          )}
        </>
      )}
    </>
  )
}
