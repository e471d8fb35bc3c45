import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { toBase64 } from '../../../web/base64.ts'
import { Chip, PlainState } from '../../../web/parts/chip.tsx'
import { FileDrop } from '../../../web/parts/file-drop.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useSession } from '../../../web/session.ts'
import { useFormat, useText } from '../../../web/words.ts'
import type { DirectoryFile, ImportDone, ImportPreview, ImportRow } from '../contract.ts'
import styles from './directory/directory.module.css'
import { useRefreshServices } from './directory/directory-queries.ts'

/** The directory out to others and in from others, in the open format of service directories. */
export function Exchange() {
  const text = useText()
  const session = useSession()
  return (
    <Page
      title={text('services.exchange.title')}
      note={text('services.exchange.note')}
      crumbs={[{ to: '/services', label: text('services.title') }]}
    >
      <Section title={text('services.exchange.out')}>
        <div className={styles.fields}>
          <p>{text('services.exchange.out-note')}</p>
          <div className={styles.more}>
            <Button variant="default" component="a" href="/api/v1/services/hsds" download>
              {text('services.exchange.out-json')}
            </Button>
            <Button variant="default" component="a" href="/api/v1/services/hsds/package" download>
              {text('services.exchange.out-package')}
            </Button>
          </div>
        </div>
      </Section>
      {session?.functions.includes('coordinator') && <TakeIn />}
    </Page>
  )
}

/** A file is shown row by row before anything changes; one press takes it in. */
function TakeIn() {
  const text = useText()
  const [file, setFile] = useState<File | null>(null)
  const [content, setContent] = useState<DirectoryFile>({})
  const refresh = useRefreshServices()
  const look = useMutation({
    mutationFn: (file: DirectoryFile) => api.post<ImportPreview>('/services/import/preview', file),
  })
  const take = useMutation({
    mutationFn: () => api.post<ImportDone>('/services/import', content),
    onSuccess: refresh,
  })
  const choose = async (given: File) => {
    take.reset()
    look.reset()
    setFile(given)
    const read = await contentOf(given)
    setContent(read)
    look.mutate(read)
  }
  const preview = look.data
  return (
    <Section title={text('services.exchange.in')}>
      <div className={styles.fields}>
        <div className={styles.form}>
          <FileDrop
            id="services-file"
            label={text('services.exchange.file-either')}
            note={text('services.exchange.file-note')}
            choose={text('services.exchange.choose')}
            accept=".json,.zip,application/json,application/zip"
            file={file}
            onFile={(given) => void choose(given)}
          />
        </div>
        {look.error && <Trouble error={look.error} what={text('services.exchange.not-read')} />}
        {take.error && <Trouble error={take.error} what={text('services.exchange.not-taken-in')} />}
        {take.data && (
          <Sentence note={<Link to="/services">{text('services.exchange.to-directory')}</Link>}>
            {text('services.exchange.done', { ...take.data })}
          </Sentence>
        )}
        {preview && !take.data && (
          <Preview preview={preview} busy={take.isPending} onTake={() => take.mutate()} />
        )}
      </div>
    </Section>
  )
}

/** A package begins as every zip does; anything else is text. */
async function contentOf(file: File): Promise<DirectoryFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b
  return zipped ? { package: await toBase64(bytes) } : { text: new TextDecoder().decode(bytes) }
}

interface PreviewProps {
  preview: ImportPreview
  busy: boolean
  onTake: () => void
}

function Preview({ preview: { rows, counts }, busy, onTake }: PreviewProps) {
  const text = useText()
  const changes = counts.new + counts.changed
  return (
    <>
      <Sentence
        note={counts.error > 0 && text('services.exchange.errors', { count: counts.error })}
      >
        {text('services.exchange.would', { ...counts })}
      </Sentence>
      {changes > 0 && (
        <div className={styles.more}>
          <Button loading={busy} onClick={onTake}>
            {text('services.exchange.take', { count: changes })}
          </Button>
        </div>
      )}
      <DataTable
        caption={text('services.exchange.rows')}
        head={
          <>
            <th scope="col">{text('services.columns.service')}</th>
            <th scope="col">{text('services.exchange.outcome')}</th>
            <th scope="col">{text('services.exchange.remarks')}</th>
          </>
        }
      >
        {rows.map((row) => (
          <Row key={row.row} row={row} />
        ))}
      </DataTable>
    </>
  )
}

function Row({ row }: { row: ImportRow }) {
  const text = useText()
  const format = useFormat()
  const fields = row.fields.map((field) => text(`services.fields.${field}`))
  return (
    <tr>
      <th scope="row">
        {row.name || text('services.exchange.nameless', { row: row.row })}
        <span className={styles.under}>{row.provider}</span>
      </th>
      <td data-label={text('services.exchange.outcome')}>
        {row.outcome === 'error' ? (
          <Chip state="gap">{text('services.exchange.outcomes.error')}</Chip>
        ) : (
          <PlainState state={row.outcome === 'unchanged' ? 'settled' : 'neutral'}>
            {text(`services.exchange.outcomes.${row.outcome}`)}
          </PlainState>
        )}
      </td>
      <td data-label={text('services.exchange.remarks')}>
        <span>
          {fields.length > 0 && <span>{format.list(fields)}</span>}
          {row.errors.length > 0 && (
            <ul className={styles.wrong}>
              {row.errors.map(({ code, at }) => (
                <li key={code + at}>{text(`services.exchange.wrong.${code}`, { at })}</li>
              ))}
            </ul>
          )}
          {row.notTaken.length > 0 && (
            <span className={styles.under}>
              {text('services.exchange.not-taken', { names: row.notTaken.join(', ') })}
            </span>
          )}
        </span>
      </td>
    </tr>
  )
}
