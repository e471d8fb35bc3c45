import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { api } from '../../../../web/api.ts'
import { todayHere } from '../../../../web/format.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useSession } from '../../../../web/session.ts'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { AgencyBrief } from '../../../admin/contract.ts'
import type { PrisonCard } from '../../card-contract.ts'
import styles from '../directory/directory.module.css'
import { useRefreshServices } from '../directory/directory-queries.ts'

interface RecordVisitProps {
  prison: AgencyBrief
  onClose: () => void
}

const fieldIds = { agencyId: 'visit-agency', on: 'visit-on', topic: 'visit-topic' }

/** A visit: who went, when, what it was about, and what it left open, one line each. */
export function RecordVisit({ prison, onClose }: RecordVisitProps) {
  useFocusBack()
  const text = useText()
  const session = useSession()
  const [agency, setAgency] = useState(String(session?.agency.id ?? ''))
  const [on, setOn] = useState(todayHere())
  const [topic, setTopic] = useState('')
  const [issues, setIssues] = useState('')
  const once = useMadeOnce()
  const refresh = useRefreshServices()
  const save = useMutation({
    mutationFn: () =>
      once((options) =>
        api.post<PrisonCard>(
          `/prison-cards/${prison.id}/visits`,
          {
            agencyId: Number(agency),
            on,
            topic: topic.trim(),
            issues: issues
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean),
          },
          options,
        ),
      ),
    onSuccess: async () => {
      await refresh()
      void toast(text('prisons.visits.saved'))
      onClose()
    },
  })
  const errors = useFormProblems(save.error, fieldIds)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={text('prisons.visits.record-at', { prison: prison.name })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        <Visitor value={agency} error={errorOf('visit-agency')} onChange={setAgency} />
        <TextInput
          id="visit-on"
          type="date"
          label={text('prisons.visits.on')}
          value={on}
          max={todayHere()}
          error={errorOf('visit-on')}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <TextInput
          id="visit-topic"
          label={text('prisons.visits.topic')}
          value={topic}
          maxLength={200}
          error={errorOf('visit-topic')}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        <Textarea
          id="visit-issues"
          label={text('prisons.visits.issues')}
          description={text('prisons.visits.issues-note')}
          autosize
          minRows={3}
          value={issues}
          onChange={(event) => setIssues(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('prisons.visits.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface VisitorProps {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

/** One's own agency; the coordinator writes visits down for others too. */
function Visitor({ value, error, onChange }: VisitorProps) {
  const text = useText()
  const session = useSession()
  const { data } = useQuery(agenciesQuery)
  const all = session?.functions.includes('coordinator') || session?.agency.kind === 'custody'
  const agencies = (data ?? []).filter(({ id }) => all || id === session?.agency.id)
  return (
    <NativeSelect
      id="visit-agency"
      label={text('prisons.visits.by')}
      value={value}
      error={error}
      data={agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
