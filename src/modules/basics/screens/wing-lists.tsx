import { Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { agenciesQuery } from '../../../web/agencies.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useSession } from '../../../web/session.ts'
import { useFormat, useText } from '../../../web/words.ts'
import type { WingPerson } from '../paper-contract.ts'
import styles from './basics.module.css'
import { sheetsQuery, wingQuery } from './basics-queries.ts'
import { PrintSheetButton } from './wing/print-sheet-button.tsx'
import { TypeBackButton } from './wing/type-back-button.tsx'

const weekChoices = [1, 2, 4, 8, 12]

/** Lists for a wing: printed, filled by hand, typed back by code (HA7, N24). */
export function WingLists() {
  const text = useText()
  return (
    <Page
      title={text('basics.wing.title')}
      note={text('basics.wing.note')}
      crumbs={[{ label: text('web.nav.releases'), to: '/releases' }]}
      actions={<TypeBackButton />}
    >
      <NewList />
      <PrintedSheets />
    </Page>
  )
}

function NewList() {
  const text = useText()
  const session = useSession()
  const agencies = useQuery(agenciesQuery)
  const prisons = (agencies.data ?? []).filter(({ kind }) => kind === 'custody')
  const own = session?.agency.kind === 'custody' ? session.agency.id : undefined
  const [chosen, setChosen] = useState<number>()
  const [weeks, setWeeks] = useState(4)
  const prison = own ?? chosen ?? prisons[0]?.id ?? 0
  const found = useQuery(wingQuery(prison, weeks))
  return (
    <Section title={text('basics.wing.new')}>
      <div
        className={`${styles.pair} ${styles.gap}`}
        style={{ marginBlockStart: 12, maxInlineSize: 640 }}
      >
        {!own && (
          <NativeSelect
            id="wing-prison"
            label={text('basics.entry.prison')}
            value={String(prison)}
            data={prisons.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          />
        )}
        <NativeSelect
          id="wing-weeks"
          label={text('basics.wing.weeks')}
          value={String(weeks)}
          data={weekChoices.map((value) => ({
            value: String(value),
            label: text('basics.wing.weeks-choice', { count: value }),
          }))}
          onChange={(event) => setWeeks(Number(event.currentTarget.value))}
        />
      </div>
      {found.isPending && prison > 0 && <Loading rows={5} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <Empty>{text('basics.wing.none')}</Empty>}
      {found.data && found.data.length > 0 && (
        <Choose key={`${prison}.${weeks}`} persons={found.data} prison={prison} weeks={weeks} />
      )}
    </Section>
  )
}

interface ChooseProps {
  persons: readonly WingPerson[]
  prison: number
  weeks: number
}

function Choose({ persons, prison, weeks }: ChooseProps) {
  const text = useText()
  const format = useFormat()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = persons.filter(({ id }) => !left.has(id))
  const toggle = (id: string) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  return (
    <>
      <DataTable
        caption={text('basics.wing.caption')}
        head={['print', 'who', 'number', 'release'].map((column) => (
          <th key={column} scope="col">
            {text(`basics.wing.columns.${column}`)}
          </th>
        ))}
      >
        {persons.map(({ id, ref, person, number, releaseOn }) => (
          <tr key={id} className={styles.picked} data-pick>
            <td className={styles.pick}>
              <Checkbox
                aria-label={text('basics.wing.print-one', { who: ref ?? number ?? '' })}
                checked={!left.has(id)}
                onChange={() => toggle(id)}
              />
            </td>
            <th scope="row">
              {ref ?? text('basics.wing.announced')} <bdi>{person.initials}</bdi>
            </th>
            <td data-label={text('basics.wing.columns.number')}>{number}</td>
            <td data-label={text('basics.wing.columns.release')}>{format.date(releaseOn)}</td>
          </tr>
        ))}
      </DataTable>
      <p className="tc-note tc-dense" style={{ marginBlock: 12 }}>
        {text('basics.wing.identifiers')}
      </p>
      {chosen.length > 0 && (
        <PrintSheetButton
          label={text('basics.wing.make', { count: chosen.length })}
          wish={{
            kind: 'wing',
            prisonId: prison,
            weeks,
            persons: chosen.map(({ id, kind }) => ({ id, kind })),
          }}
        />
      )}
    </>
  )
}

function PrintedSheets() {
  const text = useText()
  const format = useFormat()
  const { data, error, refetch } = useQuery(sheetsQuery)
  return (
    <Section title={text('basics.sheets.title')}>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Empty>{text('basics.sheets.none')}</Empty>}
      <ul className="tc-list">
        {data?.map(({ id, kind, prison, printedAt, printedBy, lines, typedBack, expiresOn }) => (
          <li key={id} className={styles.found}>
            <span>
              <Link to="/sheets/$id" params={{ id }}>
                {text(`basics.sheets.kind.${kind}`, { prison: prison?.name ?? '' })}
              </Link>
              <span className="tc-note tc-dense" style={{ display: 'block' }}>
                {text('basics.sheets.printed', {
                  name: printedBy,
                  moment: format.moment(printedAt),
                  day: format.date(expiresOn),
                })}
              </span>
            </span>
            <span className="tc-note">
              {text('basics.sheets.typed', { done: typedBack, count: lines })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
