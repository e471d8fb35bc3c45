import { Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import { type Agency, AgencyKind } from '../../contract.ts'
import styles from './admin.module.css'
import { useRefreshAgencies } from './admin-queries.ts'

interface AgencyFormProps {
  /** The agency that is corrected; without it a new one is made. */
  agency?: Agency
  /** What a new one most likely is. */
  kind?: AgencyKind
  onSaved?: (agency: Agency) => void
  onClose: () => void
}

const fieldIds = {
  name: 'agency-name',
  code: 'agency-code',
  kind: 'agency-kind',
  phone: 'agency-phone',
  email: 'agency-email',
}

/** A new partner, or the corrected particulars of one. */
export function AgencyForm({ agency, kind: likely, onSaved, onClose }: AgencyFormProps) {
  const text = useText()
  const [name, setName] = useState(agency?.name ?? '')
  const [code, setCode] = useState(agency?.code ?? '')
  const [kind, setKind] = useState<AgencyKind>(agency?.kind ?? likely ?? 'association')
  const [phone, setPhone] = useState(agency?.phone ?? '')
  const [email, setEmail] = useState(agency?.email ?? '')
  const once = useMadeOnce()
  const refresh = useRefreshAgencies()
  const save = useMutation({
    mutationFn: () => {
      const fields = { name: name.trim(), code: code.trim() }
      if (agency) {
        const change = { ...fields, phone: phone.trim() || null, email: email.trim() || null }
        return api.patch<Agency>(`/agencies/${agency.id}`, change, { ifMatch: agency.version })
      }
      const reach = {
        ...(phone.trim() && { phone: phone.trim() }),
        ...(email.trim() && { email: email.trim() }),
      }
      return once((options) =>
        api.post<Agency>('/agencies', { ...fields, ...reach, kind }, options),
      )
    },
    onSuccess: async (saved) => {
      await refresh()
      void toast(text('admin.agency.saved', { name: saved.name }))
      onSaved?.(saved)
      onClose()
    },
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(save.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = () => {
    const found = [
      ...(name.trim().length < 2
        ? [{ field: 'agency-name', message: text('admin.agency.name-missing') }]
        : []),
      ...(code.trim().length !== 2
        ? [{ field: 'agency-code', message: text('admin.agency.code-missing') }]
        : []),
    ]
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <FormDialog
      title={text(agency ? 'admin.agency.change' : 'admin.agency.add')}
      save={text(agency ? 'admin.agency.save' : 'admin.agency.make')}
      busy={save.isPending}
      errors={errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        id="agency-name"
        label={text('admin.agency.name')}
        value={name}
        maxLength={120}
        error={errorOf('agency-name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.pair}>
        <TextInput
          id="agency-code"
          label={text('admin.agency.code')}
          description={text('admin.agency.code-note')}
          value={code}
          maxLength={2}
          error={errorOf('agency-code')}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {!agency && (
          <Select
            id="agency-kind"
            label={text('admin.agency.kind')}
            description={text('admin.agency.kind-note')}
            allowDeselect={false}
            value={kind}
            data={AgencyKind.options.map((value) => ({
              value,
              label: text(`web.kinds.${value}`),
            }))}
            onChange={(value) => value && setKind(value as AgencyKind)}
          />
        )}
      </div>
      <TextInput
        id="agency-phone"
        type="tel"
        label={text('admin.agency.phone')}
        value={phone}
        maxLength={40}
        error={errorOf('agency-phone')}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <TextInput
        id="agency-email"
        type="email"
        label={text('admin.agency.email')}
        value={email}
        maxLength={200}
        error={errorOf('agency-email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
