import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Empty } from '../../../../web/parts/empty.tsx'
import { FormErrors } from '../../../../web/parts/form-errors.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText, useWords } from '../../../../web/words.ts'
import type { ReassignResult } from '../../reassign-contract.ts'
import styles from './cover.module.css'

interface ReassignPreviewProps {
  results: readonly ReassignResult[]
  names: { from: string; to: string }
  busy: boolean
  error: unknown
  onBack: () => void
  onAct: (refs: string[]) => void
}

/** What each case would see, and which stay as they are and why; nothing has happened yet. */
export function ReassignPreview({ results, names, ...rest }: ReassignPreviewProps) {
  const text = useText()
  const possible = results.filter(({ refused }) => refused === null).map(({ ref }) => ref)
  const [refs, setRefs] = useState(possible)
  const [nothing, setNothing] = useState(false)
  const act = () => {
    setNothing(refs.length === 0)
    if (refs.length > 0) rest.onAct(refs)
  }
  const toggle = (ref: string, on: boolean) =>
    setRefs(on ? [...refs, ref] : refs.filter((one) => one !== ref))
  if (results.length === 0) {
    return (
      <div className={styles.form}>
        <Empty>{text('people.reassign.none', { name: names.from })}</Empty>
        <Back {...rest} />
      </div>
    )
  }
  return (
    <div className={styles.form}>
      <p className={styles.summary} role="status">
        {text('people.reassign.would', { count: possible.length, ...names })}
      </p>
      {results.length > possible.length && (
        <p className="tc-note">
          {text('people.reassign.stay', { count: results.length - possible.length })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keys */}
      <section className={styles.preview} tabIndex={0} aria-label={text('people.reassign.caption')}>
        <DataTable
          caption={text('people.reassign.caption')}
          head={
            <>
              <th scope="col">{text('people.reassign.case')}</th>
              <th scope="col">{text('people.reassign.receives')}</th>
            </>
          }
        >
          {results.map((row) => (
            <tr key={row.ref}>
              <th scope="row">
                <Checkbox
                  label={row.ref}
                  disabled={row.refused !== null}
                  checked={refs.includes(row.ref)}
                  onChange={(event) => toggle(row.ref, event.currentTarget.checked)}
                />
              </th>
              <td data-label={text('people.reassign.receives')}>
                <Receives row={row} />
              </td>
            </tr>
          ))}
        </DataTable>
      </section>
      {nothing && refs.length === 0 && (
        <FormErrors errors={[{ message: text('people.reassign.missing-cases') }]} />
      )}
      {rest.error !== null && (
        <Trouble error={rest.error} what={text('people.reassign.not-done')} />
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={rest.onBack}>
          {text('people.reassign.back')}
        </Button>
        <Button loading={rest.busy} onClick={act}>
          {text('people.reassign.act', { count: refs.length, name: names.to })}
        </Button>
      </div>
    </div>
  )
}

function Back({ onBack }: Pick<ReassignPreviewProps, 'onBack'>) {
  const text = useText()
  return (
    <div className={styles.buttons}>
      <Button variant="default" onClick={onBack}>
        {text('people.reassign.back')}
      </Button>
    </div>
  )
}

/** What the receiver gets in one case, or why the case stays as it is. */
export function Receives({ row }: { row: ReassignResult }) {
  const text = useText()
  const words = useWords()
  const format = useFormat()
  if (row.refused !== null) {
    const id = `problems.${row.refused}`
    return words.has(id) ? words.text(id) : row.refused
  }
  const parts = [
    ...row.relations.map((relation) =>
      row.already.includes(relation)
        ? text('people.reassign.already', { relation: text(`cases.relation.${relation}`) })
        : text(`cases.relation.${relation}`),
    ),
    ...(row.leads > 0 ? [text('people.reassign.leads', { count: row.leads })] : []),
    ...(row.offers > 0 ? [text('people.reassign.offers', { count: row.offers })] : []),
    ...(row.asked > 0 ? [text('people.reassign.asked', { count: row.asked })] : []),
    ...(row.milestones > 0 ? [text('people.reassign.milestones', { count: row.milestones })] : []),
  ]
  return format.list(parts)
}
