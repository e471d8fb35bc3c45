import { Button, Radio, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { reportBreach } from '../../../../web/client.gen.ts'
import { useFirstPress, useMadeOnce } from '../../../../web/idempotency.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import { type Breach, type BreachPhase, breachPhases } from '../../breach-contract.ts'
import styles from '../review.module.css'
import { MomentFields, momentTyped, typedOf } from './moment-fields.tsx'

const idOf = (field: string) => `report-${field}`

/** What may come next: a first report once, further ones after it, and no decision against what was reported. */
function phasesOpen({ reports }: Breach): BreachPhase[] {
  const reported = reports.some(({ phase }) => phase !== 'not_reported')
  const decided = reports.some(({ phase }) => phase === 'not_reported')
  return breachPhases.filter((phase) => {
    if (phase === 'first') return !reported
    if (phase === 'follow_up') return reported
    return phase === 'final' || !(reported || decided)
  })
}

/** Enters what was reported, or that it is not reported and why; after 72 hours with the reason of the delay. */
export function ReportForm({ breach, onLeave }: { breach: Breach; onLeave: () => void }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const open = phasesOpen(breach)
  const [phase, setPhase] = useState<BreachPhase>(open[0] ?? 'final')
  const [stood] = useState(() => new Date().toISOString())
  const [at, setAt] = useState(typedOf(stood))
  const [reference, setReference] = useState('')
  const [reason, setReason] = useState('')
  const [delay, setDelay] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const firstPress = useFirstPress()
  const once = useMadeOnce()
  const moment = momentTyped(at, stood)
  const reported = breach.reports.some((one) => one.phase !== 'not_reported')
  const late = !reported && moment !== null && Date.parse(moment) > Date.parse(breach.dueAt)
  const decides = phase === 'not_reported'
  const saving = useMutation({
    mutationFn: () =>
      once((options) =>
        reportBreach(
          {
            path: { id: breach.id },
            body: {
              phase,
              at: moment ?? '',
              reference: (!decides && reference.trim()) || null,
              reason: decides ? reason.trim() || null : null,
              delay: late ? delay.trim() || null : null,
            },
          },
          options,
        ),
      ),
    onSuccess: async () => {
      onLeave()
      await client.invalidateQueries({ queryKey: ['breaches'] })
      void toast(text('breaches.saved'))
    },
  })
  const fields = ['phase', 'at', 'reference', 'reason', 'delay']
  const refused = useFormProblems(
    saving.error,
    Object.fromEntries(fields.map((field) => [field, idOf(field)])),
  )
  const problems = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => problems.find((one) => one.field === idOf(field))?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found: FormError[] = []
    if (moment === null) found.push({ field: idOf('at'), message: text('breaches.missing.at') })
    if (decides && reason.trim().length < 3)
      found.push({ field: idOf('reason'), message: text('problems.breach_reason_missing') })
    if (late && delay.trim().length < 3)
      found.push({ field: idOf('delay'), message: text('problems.breach_delay_missing') })
    setMissing(found)
    if (found.length === 0) firstPress(saving.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate data-no-print>
      <FormErrors errors={problems} />
      <Radio.Group
        id={idOf('phase')}
        label={text('breaches.field.phase')}
        error={errorOf('phase')}
        value={phase}
        onChange={(value) => setPhase(value as BreachPhase)}
      >
        {open.map((one) => (
          <Radio key={one} mt={8} value={one} label={text(`breaches.phase.${one}`)} />
        ))}
      </Radio.Group>
      <MomentFields
        id={idOf('at')}
        label={text(decides ? 'breaches.field.decidedAt' : 'breaches.field.at')}
        typed={at}
        error={errorOf('at')}
        change={setAt}
      />
      {decides ? (
        <Textarea
          id={idOf('reason')}
          label={text('breaches.field.reason')}
          description={text('breaches.reason-note')}
          autosize
          minRows={2}
          maxLength={4000}
          value={reason}
          error={errorOf('reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          id={idOf('reference')}
          label={text('breaches.field.reference')}
          description={text('breaches.later')}
          maxLength={120}
          value={reference}
          error={errorOf('reference')}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      )}
      {late && (
        <Textarea
          id={idOf('delay')}
          label={text('breaches.field.delay')}
          description={text('breaches.delay-note', { when: format.moment(breach.dueAt) })}
          autosize
          minRows={2}
          maxLength={4000}
          value={delay}
          error={errorOf('delay')}
          onChange={(event) => setDelay(event.currentTarget.value)}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onLeave}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {text('breaches.reports.save')}
        </Button>
      </div>
    </form>
  )
}
