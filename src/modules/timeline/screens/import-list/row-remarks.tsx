import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { Chip } from '../../../../web/parts/chip.tsx'
import { PrintButton } from '../../../../web/parts/print-button.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ImportPreview, ImportRemark } from '../../import-contract.ts'
import styles from './import-list.module.css'

const AT_FIRST = 25

/** Rows that need a look: the line, what is wrong, what to do. Can be printed for the prison. */
export function RowRemarks({ preview }: { preview: ImportPreview }) {
  const text = useText()
  const [code, setCode] = useState('')
  const [whole, setWhole] = useState(false)
  const print = () => {
    // On paper stands every row, whatever the screen shows.
    flushSync(() => setWhole(true))
    window.print()
  }
  const all = [
    ...preview.errors.map((remark) => ({ ...remark, kind: 'error' as const })),
    ...preview.warnings.map((remark) => ({ ...remark, kind: 'warning' as const })),
  ].sort((a, b) => a.line - b.line)
  if (all.length === 0) return null
  const shown = code ? all.filter((remark) => remark.code === code) : all
  return (
    <Section
      title={text('imports.remarks.title')}
      note={text('imports.remarks.note', { count: preview.errors.length })}
    >
      <div className={styles.filters} data-no-print>
        <NativeSelect
          aria-label={text('imports.remarks.filter')}
          value={code}
          data={[{ value: '', label: text('imports.remarks.all') }, ...choices(all, text)]}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <PrintButton onPrint={print} />
      </div>
      <Remarks
        remarks={whole ? shown : shown.slice(0, AT_FIRST)}
        rest={whole ? 0 : Math.max(0, shown.length - AT_FIRST)}
        onRest={() => setWhole(true)}
      />
    </Section>
  )
}

type Kept = ImportRemark & { kind: 'error' | 'warning' }

function choices(all: readonly Kept[], text: (id: string) => string) {
  const counts = new Map<string, number>()
  for (const { code } of all) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].map(([code, count]) => ({
    value: code,
    label: `${text(`imports.codes.${code}`)} (${count})`,
  }))
}

interface RemarksProps {
  remarks: readonly Kept[]
  rest: number
  onRest: () => void
}

function Remarks({ remarks, rest, onRest }: RemarksProps) {
  const text = useText()
  const format = useFormat()
  return (
    <>
      <DataTable
        caption={text('imports.remarks.title')}
        head={
          <>
            <th scope="col">{text('imports.remarks.line')}</th>
            <th scope="col">{text('imports.remarks.what')}</th>
            <th scope="col">{text('imports.remarks.number')}</th>
            <th scope="col">{text('imports.remarks.do')}</th>
          </>
        }
      >
        {remarks.map((remark) => (
          <tr key={`${remark.line}-${remark.code}`}>
            <th scope="row" className={styles.line}>
              <span className={styles.phoneWord}>{text('imports.remarks.line')} </span>
              {format.number(remark.line)}
            </th>
            <td className={styles.code}>
              <Chip state={remark.kind === 'error' ? 'gap' : 'due'}>
                {text(`imports.codes.${remark.code}`)}
              </Chip>
            </td>
            <td data-label={text('imports.remarks.number')}>
              <bdi>{remark.number ?? text('imports.remarks.not-readable')}</bdi>
            </td>
            <td>{remark.sentence}</td>
          </tr>
        ))}
      </DataTable>
      {rest > 0 && (
        <Button variant="default" mt={12} data-no-print onClick={onRest}>
          {text('imports.remarks.rest', { count: rest })}
        </Button>
      )}
    </>
  )
}
