import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useText } from '../../../../web/words.ts'
import {
  type Capacity,
  type Consents,
  type ConsentWay,
  type HelpDomain,
  TextLanguage,
} from '../../consent-contract.ts'
import styles from '../rights.module.css'
import { AnswerFields, HelpFields } from './consent-fields.tsx'
import { sheetSearch, textQuery, textSearch, useRefreshConsents } from './consent-queries.ts'
import { TextView } from './text-view.tsx'

export const fields = {
  domain: 'consent-domain',
  agencies: 'consent-agencies',
  language: 'consent-language',
  answer: 'consent-answer',
  witness: 'consent-witness',
  explainedBy: 'consent-explained',
  on: 'consent-on',
}

export interface Draft {
  domain: HelpDomain
  agencies: number[]
  language: TextLanguage
  spoken: string
  answer: 'given' | 'refused' | null
  way: ConsentWay
  witness: string
  explainedBy: string
  capacity: Capacity
  on: string
}

/** Shows the person the text and takes down what they say. Where help is imposed it says on what it stands. */
export function SayConsent({ read, onClose }: { read: Consents; onClose: () => void }) {
  const text = useText()
  const refresh = useRefreshConsents(read.ref)
  const once = useMadeOnce()
  const [draft, setDraft] = useState(() => draftOf(read))
  const [missing, setMissing] = useState<FormError[]>([])
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const lane = read.lanes.find(({ domain }) => domain === draft.domain)
  const search = textSearch(draft)
  const ready = draft.agencies.length > 0 && lane?.refusal === null
  const shown = useQuery({ ...textQuery(read.ref, search), enabled: ready }).data
  const save = useMutation({
    mutationFn: () =>
      once((options) => api.post(`/cases/${read.ref}/consents`, bodyOf(draft), options)),
    onSuccess: async () => {
      await refresh()
      onClose()
      void toast(text('rights.consents.form.saved'))
    },
  })
  const refused = useFormProblems(save.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const submit = () => {
    const found = missingIn(draft, text)
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  const errorOf = (field: keyof typeof fields) =>
    errors.find((error) => error.field === fields[field])?.message
  return (
    <FormDialog
      size={680}
      title={text('rights.consents.form.title')}
      save={lane?.refusal === null ? text('rights.consents.form.save') : undefined}
      busy={save.isPending}
      errors={errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <HelpFields read={read} draft={draft} change={change} errorOf={errorOf} />
      {lane?.refusal && <p className={styles.basis}>{whyNot(text, lane)}</p>}
      {ready && shown && (
        <>
          <p className="tc-note">{text('rights.consents.form.shown')}</p>
          <TextView text={shown} />
          <p className="tc-small">
            <Link
              to="/cases/$ref/consents/text"
              params={{ ref: read.ref }}
              search={Object.fromEntries(new URLSearchParams(sheetSearch(search))) as never}
              target="_blank"
            >
              {text('rights.consents.form.print')}
            </Link>
          </p>
          <AnswerFields draft={draft} change={change} errorOf={errorOf} />
        </>
      )}
    </FormDialog>
  )
}

/** Why consent carries nothing here: nobody offers help, or it is imposed and stands on another basis. */
function whyNot(text: Text, { refusal, clause, basis }: Consents['lanes'][number]): string {
  return refusal === 'consent_no_voluntary_help'
    ? text('rights.consents.form.none')
    : text('rights.consents.form.imposed', { clause, basis })
}

function draftOf(read: Consents): Draft {
  const lane = read.lanes.find(({ refusal, mine }) => refusal === null && mine) ?? read.lanes[0]
  return {
    domain: lane?.domain ?? 'relations',
    agencies: lane?.helpers.map(({ id }) => id) ?? [],
    language: TextLanguage.safeParse(read.language).data ?? languageOfScreen(),
    spoken: '',
    answer: null,
    way: 'talk',
    witness: '',
    explainedBy: '',
    capacity: 'alone',
    on: read.today,
  }
}

const languageOfScreen = () => TextLanguage.safeParse(document.documentElement.lang).data ?? 'en'

function bodyOf({ spoken, witness, explainedBy, ...draft }: Draft) {
  return {
    ...draft,
    ...(spoken && spoken !== draft.language && { spoken }),
    ...(explainedBy.trim() && { explainedBy: explainedBy.trim() }),
    ...(draft.way === 'witnessed' && witness.trim() && { witness: witness.trim() }),
  }
}

function missingIn({ agencies, answer, way, witness, on }: Draft, text: Text): FormError[] {
  const errors: FormError[] = []
  const add = (field: keyof typeof fields, id: string) =>
    errors.push({ field: fields[field], message: text(id) })
  if (agencies.length === 0) add('agencies', 'rights.consents.form.agencies-missing')
  if (answer === null) add('answer', 'rights.consents.form.answer-missing')
  if (way === 'witnessed' && witness.trim().length < 2)
    add('witness', 'problems.consent_witness_missing')
  if (!on) add('on', 'rights.consents.form.on-missing')
  return errors
}
