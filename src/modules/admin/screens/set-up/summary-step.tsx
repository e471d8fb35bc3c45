import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { ApiProblem } from '../../../../web/api.ts'
import { readSession, setUp } from '../../../../web/client.gen.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { beginSession, type Session } from '../../../../web/session.ts'
import { useProblemText, useText, useWords } from '../../../../web/words.ts'
import { forgetSetUp, offered, type SetUpDraft } from './draft.ts'
import styles from './set-up.module.css'
import { type Step, StepButtons, type StepProps } from './steps.tsx'

interface SummaryStepProps extends StepProps {
  token: string
  onRefused: (step: Step, errors: FormError[]) => void
}

/** Everything once more, then the city is made in one go and its administrator is signed in. */
export function SummaryStep({ draft, token, onBack, onRefused }: SummaryStepProps) {
  const text = useText()
  const make = useMake(draft, token, onRefused)
  const refused = useFormProblems(make.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!make.isPending) make.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 className={styles.heading}>{text('setup.summary.title')}</h2>
      <FormErrors errors={refused} title={text('setup.summary.refused')} />
      <Facts draft={draft} />
      <p className={styles.note}>{text('setup.summary.note')}</p>
      <StepButtons onBack={onBack} next={text('setup.summary.make')} busy={make.isPending} />
    </form>
  )
}

function Facts({ draft }: { draft: SetUpDraft }) {
  const text = useText()
  const { language } = useWords()
  const country = new Intl.DisplayNames([language.format], { type: 'region' }).of(draft.country)
  const spoken = offered.filter(({ code }) => draft.languages.includes(code))
  const facts: [string, string][] = [
    ['setup.city.name', draft.city],
    ['setup.city.office', draft.office],
    ['setup.city.country', country ?? draft.country],
    ['setup.city.time-zone', draft.timeZone],
    ['setup.city.languages', spoken.map(({ name }) => name).join(', ')],
    ['setup.city.week', text(`setup.week.${draft.weekStarts}`)],
    ['setup.administrator.name', draft.name],
    ['setup.administrator.email', draft.email],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{text(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function useMake(draft: SetUpDraft, token: string, onRefused: SummaryStepProps['onRefused']) {
  const text = useText()
  const problemText = useProblemText()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async () => {
      const { name, email, passphrase, again: _, ...city } = draft
      const body = {
        ...city,
        city: city.city.trim(),
        office: city.office.trim(),
        region: city.region || null,
        coordinationDesk: text('setup.desks.coordination'),
        privacyDesk: text('setup.desks.privacy'),
        administrator: { name: name.trim(), email: email.trim(), passphrase },
      }
      await setUp({ path: { token }, body }, { quiet401: true })
      return (await readSession()) as Session
    },
    onSuccess: async (session) => {
      forgetSetUp()
      beginSession(session)
      await navigate({ href: '/start', replace: true })
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem) || error.status !== 422) return
      const parts = error.errors.length > 0 ? error.errors : [error]
      const lines = parts.map((part) => ({
        field: part.field?.replace('administrator.', ''),
        message: problemText(part),
      }))
      const own = ['name', 'email', 'passphrase']
      const first = lines.some(({ field }) => own.includes(field ?? ''))
      onRefused(first ? 'administrator' : 'city', lines)
    },
  })
}
