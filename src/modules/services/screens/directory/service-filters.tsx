import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { ServiceSearch } from '../../../../web/search-params.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import { ServiceCost, ServiceDomain, type ServiceList } from '../../contract.ts'
import styles from './directory.module.css'

interface ServiceFiltersProps {
  filter: ServiceSearch
  change: (part: Partial<ServiceSearch>) => void
  typed: string
  onType: (typed: string) => void
  list: ServiceList | undefined
}

/** Narrows the directory by words, part of life, language, cost, place, prison, places and review. */
export function ServiceFilters({ filter, change, typed, onType, list }: ServiceFiltersProps) {
  const text = useText()
  const format = useFormat()
  const { towns, languages } = list?.choices ?? { towns: [], languages: [] }
  return (
    <search className={styles.filters} aria-label={text('services.filter.label')} data-no-print>
      <TextInput
        className={styles.search}
        type="search"
        aria-label={text('services.filter.words')}
        placeholder={text('services.filter.words')}
        value={typed}
        maxLength={120}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <Choice
        name="domain"
        value={filter.domain}
        options={ServiceDomain.options.map((value) => ({ value, label: text(`domains.${value}`) }))}
        onChange={(domain) => change({ domain })}
      />
      <Choice
        name="language"
        value={filter.language}
        options={languages.map((value) => ({ value, label: format.language(value) }))}
        onChange={(language) => change({ language })}
      />
      <Choice
        name="cost"
        value={filter.cost}
        options={ServiceCost.options.map((value) => ({
          value,
          label: text(`services.costs.${value}`),
        }))}
        onChange={(cost) => change({ cost })}
      />
      <Choice
        name="town"
        value={filter.town}
        options={towns.map((value) => ({ value, label: value }))}
        onChange={(town) => change({ town })}
      />
      <Choice
        name="inside"
        value={filter.inside}
        options={[
          { value: 'any', label: text('services.filter.inside-any') },
          ...(list?.prisons ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(inside) => change({ inside })}
      />
      <Checkbox
        label={text('services.filter.capacity')}
        checked={filter.capacity === 'stated'}
        onChange={(event) =>
          change({ capacity: event.currentTarget.checked ? 'stated' : undefined })
        }
      />
      <Checkbox
        label={text('services.filter.overdue')}
        checked={filter.review === 'overdue'}
        onChange={(event) =>
          change({ review: event.currentTarget.checked ? 'overdue' : undefined })
        }
      />
      <Checkbox
        label={text('services.filter.retired')}
        checked={filter.retired === 'true'}
        onChange={(event) => change({ retired: event.currentTarget.checked ? 'true' : undefined })}
      />
    </search>
  )
}

interface ChoiceProps {
  name: 'domain' | 'language' | 'cost' | 'town' | 'inside'
  value: string | undefined
  options: readonly { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  const text = useText()
  return (
    <NativeSelect
      className={styles.choice}
      aria-label={text(`services.filter.${name}`)}
      data-chosen={value !== undefined || undefined}
      value={value ?? ''}
      data={[{ value: '', label: text(`services.filter.${name}-all`) }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
