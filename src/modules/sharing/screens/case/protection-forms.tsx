import { Checkbox, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  admitToProtected,
  endProtection,
  nameForProtection,
  protectCase,
} from '../../../../web/client.gen.ts'
import { EntryNote } from '../../../../web/parts/entries.tsx'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import { type Protection, protectionKinds } from '../../protection-contract.ts'
import { ProtectionDialog } from './protection-dialog.tsx'

export interface ProtectionFormProps {
  read: Protection
  onClose: () => void
}

/** Saves, reads the page again and says so; the errors stand beside their fields. */
function useSaving(
  { read, onClose }: ProtectionFormProps,
  save: () => Promise<unknown>,
  said: string,
  fields: Record<string, string>,
  /** Fields that are still empty, and what to do about it; checked before anything is sent. */
  needed: readonly (readonly [field: string, isThere: boolean, words: string])[],
) {
  const text = useText()
  const [missing, setMissing] = useState<FormError[]>([])
  const client = useQueryClient()
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['protection', read.ref] })
      await client.invalidateQueries({ queryKey: ['who', read.ref] })
      onClose()
      void toast(said)
    },
  })
  const problems = useFormProblems(saving.error, fields)
  const refused = saving.error ? problems : []
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  const send = () => {
    const found = needed
      .filter(([, isThere]) => !isThere)
      .map(([field, , words]) => ({ field, message: text(words) }))
    setMissing(found)
    if (found.length === 0) saving.mutate()
  }
  return { saving, send, errors, errorOf }
}

interface NamesProps {
  coordinators: { id: number; name: string; you: boolean }[]
  named: string[]
  error: string | undefined
  onChange: (named: string[]) => void
}

function Names({ coordinators, named, error, onChange }: NamesProps) {
  const text = useText()
  return (
    <Checkbox.Group
      label={text('sharing.protection.named')}
      description={text('sharing.protection.named-note')}
      error={error}
      value={named}
      onChange={onChange}
    >
      {coordinators.map(({ id, name, you }, place) => (
        <Checkbox
          key={id}
          id={place === 0 ? 'protect-named' : undefined}
          mt={8}
          value={String(id)}
          label={you ? text('sharing.who.you', { name }) : name}
        />
      ))}
    </Checkbox.Group>
  )
}

/** Marks the case: why, and which members of the coordination desk keep it. */
export function MarkForm(props: ProtectionFormProps) {
  const { read, onClose } = props
  const text = useText()
  const coordinators = read.choice?.coordinators ?? []
  const [kind, setKind] = useState<'minor' | 'victim' | ''>('')
  const [named, setNamed] = useState(
    coordinators.filter(({ you }) => you).map(({ id }) => String(id)),
  )
  const { saving, send, errors, errorOf } = useSaving(
    props,
    () =>
      protectCase({
        path: { ref: read.ref },
        body: { kind: kind as 'minor', named: named.map(Number) },
      }),
    text('sharing.protection.marked'),
    { kind: 'protect-kind', named: 'protect-named' },
    [
      ['protect-kind', kind !== '', 'sharing.protection.kind-missing'],
      ['protect-named', named.length > 0, 'problems.protection_needs_name'],
    ],
  )
  return (
    <ProtectionDialog
      title={text('sharing.protection.mark-title')}
      failed={text('sharing.protection.not-saved')}
      confirm={text('sharing.protection.mark')}
      busy={saving.isPending}
      errors={errors}
      onSave={send}
      onClose={onClose}
    >
      <EntryNote>{text('sharing.protection.what')}</EntryNote>
      <Radio.Group
        id="protect-kind"
        label={text('sharing.protection.kind')}
        description={text('sharing.protection.kind-note')}
        error={errorOf('protect-kind')}
        value={kind}
        onChange={(value) => setKind(value as 'minor')}
      >
        {protectionKinds.map((one) => (
          <Radio key={one} mt={8} value={one} label={text(`sharing.protection.kind.${one}`)} />
        ))}
      </Radio.Group>
      <Names
        coordinators={coordinators}
        named={named}
        error={errorOf('protect-named')}
        onChange={setNamed}
      />
    </ProtectionDialog>
  )
}

/** Says anew who of the coordination desk keeps the case. */
export function NamesForm(props: ProtectionFormProps) {
  const { read, onClose } = props
  const text = useText()
  const [named, setNamed] = useState((read.mark?.named ?? []).map(({ id }) => String(id)))
  const { saving, send, errors, errorOf } = useSaving(
    props,
    () =>
      nameForProtection({
        path: { id: read.mark?.id ?? '' },
        body: { named: named.map(Number) },
      }),
    text('sharing.protection.saved'),
    { named: 'protect-named' },
    [['protect-named', named.length > 0, 'problems.protection_needs_name']],
  )
  return (
    <ProtectionDialog
      title={text('sharing.protection.names')}
      failed={text('sharing.protection.not-saved')}
      confirm={text('sharing.protection.save')}
      busy={saving.isPending}
      errors={errors}
      onSave={send}
      onClose={onClose}
    >
      <Names
        coordinators={read.choice?.coordinators ?? []}
        named={named}
        error={errorOf('protect-named')}
        onChange={setNamed}
      />
    </ProtectionDialog>
  )
}

/** Admits one member of a desk at the table, until a day. */
export function AdmitForm(props: ProtectionFormProps) {
  const { read, onClose } = props
  const text = useText()
  const [member, setMember] = useState<string | null>(null)
  const [until, setUntil] = useState('')
  const { saving, send, errors, errorOf } = useSaving(
    props,
    () =>
      admitToProtected({
        path: { id: read.mark?.id ?? '' },
        body: { member: Number(member), until },
      }),
    text('sharing.protection.saved'),
    { member: 'admit-member', until: 'admit-until' },
    [
      ['admit-member', member !== null, 'sharing.protection.member-missing'],
      ['admit-until', until !== '', 'sharing.protection.until-missing'],
    ],
  )
  return (
    <ProtectionDialog
      title={text('sharing.protection.admit')}
      failed={text('sharing.protection.not-saved')}
      confirm={text('sharing.protection.admit-do')}
      busy={saving.isPending}
      errors={errors}
      onSave={send}
      onClose={onClose}
    >
      <Select
        id="admit-member"
        label={text('sharing.protection.member')}
        description={text('sharing.protection.member-note')}
        nothingFoundMessage={text('sharing.protection.nobody')}
        error={errorOf('admit-member')}
        searchable
        data={(read.choice?.others ?? []).map(({ id, name, agency }) => ({
          value: String(id),
          label: text('sharing.protection.of-agency', { name, agency: agency.name }),
        }))}
        value={member}
        onChange={setMember}
      />
      <TextInput
        id="admit-until"
        type="date"
        label={text('sharing.protection.until')}
        error={errorOf('admit-until')}
        min={read.today}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </ProtectionDialog>
  )
}

/** Ends the mark, with the reason: the desks see the case again at once. */
export function EndForm(props: ProtectionFormProps) {
  const { read, onClose } = props
  const text = useText()
  const [reason, setReason] = useState('')
  const { saving, send, errors, errorOf } = useSaving(
    props,
    () => endProtection({ path: { id: read.mark?.id ?? '' }, body: { reason: reason.trim() } }),
    text('sharing.protection.ended'),
    { reason: 'end-protection-reason' },
    [['end-protection-reason', reason.trim() !== '', 'sharing.protection.reason-missing']],
  )
  return (
    <ProtectionDialog
      title={text('sharing.protection.end-title')}
      failed={text('sharing.protection.not-saved')}
      confirm={text('sharing.protection.end')}
      busy={saving.isPending}
      errors={errors}
      onSave={send}
      onClose={onClose}
    >
      <EntryNote>{text('sharing.protection.end-what')}</EntryNote>
      <Textarea
        id="end-protection-reason"
        label={text('sharing.protection.end-reason')}
        autosize
        minRows={2}
        maxLength={2000}
        error={errorOf('end-protection-reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ProtectionDialog>
  )
}
