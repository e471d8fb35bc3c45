import { Button } from '@mantine/core'
import { useState } from 'react'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { SeenLog, SeenWitness } from '../../log-contract.ts'
import { AddWitness } from './add-witness.tsx'
import { useChange } from './change.ts'
import styles from './log.module.css'

const columns = ['name', 'agency', 'state', 'last'] as const

/** Who vouches for the log, and when they last did. */
export function Witnesses({ log, may }: { log: SeenLog['log']; may: boolean }) {
  const text = useText()
  const [adding, setAdding] = useState(false)
  const witnesses = log?.witnesses ?? []
  return (
    <Section
      title={text('witnesses.all.title')}
      note={text('witnesses.all.note')}
      action={
        may && (
          <Button variant="default" onClick={() => setAdding(true)} data-no-print>
            {text('witnesses.add.open')}
          </Button>
        )
      }
    >
      {witnesses.length === 0 && <Empty>{text('witnesses.all.none')}</Empty>}
      {witnesses.length > 0 && (
        <DataTable
          caption={text('witnesses.all.title')}
          head={
            <>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {text(`witnesses.column.${column}`)}
                </th>
              ))}
              {may && (
                <td>
                  <span className="tc-visually-hidden">{text('witnesses.remove.open')}</span>
                </td>
              )}
            </>
          }
        >
          {witnesses.map((witness) => (
            <Line key={witness.id} witness={witness} may={may} />
          ))}
        </DataTable>
      )}
      {adding && <AddWitness onClose={() => setAdding(false)} />}
    </Section>
  )
}

function Line({ witness, may }: { witness: SeenWitness; may: boolean }) {
  const text = useText()
  const format = useFormat()
  const { name, agency, signed, signedAt, signedSize } = witness
  return (
    <tr>
      <th scope="row">
        <span className={styles.mono} dir="ltr">
          {name}
        </span>
      </th>
      <td data-label={text('witnesses.column.agency')}>
        {agency ? <AgencyBadge agency={agency} withName /> : text('witnesses.outside')}
      </td>
      <td data-label={text('witnesses.column.state')}>
        <Chip state={signed ? 'settled' : 'due'}>
          {text(`witnesses.state.${signed ? 'signed' : 'open'}`)}
        </Chip>
      </td>
      <td data-label={text('witnesses.column.last')}>
        {signedAt
          ? text('witnesses.last', { when: format.moment(signedAt), size: signedSize })
          : text('witnesses.never')}
      </td>
      {may && (
        <td>
          <Remove witness={witness} />
        </td>
      )}
    </tr>
  )
}

function Remove({ witness }: { witness: SeenWitness }) {
  const text = useText()
  const [asking, setAsking] = useState(false)
  const { name } = witness
  const remove = useChange(() => setAsking(false))
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={text('witnesses.remove.label', { name })}
        onClick={() => setAsking(true)}
        data-no-print
      >
        {text('witnesses.remove.open')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={text('witnesses.remove.label', { name })}
        confirm={text('witnesses.remove.open')}
        busy={remove.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => remove.mutate({ kind: 'remove', witnessId: witness.id })}
      >
        <p>{text('witnesses.remove.text')}</p>
        {remove.error && <Trouble error={remove.error} />}
      </ConfirmDialog>
    </>
  )
}
