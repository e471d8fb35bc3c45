import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, type FormEvent, useRef, useState } from 'react'
import { todayHere } from '../../../../web/format.ts'
import { type FormError, FormErrors } from '../../../../web/parts/form-errors.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ImportList } from '../../import-contract.ts'
import styles from './import-list.module.css'
import type { ChosenFile } from './use-import.ts'

interface ChooseFileProps {
  prisons: ImportList['prisons']
  errors: readonly FormError[]
  busy: boolean
  onChoose: (agencyId: number, file: ChosenFile, deliveredOn: string) => void
}

/** The first step: which prison, which file. The file's name stays on this device. */
export function ChooseFile({ prisons, errors, busy, onChoose }: ChooseFileProps) {
  const text = useText()
  const [prison, setPrison] = useState(prisons.length === 1 ? String(prisons[0]?.id) : '')
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [deliveredOn, setDeliveredOn] = useState(todayHere)
  const [missing, setMissing] = useState<FormError[]>([])
  const shown = missing.length > 0 ? missing : errors
  const chosen = prisons.find(({ id }) => String(id) === prison)
  const errorOf = (field: string) => shown.find((error) => error.field === field)?.message
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
      <DropArea file={file} error={errorOf('import-file')} onFile={setFile} />
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

interface DropAreaProps {
  file: ChosenFile | null
  error: string | undefined
  onFile: (file: ChosenFile) => void
}

function DropArea({ file, error, onFile }: DropAreaProps) {
  const text = useText()
  const format = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const read = async (chosen: File | undefined) => {
    if (chosen) onFile({ name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void read(event.dataTransfer.files[0])
  }
  return (
    <div>
      <p className={styles.label} id="import-file-label">
        {text('imports.file')}
      </p>
      {error && <p className={styles.error}>{error}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut, the button inside does the same */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        data-error={error ? true : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileImport size={24} stroke={1.75} aria-hidden />
        <p className={styles.dropped} role="status">
          {file
            ? text('imports.chosen', {
                name: file.name,
                size: format.number(Math.max(1, Math.round(file.bytes.length / 1024))),
              })
            : text('imports.drop')}
        </p>
        <Button
          id="import-file"
          variant="default"
          aria-describedby="import-file-label"
          onClick={() => input.current?.click()}
        >
          {file ? text('imports.choose-other') : text('imports.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          tabIndex={-1}
          accept=".csv,.tsv,.txt,.prn,.xlsx,text/csv,text/tab-separated-values,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      </div>
      <p className="tc-note tc-small">{text('imports.file-note')}</p>
    </div>
  )
}
