import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import type { ImportPreview } from '../../import-contract.ts'
import styles from './import-list.module.css'

type Source = NonNullable<ImportPreview['shape']['source']>
export type Layout = { sheet?: string; boundaries?: number[] }

interface SourceLayoutProps {
  source: Source | undefined
  busy: boolean
  onChange: (layout: Layout) => void
}

/** Which sheet of a workbook, or where columns of fixed width begin; remembered for this prison. */
export function SourceLayout({ source, busy, onChange }: SourceLayoutProps) {
  const text = useText()
  if (source?.format === 'xlsx' && source.sheets.length > 1) {
    return (
      <Section title={text('imports.layout.workbook')} note={text('imports.layout.remembered')}>
        <NativeSelect
          label={text('imports.layout.sheet')}
          value={source.sheet}
          data={source.sheets}
          disabled={busy}
          maw={320}
          mt={10}
          onChange={(event) => onChange({ sheet: event.currentTarget.value })}
        />
      </Section>
    )
  }
  if (source?.format !== 'fixed') return null
  return <Places key={source.boundaries.join()} source={source} busy={busy} onChange={onChange} />
}

interface PlacesProps extends Omit<SourceLayoutProps, 'source'> {
  source: Extract<Source, { format: 'fixed' }>
}

function Places({ source, busy, onChange }: PlacesProps) {
  const text = useText()
  const [typed, setTyped] = useState(source.boundaries.join(', '))
  const [wrong, setWrong] = useState(false)
  const places = readPlaces(typed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWrong(!places)
    if (places && !busy) onChange({ boundaries: places })
  }
  return (
    <Section title={text('imports.layout.fixed')} note={text('imports.layout.remembered')}>
      <p className={styles.explain}>{text('imports.layout.fixed-why')}</p>
      <ol className={styles.places} aria-label={text('imports.layout.cut')}>
        {cut(source.header, places ?? source.boundaries).map(({ from, name }) => (
          <li key={from} className={styles.place}>
            <bdi>{name.trim() || text('imports.layout.nameless')}</bdi>
          </li>
        ))}
      </ol>
      <form className={styles.submit} onSubmit={submit} noValidate>
        <TextInput
          id="import-places"
          label={text('imports.layout.places')}
          description={text('imports.layout.places-note')}
          inputWrapperOrder={['label', 'error', 'input', 'description']}
          error={wrong ? text('imports.layout.places-wrong') : undefined}
          value={typed}
          dir="ltr"
          autoComplete="off"
          className={styles.typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy}>
          {text('imports.layout.read-anew')}
        </Button>
      </form>
    </Section>
  )
}

/** Rising whole numbers with anything between them; null where they are not. */
function readPlaces(typed: string): number[] | null {
  const places = typed
    .split(/[^0-9]+/)
    .filter((part) => part !== '')
    .map(Number)
  const isRising = places.every((at, index) => at > (places[index - 1] ?? 0))
  return places.length > 0 && isRising ? places : null
}

function cut(header: string, places: readonly number[]) {
  return [0, ...places].map((from, index) => ({
    from,
    name: header.slice(from, places[index] ?? header.length),
  }))
}
