import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { whenProofIsAsked } from '../ask-proof.ts'
import { readProofWays } from '../client.gen.ts'
import { useText } from '../words.ts'
import { useEscapeFirst } from './escape-first.ts'
import { Loading } from './loading.tsx'
import { Trouble } from './trouble.tsx'
import { WaysToProve } from './ways-to-prove.tsx'
import styles from './wording-notices.module.css'

type Answer = (proved: boolean) => void

/**
 * Asks, over whatever page or form it was, to show once more that it is the member (SEC-09). Then the same
 * request goes again. Nothing that was typed is lost: whoever goes back finds the form as it was.
 */
export function ProofDialog() {
  const [answer, setAnswer] = useState<{ give: Answer } | null>(null)
  const back = useRef<(() => void) | null>(null)
  useEffect(() => {
    whenProofIsAsked(() => new Promise((give) => setAnswer({ give })))
    return () => whenProofIsAsked(null)
  }, [])
  useEscapeFirst(back)
  const close = (proved: boolean) => {
    setAnswer(null)
    answer?.give(proved)
  }
  back.current = answer ? () => close(false) : null
  return answer ? <Question onAnswer={close} /> : null
}

function Question({ onAnswer }: { onAnswer: Answer }) {
  const text = useText()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['proof-ways'],
    queryFn: ({ signal }) => readProofWays({ signal }),
    gcTime: 0,
  })
  return (
    <Modal.Root
      opened
      onClose={() => onAnswer(false)}
      closeOnEscape={false}
      size={480}
      zIndex={420}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          {/* A header of its own would be a second banner over the form from which it came. */}
          <Modal.Title className={styles.dialogTitle}>{text('signin.proof.title')}</Modal.Title>
          <div className={styles.dialog}>
            <p>{text('signin.proof.note')}</p>
            {isPending && <Loading rows={2} />}
            {error && <Trouble error={error} onRetry={() => void refetch()} />}
            {data && <WaysToProve ways={data} onProved={() => onAnswer(true)} />}
            <div className={styles.dialogButtons}>
              <Button variant="default" onClick={() => onAnswer(false)}>
                {text('signin.proof.back')}
              </Button>
            </div>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
