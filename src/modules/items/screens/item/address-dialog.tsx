import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { Loading } from '../../../../web/parts/loading.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ItemComposer, ItemDetail } from '../../contract.ts'
import styles from '../item.module.css'
import { composerQuery, previewQuery, useItemAct } from '../item-queries.ts'
import { NotReaders, ReaderList, readerSentence } from '../readers.tsx'
import { Audience } from '../write/audience.tsx'
import { audienceOf, type Draft, newDraft } from '../write/draft.ts'
import { ActDialog } from './act-dialog.tsx'

/** For whom it is meant from now on, with the list of readers as it would be. */
export function AddressDialog({ item, onClose }: { item: ItemDetail; onClose: () => void }) {
  const text = useText()
  const composer = useQuery(composerQuery(item.ref))
  if (composer.data) return <AddressForm item={item} composer={composer.data} onClose={onClose} />
  return (
    <ActDialog
      title={text('items.act.address')}
      save={text('items.page.save')}
      saving={false}
      error={composer.error}
      onSave={onClose}
      onClose={onClose}
    >
      <Loading rows={4} />
    </ActDialog>
  )
}

interface AddressFormProps {
  item: ItemDetail
  composer: ItemComposer
  onClose: () => void
}

function AddressForm({ item, composer, onClose }: AddressFormProps) {
  const text = useText()
  const format = useFormat()
  const [draft, setDraft] = useState<Draft>(() => draftOf(item, composer))
  const readBy = audienceOf(composer, draft)
  const { meetingId, deleteOn } = item.handling
  const preview = useQuery(
    previewQuery(item.ref, {
      ...{ category: item.category, ...readBy },
      ...{ meetingId, deleteOn, itemId: item.id },
    }),
  )
  const save = useItemAct<void>(
    item.id,
    () => api.put(`/items/${item.id}/audience`, readBy, { ifMatch: item.version }),
    () => {
      onClose()
      void toast(text('items.act-done.address'))
    },
  )
  return (
    <ActDialog
      title={text('items.act.address')}
      save={text('items.write.save-for', { count: preview.data?.readers.length ?? 0 })}
      saving={save.isPending}
      error={save.error ?? preview.error}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <Audience
        composer={composer}
        draft={draft}
        change={(part) => setDraft({ ...draft, ...part })}
        errorOf={() => undefined}
      />
      {preview.data && (
        <div className={styles.rail} aria-live="polite">
          <p className={styles.sentence}>{readerSentence(text, format, preview.data.readers)}</p>
          <ReaderList readers={preview.data.readers} />
          <NotReaders others={preview.data.others} clause={preview.data.clause} />
        </div>
      )}
    </ActDialog>
  )
}

/** The choice as it stands: the table, or the agencies whose seats are named. */
function draftOf(item: ItemDetail, composer: ItemComposer): Draft {
  const named = composer.table
    .filter(({ principals }) => principals.some((one) => item.audience.includes(one)))
    .map(({ agency }) => agency.id)
  return {
    ...newDraft(item.today, ''),
    category: item.category,
    functional: item.words?.functional?.code ?? '',
    chosen: item.mode === 'table' ? null : item.mode === 'named' ? named : [],
  }
}
