import { Checkbox, NativeSelect } from '@mantine/core'
import { type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { Segmented } from '../../../../web/parts/segmented.tsx'
import { useText } from '../../../../web/words.ts'
import type { Lane, ReleaseRow } from '../../contract.ts'
import type { Releases } from '../../releases-contract.ts'
import styles from './releases-head.module.css'
import { type ReleasesFilter, spans } from './releases-query.ts'

interface ReleaseFiltersProps {
  filter: ReleasesFilter
  change: (part: Partial<ReleasesFilter>) => void
}

/** Narrows the list by time, prison, lead, part of life, and to what is missing. */
export function ReleaseFilters({ filter, change }: ReleaseFiltersProps) {
  const text = useText()
  const { prisons, leads, domains } = useChoices(filter)
  return (
    <search className={styles.filters} aria-label={text('releases.filter.label')} data-no-print>
      <Segmented
        label={text('releases.filter.time')}
        value={String(filter.weeks)}
        options={spans.map((weeks) => ({
          value: String(weeks),
          label: text('releases.filter.weeks', { weeks }),
        }))}
        onChange={(weeks) => change({ weeks: Number(weeks) })}
      />
      <Choice
        name="prison"
        value={filter.prison}
        options={prisons}
        onChange={(prison) => change({ prison: numberOf(prison) })}
      />
      <Choice
        name="lead"
        value={filter.lead}
        options={leads}
        onChange={(lead) => change({ lead: numberOf(lead) })}
      />
      <Choice
        name="domain"
        value={filter.domain}
        options={domains}
        onChange={(domain) => change({ domain: domain || undefined })}
      />
      <Checkbox
        label={text('releases.filter.missing')}
        checked={filter.missing === true}
        onChange={(event) => change({ missing: event.currentTarget.checked ? true : undefined })}
      />
    </search>
  )
}

const numberOf = (value: string) => (value ? Number(value) : undefined)

interface ChoiceProps {
  name: 'prison' | 'lead' | 'domain'
  value: number | string | undefined
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  const text = useText()
  return (
    <NativeSelect
      className={styles.choice}
      aria-label={text(`releases.filter.${name}`)}
      data-chosen={value !== undefined || undefined}
      value={value === undefined ? '' : String(value)}
      data={[{ value: '', label: text(`releases.filter.${name}-all`) }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/**
 * What can be chosen: the partnership's agencies, and parts of life that this reader may see. What was
 * on the screen before stays to be chosen when a narrow list shows less of it.
 */
function useChoices(filter: ReleasesFilter) {
  const text = useText()
  const rows = useRowsSeen()
  const agencies = useQuery({ ...agenciesQuery, retry: false }).data ?? []
  const seen = rows.flatMap((row) => [row.prison, row.leadNow, row.leadAfter])
  const known = new Map<number, { id: number; name: string; kind: string }>()
  for (const agency of [...agencies, ...seen]) if (agency) known.set(agency.id, agency)
  const all = [...known.values()].sort((one, other) => one.name.localeCompare(other.name))
  const lanes = new Set<string>(rows.flatMap((row) => row.lanes.map(({ domain }) => domain)))
  if (filter.domain) lanes.add(filter.domain)
  const options = (name: 'prison' | 'lead', some: typeof all) => {
    const listed = some.map(({ id, name: label }) => ({ value: String(id), label }))
    const chosen = filter[name]
    if (chosen === undefined || some.some(({ id }) => id === chosen)) return listed
    return [...listed, { value: String(chosen), label: text(`releases.filter.${name}-chosen`) }]
  }
  return {
    prisons: options(
      'prison',
      all.filter(({ kind }) => kind === 'custody'),
    ),
    leads: options('lead', all),
    domains: laneOrder
      .filter((lane) => lanes.has(lane))
      .map((lane) => ({ value: lane, label: text(`domains.${lane}`) })),
  }
}

/** All releases that this screen has read, whatever it was narrowed to; counts alone have no pages. */
function useRowsSeen(): ReleaseRow[] {
  const client = useQueryClient()
  return client
    .getQueriesData<Partial<InfiniteData<Releases>>>({ queryKey: ['releases'] })
    .flatMap(([, data]) => data?.pages?.flatMap((page) => page.rows) ?? [])
}

const laneOrder: readonly Lane[] = [
  'lead',
  'accommodation',
  'work',
  'education',
  'health',
  'substance_use',
  'finance_papers',
  'family_community',
  'relations',
]
