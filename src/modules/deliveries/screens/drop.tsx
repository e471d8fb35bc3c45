import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, NoConnection } from '../../../web/api.ts'
import { FileDrop } from '../../../web/parts/file-drop.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { Outside } from '../../../web/screens/outside.tsx'
import { useText } from '../../../web/words.ts'
import type { DropReceipt } from '../contract.ts'
import styles from './deliveries/drop.module.css'

/** The door of one prison: one file goes in, a receipt comes back, and nothing else ever. */
export function Drop() {
  const text = useText()
  const [secret] = useState(() => window.location.hash.slice(1))
  const [file, setFile] = useState<File | null>(null)
  const [missing, setMissing] = useState(false)
  const leave = useMutation({ mutationFn: (chosen: File) => sendFile(secret, chosen) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!file)
    if (file && !leave.isPending) leave.mutate(file)
  }
  return (
    <Outside>
      <Page title={text('deliveries.drop.title')} note={text('deliveries.drop.note')}>
        {leave.data ? (
          <div role="status" className={styles.received}>
            <p className={styles.receipt}>
              {text('deliveries.drop.received', { receipt: leave.data.receipt })}
            </p>
            <p>{text('deliveries.drop.received-note')}</p>
            <Button
              variant="default"
              onClick={() => {
                leave.reset()
                setFile(null)
              }}
            >
              {text('deliveries.drop.another')}
            </Button>
          </div>
        ) : (
          <form onSubmit={submit} noValidate className={styles.form}>
            <FileDrop
              id="drop-file"
              label={text('deliveries.drop.file')}
              note={text('deliveries.drop.file-note')}
              error={missing ? text('deliveries.drop.file-missing') : undefined}
              file={file}
              onFile={(given) => {
                setFile(given)
                setMissing(false)
              }}
            />
            {leave.error && (
              <Trouble error={leave.error} what={text('deliveries.drop.not-received')} />
            )}
            <Button type="submit" loading={leave.isPending}>
              {text('deliveries.drop.send')}
            </Button>
          </form>
        )}
      </Page>
    </Outside>
  )
}

/** The secret travels in a header, the bytes as they are; the name of the file stays here. */
async function sendFile(secret: string, file: File): Promise<DropReceipt> {
  let response: Response
  try {
    response = await fetch('/api/v1/drops', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/octet-stream',
        accept: 'application/json',
        'accept-language': document.documentElement.lang,
      },
      body: await file.arrayBuffer(),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
  } catch (error) {
    throw new NoConnection(error)
  }
  const body = await response.json().catch(() => ({}))
  if (!response.ok) throw new ApiProblem(response.status, body)
  return body
}
