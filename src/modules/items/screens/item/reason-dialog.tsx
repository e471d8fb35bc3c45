import { Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { ItemDetail } from '../../contract.ts'
import styles from '../item.module.css'
import { useItemAct } from '../item-queries.ts'
import { ActDialog } from './act-dialog.tsx'

const states = { withdraw: 'withdrawn', restrict: 'restricted', release: 'current' } as const
type Act =
  | keyof typeof states
  | 'correct'
  | 'approve'
  | 'refuse'
  | 'approve-change'
  | 'refuse-change'
  | 'drop-change'

// words: items.act-note.
// words: items.act-done.

/** Taking back, keeping from others, giving free, approving: what it means, and why. */
export function ReasonDialog({
  item,
  act,
  proposal,
  onClose,
}: {
  item: ItemDetail
  act: Act
  /** The change that is decided or taken back. */
  proposal?: string
  onClose: () => void
}) {
  const text = useText()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const options = { ifMatch: item.version }
  const unasked = act === 'drop-change' || act === 'correct'
  const free = unasked || act.startsWith('approve')
  const save = useItemAct<void>(
    item.id,
    () => {
      const why = reason.trim()
      const change = `/items/${item.id}/proposals/${proposal}`
      if (act === 'correct') return api.post(`/items/${item.id}/correction`, {})
      if (act === 'drop-change') return api.delete(change, options)
      if (act === 'withdraw' || act === 'restrict' || act === 'release')
        return api.post(`/items/${item.id}/state`, { state: states[act], reason: why }, options)
      return api.post(
        proposal ? `${change}/decision` : `/items/${item.id}/decision`,
        { approved: act.startsWith('approve'), ...(why && { reason: why }) },
        options,
      )
    },
    () => {
      onClose()
      void toast(text(`items.act-done.${act}`))
    },
  )
  const refused = useFormProblems(save.error, { reason: 'item-reason' })
  const submit = () => {
    const needed = !free && !reason.trim()
    setMissing(
      needed ? [{ field: 'item-reason', message: text('problems.item_reason_missing') }] : [],
    )
    if (!needed) save.mutate()
  }
  return (
    <ActDialog
      title={text(`items.act.${act}`)}
      save={text(`items.act.${act}`)}
      saving={save.isPending}
      error={save.error}
      missing={missing}
      fields={{ reason: 'item-reason' }}
      onSave={submit}
      onClose={onClose}
    >
      <p className={styles.why}>{text(`items.act-note.${act}`)}</p>
      {act === 'release' && (
        <p className={styles.why}>
          <Link to="/cases/$ref/rights" params={{ ref: item.ref }}>
            {text('items.page.told-first')}
          </Link>
        </p>
      )}
      {!unasked && (
        <Textarea
          id="item-reason"
          label={text('items.page.reason')}
          {...(free && { description: text('items.write.optional') })}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          error={(missing[0] ?? refused.find(({ field }) => field === 'item-reason'))?.message}
          maxLength={4000}
          autosize
          minRows={2}
        />
      )}
    </ActDialog>
  )
}
