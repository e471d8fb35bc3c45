import { Button, Modal, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { todayHere } from '../../../../web/format.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { AgencyBrief } from '../../../admin/contract.ts'
import { ServiceDomain, type ServiceList } from '../../contract.ts'
import type { AskSession, Session } from '../../inreach-contract.ts'
import styles from '../directory/directory.module.css'
import { useRefreshInreach } from './inreach-queries.ts'
import { WorkerLines } from './worker-lines.tsx'

interface AskForSessionProps {
  prisons: readonly AgencyBrief[]
  onClose: () => void
}

const fields = ['prisonId', 'domain', 'serviceId', 'topic', 'wishOn', 'wishTime', 'minutes']
const fieldIds = Object.fromEntries(
  [...fields, 'groupSize', 'needs', 'workers'].map((field) => [field, `inreach-${field}`]),
)

/** Asks a prison for a session: what, when, how many, what it needs, and who comes to the gate. */
export function AskForSession({ prisons, onClose }: AskForSessionProps) {
  useFocusBack()
  const text = useText()
  const [draft, setDraft] = useState<AskSession>({
    prisonId: prisons[0]?.id ?? 0,
    domain: 'work',
    serviceId: null,
    topic: '',
    wishOn: '',
    wishTime: '',
    minutes: 90,
    groupSize: 8,
    needs: '',
    workers: [{ name: '', role: '' }],
  })
  const change = (part: Partial<AskSession>) => setDraft((old) => ({ ...old, ...part }))
  const [missing, setMissing] = useState<FormError[]>([])
  const save = useAsk(draft, onClose)
  const refused = useFormProblems(save.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = [
      ...(draft.topic.trim().length < 2
        ? [{ field: 'inreach-topic', message: text('inreach.ask.topic-missing') }]
        : []),
      ...(draft.wishOn
        ? []
        : [{ field: 'inreach-wishOn', message: text('inreach.ask.day-missing') }]),
      ...(draft.workers.some(({ name }) => name.trim().length >= 2)
        ? []
        : [{ field: 'inreach-workers', message: text('inreach.ask.worker-missing') }]),
    ]
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={text('inreach.ask.title')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        <What prisons={prisons} draft={draft} change={change} errorOf={errorOf} />
        <When draft={draft} change={change} errorOf={errorOf} />
        <WorkerLines
          workers={draft.workers}
          error={errorOf('inreach-workers')}
          onChange={(workers) => change({ workers })}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('inreach.ask.send', {
              prison: prisons.find(({ id }) => id === draft.prisonId)?.name,
            })}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function useAsk(draft: AskSession, onClose: () => void) {
  const text = useText()
  const once = useMadeOnce()
  const refresh = useRefreshInreach()
  return useMutation({
    mutationFn: () => {
      const workers = draft.workers.filter(({ name }) => name.trim())
      return once((options) => api.post<Session>('/inreach', { ...draft, workers }, options))
    },
    onSuccess: async (made) => {
      await refresh()
      void toast(text('inreach.ask.sent', { prison: made.prison.name }))
      onClose()
    },
  })
}

interface PartProps {
  draft: AskSession
  change: (part: Partial<AskSession>) => void
  errorOf: (field: string) => string | undefined
}

function What({
  prisons,
  draft,
  change,
  errorOf,
}: PartProps & Pick<AskForSessionProps, 'prisons'>) {
  const text = useText()
  const { data } = useQuery({
    queryKey: ['services', 'choices', draft.prisonId],
    queryFn: ({ signal }) =>
      api.get<ServiceList>(`/services?inside=${draft.prisonId}&limit=200`, { signal }),
  })
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          id="inreach-prisonId"
          label={text('inreach.fields.prison')}
          error={errorOf('inreach-prisonId')}
          value={String(draft.prisonId)}
          data={prisons.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(event) =>
            change({ prisonId: Number(event.currentTarget.value), serviceId: null })
          }
        />
        <NativeSelect
          id="inreach-domain"
          label={text('inreach.fields.domain')}
          value={draft.domain}
          data={ServiceDomain.options.map((value) => ({ value, label: text(`domains.${value}`) }))}
          onChange={(event) => change({ domain: event.currentTarget.value as ServiceDomain })}
        />
      </div>
      <TextInput
        id="inreach-topic"
        label={text('inreach.fields.topic')}
        description={text('inreach.ask.topic-note')}
        value={draft.topic}
        maxLength={200}
        error={errorOf('inreach-topic')}
        onChange={(event) => change({ topic: event.currentTarget.value })}
      />
      <NativeSelect
        id="inreach-serviceId"
        label={text('inreach.fields.service')}
        error={errorOf('inreach-serviceId')}
        value={draft.serviceId ?? ''}
        data={[
          { value: '', label: text('inreach.ask.no-service') },
          ...(data?.services ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => change({ serviceId: event.currentTarget.value || null })}
      />
    </>
  )
}

function When({ draft, change, errorOf }: PartProps) {
  const text = useText()
  const number = (field: 'minutes' | 'groupSize', max: number) => ({
    id: `inreach-${field}`,
    label: text(`inreach.fields.${field}`),
    min: 1,
    max,
    allowDecimal: false,
    value: draft[field],
    error: errorOf(`inreach-${field}`),
    onChange: (value: string | number) => change({ [field]: Number(value) || 0 }),
  })
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          id="inreach-wishOn"
          type="date"
          min={todayHere()}
          label={text('inreach.fields.wishOn')}
          value={draft.wishOn}
          error={errorOf('inreach-wishOn')}
          onChange={(event) => change({ wishOn: event.currentTarget.value })}
        />
        <TextInput
          id="inreach-wishTime"
          label={text('inreach.fields.wishTime')}
          value={draft.wishTime}
          maxLength={80}
          error={errorOf('inreach-wishTime')}
          onChange={(event) => change({ wishTime: event.currentTarget.value })}
        />
        <NumberInput {...number('minutes', 600)} />
        <NumberInput {...number('groupSize', 200)} />
      </div>
      <Textarea
        id="inreach-needs"
        label={text('inreach.fields.needs')}
        autosize
        minRows={2}
        maxLength={1000}
        value={draft.needs}
        error={errorOf('inreach-needs')}
        onChange={(event) => change({ needs: event.currentTarget.value })}
      />
    </>
  )
}
