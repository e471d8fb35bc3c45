import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Segmented } from '../../../../web/parts/segmented.tsx'
import { useText } from '../../../../web/words.ts'
import styles from './cases.module.css'
import { type CasesFilter, stages } from './cases-query.ts'

interface CaseFiltersProps {
  filter: CasesFilter
  change: (part: Partial<CasesFilter>) => void
  typed: string
  onType: (typed: string) => void
}

/** Narrows the list by reference while typing and by stage, and chooses its order. */
export function CaseFilters({ filter, change, typed, onType }: CaseFiltersProps) {
  const text = useText()
  return (
    <search className={styles.filters} aria-label={text('cases.filter.label')}>
      <TextInput
        className={styles.reference}
        aria-label={text('cases.filter.ref')}
        placeholder={text('cases.filter.ref')}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        value={typed}
        maxLength={16}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={text('cases.filter.stage')}
        value={filter.stage ?? ''}
        data={[
          { value: '', label: text('cases.filter.all-stages') },
          ...stages.map((stage) => ({ value: stage, label: text(`cases.stage.${stage}`) })),
        ]}
        onChange={(event) =>
          change({ stage: stages.find((stage) => stage === event.currentTarget.value) })
        }
      />
      <Segmented
        label={text('cases.filter.order')}
        value={filter.order}
        options={(['release', 'ref'] as const).map((order) => ({
          value: order,
          label: text(`cases.order.${order}`),
        }))}
        onChange={(order) => change({ order })}
      />
    </search>
  )
}
