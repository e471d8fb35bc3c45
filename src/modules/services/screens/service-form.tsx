import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem, api } from '../../../web/api.ts'
import { useMadeOnce } from '../../../web/idempotency.ts'
import { Conflict } from '../../../web/parts/conflict.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useSession } from '../../../web/session.ts'
import { toast } from '../../../web/toast.tsx'
import { useText } from '../../../web/words.ts'
import type { ServiceDetail, ServiceEntry } from '../contract.ts'
import styles from './directory/directory.module.css'
import { serviceQuery, useRefreshServices } from './directory/directory-queries.ts'
import { emptyEntry, entryOf, missingIn } from './directory/service-draft.ts'
import { ReachFields, TermsFields, WhatFields } from './directory/service-fields.tsx'

/** A new entry of the directory. */
export function NewService() {
  const text = useText()
  const session = useSession()
  if (!session) return null
  return (
    <Page
      title={text('services.add')}
      crumbs={[{ to: '/services', label: text('services.title') }]}
    >
      <EntryForm start={emptyEntry(session.agency.id)} />
    </Page>
  )
}

/** The particulars of an entry, to be corrected. */
export function ChangeService() {
  const text = useText()
  const { id = '' } = useParams({ strict: false })
  const { data: service, isPending, error, refetch } = useQuery(serviceQuery(id))
  const crumbs = [
    { to: '/services', label: text('services.title') },
    ...(service ? [{ to: `/services/${id}`, label: service.name }] : []),
  ]
  return (
    <Page title={text('services.change')} crumbs={crumbs}>
      {isPending && <Loading rows={8} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {service && <EntryForm start={entryOf(service)} service={service} />}
    </Page>
  )
}

function EntryForm({ start, service }: { start: ServiceEntry; service?: ServiceDetail }) {
  const text = useText()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(start)
  const [missing, setMissing] = useState<FormError[]>([])
  const save = useSave(service, (saved) => {
    void toast(text('services.form.saved', { name: saved.name }))
    void navigate({ to: '/services/$id', params: { id: saved.id } })
  })
  const faster = currentOf(save.error)
  const refused = useFormProblems(save.error, fieldIds)
  const errors = missing.length > 0 ? missing : faster ? [] : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(draft, text)
    setMissing(found)
    if (found.length === 0) save.mutate({ draft, version: service?.version ?? 0 })
  }
  const fields = {
    draft,
    change: (part: Partial<ServiceEntry>) => setDraft((old) => ({ ...old, ...part })),
    errorOf,
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      {faster && (
        <Conflict
          what={text('services.form.not-saved')}
          mine={differences(draft, entryOf(faster), text('services.form.same'))}
          theirs={differences(entryOf(faster), draft, text('services.form.same'))}
          onUseMine={() => save.mutate({ draft, version: faster.version })}
          onKeepTheirs={() => void navigate({ to: '/services/$id', params: { id: faster.id } })}
        />
      )}
      <Section title={text('services.parts.what')}>
        <WhatFields {...fields} />
      </Section>
      <Section title={text('services.parts.reach')}>
        <ReachFields {...fields} />
      </Section>
      <Section title={text('services.parts.terms')}>
        <TermsFields {...fields} />
      </Section>
      <div className={styles.buttons}>
        <Button
          variant="default"
          component={Link}
          to={service ? `/services/${service.id}` : '/services'}
        >
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {text(service ? 'services.form.save' : 'services.form.make')}
        </Button>
      </div>
    </form>
  )
}

function useSave(service: ServiceDetail | undefined, done: (saved: ServiceDetail) => void) {
  const once = useMadeOnce()
  const refresh = useRefreshServices()
  return useMutation({
    mutationFn: ({ draft, version }: { draft: ServiceEntry; version: number }) =>
      service
        ? api.put<ServiceDetail>(`/services/${service.id}`, draft, { ifMatch: version })
        : once((options) => api.post<ServiceDetail>('/services', draft, options)),
    onSuccess: async (saved) => {
      await refresh()
      done(saved)
    },
  })
}

const fieldIds = Object.fromEntries(
  [...Object.keys(emptyEntry(0))].map((field) => [field, `service-${field}`]),
)

/** What stands now, where somebody else was faster. */
function currentOf(error: unknown): ServiceDetail | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 412) return undefined
  return error.extra.current as ServiceDetail | undefined
}

/** The parts in which one version differs from the other. */
function differences(one: ServiceEntry, other: ServiceEntry, same: string): string {
  const keys = Object.keys(one) as (keyof ServiceEntry)[]
  const parts = keys
    .filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
    .map((key) => String(one[key] ?? ''))
  return parts.join('; ') || same
}
