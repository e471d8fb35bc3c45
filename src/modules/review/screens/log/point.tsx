import { Button } from '@mantine/core'
import { IconDownload, IconSignature } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { askCheckpoint } from '../../../../web/client.gen.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { SeenLog } from '../../log-contract.ts'
import { Copied } from './copied.tsx'
import styles from './log.module.css'

/** The newest point that was signed, to read, to compare by telephone and to keep. */
export function Point({ log, may }: { log: NonNullable<SeenLog['log']>; may: boolean }) {
  const text = useText()
  const format = useFormat()
  const { checkpoint } = log
  const address = `${window.location.origin}${log.path}`
  return (
    <Section title={text('witnesses.point.title')} action={may && <SignNow />}>
      <dl className={styles.facts}>
        {checkpoint && (
          <>
            <dt>{text('witnesses.point.when')}</dt>
            <dd>{format.moment(checkpoint.signedAt)}</dd>
            <dt>{text('witnesses.point.size')}</dt>
            <dd>{format.number(checkpoint.size)}</dd>
            <dt>{text('witnesses.point.root')}</dt>
            <dd>
              <Copied value={checkpoint.root} />
            </dd>
          </>
        )}
        <dt>{text('witnesses.point.key')}</dt>
        <dd>
          <Copied value={log.publicKey} />
        </dd>
        <dt>{text('witnesses.point.address')}</dt>
        <dd>
          <Copied value={`${address}/checkpoint`} />
        </dd>
      </dl>
      {checkpoint && (
        <div className={styles.keep} data-no-print>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
            onClick={() => saveText(`checkpoint-${checkpoint.size}.txt`, checkpoint.note)}
          >
            {text('witnesses.point.save')}
          </Button>
          <p className={styles.note}>{text('witnesses.point.save-note')}</p>
        </div>
      )}
    </Section>
  )
}

/** The note is on the page already, so nothing has to be asked for it. */
function saveText(name: string, words: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([words], { type: 'text/plain' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function SignNow() {
  const text = useText()
  const client = useQueryClient()
  const sign = useMutation({
    mutationFn: () => askCheckpoint(),
    onSuccess: () => {
      void toast(text('witnesses.point.asked'))
      for (const seconds of [2, 6, 15])
        setTimeout(() => void client.invalidateQueries({ queryKey: ['log'] }), seconds * 1000)
    },
  })
  return (
    <>
      <Button
        variant="default"
        loading={sign.isPending}
        leftSection={<IconSignature size={16} stroke={1.75} aria-hidden />}
        onClick={() => sign.mutate()}
        data-no-print
      >
        {text('witnesses.point.now')}
      </Button>
      {sign.error && <Trouble error={sign.error} />}
    </>
  )
}
