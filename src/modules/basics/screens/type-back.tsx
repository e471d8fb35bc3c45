import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Page } from '../../../web/parts/page.tsx'
import { useText } from '../../../web/words.ts'
import { basics } from '../contract.ts'
import { emptyRow, keepRows, loadRows, type RowDraft } from './wing/drafts.ts'
import styles from './wing/type-back.module.css'
import { TypedRow } from './wing/typed-row.tsx'

/** What was written on paper, typed back by code in one grid, each row saved at once (HA7, N24). */
export function TypeBack() {
  const text = useText()
  const [rows, setRows] = useState(loadRows)
  const grid = useRef<HTMLTableElement>(null)
  const left = useRef<string | null>(null)
  useEffect(() => keepRows(rows), [rows])
  useEffect(() => {
    if (!left.current) return
    const codes = [...(grid.current?.querySelectorAll<HTMLInputElement>('[data-code]') ?? [])]
    const at = codes.findIndex((input) => input.dataset.code === left.current)
    left.current = null
    if (rows.length > 0) codes[at + 1]?.focus()
  }, [rows])
  const change = (id: string, part: Partial<RowDraft>) =>
    setRows((all) => all.map((row) => (row.id === id ? { ...row, ...part } : row)))
  const next = (id: string) => {
    left.current = id
    setRows((all) => (all.at(-1)?.id === id ? [...all, emptyRow()] : [...all]))
  }
  const saved = rows.filter(({ savedAt }) => savedAt).length
  return (
    <Page
      title={text('basics.type.title')}
      note={text('basics.type.note')}
      crumbs={[{ label: text('basics.wing.title'), to: '/wing-lists' }]}
      actions={
        saved > 0 && (
          <Button
            variant="default"
            onClick={() => setRows((all) => [...all.filter((row) => !row.savedAt)])}
          >
            {text('basics.type.clear')}
          </Button>
        )
      }
    >
      <p className={styles.keys}>{text('basics.type.keys')}</p>
      <table className={styles.grid} ref={grid}>
        <caption className="tc-visually-hidden">{text('basics.type.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('basics.sheet.code')}</th>
            <th scope="col">{text('basics.sheet.who')}</th>
            {basics.map((basic) => (
              <th key={basic} scope="col">
                {text(`basics.short.${basic}`)}
              </th>
            ))}
            <th scope="col">{text('basics.type.words')}</th>
            <th scope="col">{text('basics.sheet.says')}</th>
            <th scope="col">{text('basics.type.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <TypedRow
              key={row.id}
              row={row}
              place={place + 1}
              onChange={(part) => change(row.id, part)}
              onNext={() => next(row.id)}
            />
          ))}
        </tbody>
      </table>
      <p className="tc-note tc-dense" role="status">
        {text('basics.type.saved-count', { count: saved })}
      </p>
    </Page>
  )
}
