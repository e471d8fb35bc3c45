import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { Segmented } from '../../../../web/parts/segmented.tsx'
import { refOf } from '../../../../web/search-params.ts'
import { useText } from '../../../../web/words.ts'
import styles from './cases.module.css'
import { type CasesFilter, lanes, relations, stages } from './cases-query.ts'

interface CaseFiltersProps {
  filter: CasesFilter
  change: (part: Partial<CasesFilter>) => void
}

/** Narrows the list; each choice stands in the address and is a step back. */
export function CaseFilters({ filter, change }: CaseFiltersProps) {
  const text = useText()
  const further = useId()
  const hidden = [filter.prison, filter.lead, filter.unanswered, filter.from, filter.until]
  const count = hidden.filter((one) => one !== undefined).length
  const [open, setOpen] = useState(count > 0)
  return (
    <search aria-label={text('cases.filter.label')} data-no-print>
      <div className={styles.filters}>
        <Reference value={filter.ref} onChange={(ref) => change({ ref })} />
        <Choice
          name="stage"
          value={filter.stage}
          options={stages.map((stage) => [stage, text(`cases.stage.${stage}`)])}
          onChange={(stage) => change({ stage })}
        />
        <Choice
          name="relation"
          value={filter.relation}
          options={relations.map((relation) => [relation, text(`cases.relation.${relation}`)])}
          onChange={(relation) => change({ relation })}
        />
        <Choice
          name="domain"
          value={filter.domain}
          options={[
            ['any', text('cases.filter.domain-any')] as const,
            ...lanes.map((lane) => [lane, text(`domains.${lane}`)] as const),
          ]}
          onChange={(domain) => change({ domain })}
        />
        <Button
          variant="subtle"
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden />}
          aria-expanded={open}
          aria-controls={further}
          onClick={() => setOpen(!open)}
        >
          {text('cases.filter.more', { count })}
        </Button>
        <Segmented
          label={text('cases.filter.order')}
          value={filter.order}
          options={(['release', 'ref'] as const).map((order) => ({
            value: order,
            label: text(`cases.order.${order}`),
          }))}
          onChange={(order) => change({ order })}
        />
      </div>
      <div id={further} className={styles.filters} hidden={!open}>
        {open && <Further filter={filter} change={change} />}
      </div>
    </search>
  )
}

function Further({ filter, change }: CaseFiltersProps) {
  const text = useText()
  const agencies = useQuery(agenciesQuery).data ?? []
  const named = agencies.map(({ id, name }) => [String(id), name] as const)
  const prisons = agencies
    .filter(({ kind }) => kind === 'custody')
    .map(({ id, name }) => [String(id), name] as const)
  const number = (value: string | undefined) => (value ? Number(value) : undefined)
  return (
    <>
      <Choice
        name="unanswered"
        value={filter.unanswered}
        options={(['any', 'late'] as const).map((one) => [
          one,
          text(`cases.filter.unanswered-${one}`),
        ])}
        onChange={(unanswered) => change({ unanswered })}
      />
      <Choice
        name="prison"
        value={filter.prison?.toString()}
        options={prisons}
        onChange={(prison) => change({ prison: number(prison) })}
      />
      <Choice
        name="lead"
        value={filter.lead?.toString()}
        options={named}
        onChange={(lead) => change({ lead: number(lead) })}
      />
      {(['from', 'until'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={text(`cases.filter.${end}`)}
          value={filter[end] ?? ''}
          onChange={(event) => change({ [end]: event.currentTarget.value || undefined })}
        />
      ))}
    </>
  )
}

interface ChoiceProps<T extends string> {
  name: 'stage' | 'relation' | 'domain' | 'unanswered' | 'prison' | 'lead'
  value: T | undefined
  options: readonly (readonly [T, string])[]
  onChange: (value: T | undefined) => void
}

function Choice<T extends string>({ name, value, options, onChange }: ChoiceProps<T>) {
  const text = useText()
  return (
    <NativeSelect
      label={text(`cases.filter.${name}`)}
      value={value ?? ''}
      data={[
        { value: '', label: text('cases.filter.all') },
        ...options.map(([one, label]) => ({ value: one, label })),
      ]}
      onChange={(event) =>
        onChange(options.find(([one]) => one === event.currentTarget.value)?.[0])
      }
    />
  )
}

/** Only what can be a case number leaves this field; a name typed by mistake goes nowhere. */
function Reference({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (ref: string | undefined) => void
}) {
  const text = useText()
  const [typed, setTyped] = useState(value ?? '')
  const say = useDebouncedCallback((next: string) => onChange(refOf(next)), 300)
  useEffect(() => {
    setTyped((old) => (refOf(old) === value ? old : (value ?? '')))
  }, [value])
  const odd = typed.trim() !== '' && refOf(typed) === undefined
  return (
    <TextInput
      className={styles.reference}
      label={text('cases.filter.ref')}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      value={typed}
      maxLength={16}
      autoComplete="off"
      spellCheck={false}
      error={odd && text('cases.filter.ref-odd')}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        say(event.currentTarget.value)
      }}
    />
  )
}
