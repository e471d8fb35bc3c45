import { Button, Modal, Radio } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import {
  KeepReason,
  type KeptWordings,
  type WordingKind,
} from '../../modules/items/wording/vocabulary.ts'
import { type AskedWording, whenWordingsAreAsked } from '../ask-wordings.ts'
import { useText } from '../words.ts'
import { useEscapeFirst } from './escape-first.ts'
import { FormErrors } from './form-errors.tsx'
import styles from './wording-notices.module.css'
import { questionOf } from './wording-notices.tsx'

// words: wording.kind.
// words: wording.reason.

interface Asked {
  wordings: AskedWording[]
  answer: (kept: KeptWordings | null) => void
}

/**
 * Asks, over whatever form it was, why wordings stay about which the check asked (PI6). Nothing that was typed is
 * lost: whoever goes back finds the form as it was.
 */
export function WordingDialog() {
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    whenWordingsAreAsked((wordings) => new Promise((answer) => setAsked({ wordings, answer })))
    return () => whenWordingsAreAsked(null)
  }, [])
  const back = useRef<(() => void) | null>(null)
  useEscapeFirst(back)
  const close = (kept: KeptWordings | null) => {
    setAsked(null)
    asked?.answer(kept)
  }
  back.current = asked ? () => close(null) : null
  if (!asked) return null
  return <Question wordings={asked.wordings} onAnswer={close} />
}

function Question({
  wordings,
  onAnswer,
}: {
  wordings: AskedWording[]
  onAnswer: (kept: KeptWordings | null) => void
}) {
  const text = useText()
  const kinds = [...new Set(wordings.map(({ kind }) => kind))]
  const [chosen, setChosen] = useState<Partial<Record<WordingKind, KeepReason>>>({})
  const [missing, setMissing] = useState<WordingKind[]>([])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const open = kinds.filter((kind) => !chosen[kind])
    setMissing(open)
    if (open.length === 0)
      onAnswer(
        kinds.flatMap((kind) => {
          const reason = chosen[kind]
          return reason ? [{ kind, reason }] : []
        }),
      )
  }
  return (
    <Modal.Root opened onClose={() => onAnswer(null)} closeOnEscape={false} size={620} zIndex={400}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          {/* A header of its own would be a second banner over the form from which it came. */}
          <Modal.Title className={styles.dialogTitle}>{text('wording.dialog.title')}</Modal.Title>
          <form className={styles.dialog} onSubmit={submit} noValidate>
            <FormErrors
              errors={missing.map((kind) => ({
                field: `wording-${kind}`,
                message: text('problems.wording_reason_missing'),
              }))}
            />
            {kinds.map((kind) => (
              <OneKind
                key={kind}
                kind={kind}
                wordings={wordings.filter((one) => one.kind === kind)}
                chosen={chosen[kind] ?? ''}
                missing={missing.includes(kind)}
                onChoose={(reason) => setChosen({ ...chosen, [kind]: reason })}
              />
            ))}
            <p className={styles.more}>{text('wording.dialog.note')}</p>
            <div className={styles.dialogButtons}>
              <Button variant="default" onClick={() => onAnswer(null)}>
                {text('wording.dialog.back')}
              </Button>
              <Button type="submit">{text('wording.dialog.save')}</Button>
            </div>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

interface OneKindProps {
  kind: WordingKind
  wordings: AskedWording[]
  chosen: string
  missing: boolean
  onChoose: (reason: KeepReason) => void
}

/** What is asked about one kind, and the reasons for which it may stay. */
function OneKind({ kind, wordings, chosen, missing, onChoose }: OneKindProps) {
  const text = useText()
  const questions = [...new Set(wordings.map((one) => questionOf(text, one)))]
  return (
    <section data-wording={kind}>
      {questions.map((question) => (
        <p key={question} className={styles.question}>
          {question}
        </p>
      ))}
      <Radio.Group
        id={`wording-${kind}`}
        tabIndex={-1}
        label={text('wording.keep-heading')}
        value={chosen}
        onChange={(reason) => onChoose(KeepReason.parse(reason))}
        error={missing ? text('problems.wording_reason_missing') : undefined}
      >
        <div className={styles.dialog}>
          {KeepReason.options.map((reason) => (
            <Radio key={reason} value={reason} label={text(`wording.reason.${reason}`)} />
          ))}
        </div>
      </Radio.Group>
    </section>
  )
}
