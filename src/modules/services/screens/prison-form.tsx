import { Button, MultiSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem, api } from '../../../web/api.ts'
import { Conflict } from '../../../web/parts/conflict.tsx'
import { FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { PrisonCard, PrisonCardEntry } from '../card-contract.ts'
import styles from './directory/directory.module.css'
import { useRefreshServices } from './directory/directory-queries.ts'
import { usualLanguages } from './directory/service-draft.ts'
import { type CardText, draftOf, withoutEmptyLines } from './prisons/card-draft.ts'
import { LiaisonLines, TermLines } from './prisons/card-lines.tsx'
import { cardQuery } from './prisons/prison-queries.ts'

/** The card of a prison, written by the prison itself or by the coordinator. */
export function ChangePrison() {
  const text = useText()
  const { id = '' } = useParams({ strict: false })
  const { data: card, isPending, error, refetch } = useQuery(cardQuery(id))
  const crumbs = [
    { to: '/services/prisons', label: text('prisons.title') },
    ...(card ? [{ to: `/services/prisons/${id}`, label: card.prison.name }] : []),
  ]
  return (
    <Page title={text('prisons.change')} crumbs={crumbs}>
      {isPending && <Loading rows={8} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {card && <CardForm card={card} />}
    </Page>
  )
}

function CardForm({ card }: { card: PrisonCard }) {
  const text = useText()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => draftOf(card))
  const change = (part: Partial<PrisonCardEntry>) => setDraft((old) => ({ ...old, ...part }))
  const back = () =>
    void navigate({ to: '/services/prisons/$id', params: { id: String(card.prison.id) } })
  const refresh = useRefreshServices()
  const save = useMutation({
    mutationFn: (version: number) =>
      api.put<PrisonCard>(`/prison-cards/${card.prison.id}`, withoutEmptyLines(draft), {
        ifMatch: version,
      }),
    onSuccess: async () => {
      await refresh()
      void toast(text('prisons.saved'))
      back()
    },
  })
  const faster = currentOf(save.error)
  const refused = useFormProblems(save.error, fieldIds)
  const errors = faster ? [] : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(card.version)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      {faster && (
        <Conflict
          what={text('services.not-saved')}
          mine={text('prisons.mine')}
          theirs={text('prisons.theirs')}
          onUseMine={() => save.mutate(faster.version)}
          onKeepTheirs={back}
        />
      )}
      <TextParts draft={draft} change={change} errorOf={errorOf} />
      <Section title={text('prisons.fields.terms')}>
        <TermLines terms={draft.terms} onChange={(terms) => change({ terms })} />
      </Section>
      <Section title={text('prisons.fields.liaisons')}>
        <LiaisonLines liaisons={draft.liaisons} onChange={(liaisons) => change({ liaisons })} />
      </Section>
      <div className={styles.buttons}>
        <Button variant="default" component={Link} to={`/services/prisons/${card.prison.id}`}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {text('prisons.save')}
        </Button>
      </div>
    </form>
  )
}

interface TextPartsProps {
  draft: PrisonCardEntry
  change: (part: Partial<PrisonCardEntry>) => void
  errorOf: (field: string) => string | undefined
}

const LONG = { autosize: true, minRows: 2, maxRows: 12 } as const

function TextParts({ draft, change, errorOf }: TextPartsProps) {
  const text = useText()
  const format = useFormat()
  const field = (name: CardText, maxLength = 200) => ({
    id: `prison-${name}`,
    label: text(`prisons.fields.${name}`),
    value: draft[name],
    maxLength,
    error: errorOf(`prison-${name}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [name]: event.currentTarget.value }),
  })
  return (
    <>
      <Section title={text('prisons.parts.first')}>
        <div className={styles.fields}>
          <TextInput {...field('address')} />
          <div className={styles.pair}>
            <TextInput {...field('contact')} description={text('services.form.contact-note')} />
            <TextInput {...field('hours')} />
            <TextInput {...field('phone', 60)} type="tel" />
            <TextInput {...field('email')} type="email" />
          </div>
          <MultiSelect
            id="prison-languages"
            label={text('prisons.fields.languages')}
            searchable
            nothingFoundMessage={text('services.form.no-language')}
            value={draft.languages}
            data={[...new Set([...usualLanguages, ...draft.languages])].map((value) => ({
              value,
              label: format.language(value),
            }))}
            onChange={(languages) => change({ languages })}
          />
        </div>
      </Section>
      <Section title={text('prisons.parts.inside')}>
        <div className={styles.fields}>
          <Textarea {...field('visiting', 4000)} {...LONG} />
          <Textarea {...field('bring', 4000)} {...LONG} />
          <Textarea {...field('booking', 4000)} {...LONG} />
        </div>
      </Section>
      <Section title={text('prisons.parts.release')}>
        <div className={styles.fields}>
          <div className={styles.pair}>
            <TextInput {...field('releaseTimes')} />
            <TextInput {...field('releasePlace')} />
          </div>
          <Textarea {...field('money', 4000)} {...LONG} />
        </div>
      </Section>
    </>
  )
}

const fieldIds = Object.fromEntries(
  ['address', 'contact', 'phone', 'email', 'hours', 'visiting', 'bring', 'booking', 'money'].map(
    (field) => [field, `prison-${field}`],
  ),
)

/** What stands now, where somebody else was faster. */
function currentOf(error: unknown): PrisonCard | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 412) return undefined
  return error.extra.current as PrisonCard | undefined
}
