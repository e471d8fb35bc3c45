import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Escalation } from '../../contract.ts'
import styles from './handovers.module.css'
import { escalationsQuery } from './standing-queries.ts'

const chips: Record<Escalation['state'], ChipState> = {
  open: 'gap',
  resolved: 'settled',
  settled: 'settled',
}

/** Parts of life that were declined twice. Who has none to follow sees nothing here. */
export function EscalationsSection() {
  const text = useText()
  const [resolving, setResolving] = useState<Escalation | null>(null)
  const found = useQuery(escalationsQuery)
  if (found.isError && !found.data)
    return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data || found.data.length === 0) return null
  return (
    <Section
      id="escalations"
      title={text('handovers.escalations.title')}
      note={text('handovers.escalations.note')}
    >
      <ul className={styles.list}>
        {found.data.map((one) => (
          <Entry key={one.id} escalation={one} onResolve={() => setResolving(one)} />
        ))}
      </ul>
      {resolving && <Resolve escalation={resolving} onClose={() => setResolving(null)} />}
    </Section>
  )
}

function Entry({ escalation, onResolve }: { escalation: Escalation; onResolve: () => void }) {
  const text = useText()
  const format = useFormat()
  const { ref, domain, from, raisedOn, agencies, state, outcome, agency, until, words } = escalation
  const of = { ref, domain: text(`domains.${domain}`) }
  const line = text('handovers.escalations.line', of)
  return (
    <li className={styles.entry}>
      <div>
        <p className={styles.entryTitle}>
          {escalation.seated ? (
            <Link to="/cases/$ref" params={{ ref }} search={{ lane: domain }}>
              {line}
            </Link>
          ) : (
            line
          )}
        </p>
        <p className={styles.entryNote}>
          {text('handovers.escalations.about', {
            known: from ? 'known' : 'unknown',
            from: from && format.date(from),
            date: format.dayMonth(raisedOn),
            agencies: format.list(agencies.map(({ name }) => name)),
          })}
        </p>
        {outcome && until && (
          <p className={styles.entryNote}>
            {text(`handovers.escalations.outcome-${outcome}`, {
              agency: agency?.name ?? null,
              until: format.date(until),
            })}
          </p>
        )}
        {words && <p className={styles.said}>{words}</p>}
      </div>
      <Chip state={chips[state]}>{text(`handovers.escalations.state.${state}`)}</Chip>
      {escalation.mayResolve && (
        <Button
          variant="light"
          onClick={onResolve}
          aria-label={text('handovers.escalations.resolve-label', of)}
        >
          {text('handovers.escalations.resolve')}
        </Button>
      )}
    </li>
  )
}

const fields = {
  outcome: 'escalation-who',
  agencyId: 'escalation-who',
  until: 'escalation-until',
  words: 'escalation-words',
}

function Resolve({ escalation, onClose }: { escalation: Escalation; onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const [who, setWho] = useState<string | null>(null)
  const [until, setUntil] = useState('')
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const save = useMutation({
    mutationFn: () =>
      api.post(
        `/escalations/${escalation.id}/resolution`,
        {
          outcome: who === 'desk' ? 'desk' : 'agency',
          ...(who !== 'desk' && { agencyId: Number(who) }),
          until,
          words: words.trim(),
        },
        { ifMatch: escalation.version },
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['escalations'] })
      onClose()
      void toast(text('handovers.escalations.saved'))
    },
  })
  const refused = useFormProblems(save.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (id: string) => errors.find(({ field }) => field === id)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found: FormError[] = []
    const need = (field: 'who' | 'until' | 'words') =>
      found.push({
        field: `escalation-${field}`,
        message: text(`handovers.escalations.form.${field}-missing`),
      })
    if (!who) need('who')
    if (!until) need('until')
    if (words.trim().length < 3) need('words')
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  const choices = escalation.agencies.map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={text('handovers.escalations.line', {
        ref: escalation.ref,
        domain: text(`domains.${escalation.domain}`),
      })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        <Select
          id="escalation-who"
          label={text('handovers.escalations.form.who')}
          error={errorOf('escalation-who')}
          data={[...choices, { value: 'desk', label: text('handovers.escalations.form.desk') }]}
          value={who}
          onChange={setWho}
          data-autofocus
        />
        <TextInput
          id="escalation-until"
          type="date"
          label={text('handovers.escalations.form.until')}
          error={errorOf('escalation-until')}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Textarea
          id="escalation-words"
          label={text('handovers.escalations.form.words')}
          description={text('handovers.escalations.form.words-note')}
          error={errorOf('escalation-words')}
          value={words}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('handovers.escalations.form.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
