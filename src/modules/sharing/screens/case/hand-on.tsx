import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type Make, useFirstPress, useMadeOnce } from '../../../../web/idempotency.ts'
import { runningQuery } from '../../../../web/looks.ts'
import { Empty } from '../../../../web/parts/empty.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Page } from '../../../../web/parts/page.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { UnsavedGuard } from '../../../../web/parts/unsaved-guard.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { ShareChoice } from '../../share-contract.ts'
import styles from '../sharing.module.css'
import { choiceQuery, useRefreshSharing } from '../sharing-queries.ts'
import { ItemChoice } from './item-choice.tsx'
import { missingOfTold, ToldChoice, type ToldDraft } from './told-choice.tsx'
import { isUnseen, UnseenCase } from './unseen.tsx'

interface HandOnPageProps {
  title: string
  note: string
  form: (choice: ShareChoice) => ReactNode
}

/** The page on which items are handed on: what my agency holds of this case is its choice. */
export function HandOnPage({ title, note, form }: HandOnPageProps) {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const choice = useQuery(choiceQuery(ref))
  const looks = useQuery(runningQuery).data?.overrides.some((one) => one.ref === ref) ?? false
  if (isUnseen(choice.error)) return <UnseenCase />
  return (
    <Page
      title={title}
      note={note}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
        { label: text('sharing.shares.link'), to: `/cases/${ref}/sharing` },
      ]}
    >
      {choice.isPending && <Loading rows={6} />}
      {choice.error && <Trouble error={choice.error} onRetry={() => void choice.refetch()} />}
      {looks && <Empty>{text('sharing.new.looks-only')}</Empty>}
      {!looks && choice.data?.items.length === 0 && (
        <Empty next={text('sharing.new.nothing-next')}>{text('sharing.new.nothing')}</Empty>
      )}
      {!looks && choice.data && choice.data.items.length > 0 && form(choice.data)}
    </Page>
  )
}

interface HandOnFormProps {
  choice: ShareChoice
  items: readonly string[]
  onItems: (items: string[]) => void
  told: ToldDraft
  onTold: (told: ToldDraft) => void
  /** What may be said of telling the person. */
  states: readonly ToldDraft['state'][]
  withReview: boolean
  /** Field names of the server, and the inputs that they mean. */
  fields: Readonly<Record<string, string>>
  /** What is still missing, in words; checked before anything is sent. */
  missing: () => FormError[]
  send: Make
  words: { save: string; done: string; failed: string }
  children: (errorOf: (id: string) => string | undefined) => ReactNode
}

/** Which items, to whom and why, and whether the person knows: sent once, and back to the shares of the case. */
export function HandOnForm(props: HandOnFormProps) {
  const { choice, items, onItems, told, onTold, states, withReview, words, children } = props
  const text = useText()
  const go = useNavigate()
  const firstPress = useFirstPress()
  const once = useMadeOnce()
  const refresh = useRefreshSharing(choice.ref)
  const [typed, setTyped] = useState(false)
  const save = useMutation({
    mutationFn: () => once(props.send),
    onSuccess: async () => {
      await refresh()
      void toast(words.done)
      await go({
        to: '/cases/$ref/sharing',
        params: { ref: choice.ref },
        ignoreBlocker: true,
      })
    },
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(save.error, {
    items: 'share-items',
    informed: 'told-choice',
    ...props.fields,
  })
  const problems = missing.length > 0 ? missing : refused
  const errorOf = (id: string) => problems.find(({ field }) => field === id)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const none = items.length === 0
    const found = [
      ...(none ? [{ field: 'share-items', message: text('sharing.new.items-missing') }] : []),
      ...props.missing(),
      ...missingOfTold(told, withReview, text),
    ]
    setMissing(found)
    if (found.length === 0) firstPress(save.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} onInput={() => setTyped(true)} noValidate>
      <UnsavedGuard when={typed} />
      <FormErrors errors={problems} title={words.failed} />
      <ItemChoice
        choice={choice}
        chosen={items}
        error={errorOf('share-items')}
        onChange={onItems}
      />
      {children(errorOf)}
      <ToldChoice
        told={told}
        errorOf={errorOf}
        states={states}
        withReview={withReview}
        onChange={onTold}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
