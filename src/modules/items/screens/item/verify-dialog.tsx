import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ItemDetail } from '../../contract.ts'
import styles from '../item.module.css'
import { useItemAct } from '../item-queries.ts'
import { ActDialog } from './act-dialog.tsx'

/** Somebody looked again: it still holds, until the next time. */
export function VerifyDialog({ item, onClose }: { item: ItemDetail; onClose: () => void }) {
  const text = useText()
  const format = useFormat()
  const [reviewBy, setReviewBy] = useState(item.reviewUsual)
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
        max={item.reviewUsual}
        description={text('items.write.review-latest', { date: format.date(item.reviewUsual) })}
        onChange={({ currentTarget }) => setReviewBy(currentTarget.value)}
      />
    </ActDialog>
  )
}
