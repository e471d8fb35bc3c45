import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type Make, useMadeOnce } from '../../../../web/idempotency.ts'
import { Empty } from '../../../../web/parts/empty.tsx'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
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
import { ToldChoice, type ToldDraft } from './told-choice.tsx'
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
      {choice.data?.items.length === 0 && (
        <Empty next={text('sharing.new.nothing-next')}>{text('sharing.new.nothing')}</Empty>
      )}
      {choice.data && choice.data.items.length > 0 && form(choice.data)}
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
  send: Make
  words: { save: string; done: string; failed: string }
  children: (errorOf: (id: string) => string | undefined) => ReactNode
}

/** Which items, to whom and why, and whether the person knows: sent once, and back to the shares of the case. */
export function HandOnForm(props: HandOnFormProps) {
  const { choice, items, onItems, told, onTold, states, withReview, words, children } = props
  const go = useNavigate()
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
  const problems = useFormProblems(save.error, {
    items: 'share-items',
    informed: 'told-choice',
    ...props.fields,
  })
  const errorOf = (id: string) => problems.find(({ field }) => field === id)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
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
        error={errorOf('told-choice')}
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
