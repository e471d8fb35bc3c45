import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import { useChange } from './change.ts'
import styles from './log.module.css'

const fields = { publicKey: 'witness-key', url: 'witness-url', agencyId: 'witness-agency' }

/** A witness by its key, which a person handed over, and the address at which it is asked. */
export function AddWitness({ onClose }: { onClose: () => void }) {
  const text = useText()
  const agencies = useQuery(agenciesQuery)
  const [agency, setAgency] = useState<string | null>('0')
  const [publicKey, setPublicKey] = useState('')
  const [url, setUrl] = useState('')
  const add = useChange(onClose)
  const errors = useFormProblems(add.error, fields)
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  return (
    <FormDialog
      title={text('witnesses.add.open')}
      save={text('witnesses.add.save')}
      busy={add.isPending}
      errors={errors}
      onClose={onClose}
      onSubmit={() => add.mutate({ kind: 'add', publicKey, url, agencyId: Number(agency) || null })}
    >
      <p className={styles.note}>{text('witnesses.add.note')}</p>
      <Select
        id={fields.agencyId}
        label={text('witnesses.add.agency')}
        data={[
          { value: '0', label: text('witnesses.outside') },
          ...(agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={agency}
        allowDeselect={false}
        onChange={setAgency}
        error={errorOf(fields.agencyId)}
      />
      <TextInput
        id={fields.publicKey}
        label={text('witnesses.add.key')}
        description={text('witnesses.add.key-note')}
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        maxLength={300}
        value={publicKey}
        error={errorOf(fields.publicKey)}
        onChange={(event) => setPublicKey(event.currentTarget.value)}
      />
      <TextInput
        id={fields.url}
        label={text('witnesses.add.url')}
        dir="ltr"
        inputMode="url"
        autoComplete="off"
        maxLength={300}
        value={url}
        error={errorOf(fields.url)}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
