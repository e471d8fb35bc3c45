import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useSession } from '../../../web/session.ts'
import { useFormat, useText, useWords } from '../../../web/words.ts'
import {
  type Competence,
  type CompetencesRead,
  competenceCountries,
  competencesQuery,
  general,
} from './start/competences-data.ts'
import { CountryChoice, useCountryName } from './start/country-choice.tsx'
import styles from './start/paper-table.module.css'

const columns = ['decides', 'heard', 'carries', 'city'] as const

/** Who decides, who is heard, and what the city may do by itself: one page for the first meeting. */
export function Competences() {
  const { text, language } = useWords()
  const own = useSession()?.authority.country ?? ''
  const known = competenceCountries.includes(own)
  const [country, setCountry] = useState(known ? own : general)
  const [subject, setSubject] = useState('')
  const [typed, setTyped] = useState('')
  const table = useQuery(competencesQuery(country, language.code))
  return (
    <Page
      title={text('competences.title')}
      note={text('competences.note')}
      crumbs={[{ to: '/start', label: text('start.title') }]}
      actions={<PrintButton />}
    >
      <search className={styles.filters} aria-label={text('competences.filter')} data-no-print>
        <CountryChoice
          label={text('competences.country')}
          value={country}
          countries={competenceCountries}
          first={{ value: general, label: text('competences.general') }}
          onChange={setCountry}
        />
        <NativeSelect
          aria-label={text('competences.subject')}
          value={subject}
          data={[
            { value: '', label: text('competences.all-subjects') },
            ...(table.data?.subjects ?? []).map(({ code }) => ({
              value: code,
              label: text(`competences.subjects.${code}`),
            })),
          ]}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <TextInput
          className={styles.search}
          type="search"
          aria-label={text('competences.search')}
          placeholder={text('competences.search')}
          value={typed}
          maxLength={60}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      {table.isPending && <Loading rows={12} />}
      {table.error && <Trouble error={table.error} onRetry={() => void table.refetch()} />}
      {own && !known && country === general && (
        <p className={styles.notice} data-no-print>
          {text('competences.none-country')}
        </p>
      )}
      {table.data && table.data.language !== language.code && (
        <p className={styles.notice} data-no-print>
          {text('competences.in-english')}
        </p>
      )}
      {table.data && <Matrix table={table.data} subject={subject} typed={typed} />}
    </Page>
  )
}

interface MatrixProps {
  table: CompetencesRead
  subject: string
  typed: string
}

function Matrix({ table, subject, typed }: MatrixProps) {
  const text = useText()
  const format = useFormat()
  const nameOf = useCountryName()
  const wanted = typed.trim().toLocaleLowerCase()
  const fits = (row: Competence) =>
    [...Object.values(row), text(`competences.subjects.${row.code}`)].some((part) =>
      part.toLocaleLowerCase().includes(wanted),
    )
  const rows = table.subjects.filter((row) => (!subject || row.code === subject) && fits(row))
  const name = table.country ? nameOf(table.country) : text('competences.general')
  if (rows.length === 0)
    return (
      <Empty next={text('competences.none-found-next')}>{text('competences.none-found')}</Empty>
    )
  return (
    <div className={styles.sheet}>
      <DataTable
        caption={text('competences.caption', { country: name })}
        captionShown
        head={['subject', ...columns, 'basis'].map((column) => (
          <th key={column} scope="col" data-column={column}>
            {text(`competences.columns.${column}`)}
          </th>
        ))}
      >
        {rows.map((row) => (
          <Row key={row.code} row={row} language={table.language} />
        ))}
      </DataTable>
      <p className={styles.notice}>
        {text('competences.notice', { day: format.date(table.asOf) })}
      </p>
    </div>
  )
}

function Row({ row, language }: { row: Competence; language: string }) {
  const words = useWords()
  const { text } = words
  const lang = language === words.language.code ? undefined : language
  return (
    <tr>
      <th scope="row">{text(`competences.subjects.${row.code}`)}</th>
      {columns.map((column) => (
        <td key={column} lang={lang} data-label={text(`competences.columns.${column}`)}>
          {row[column]}
        </td>
      ))}
      <td lang={row.basis ? lang : undefined} data-label={text('competences.columns.basis')}>
        {row.basis || <span className={styles.check}>{text('competences.to-check')}</span>}
      </td>
    </tr>
  )
}
