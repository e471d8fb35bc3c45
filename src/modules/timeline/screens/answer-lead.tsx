import { Button, Modal, Radio, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ApiProblem, api } from '../../../web/api.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { useFocusBack } from '../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Segmented } from '../../../web/parts/segmented.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import type { LeadAnswer } from '../../handovers/contract.ts'
import type { Lane, LaneLead } from '../contract.ts'
import { type AnswerAct, type AnswerDraft, actsOf, bodyOf, missingIn } from './answer-lead-draft.ts'
import styles from './case/case.module.css'
import { useRefreshCase } from './case/case-queries.ts'
import { Identity, type IdentityProps } from './case/identity.tsx'
import { UnseenNote } from './case/unseen-note.tsx'
import { periodWords, stateWords } from './continuity-map/sentences.ts'
import { useSpeech } from './continuity-map/speech.ts'

/** What is needed to answer; a lane's lead has it all, an inbox knows enough of it. */
export type AnswerableLead = Pick<
  LaneLead,
  'id' | 'agency' | 'from' | 'until' | 'may' | 'version'
> &
  Partial<
    Pick<LaneLead, 'state' | 'offeredOn' | 'answerBy' | 'confirmBy' | 'note' | 'reason' | 'tied'>
  >

export interface AnswerLeadProps {
  caseRef: string
  domain: Lane
  lead: AnswerableLead
  today: string
  /** Two identifiers before a handover is accepted; left out where the reader knows no person. */
  person?: IdentityProps['person']
  /** The act that is chosen first, where a list has a button of its own for it. */
  first?: AnswerAct
  /** What it is about, where the page behind the dialog does not say it. */
  children?: ReactNode
  onClose: () => void
  onSaved?: (outcome: LeadAnswer['outcome']) => void
}

/**
 * One responsibility or offer: what it is, and what this reader may do with it: accept, decline,
 * record what was said by phone or paper, confirm, withdraw, end.
 */
export function AnswerLead(props: AnswerLeadProps) {
  useFocusBack()
  const { domain, lead, onClose } = props
  const { text } = useSpeech()
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={text('timeline.answer.title', {
        domain: text(`domains.${domain}`),
        agency: lead.agency.name,
      })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      {props.children}
      <Details {...props} />
      {lead.state === 'unseen' && <UnseenNote caseRef={props.caseRef} agency={lead.agency.name} />}
      {lead.id && lead.may.length > 0 ? (
        <AnswerForm {...props} leadId={lead.id} />
      ) : (
        <p className="tc-note tc-dense">{text('timeline.answer.nothing')}</p>
      )}
    </Modal>
  )
}

function Details({ lead, today }: AnswerLeadProps) {
  const speech = useSpeech()
  const { text, format } = speech
  const { state, answerBy, tied, note, reason } = lead
  const words = state
    ? stateWords(
        speech,
        { instead: null, offeredOn: null, answerBy: null, confirmBy: null, ...lead, state },
        today,
      )
    : null
  return (
    <dl className={styles.details}>
      <dt>{text('timeline.offer.agency')}</dt>
      <dd>
        <AgencyBadge agency={lead.agency} withName offered={state === 'offered'} />
      </dd>
      <Detail name={text('timeline.answer.period')} value={periodWords(speech, lead)} />
      <Detail name={text('timeline.answer.state')} value={words} />
      <Detail
        name={text('timeline.answer.by')}
        value={state === 'offered' && answerBy ? format.day(answerBy) : null}
      />
      <Detail
        name={text('timeline.answer.tied')}
        value={tied ? text(`timeline.offer.tied.${tied}`) : null}
      />
      <Detail name={text('timeline.answer.note')} value={note} />
      <Detail name={text('timeline.answer.reason-given')} value={reason} />
    </dl>
  )
}

function Detail({ name, value }: { name: string; value: string | null | undefined }) {
  if (!value) return null
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function AnswerForm(props: AnswerLeadProps & { leadId: string }) {
  const { caseRef, lead, leadId, today, person, first, onClose, onSaved } = props
  const speech = useSpeech()
  const { text } = speech
  const acts = actsOf(lead.may)
  const [draft, setDraft] = useState<AnswerDraft>({
    act: first ?? acts[0] ?? 'accept',
    reason: '',
    channel: 'phone',
    saidBy: '',
    saidOn: today,
    endsOn: '',
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const refresh = useRefreshCase(caseRef)
  const save = useMutation({
    mutationFn: (body: LeadAnswer) =>
      api.post(`/leads/${leadId}/answer`, body, { ifMatch: lead.version }),
    onSuccess: async (_, { outcome }) => {
      await refresh()
      onSaved?.(outcome)
      onClose()
    },
  })
  const refused = useFormProblems(save.error, fieldIds)
  const faster = save.error instanceof ApiProblem && [409, 412].includes(save.error.status)
  const errors = missing.length > 0 ? missing : faster ? [] : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(draft, today, text)
    setMissing(found)
    if (found.length === 0) save.mutate(bodyOf(draft))
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      {faster && (
        <Trouble
          error={save.error}
          what={text('timeline.answer.not-saved')}
          onRetry={() => void refresh().then(onClose)}
        />
      )}
      {person && draft.act === 'accept' && <Identity caseRef={caseRef} person={person} />}
      {acts.length > 1 && (
        <Radio.Group
          label={text('timeline.answer.act')}
          value={draft.act}
          onChange={(act) => setDraft({ ...draft, act: act as AnswerAct })}
        >
          {acts.map((act) => (
            <Radio key={act} value={act} label={text(`timeline.answer.act.${act}`)} mt={8} />
          ))}
        </Radio.Group>
      )}
      <AnswerFields
        draft={draft}
        today={today}
        change={(part) => setDraft({ ...draft, ...part })}
        errorOf={(field) => errors.find((error) => error.field === field)?.message}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {text(saveWords(draft), {
            agency: lead.agency.name,
            period: periodWords(speech, lead),
            date: draft.endsOn ? speech.longDate(draft.endsOn) : '',
          })}
        </Button>
      </div>
    </form>
  )
}

const fieldIds = {
  reason: 'answer-reason',
  saidBy: 'answer-said-by',
  saidOn: 'answer-said-on',
  endsOn: 'answer-ends-on',
}

/** The button says the result. */
const saveWords = ({ act, endsOn }: AnswerDraft) =>
  act === 'end' && !endsOn ? 'timeline.answer.save.end-plain' : `timeline.answer.save.${act}`

interface AnswerFieldsProps {
  draft: AnswerDraft
  today: string
  change: (part: Partial<AnswerDraft>) => void
  errorOf: (field: string) => string | undefined
}

function AnswerFields({ draft, today, change, errorOf }: AnswerFieldsProps) {
  const { text } = useSpeech()
  const recorded = draft.act === 'record_accept' || draft.act === 'record_decline'
  const needsReason = draft.act === 'decline' || draft.act === 'record_decline'
  const mayReason = needsReason || draft.act === 'withdraw' || draft.act === 'end'
  return (
    <>
      {recorded && (
        <>
          <Segmented
            label={text('timeline.answer.channel')}
            value={draft.channel}
            options={(['phone', 'paper'] as const).map((value) => ({
              value,
              label: text(`timeline.answer.channel.${value}`),
            }))}
            onChange={(channel) => change({ channel })}
          />
          <div className={styles.pair}>
            <TextInput
              id="answer-said-by"
              label={text('timeline.answer.said-by')}
              error={errorOf('answer-said-by')}
              value={draft.saidBy}
              maxLength={120}
              autoComplete="off"
              onChange={(event) => change({ saidBy: event.currentTarget.value })}
            />
            <TextInput
              id="answer-said-on"
              type="date"
              label={text('timeline.answer.said-on')}
              error={errorOf('answer-said-on')}
              value={draft.saidOn}
              max={today}
              onChange={(event) => change({ saidOn: event.currentTarget.value })}
            />
          </div>
          {draft.act === 'record_accept' && (
            <p className="tc-small tc-note">{text('timeline.answer.recorded-note')}</p>
          )}
        </>
      )}
      {draft.act === 'end' && (
        <TextInput
          id="answer-ends-on"
          type="date"
          label={text('timeline.answer.ends-on')}
          error={errorOf('answer-ends-on')}
          value={draft.endsOn}
          onChange={(event) => change({ endsOn: event.currentTarget.value })}
        />
      )}
      {mayReason && (
        <Textarea
          id="answer-reason"
          label={text(needsReason ? 'timeline.answer.reason' : 'timeline.answer.reason-optional')}
          error={errorOf('answer-reason')}
          value={draft.reason}
          maxLength={2000}
          autosize
          minRows={2}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      )}
      {draft.act === 'decline' && (
        <p className="tc-small tc-note">
          {text('timeline.answer.leaves')} <Link to="/ask">{text('web.ask.desk')}</Link>
        </p>
      )}
    </>
  )
}
