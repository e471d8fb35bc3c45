import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, useId, useRef, useState } from 'react'
import { useFormat, useText } from '../words.ts'
import styles from './file-drop.module.css'

interface FileDropProps {
  id: string
  label: string
  /** What may be given, below the box. */
  note?: string
  error?: string
  /** As the attribute of a file field. */
  accept?: string
  /** Another word on the button than "Choose a file". */
  choose?: string
  file: { name: string; size: number } | null
  onFile: (file: File) => void
}

/** Where a file is given: dropped or chosen. Its name is shown here and sent nowhere. */
export function FileDrop({ id, label, note, error, accept, choose, file, onFile }: FileDropProps) {
  const text = useText()
  const format = useFormat()
  const under = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (chosen: File | undefined) => chosen && onFile(chosen)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <div>
      <p className={styles.label} id={`${under}label`}>
        {label}
      </p>
      {error && (
        <p className={styles.error} id={`${under}error`} role="alert">
          {error}
        </p>
      )}
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
                size: format.number(Math.max(1, Math.round(file.size / 1024))),
              })
            : text('imports.drop')}
        </p>
        <Button
          id={id}
          variant="default"
          aria-describedby={`${under}label${error ? ` ${under}error` : ''}${note ? ` ${under}note` : ''}`}
          onClick={() => input.current?.click()}
        >
          {file ? text('imports.choose-other') : (choose ?? text('imports.choose'))}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          tabIndex={-1}
          accept={accept}
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      </div>
      {note && (
        <p className="tc-note tc-small" id={`${under}note`}>
          {note}
        </p>
      )}
    </div>
  )
}
