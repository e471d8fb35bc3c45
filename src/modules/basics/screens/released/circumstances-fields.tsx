import { TextInput } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import type { Circumstances } from '../../contract.ts'
import styles from '../basics.module.css'

export interface CircumstancesDraft {
  saidBy: string
  place: string
  nowAt: string
  reach: string
}

export const noCircumstances: CircumstancesDraft = { saidBy: '', place: '', nowAt: '', reach: '' }

/** What was filled in, as the server reads it. */
export function circumstancesOf(draft: CircumstancesDraft): Circumstances {
  const { saidBy, place, nowAt, reach } = draft
  return {
    saidBy: saidBy.trim(),
    ...(place.trim() && { place: place.trim() }),
    ...(nowAt.trim() && { nowAt: nowAt.trim() }),
    ...(reach.trim() && { reach: reach.trim() }),
  }
}

interface FieldsProps {
  draft: CircumstancesDraft
  onChange: (part: Partial<CircumstancesDraft>) => void
  errorOf: (field: string) => string | undefined
}

/** Who says so, from where, where the person is now, how they are reached. Only the first is needed. */
export function CircumstancesFields({ draft, onChange, errorOf }: FieldsProps) {
  const text = useText()
  const field = (name: keyof CircumstancesDraft) => (
    <TextInput
      key={name}
      id={`released-${name}`}
      label={text(`basics.released.${name}`)}
      maxLength={200}
      value={draft[name]}
      error={errorOf(`released-${name}`)}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <div className={styles.pair}>
      {field('saidBy')}
      {field('place')}
      {field('nowAt')}
      {field('reach')}
    </div>
  )
}
