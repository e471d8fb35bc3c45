import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useSession } from '../../../web/session.ts'
import { loadTerms, type Term, type TermList, termCountries } from '../../../web/terms.ts'
import { useFormat, useText } from '../../../web/words.ts'
import { CountryChoice, useCountryName } from './start/country-choice.tsx'
import styles from './start/paper-table.module.css'

/** What things and offices are called in each country, for those who work across a border. */
export function Terms() {
  const text = useText()
  const own = useSession()?.authority.country ?? ''
  const known = termCountries.includes(own)
  const [country, setCountry] = useState(known ? own : (termCountries[0] ?? ''))
  const [typed, setTyped] = useState('')
  const list = useQuery({
    queryKey: ['terms', country],
    queryFn: () => loadTerms(country),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Page
      title={text('terms.title')}
      note={text('terms.note')}
      crumbs={[{ to: '/help', label: text('web.help.title') }]}
      actions={<PrintButton />}
    >
      <search className={styles.filters} aria-label={text('terms.filter')} data-no-print>
        <CountryChoice
          label={text('terms.country')}
          value={country}
          countries={termCountries}
          onChange={setCountry}
        />
        <TextInput
          className={styles.search}
          type="search"
          aria-label={text('terms.search')}
          placeholder={text('terms.search')}
          value={typed}
          maxLength={60}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      {own && !known && <p className={styles.notice}>{text('terms.no-country')}</p>}
      {list.isPending && <Loading rows={12} />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && <TermTable list={list.data} typed={typed} />}
    </Page>
  )
}

function TermTable({ list, typed }: { list: TermList; typed: string }) {
  const text = useText()
  const format = useFormat()
  const nameOf = useCountryName()
  const wanted = typed.trim().toLocaleLowerCase()
  const rows = Object.entries(list.terms).filter(([code, { words, also }]) =>
    [text(`terms.meaning.${code}`), ...Object.values({ ...words }), ...Object.values({ ...also })]
      .map((part) => part.toLocaleLowerCase())
      .some((part) => part.includes(wanted)),
  )
  if (rows.length === 0)
    return <Empty next={text('terms.none-found-next')}>{text('terms.none-found')}</Empty>
  return (
    <div className={styles.sheet} data-upright>
      <p className={styles.counted} role="status">
        {text('terms.sentence', { count: rows.length, country: nameOf(list.country) })}
      </p>
      <DataTable
        caption={text('terms.caption', { country: nameOf(list.country) })}
        captionShown
        head={
          <>
            <th scope="col">{text('terms.columns.meaning')}</th>
            {list.languages.map((language) => (
              <th key={language} scope="col">
                {format.language(language)}
              </th>
            ))}
          </>
        }
      >
        {rows.map(([code, term]) => (
          <tr key={code}>
            <th scope="row">{text(`terms.meaning.${code}`)}</th>
            {list.languages.map((language) => (
              <td key={language} data-label={format.language(language)}>
                <Word term={term} language={language} />
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
      <p className={styles.notice}>{text('terms.as-of', { day: format.date(list.asOf) })}</p>
      <p className={styles.notice} data-no-print>
        {text('terms.interface')}
      </p>
    </div>
  )
}

function Word({ term, language }: { term: Term; language: string }) {
  const text = useText()
  return (
    <span>
      <span lang={language}>{term.words[language]}</span>
      {term.also?.[language] && (
        <span className={styles.also} lang={language}>
          {term.also[language]}
        </span>
      )}
      {term.check?.includes(language) && <span className={styles.also}>{text('terms.check')}</span>}
    </span>
  )
}
