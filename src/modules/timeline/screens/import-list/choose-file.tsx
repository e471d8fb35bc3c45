import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { todayHere } from '../../../../web/format.ts'
import { FileDrop } from '../../../../web/parts/file-drop.tsx'
import { type FormError, FormErrors } from '../../../../web/parts/form-errors.tsx'
import { useSession } from '../../../../web/session.ts'
import { useText } from '../../../../web/words.ts'
import type { ImportList } from '../../import-contract.ts'
import styles from './import-list.module.css'
import type { ChosenFile } from './use-import.ts'

const lists =
  '.csv,.tsv,.txt,.prn,.xlsx,text/csv,text/tab-separated-values,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface ChooseFileProps {
  prisons: ImportList['prisons']
  errors: readonly FormError[]
  busy: boolean
  onChoose: (agencyId: number, file: ChosenFile, deliveredOn: string) => void
}

/** The first step: which prison, which file. The file's name stays on this device. */
export function ChooseFile({ prisons, errors, busy, onChoose }: ChooseFileProps) {
  const text = useText()
  const own = useSession()?.agency.id
  // A prison sends its own list; who has one prison only need not choose either.
  const usual = prisons.length === 1 ? prisons[0] : prisons.find(({ id }) => id === own)
  const [prison, setPrison] = useState(usual ? String(usual.id) : '')
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [deliveredOn, setDeliveredOn] = useState(todayHere)
  const [missing, setMissing] = useState<FormError[]>([])
  const shown = missing.length > 0 ? missing : errors
  const chosen = prisons.find(({ id }) => String(id) === prison)
  const errorOf = (field: string) => shown.find((error) => error.field === field)?.message
  const read = async (given: File) =>
    setFile({ name: given.name, bytes: new Uint8Array(await given.arrayBuffer()) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lines: FormError[] = []
    if (!prison) lines.push({ field: 'import-prison', message: text('imports.prison-missing') })
    if (!file) lines.push({ field: 'import-file', message: text('imports.file-missing') })
    setMissing(lines)
    if (file && lines.length === 0 && !busy)
      onChoose(Number(prison), file, deliveredOn || todayHere())
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors
        errors={shown}
        title={missing.length > 0 ? undefined : text('imports.not-readable')}
      />
      <NativeSelect
        id="import-prison"
        label={text('imports.prison')}
        error={errorOf('import-prison')}
        description={chosen && !chosen.live ? text('imports.practice-note') : undefined}
        inputWrapperOrder={['label', 'error', 'input', 'description']}
        value={prison}
        data={[
          { value: '', label: text('imports.choose-prison') },
          ...prisons.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(event) => setPrison(event.currentTarget.value)}
      />
      <FileDrop
        id="import-file"
        label={text('imports.file')}
        note={text('imports.file-note')}
        error={errorOf('import-file')}
        accept={lists}
        file={file && { name: file.name, size: file.bytes.length }}
        onFile={(given) => void read(given)}
      />
      <TextInput
        id="import-day"
        type="date"
        maw={220}
        label={text('imports.delivered-on')}
        description={text('imports.delivered-on-note')}
        inputWrapperOrder={['label', 'error', 'input', 'description']}
        error={errorOf('import-day')}
        value={deliveredOn}
        onChange={(event) => setDeliveredOn(event.currentTarget.value)}
      />
      <div className={styles.submit}>
        <Button type="submit" loading={busy}>
          {text('imports.look')}
        </Button>
        <p className="tc-note tc-dense" role="status">
          {busy ? text('imports.looking') : text('imports.nothing-yet')}
        </p>
      </div>
    </form>
  )
}
