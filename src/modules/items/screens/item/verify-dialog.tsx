import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { ItemDetail } from '../../contract.ts'
import { usualReviewDays } from '../../vocabulary.ts'
import styles from '../item.module.css'
import { useItemAct } from '../item-queries.ts'
import { ActDialog } from './act-dialog.tsx'

/** Somebody looked again: it still holds, until the next time. */
export function VerifyDialog({ item, onClose }: { item: ItemDetail; onClose: () => void }) {
  const text = useText()
  const [reviewBy, setReviewBy] = useState(dayLater(item.today))
  const save = useItemAct<void>(
    item.id,
    () => api.post(`/items/${item.id}/verify`, { reviewBy }, { ifMatch: item.version }),
    () => {
      onClose()
      void toast(text('items.act-done.verify'))
    },
  )
  return (
    <ActDialog
      title={text('items.act.verify')}
      save={text('items.act.verify')}
      saving={save.isPending}
      error={save.error}
      fields={{ reviewBy: 'verify-by' }}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <p className={styles.why}>{text('items.act-note.verify')}</p>
      <TextInput
        id="verify-by"
        type="date"
        label={text('items.write.review-by')}
        value={reviewBy}
        min={item.today}
        onChange={({ currentTarget }) => setReviewBy(currentTarget.value)}
      />
    </ActDialog>
  )
}

const dayLater = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + usualReviewDays * 86_400_000).toISOString().slice(0, 10)
