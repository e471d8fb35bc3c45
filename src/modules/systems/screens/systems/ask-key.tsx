import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { askSystemKey } from '../../../../web/client.gen.ts'
import { todayHere } from '../../../../web/format.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { EntryWords } from '../../../../web/parts/entries.tsx'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { NewSystemKey, SystemKeys } from '../../contract.ts'
import { type Scope, scopeNames } from '../../vocabulary.ts'
import styles from './systems.module.css'

const ids = {
  label: 'system-label',
  desk: 'system-desk',
  purpose: 'system-purpose',
  scopes: 'system-scopes',
  addresses: 'system-addresses',
  validUntil: 'system-until',
} as const

interface Draft {
  label: string
  desk: string
  purpose: string
  scopes: Scope[]
  addresses: string
  validUntil: string
}

/** Asks for a key: for which desk, what it may, until when. Nothing works before a second person agrees. */
export function AskKey({ known, onClose }: { known: SystemKeys; onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(known))
  const [missing, setMissing] = useState<FormError[]>([])
  const once = useMadeOnce()
  const ask = useMutation({
    mutationFn: () => once((options) => askSystemKey({ body: askedOf(draft, known) }, options)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['system-keys'] })
      void toast(text('systems.asked'))
      onClose()
    },
  })
  const refused = useFormProblems(ask.error, ids)
  const errors = missing.length > 0 ? missing : refused
  const submit = () => {
    const found = (['label', 'desk', 'scopes'] as const)
      .filter((field) => draft[field].length < (field === 'label' ? 2 : 1))
      .map((field) => ({ field: ids[field], message: text(`systems.missing.${field}`) }))
    setMissing(found)
    if (found.length === 0) ask.mutate()
  }
  const wrong = (field: keyof typeof ids) => errors.find((one) => one.field === ids[field])?.message
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  return (
    <FormDialog
      title={text('systems.ask')}
      save={text('systems.send')}
      busy={ask.isPending}
      errors={errors}
      size={620}
      onSubmit={submit}
      onClose={onClose}
    >
      <EntryWords>{text('systems.ask-note')}</EntryWords>
      <TextInput
        id={ids.label}
        label={text('systems.field.label')}
        maxLength={80}
        value={draft.label}
        error={wrong('label')}
        onChange={(event) => set({ label: event.currentTarget.value })}
      />
      <NativeSelect
        id={ids.desk}
        label={text('systems.field.desk')}
        value={draft.desk}
        error={wrong('desk')}
        data={[
          { value: '', label: text('systems.choose') },
          ...known.desks.map(({ id, name, agency }) => ({
            value: String(id),
            label: text('systems.desk-of', { desk: name, agency: agency.name }),
          })),
        ]}
        onChange={(event) => set({ desk: event.currentTarget.value })}
      />
      <NativeSelect
        id={ids.purpose}
        label={text('systems.field.purpose')}
        value={draft.purpose}
        error={wrong('purpose')}
        data={known.purposes.map((one) => ({
          value: one,
          label: text(`sharing.purpose.${one}`),
        }))}
        onChange={(event) => set({ purpose: event.currentTarget.value })}
      />
      <Checkbox.Group
        id={ids.scopes}
        label={text('systems.field.scopes')}
        value={draft.scopes}
        error={wrong('scopes')}
        onChange={(chosen) => set({ scopes: scopeNames.filter((one) => chosen.includes(one)) })}
      >
        <div className={styles.choices}>
          {scopeNames.map((scope) => (
            <Checkbox key={scope} value={scope} label={text(`systems.scope.${scope}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea
        id={ids.addresses}
        label={text('systems.field.addresses')}
        description={text('systems.field.addresses-note')}
        dir="ltr"
        autosize
        minRows={2}
        value={draft.addresses}
        error={wrong('addresses')}
        onChange={(event) => set({ addresses: event.currentTarget.value })}
      />
      <TextInput
        id={ids.validUntil}
        type="date"
        label={text('systems.field.until')}
        min={todayHere()}
        max={known.until}
        value={draft.validUntil}
        error={wrong('validUntil')}
        onChange={(event) => set({ validUntil: event.currentTarget.value })}
      />
    </FormDialog>
  )
}

const emptyDraft = ({ desks, purposes }: SystemKeys): Draft => ({
  label: '',
  desk: desks.length === 1 ? String(desks[0]?.id) : '',
  purpose: purposes[0] ?? '',
  scopes: [],
  addresses: '',
  validUntil: inHalfAYear(),
})

function askedOf(draft: Draft, { desks }: SystemKeys): NewSystemKey {
  const desk = Number(draft.desk)
  const agencyId = desks.find(({ id }) => id === desk)?.agency.id ?? 0
  const addresses = draft.addresses.split(/[\s,;]+/).filter(Boolean)
  return { ...draft, label: draft.label.trim(), agencyId, desk, addresses }
}

const inHalfAYear = () =>
  new Date(Date.parse(`${todayHere()}T00:00:00Z`) + 180 * 86_400_000).toISOString().slice(0, 10)
