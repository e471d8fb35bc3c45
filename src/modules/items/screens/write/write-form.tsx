import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Page } from '../../../../web/parts/page.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { ItemComposer } from '../../contract.ts'
import { previewQuery } from '../item-queries.ts'
import { Audience } from './audience.tsx'
import { Details } from './details.tsx'
import { bodyOf, type Draft, fields, missingIn, newDraft, previewOf, readDraft } from './draft.ts'
import { HandlingFields } from './handling-fields.tsx'
import { ReadersRail } from './readers-rail.tsx'
import { SpecialFields } from './special-fields.tsx'
import { useKeptDraft } from './use-kept-draft.ts'
import { What } from './what.tsx'
import styles from './write.module.css'

/** The form with its readers. What is typed is kept as a draft, so that nothing is lost. */
export function WriteForm({ composer }: { composer: ItemComposer }) {
  const text = useText()
  const navigate = useNavigate()
  const { ref } = composer
  const fresh = newDraft(composer.today, document.documentElement.lang)
  const [draft, setDraft] = useState<Draft>(() => readDraft(composer.draft?.content, fresh))
  const [missing, setMissing] = useState<FormError[]>([])
  const preview = useQuery(previewQuery(ref, previewOf(composer, draft)))
  const toCase = () => void navigate({ to: '/cases/$ref', params: { ref } })
  const keeping = useKeptDraft(ref, draft)
  const count = preview.data?.readers.length ?? 0
  const save = useSave(composer, draft, keeping, () => {
    void toast(text('items.write.saved', { count }))
    toCase()
  })
  const refused = useFormProblems(save.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(draft, text)
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  const parts = {
    composer,
    draft,
    change: (part: Partial<Draft>) => setDraft((former) => ({ ...former, ...part })),
    errorOf: (field: keyof typeof fields) =>
      errors.find((error) => error.field === fields[field])?.message,
  }
  return (
    <Page
      title={text('items.write.title', { ref })}
      note={text('items.write.note', { agency: composer.agency.name })}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      rail={
        <ReadersRail
          {...parts}
          preview={preview.data ?? null}
          trouble={preview.error}
          saving={save.isPending}
          keeping={keeping.busy}
          onKeep={() => keeping.now(toCase)}
          onDiscard={() =>
            keeping.discard(fresh, () => {
              setDraft(fresh)
              setMissing([])
            })
          }
        />
      }
    >
      <form id="write-item" className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        <What {...parts} />
        <Details {...parts} />
        <Audience {...parts} />
        <HandlingFields {...parts} />
        <SpecialFields {...parts} />
      </form>
    </Page>
  )
}

/** What every part of the form gets. */
export interface PartProps {
  composer: ItemComposer
  draft: Draft
  change: (part: Partial<Draft>) => void
  errorOf: (field: keyof typeof fields) => string | undefined
}

function useSave(
  composer: ItemComposer,
  draft: Draft,
  keeping: ReturnType<typeof useKeptDraft>,
  done: () => void,
) {
  const client = useQueryClient()
  const once = useMadeOnce()
  return useMutation({
    mutationFn: () =>
      once((options) => api.post(`/cases/${composer.ref}/items`, bodyOf(composer, draft), options)),
    // A draft that arrives after the item would stand there as if it had never been saved.
    onMutate: keeping.stop,
    onSuccess: async () => {
      await keeping.saved()
      await client.invalidateQueries({ queryKey: ['items', composer.ref] })
      done()
    },
    onError: keeping.goOn,
  })
}
