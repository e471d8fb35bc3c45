import { Button, Radio, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { todayHere } from '../../../../web/format.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Session, Worker } from '../../inreach-contract.ts'
import styles from '../directory/directory.module.css'
import { useRefreshInreach } from './inreach-queries.ts'
import { FormDialog } from './session-forms.tsx'

/** Who comes to the gate, and whether the prison lets them in; known to the two agencies only. */
export function Workers({ session }: { session: Session }) {
  const text = useText()
  const [open, setOpen] = useState<Worker | null>(null)
  const clears = session.may.includes('clear')
  const columns = ['name', 'role', 'clearance', ...(clears ? ['act'] : [])]
  return (
    <Section title={text('inreach.fields.workers')} note={text('inreach.workers.note')}>
      <DataTable
        caption={text('inreach.fields.workers')}
        head={columns.map((column) => (
          <th key={column} scope="col">
            {text(`inreach.fields.${column}`)}
          </th>
        ))}
      >
        {session.workers.map((worker) => (
          <tr key={worker.id}>
            <th scope="row">{worker.name}</th>
            <td data-label={text('inreach.fields.role')}>
              {worker.role || text('prisons.unknown')}
            </td>
            <td data-label={text('inreach.fields.clearance')}>
              <Clearance worker={worker} />
            </td>
            {clears && (
              <td data-label={text('inreach.fields.act')}>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={text('inreach.workers.answer-for', { name: worker.name })}
                  onClick={() => setOpen(worker)}
                >
                  {text('inreach.workers.answer')}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </DataTable>
      {open && <ClearForm worker={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

function Clearance({ worker }: { worker: Worker }) {
  const text = useText()
  const format = useFormat()
  if (worker.clearance === 'cleared') {
    const day = format.date(worker.clearedUntil ?? '')
    const over = (worker.clearedUntil ?? '') < todayHere()
    if (over) return <Chip state="due">{text('inreach.workers.was-cleared', { day })}</Chip>
    return <Chip state="settled">{text('inreach.workers.cleared', { day })}</Chip>
  }
  if (worker.clearance === 'refused') {
    return (
      <span>
        <Chip state="declined">{text('inreach.workers.refused')}</Chip>
        <span className={styles.under}>{worker.reason}</span>
      </span>
    )
  }
  return <Chip state="offered">{text('inreach.workers.asked')}</Chip>
}

function ClearForm({ worker, onClose }: { worker: Worker; onClose: () => void }) {
  const text = useText()
  const [answer, setAnswer] = useState(worker.clearance === 'refused' ? 'refuse' : 'clear')
  const [until, setUntil] = useState(worker.clearedUntil ?? '')
  const [reason, setReason] = useState(worker.reason ?? '')
  const refresh = useRefreshInreach()
  const save = useMutation({
    mutationFn: () =>
      api.post<Session>(
        `/inreach-workers/${worker.id}/clearance`,
        answer === 'clear'
          ? { until: until || null, reason: null }
          : { until: null, reason: reason.trim() || null },
        { ifMatch: worker.version },
      ),
    onSuccess: async () => {
      await refresh()
      void toast(text('inreach.workers.saved'))
      onClose()
    },
  })
  const errors = useFormProblems(save.error, { until: 'clear-until', reason: 'clear-reason' })
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <FormDialog
      title={text('inreach.workers.answer-for', { name: worker.name })}
      send={text('inreach.workers.save')}
      busy={save.isPending}
      errors={errors}
      onClose={onClose}
      onSend={() => save.mutate()}
    >
      <Radio.Group label={text('inreach.fields.clearance')} value={answer} onChange={setAnswer}>
        <div className={styles.fields}>
          <Radio value="clear" label={text('inreach.workers.let-in')} />
          <Radio value="refuse" label={text('inreach.workers.refuse')} />
        </div>
      </Radio.Group>
      {answer === 'clear' ? (
        <TextInput
          id="clear-until"
          type="date"
          min={todayHere()}
          label={text('inreach.workers.until')}
          value={until}
          error={errorOf('clear-until')}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      ) : (
        <Textarea
          id="clear-reason"
          label={text('inreach.workers.reason')}
          description={text('inreach.workers.reason-note')}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          error={errorOf('clear-reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  )
}
