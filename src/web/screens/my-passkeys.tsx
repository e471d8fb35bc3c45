import { Button, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addPasskey, askNewPasskey, namePasskey, removePasskey } from '../client.gen.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { type FormError, useFormProblems } from '../parts/form-errors.tsx'
import { Section } from '../parts/section.tsx'
import { DataTable } from '../parts/table.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { DeviceRefused, knowsPasskeys, makePasskey } from '../passkeys.ts'
import { toast } from '../toast.tsx'
import { useFormat, useText } from '../words.ts'
import { type Ways, waysChanged } from './my-ways.ts'

type Passkey = Ways['passkeys'][number]
type Opened = { act: 'add' } | { act: 'name' | 'remove'; passkey: Passkey }

/** The passkeys of the member: making one, naming it, taking one away. */
export function MyPasskeys({ ways }: { ways: Ways }) {
  const text = useText()
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  return (
    <Section
      title={text('signin.passkeys')}
      action={
        knowsPasskeys() && (
          <Button
            leftSection={<IconFingerprint size={16} stroke={1.75} aria-hidden />}
            onClick={() => setOpened({ act: 'add' })}
          >
            {text('signin.passkey.add')}
          </Button>
        )
      }
    >
      <p>{text(ways.passkeys.length > 0 ? 'signin.passkeys.what' : 'signin.passkeys.none')}</p>
      {!knowsPasskeys() && <p>{text('signin.passkeys.not-here')}</p>}
      {ways.passkeys.length > 0 && <PasskeyTable passkeys={ways.passkeys} onOpen={setOpened} />}
      {opened?.act === 'add' && <AddPasskey onClose={close} />}
      {opened?.act === 'name' && <NamePasskey passkey={opened.passkey} onClose={close} />}
      {opened?.act === 'remove' && <RemovePasskey passkey={opened.passkey} onClose={close} />}
    </Section>
  )
}

interface PasskeyTableProps {
  passkeys: Passkey[]
  onOpen: (opened: Opened) => void
}

function PasskeyTable({ passkeys, onOpen }: PasskeyTableProps) {
  const text = useText()
  const format = useFormat()
  return (
    <DataTable
      caption={text('signin.passkeys')}
      head={
        <>
          <th scope="col">{text('signin.passkey.name')}</th>
          <th scope="col">{text('signin.passkey.added')}</th>
          <th scope="col">{text('web.me.last')}</th>
          <th scope="col">
            <span className="tc-visually-hidden">{text('signin.passkey.acts')}</span>
          </th>
        </>
      }
    >
      {passkeys.map((passkey) => {
        const { label, addedAt, lastUsedAt, synced } = passkey
        return (
          <tr key={passkey.id}>
            <th scope="row">{label}</th>
            <td data-label={text('signin.passkey.added')}>
              {format.moment(addedAt)}
              {synced && ` · ${text('signin.passkey.synced')}`}
            </td>
            <td data-label={text('web.me.last')}>
              {lastUsedAt ? format.moment(lastUsedAt) : text('signin.passkey.never')}
            </td>
            <td>
              <Button.Group>
                <Button
                  variant="default"
                  aria-label={text('signin.passkey.rename-one', { label })}
                  onClick={() => onOpen({ act: 'name', passkey })}
                >
                  {text('signin.passkey.rename')}
                </Button>
                <Button
                  variant="default"
                  aria-label={text('signin.passkey.remove-one', { label })}
                  onClick={() => onOpen({ act: 'remove', passkey })}
                >
                  {text('signin.passkey.remove')}
                </Button>
              </Button.Group>
            </td>
          </tr>
        )
      })}
    </DataTable>
  )
}

/** Runs a change of one's ways in; then the page reads them anew, the open dialog closes. */
function useChange<T>(change: (input: T) => Promise<unknown>, done: string, onClose: () => void) {
  const text = useText()
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await waysChanged(client)
      await client.invalidateQueries({ queryKey: ['my-sessions'] })
      void toast(text(done))
      onClose()
    },
  })
}

function AddPasskey({ onClose }: { onClose: () => void }) {
  const text = useText()
  const [name, setName] = useState('')
  const add = useChange(
    async (name: string) => {
      const asked = await askNewPasskey()
      const answer = await makePasskey(asked)
      await addPasskey({ body: { attempt: asked.attempt, name, answer } })
    },
    'signin.passkey.is-added',
    onClose,
  )
  return (
    <NameDialog
      title={text('signin.passkey.add')}
      save={text('signin.passkey.make')}
      note={text('signin.passkey.make-note')}
      error={add.error}
      {...{ name, setName, onClose, busy: add.isPending, onSave: () => add.mutate(name) }}
    />
  )
}

function NamePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const text = useText()
  const [name, setName] = useState(passkey.label)
  const rename = useChange(
    (name: string) => namePasskey({ path: { id: passkey.id }, body: { name } }),
    'signin.passkey.is-named',
    onClose,
  )
  return (
    <NameDialog
      title={text('signin.passkey.rename-one', { label: passkey.label })}
      save={text('signin.passkey.save-name')}
      error={rename.error}
      {...{ name, setName, onClose, busy: rename.isPending, onSave: () => rename.mutate(name) }}
    />
  )
}

interface NameDialogProps {
  title: string
  save: string
  note?: string
  error: unknown
  busy: boolean
  name: string
  setName: (name: string) => void
  onSave: () => void
  onClose: () => void
}

function NameDialog(props: NameDialogProps) {
  const text = useText()
  const { title, save, note, error, busy, name, setName, onSave, onClose } = props
  const [missing, setMissing] = useState(false)
  const device = error instanceof DeviceRefused ? error : null
  const refused = useFormProblems(device ? null : error)
  const errors: FormError[] = missing
    ? [{ field: 'passkey-name', message: text('signin.passkey.name-missing') }]
    : device
      ? [{ message: text(`signin.device.${device.reason}`) }]
      : refused
  const submit = () => {
    setMissing(!name.trim())
    if (name.trim() && !busy) onSave()
  }
  return (
    <FormDialog
      {...{ title, save, busy, errors, onClose }}
      errorsTitle={device ? text('signin.passkey.not-made') : undefined}
      onSubmit={submit}
    >
      {note && <p>{note}</p>}
      <TextInput
        id="passkey-name"
        label={text('signin.passkey.name')}
        description={text('signin.passkey.name-note')}
        maxLength={60}
        value={name}
        error={missing ? text('signin.passkey.name-missing') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
    </FormDialog>
  )
}

function RemovePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const text = useText()
  const remove = useChange(
    (id: string) => removePasskey({ path: { id } }),
    'signin.passkey.is-removed',
    onClose,
  )
  return (
    <ConfirmDialog
      opened
      title={text('signin.passkey.remove-ask', { label: passkey.label })}
      confirm={text('signin.passkey.remove')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(passkey.id)}
      onCancel={onClose}
    >
      <p>{text('signin.passkey.remove-note')}</p>
      {remove.error && <Trouble error={remove.error} what={text('signin.passkey.not-removed')} />}
    </ConfirmDialog>
  )
}
