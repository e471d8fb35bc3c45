import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Segmented } from '../../../../web/parts/segmented.tsx'
import { useText } from '../../../../web/words.ts'
import type { Agency, NewDesk } from '../../contract.ts'
import styles from './admin.module.css'
import { useRefreshAgencies } from './admin-queries.ts'

const fieldIds = { name: 'desk-name' }
const kinds: readonly NewDesk['kind'][] = ['contact', 'duty', 'team']

/** A further desk of an agency. It sees nothing until a case gives it a seat. */
export function DeskForm({ agency, onClose }: { agency: Agency; onClose: () => void }) {
  useFocusBack()
  const text = useText()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<NewDesk['kind']>('team')
  const refresh = useRefreshAgencies()
  const save = useMutation({
    mutationFn: () => api.post<Agency>(`/agencies/${agency.id}/desks`, { name: name.trim(), kind }),
    onSuccess: async () => {
      await refresh()
      onClose()
    },
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(save.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const message = text('admin.desks.name-missing')
    const found = name.trim().length < 2 ? [{ field: 'desk-name', message }] : []
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('admin.desks.add-to', { agency: agency.name })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        <TextInput
          id="desk-name"
          label={text('admin.desks.name')}
          value={name}
          maxLength={120}
          error={errors.find((error) => error.field === 'desk-name')?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Segmented
          label={text('admin.desks.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: text(`admin.desk-kinds.${value}`) }))}
          onChange={setKind}
        />
        <p className="tc-note tc-dense">{text('admin.desks.empty-note')}</p>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('admin.desks.make')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
