import { Button, Modal, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useProblemText, useText } from '../../../../web/words.ts'
import { useSpeech } from '../../../timeline/screens/continuity-map/speech.ts'
import { whatWords } from '../../../timeline/screens/today/offer-words.ts'
import type { Handover, LeadAnswered, LeadsAnswered } from '../../contract.ts'
import styles from './handovers.module.css'

/** As many as are answered with one confirmation. */
export const MOST = 25

type Outcome = 'accepted' | 'declined'

interface BulkBarProps {
  chosen: readonly Handover[]
  onClear: () => void
}

/** Several questions with one answer: how many are selected, and what can be done with them. */
export function BulkBar({ chosen, onClear }: BulkBarProps) {
  const text = useText()
  const [opened, setOpened] = useState<{ outcome: Outcome; offers: readonly Handover[] } | null>(
    null,
  )
  const open = (outcome: Outcome) => setOpened({ outcome, offers: chosen })
  return (
    <>
      {chosen.length > 0 && (
        <div className={styles.bulk} data-no-print>
          <span role="status">{text('handovers.bulk.chosen', { count: chosen.length })}</span>
          <Button variant="light" onClick={() => open('accepted')}>
            {text('handovers.bulk.accept')}
          </Button>
          <Button variant="default" onClick={() => open('declined')}>
            {text('handovers.bulk.decline')}
          </Button>
        </div>
      )}
      {opened && (
        <BulkDialog
          outcome={opened.outcome}
          offers={opened.offers}
          onClose={() => setOpened(null)}
          onDone={onClear}
        />
      )}
    </>
  )
}

interface BulkDialogProps {
  outcome: Outcome
  offers: readonly Handover[]
  onClose: () => void
  onDone: () => void
}

/** Lists each question before it is answered, and what became of each afterwards. */
function BulkDialog({ outcome, offers, onClose, onDone }: BulkDialogProps) {
  const text = useText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const send = useMutation({
    mutationFn: () =>
      api.post<LeadsAnswered>('/leads/answers', {
        outcome,
        offers: offers.map(({ id, version }) => ({ id, version })),
        ...(outcome === 'declined' && { reason: reason.trim() }),
      }),
    onSuccess: async () => {
      onDone()
      await Promise.all(
        [['handovers'], ['today'], ['standings'], ['escalations']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      )
    },
  })
  const refused = useFormProblems(send.error, { reason: 'bulk-reason' })
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const empty = outcome === 'declined' && reason.trim().length < 1
    setMissing(
      empty ? [{ field: 'bulk-reason', message: text('handovers.bulk.reason-missing') }] : [],
    )
    if (!empty) send.mutate()
  }
  const count = { count: offers.length }
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={
        send.data ? text('handovers.bulk.results') : text(`handovers.bulk.title-${outcome}`, count)
      }
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        <Offers offers={offers} outcome={outcome} results={send.data?.results} />
        {!send.data && <p className="tc-small tc-note">{text(`handovers.bulk.note-${outcome}`)}</p>}
        {!send.data && outcome === 'declined' && (
          <Textarea
            id="bulk-reason"
            label={text('handovers.bulk.reason')}
            error={errors.find(({ field }) => field === 'bulk-reason')?.message}
            value={reason}
            maxLength={2000}
            autosize
            minRows={2}
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <div className={styles.buttons}>
          {send.data ? (
            <Button onClick={onClose} data-autofocus>
              {text('handovers.bulk.close')}
            </Button>
          ) : (
            <>
              <Button variant="default" onClick={onClose}>
                {text('web.cancel')}
              </Button>
              <Button type="submit" loading={send.isPending}>
                {text(`handovers.bulk.save-${outcome}`, count)}
              </Button>
            </>
          )}
        </div>
      </form>
    </Modal>
  )
}

interface OffersProps {
  offers: readonly Handover[]
  outcome: Outcome
  results: readonly LeadAnswered[] | undefined
}

function Offers({ offers, outcome, results }: OffersProps) {
  const speech = useSpeech()
  const { text } = speech
  const problem = useProblemText()
  const said = (id: string) => {
    const found = results?.find((one) => one.id === id)
    if (!found) return null
    const words = found.result === 'done' ? `done-${outcome}` : found.result
    const why = found.result === 'refused' && found.code ? ` ${problem({ code: found.code })}` : ''
    return text(`handovers.bulk.result.${words}`) + why
  }
  return (
    <ul className={styles.offers} aria-live="polite">
      {offers.map((offer) => (
        <li key={offer.id}>
          <span className="tc-numbers">{offer.ref}</span> · {whatWords(speech, offer)}
          {results && <p className={styles.result}>{said(offer.id)}</p>}
        </li>
      ))}
    </ul>
  )
}
