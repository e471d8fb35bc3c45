import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Standing } from '../../contract.ts'
import { StandingForm } from './standing-form.tsx'
import { standingsQuery } from './standing-queries.ts'

const columns = ['domain', 'whom', 'limits', 'valid', 'used', 'act'] as const

/** What our desk accepts in advance: with which limits, and how much of them is used. */
export function StandingSection() {
  const text = useText()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Standing | null>(null)
  const found = useQuery(standingsQuery)
  const rows = found.data?.standings ?? []
  if (found.data && !found.data.mayAdd && rows.length === 0) return null
  return (
    <Section
      id="standing"
      title={text('handovers.standing.title')}
      note={text('handovers.standing.note')}
      action={
        found.data?.mayAdd && (
          <button type="button" className="tc-link" onClick={() => setAdding(true)}>
            {text('handovers.standing.add')}
          </button>
        )
      }
    >
      {found.isPending && <Loading />}
      {found.isError && !found.data && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && rows.length === 0 && (
        <Empty next={text('handovers.standing.next')}>{text('handovers.standing.none')}</Empty>
      )}
      {rows.length > 0 && (
        <DataTable
          caption={text('handovers.standing.caption')}
          head={columns.map((column) => (
            <th key={column} scope="col">
              {text(`handovers.standing.col.${column}`)}
            </th>
          ))}
        >
          {rows.map((row) => (
            <StandingRow key={row.id} standing={row} onEnd={() => setEnding(row)} />
          ))}
        </DataTable>
      )}
      {adding && found.data && (
        <StandingForm standings={found.data} onClose={() => setAdding(false)} />
      )}
      {ending && <EndStanding standing={ending} onClose={() => setEnding(null)} />}
    </Section>
  )
}

const chips: Record<Standing['state'], ChipState> = {
  in_force: 'settled',
  to_come: 'neutral',
  over: 'neutral',
  ended: 'neutral',
}

function StandingRow({ standing, onEnd }: { standing: Standing; onEnd: () => void }) {
  const text = useText()
  const format = useFormat()
  const { domain, prisons, from, until, state, madeBy, madeOn, endedOn } = standing
  const label = (column: (typeof columns)[number]) => text(`handovers.standing.col.${column}`)
  const name = text(`domains.${domain}`)
  const open = state === 'in_force' || state === 'to_come'
  return (
    <tr>
      <th scope="row">
        {name}
        <p className="tc-note">
          {text('handovers.standing.by', { name: madeBy, date: format.date(madeOn) })}
        </p>
      </th>
      <td data-label={label('whom')}>
        {prisons.length > 0
          ? format.list(prisons.map((prison) => prison.name))
          : text('handovers.standing.any-prison')}
      </td>
      <td data-label={label('limits')}>
        <Limits standing={standing} />
      </td>
      <td data-label={label('valid')}>
        {text('handovers.standing.valid', { from: format.date(from), until: format.date(until) })}
      </td>
      <td data-label={label('used')}>
        <Used standing={standing} />
      </td>
      <td data-label={label('act')}>
        <Chip state={chips[state]}>
          {text(`handovers.standing.state.${state}`, {
            date: endedOn && format.dayMonth(endedOn),
          })}
        </Chip>
        {open && (
          <Button
            mt={6}
            display="block"
            variant="default"
            size="xs"
            onClick={onEnd}
            aria-label={text('handovers.standing.end-label', { domain: name })}
          >
            {text('handovers.standing.end')}
          </Button>
        )}
      </td>
    </tr>
  )
}

function Limits({ standing: { atOnce, perMonth, maxDays } }: { standing: Standing }) {
  const text = useText()
  const said = [
    atOnce !== null && text('handovers.standing.at-once', { count: atOnce }),
    perMonth !== null && text('handovers.standing.per-month', { count: perMonth }),
    maxDays !== null && text('handovers.standing.max-days', { count: maxDays }),
  ].filter((words) => words !== false)
  return said.map((words) => <p key={words}>{words}</p>)
}

function Used({ standing: { atOnce, perMonth, used } }: { standing: Standing }) {
  const text = useText()
  return (
    <>
      {atOnce !== null && (
        <p>{text('handovers.standing.used-now', { used: used.now, limit: atOnce })}</p>
      )}
      {perMonth !== null && (
        <p>{text('handovers.standing.used-month', { used: used.month, limit: perMonth })}</p>
      )}
      <p className="tc-note">{text('handovers.standing.used-all', { count: used.all })}</p>
    </>
  )
}

function EndStanding({ standing, onClose }: { standing: Standing; onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () =>
      api.post(`/standing-acceptances/${standing.id}/end`, {}, { ifMatch: standing.version }),
    onSuccess: () => {
      onClose()
      void toast(text('handovers.standing.ended'))
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['standings'] }),
  })
  return (
    <ConfirmDialog
      opened
      title={text('handovers.standing.end-title')}
      confirm={text('handovers.standing.end-confirm')}
      busy={end.isPending}
      onConfirm={() => end.mutate()}
      onCancel={onClose}
    >
      {end.error && <Trouble error={end.error} />}
      <p>{text('handovers.standing.end-note')}</p>
    </ConfirmDialog>
  )
}
