import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import {
  changeAgreementDraft,
  createAgreementDraft,
  settleAgreementDraft,
} from '../../../../web/client.gen.ts'
import { useFirstPress, useMadeOnce } from '../../../../web/idempotency.ts'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { UnsavedGuard } from '../../../../web/parts/unsaved-guard.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { Agency } from '../../../admin/contract.ts'
import type { AgreementDraft, DraftContent } from '../../draft-contract.ts'
import styles from './agreement.module.css'
import { useRefreshAgreements } from './agreement-api.ts'
import { FactFields } from './fact-fields.tsx'
import {
  ContactFields,
  CourseFields,
  DutyFields,
  RetentionFields,
  StartingText,
} from './more-fields.tsx'
import { PartyMatrix } from './party-matrix.tsx'

interface DraftFormProps {
  agencies: readonly Agency[]
  draft?: AgreementDraft
  start: DraftContent
  /** Others read the text, and change nothing. */
  steers: boolean
}

/** The whole agreement on one page; it can be kept unfinished at any time. */
export function DraftForm({ agencies, draft, start, steers }: DraftFormProps) {
  const text = useText()
  const navigate = useNavigate()
  const [content, setContent] = useState(start)
  const [kept, setKept] = useState(draft)
  const [asking, setAsking] = useState(false)
  const [saved, setSaved] = useState(start)
  const once = useMadeOnce()
  const firstPress = useFirstPress()
  const change = (part: Partial<DraftContent>) => setContent({ ...content, ...part })
  const refresh = useRefreshAgreements()
  const keep = async () => {
    const now = kept
      ? await changeAgreementDraft(
          { path: { id: kept.id }, body: content },
          { ifMatch: kept.version },
        )
      : await once((options) => createAgreementDraft({ body: content }, options))
    setKept(now)
    setSaved(content)
    return now
  }
  const save = useMutation({
    mutationFn: keep,
    onSuccess: async () => {
      await refresh()
      void toast(text('agreements.draft.kept'))
    },
  })
  const settle = useMutation({
    mutationFn: async () => {
      const now = await keep()
      return settleAgreementDraft({ path: { id: now.id } }, { ifMatch: now.version })
    },
    onSuccess: async () => {
      await refresh()
      void toast(text('agreements.draft.settled-now'))
      await navigate({ href: '/start/agreements', ignoreBlocker: true })
    },
    onSettled: () => setAsking(false),
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(settle.error ?? save.error)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(content, text)
    setMissing(found)
    if (found.length === 0) setAsking(true)
  }
  return (
    <form className={styles.draft} onSubmit={submit} noValidate>
      <UnsavedGuard when={content !== saved} />
      <FormErrors errors={errors} />
      <fieldset className={`${styles.whole} ${styles.draft}`} disabled={!steers}>
        {steers && content.supersedesId === null && (
          <StartingText content={content} change={change} />
        )}
        <FactFields content={content} change={change} agencies={agencies} errorOf={errorOf} />
        <CourseFields content={content} change={change} errorOf={errorOf} />
        <PartyMatrix
          content={content}
          change={change}
          agencies={agencies}
          error={errorOf('parties')}
        />
        <ContactFields content={content} change={change} errorOf={errorOf} />
        <DutyFields content={content} change={change} agencies={agencies} errorOf={errorOf} />
        <RetentionFields content={content} change={change} errorOf={errorOf} />
      </fieldset>
      <p className={styles.facts}>{text('agreements.draft.permits-nothing')}</p>
      {steers && (
        <div className={styles.buttons}>
          <Button
            variant="default"
            loading={save.isPending}
            onClick={() =>
              firstPress(() => {
                setMissing([])
                save.mutate()
              })
            }
          >
            {text('agreements.draft.keep')}
          </Button>
          <Button type="submit">{text('agreements.draft.settle')}</Button>
        </div>
      )}
      <ConfirmDialog
        opened={asking}
        title={text('agreements.draft.settle-title')}
        confirm={text('agreements.draft.settle')}
        busy={settle.isPending}
        onConfirm={() => settle.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>{text('agreements.draft.settle-note')}</p>
      </ConfirmDialog>
    </form>
  )
}

function missingIn(content: DraftContent, text: (id: string) => string): FormError[] {
  const fields = ['title', 'reference', 'document', 'validFrom', 'basis'] as const
  const found: FormError[] = fields
    .filter((field) => !content[field])
    .map((field) => ({ field, message: text(`agreements.missing.${field}`) }))
  if (content.parties.length < 2) {
    found.push({ field: 'parties', message: text('agreements.missing.parties') })
  }
  if (!content.parties.some(({ agencyId }) => agencyId === content.fallbackAgencyId)) {
    found.push({ field: 'fallbackAgencyId', message: text('agreements.missing.fallbackAgencyId') })
  }
  return found
}
