import { Checkbox, NativeSelect } from '@mantine/core'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ImportPreview } from '../../import-contract.ts'
import styles from './import-list.module.css'
import {
  type Mapping,
  orderIn,
  readColumnAs,
  type Target,
  targetOf,
  targets,
  withOrder,
} from './mapping-choice.ts'

interface MapColumnsProps {
  preview: ImportPreview
  busy: boolean
  onChange: (mapping: Mapping) => void
}

/** Which column is read as what. A change reads the list anew; it is remembered when taken in. */
export function MapColumns({ preview, busy, onChange }: MapColumnsProps) {
  const text = useText()
  const format = useFormat()
  const { shape, mapping, missing } = preview
  const read = shape.columns.filter(({ index }) => targetOf(mapping, index) !== null)
  return (
    <Section
      title={text('imports.columns.title')}
      note={text('imports.columns.note', { read: read.length, all: shape.columns.length })}
    >
      <p className={styles.explain} role="status">
        {busy
          ? text('imports.columns.reading')
          : missing.length > 0
            ? text('imports.columns.missing', {
                fields: format.list(missing.map((field) => text(`lists.columns.${field}`))),
              })
            : text('imports.columns.explain')}
      </p>
      <DataTable
        caption={text('imports.columns.title')}
        head={
          <>
            <th scope="col">{text('imports.columns.column')}</th>
            <th scope="col">{text('imports.columns.read-as')}</th>
            <th scope="col">{text('imports.columns.how')}</th>
          </>
        }
      >
        {shape.columns.map((column) => (
          <Column key={column.index} column={column} preview={preview} onChange={onChange} />
        ))}
      </DataTable>
    </Section>
  )
}

interface ColumnProps {
  column: ImportPreview['shape']['columns'][number]
  preview: ImportPreview
  onChange: (mapping: Mapping) => void
}

function Column({ column, preview, onChange }: ColumnProps) {
  const text = useText()
  const { shape, mapping } = preview
  const target = targetOf(mapping, column.index)
  return (
    <tr data-unread={target === null || undefined}>
      <th scope="row">
        <bdi>
          {column.names.join(' · ') ||
            text('imports.columns.nameless', { place: column.index + 1 })}
        </bdi>
      </th>
      <td>
        <NativeSelect
          size="xs"
          aria-label={text('imports.columns.read-column', { column: column.name })}
          value={target ?? ''}
          data={[
            { value: '', label: text('lists.columns.none') },
            ...targets.map((one) => ({ value: one, label: text(`lists.columns.${one}`) })),
          ]}
          onChange={(event) => {
            const next = (event.currentTarget.value || null) as Target | null
            onChange(readColumnAs(mapping, shape, column.index, next))
          }}
        />
      </td>
      <td className={styles.how}>
        <How column={column} preview={preview} onChange={onChange} />
      </td>
    </tr>
  )
}

function How({ column: { index, name }, preview, onChange }: ColumnProps) {
  const text = useText()
  const { mapping, words } = preview
  const order = orderIn(mapping, index)
  if (order) {
    return (
      <NativeSelect
        size="xs"
        aria-label={text('imports.columns.order', { column: name })}
        value={order}
        data={(['dmy', 'ymd'] as const).map((value) => ({
          value,
          label: text(`lists.orders.${value}`),
        }))}
        onChange={(event) =>
          onChange(withOrder(mapping, index, event.currentTarget.value as 'dmy' | 'ymd'))
        }
      />
    )
  }
  const kinds = mapping.release_kind
  if (kinds?.column === index) {
    return (
      <Kinds
        kinds={kinds}
        words={words[index] ?? []}
        onChange={(release_kind) => onChange({ ...mapping, release_kind })}
      />
    )
  }
  const { status } = mapping
  if (status?.column === index) {
    return (
      <Statuses
        status={status}
        words={words[index] ?? []}
        onChange={(next) => onChange({ ...mapping, status: next })}
      />
    )
  }
  return null
}

interface KindsProps {
  kinds: NonNullable<Mapping['release_kind']>
  words: readonly string[]
  onChange: (kinds: NonNullable<Mapping['release_kind']>) => void
}

function Kinds({ kinds, words, onChange }: KindsProps) {
  const text = useText()
  const all = [...new Set([...words, ...Object.keys(kinds.values)])]
  return (
    <ul className={styles.words}>
      {all.map((word) => (
        <li key={word}>
          <NativeSelect
            size="xs"
            label={<bdi>{word}</bdi>}
            value={kinds.values[word] ?? 'unknown'}
            data={(['fixed', 'expected', 'earliest', 'unknown'] as const).map((value) => ({
              value,
              label: text(`lists.kinds.${value}`),
            }))}
            onChange={(event) => {
              const kind = event.currentTarget.value as 'fixed'
              onChange({ ...kinds, values: { ...kinds.values, [word]: kind } })
            }}
          />
        </li>
      ))}
    </ul>
  )
}

interface StatusesProps {
  status: NonNullable<Mapping['status']>
  words: readonly string[]
  onChange: (status: NonNullable<Mapping['status']>) => void
}

function Statuses({ status, words, onChange }: StatusesProps) {
  const text = useText()
  const all = [...new Set([...words, ...status.remand])]
  return (
    <fieldset className={styles.statuses}>
      <legend>{text('imports.columns.remand')}</legend>
      {all.map((word) => (
        <Checkbox
          key={word}
          size="xs"
          label={<bdi>{word}</bdi>}
          checked={status.remand.includes(word)}
          onChange={(event) => {
            const others = status.remand.filter((one) => one !== word)
            const remand = event.currentTarget.checked ? [...others, word] : others
            onChange({ ...status, remand })
          }}
        />
      ))}
    </fieldset>
  )
}
