import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useText } from '../../../../web/words.ts'
import { type Danger, Level } from '../../impact-contract.ts'
import styles from './impact.module.css'
import type { FieldProps } from './impact-form.tsx'

const blank: Danger = {
  ...{ what: '', source: '', likelyBefore: null, severeBefore: null },
  ...{ measures: '', likelyAfter: null, severeAfter: null, responsible: '' },
}

/** The table of what could happen, one group of fields for each line. */
export function DangerFields({ content, change, errorOf }: FieldProps) {
  const text = useText()
  const { dangers } = content
  const add = useRef<HTMLButtonElement>(null)
  const changeOne = (place: number, part: Partial<Danger>) =>
    change({ dangers: dangers.map((one, at) => (at === place ? { ...one, ...part } : one)) })
  return (
    <fieldset className={styles.dangers}>
      <legend>{text('impact.parts.dangers')}</legend>
      <p className="tc-note">{text('impact.notes.dangers')}</p>
      {dangers.map((danger, place) => (
        <OneDanger
          // biome-ignore lint/suspicious/noArrayIndexKey: a danger is known by its place in the text
          key={place}
          place={place}
          danger={danger}
          errorOf={errorOf}
          change={(part) => changeOne(place, part)}
          drop={() => {
            change({ dangers: dangers.filter((_, at) => at !== place) })
            add.current?.focus()
          }}
        />
      ))}
      <div>
        <Button
          ref={add}
          variant="default"
          disabled={dangers.length >= 40}
          onClick={() => change({ dangers: [...dangers, blank] })}
        >
          {text('impact.danger-add')}
        </Button>
      </div>
    </fieldset>
  )
}

interface OneProps {
  place: number
  danger: Danger
  errorOf: FieldProps['errorOf']
  change: (part: Partial<Danger>) => void
  drop: () => void
}

function OneDanger({ place, danger, errorOf, change, drop }: OneProps) {
  const text = useText()
  const id = (field: keyof Danger) => `dangers.${place}.${field}`
  const words = (field: 'what' | 'measures', most: number) => (
    <Textarea
      id={id(field)}
      label={text(`impact.fields.${field}`)}
      value={danger[field]}
      maxLength={most}
      autosize
      minRows={2}
      error={errorOf(id(field))}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  )
  const line = (field: 'source' | 'responsible', most: number) => (
    <TextInput
      id={id(field)}
      label={text(`impact.fields.${field}`)}
      value={danger[field]}
      maxLength={most}
      error={errorOf(id(field))}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <fieldset className={styles.danger}>
      <legend>{text('impact.danger', { number: place + 1 })}</legend>
      {words('what', 400)}
      {line('source', 300)}
      <Levels fields={['likelyBefore', 'severeBefore']} {...{ danger, change, id }} />
      {words('measures', 1000)}
      <Levels fields={['likelyAfter', 'severeAfter']} {...{ danger, change, id }} />
      {line('responsible', 160)}
      <div>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={text('impact.danger-drop-of', { number: place + 1 })}
          onClick={drop}
        >
          {text('impact.danger-drop')}
        </Button>
      </div>
    </fieldset>
  )
}

interface LevelsProps {
  fields: readonly ('likelyBefore' | 'severeBefore' | 'likelyAfter' | 'severeAfter')[]
  danger: Danger
  change: (part: Partial<Danger>) => void
  id: (field: keyof Danger) => string
}

function Levels({ fields, danger, change, id }: LevelsProps) {
  const text = useText()
  return (
    <div className={styles.levels}>
      {fields.map((field) => (
        <NativeSelect
          key={field}
          id={id(field)}
          label={text(`impact.fields.${field}`)}
          value={danger[field] ?? ''}
          data={[
            { value: '', label: text('impact.choose') },
            ...Level.options.map((value) => ({ value, label: text(`impact.level.${value}`) })),
          ]}
          onChange={(event) => change({ [field]: event.currentTarget.value || null })}
        />
      ))}
    </div>
  )
}
