import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { Loading } from '../../../../web/parts/loading.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { Handling, ItemDetail } from '../../contract.ts'
import { composerQuery, useItemAct } from '../item-queries.ts'
import { fields } from '../write/draft.ts'
import { Conditions } from '../write/handling-fields.tsx'
import { ActDialog } from './act-dialog.tsx'

/** How it may be used from now on. */
export function HandleDialog({ item, onClose }: { item: ItemDetail; onClose: () => void }) {
  const text = useText()
  const composer = useQuery(composerQuery(item.ref))
  const [handling, setHandling] = useState<Handling>(item.handling)
  const save = useItemAct<void>(
    item.id,
    () => api.put(`/items/${item.id}/handling`, handling, { ifMatch: item.version }),
    () => {
      onClose()
      void toast(text('items.act-done.handle'))
    },
  )
  return (
    <ActDialog
      title={text('items.act.handle')}
      save={text('items.page.save')}
      saving={save.isPending}
      error={save.error}
      fields={fields}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      {composer.data ? (
        <Conditions
          handling={handling}
          set={(part) => setHandling({ ...handling, ...part })}
          meetings={composer.data.meetings}
          today={item.today}
          errorOf={() => undefined}
        />
      ) : (
        <Loading rows={4} />
      )}
    </ActDialog>
  )
}
