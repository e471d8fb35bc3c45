import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { askDisclosure } from '../../../web/client.gen.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useText } from '../../../web/words.ts'
import type { ShareChoice } from '../share-contract.ts'
import { ItemChoice } from './case/item-choice.tsx'
import { newTold, ToldChoice, type ToldDraft } from './case/told-choice.tsx'
import { isUnseen, UnseenCase } from './case/unseen.tsx'
import styles from './sharing.module.css'
import { choiceQuery, useRefreshSharing } from './sharing-queries.ts'

/** Asks the chair to let something reach somebody outside the table of agencies. */
export function NewDisclosure() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const choice = useQuery(choiceQuery(ref))
  if (isUnseen(choice.error)) return <UnseenCase />
  return (
    <Page
      title={text('sharing.out.new')}
      note={text('sharing.out.new-note')}
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
      {choice.data && choice.data.items.length > 0 && <Form choice={choice.data} />}
    </Page>
  )
}

const fields = {
  items: 'share-items',
  to: 'out-to',
  why: 'out-why',
  conditions: 'out-conditions',
  expiresOn: 'out-until',
  informed: 'told-why',
}

function Form({ choice }: { choice: ShareChoice }) {
  const text = useText()
  const go = useNavigate()
  const refresh = useRefreshSharing(choice.ref)
  const [items, setItems] = useState<string[]>([])
  const [words, setWords] = useState({ to: '', why: '', conditions: '', expiresOn: choice.today })
  const [told, setTold] = useState<ToldDraft>(newTold('told'))
  const ask = useMutation({
    mutationFn: () =>
      askDisclosure({
        path: { ref: choice.ref },
        body: {
          items,
          to: words.to.trim(),
          why: words.why.trim(),
          ...(words.conditions.trim() && { conditions: words.conditions.trim() }),
          expiresOn: words.expiresOn,
          informed:
            told.state === 'told' ? { on: told.on, how: told.how } : { postponed: told.why.trim() },
        },
      }),
    onSuccess: async () => {
      await refresh()
      void toast(text('sharing.out.sent'))
      await go({ to: '/cases/$ref/sharing', params: { ref: choice.ref } })
    },
  })
  const refused = useFormProblems(ask.error, fields)
  const problems = ask.error ? refused : []
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={problems} title={text('sharing.out.not-sent')} />
      <ItemChoice
        choice={choice}
        chosen={items}
        error={errorOf(fields.items)}
        onChange={setItems}
      />
      <TextInput
        id={fields.to}
        label={text('sharing.out.whom')}
        description={text('sharing.out.whom-note')}
        value={words.to}
        error={errorOf(fields.to)}
        onChange={(event) => setWords({ ...words, to: event.currentTarget.value })}
      />
      {(['why', 'conditions'] as const).map((name) => (
        <Textarea
          key={name}
          id={fields[name]}
          label={text(`sharing.out.${name}`)}
          description={text(`sharing.out.${name}-note`)}
          autosize
          minRows={2}
          maxLength={2000}
          value={words[name]}
          error={errorOf(fields[name])}
          onChange={(event) => setWords({ ...words, [name]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        id={fields.expiresOn}
        type="date"
        label={text('sharing.out.until')}
        description={text('sharing.out.until-note')}
        min={choice.today}
        value={words.expiresOn}
        error={errorOf(fields.expiresOn)}
        onChange={(event) => setWords({ ...words, expiresOn: event.currentTarget.value })}
      />
      <ToldChoice
        told={told}
        states={['told', 'postponed']}
        withReview={false}
        onChange={setTold}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={ask.isPending}>
          {text('sharing.out.send')}
        </Button>
      </div>
    </form>
  )
}
