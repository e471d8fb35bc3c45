import { Button, Checkbox, Modal, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { agenciesQuery } from '../../../web/agencies.ts'
import { api } from '../../../web/api.ts'
import { useMadeOnce } from '../../../web/idempotency.ts'
import { useFocusBack } from '../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { WordingNotices } from '../../../web/parts/wording-notices.tsx'
import { type Text, useText } from '../../../web/words.ts'
import type { Continuity, Gap, Lane, Lead } from '../contract.ts'
import { lanes } from '../vocabulary.ts'
import styles from './case/case.module.css'
import { useRefreshCase } from './case/case-queries.ts'
import { Identity, type IdentityProps } from './case/identity.tsx'
import { offerable, offerLength } from './continuity-map/map-items.ts'
import { useSpeech } from './continuity-map/speech.ts'
import { bodyOf, draftOf, missingIn, type OfferDraft } from './offer-draft.ts'

export interface OfferLeadProps {
  continuity: Continuity
  person: IdentityProps['person']
  /** Left open: the dialog asks for it. */
  domain: Lane | null
  /** The days that have nobody; without it the dialog asks for days. */
  gap: Gap | null
  onClose: () => void
  onSent: (lead: Lead) => void
}

/** Asks one agency to be accountable for days of one lane. Nothing changes until it accepts. */
export function OfferLead(props: OfferLeadProps) {
  useFocusBack()
  const { continuity, domain, gap, onClose } = props
  const speech = useSpeech()
  const { text } = speech
  const length =
    gap && domain && offerLength(speech, domain, offerable(gap, continuity.today) ?? gap)
  const title =
    domain && length
      ? text('timeline.offer.title-gap', { domain: text(`domains.${domain}`), length })
      : text('timeline.offer.title')
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={title}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <OfferForm {...props} />
    </Modal>
  )
}

function OfferForm({ continuity, person, domain, gap, onClose, onSent }: OfferLeadProps) {
  const text = useText()
  const [draft, setDraft] = useState(() => draftOf(continuity, domain, gap))
  const [missing, setMissing] = useState<FormError[]>([])
  const once = useMadeOnce()
  const refresh = useRefreshCase(continuity.ref)
  const agencies = useQuery(agenciesQuery).data ?? []
  const agency = agencies.find(({ id }) => String(id) === draft.agencyId)
  const send = useMutation({
    mutationFn: () =>
      once((options) =>
        api.post<Lead>(`/cases/${continuity.ref}/leads`, bodyOf(draft, continuity), options),
      ),
    onSuccess: async (lead) => {
      await refresh()
      onSent(lead)
    },
  })
  const refused = useFormProblems(send.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const change = (part: Partial<OfferDraft>) => setDraft({ ...draft, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(draft, continuity.today, text)
    setMissing(found)
    if (found.length === 0) send.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      <Identity caseRef={continuity.ref} person={person} />
      <OfferFields
        draft={draft}
        change={change}
        errorOf={(field) => errors.find((error) => error.field === field)?.message}
        agencies={agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
        askDomain={domain === null}
        release={continuity.release.on}
        unseenBy={agency && continuity.unseenBy.includes(agency.id) ? agency.name : null}
      />
      <p className="tc-small tc-note">{staysWith(continuity, draft.domain, text)}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={send.isPending}>
          {agency
            ? text('timeline.offer.send', { agency: agency.name })
            : text('timeline.offer.send-plain')}
        </Button>
      </div>
    </form>
  )
}

const fieldIds = {
  agencyId: 'offer-agency',
  domain: 'offer-domain',
  from: 'offer-from',
  until: 'offer-until',
  answerBy: 'offer-answer-by',
  note: 'offer-note',
}

/** Who stays responsible until the answer: the lead lane always has somebody, other lanes may not. */
function staysWith(continuity: Continuity, domain: Lane, text: Text): string {
  if (domain !== 'lead') return text('timeline.offer.stays')
  const { today } = continuity
  const now = continuity.lanes
    .find((lane) => lane.domain === 'lead')
    ?.leads.find(({ state, from, until }) => {
      const holds = state === 'accepted' || state === 'fallback' || state === 'to_confirm'
      return holds && (from ?? '') <= today && (until === null || until > today)
    })
  return now
    ? text('timeline.offer.stays-lead', { agency: now.agency.name })
    : text('timeline.offer.stays')
}

interface OfferFieldsProps {
  draft: OfferDraft
  change: (part: Partial<OfferDraft>) => void
  errorOf: (field: string) => string | undefined
  agencies: { value: string; label: string }[]
  askDomain: boolean
  release: string | null
  /** The chosen agency, when nobody there would see the offer. */
  unseenBy: string | null
}

function OfferFields(props: OfferFieldsProps) {
  const { draft, change, errorOf, agencies, askDomain, release, unseenBy } = props
  const text = useText()
  const onRelease = draft.tied === 'release' && draft.from === release
  return (
    <>
      {askDomain && (
        <Select
          id="offer-domain"
          label={text('timeline.offer.domain')}
          error={errorOf('offer-domain')}
          data={lanes.map((lane) => ({ value: lane, label: text(`domains.${lane}`) }))}
          value={draft.domain}
          allowDeselect={false}
          onChange={(domain) => domain && change({ domain: domain as Lane })}
        />
      )}
      <Select
        id="offer-agency"
        label={text('timeline.offer.agency')}
        placeholder={text('timeline.offer.agency-placeholder')}
        nothingFoundMessage={text('timeline.offer.agency-none')}
        error={errorOf('offer-agency')}
        data={agencies}
        value={draft.agencyId}
        searchable
        openOnFocus={false}
        data-autofocus
        onChange={(agencyId) => change({ agencyId })}
      />
      <p className="tc-note" role="status" hidden={!unseenBy}>
        {unseenBy && text('timeline.offer.unseen', { agency: unseenBy })}
      </p>
      <div className={styles.pair}>
        <TextInput
          id="offer-from"
          type="date"
          label={text('timeline.offer.from')}
          description={onRelease ? text('timeline.offer.tied-note') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errorOf('offer-from')}
          value={draft.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          id="offer-until"
          type="date"
          label={text('timeline.offer.until')}
          description={text('timeline.offer.until-note')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errorOf('offer-until')}
          value={draft.until}
          onChange={(event) => change({ until: event.currentTarget.value })}
        />
      </div>
      <Radio.Group
        label={text('timeline.offer.tied')}
        value={draft.tied}
        onChange={(tied) => change({ tied: tied === 'release' ? 'release' : 'calendar' })}
      >
        <div className={styles.pair}>
          <Radio value="release" label={text('timeline.offer.tied.release')} mt={6} />
          <Radio value="calendar" label={text('timeline.offer.tied.calendar')} mt={6} />
        </div>
      </Radio.Group>
      <TextInput
        id="offer-answer-by"
        type="date"
        label={text('timeline.offer.answer-by')}
        error={errorOf('offer-answer-by')}
        value={draft.answerBy}
        onChange={(event) => change({ answerBy: event.currentTarget.value })}
      />
      <Checkbox
        label={text('timeline.offer.voluntary')}
        description={text('timeline.offer.voluntary-note')}
        checked={draft.voluntary}
        onChange={(event) => change({ voluntary: event.currentTarget.checked })}
      />
      <Textarea
        id="offer-note"
        label={text('timeline.offer.note')}
        description={text('timeline.offer.note-note')}
        error={errorOf('offer-note')}
        value={draft.note}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      <WordingNotices
        text={draft.note}
        onText={(note) => change({ note })}
        kept={draft.kept}
        onKept={(kept) => change({ kept })}
        context={{ category: draft.domain }}
      />
    </>
  )
}
