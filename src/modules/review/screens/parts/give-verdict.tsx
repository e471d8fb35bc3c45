import { Button, Radio, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { judgeReview } from '../../../../web/client.gen.ts'
import { useFirstPress } from '../../../../web/idempotency.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useText } from '../../../../web/words.ts'
import { type NewVerdict, type Review, verdicts } from '../../contract.ts'
import styles from '../review.module.css'

/** Opens the form where somebody has an answer; until then the list stays one that can be read. */
export function GiveVerdict({ review }: { review: Review }) {
  const text = useText()
  const [giving, setGiving] = useState(false)
  if (giving) return <VerdictForm review={review} onLeave={() => setGiving(false)} />
  return (
    <div>
      <Button variant="default" size="compact-md" onClick={() => setGiving(true)}>
        {text('review.verdict.give')}
      </Button>
    </div>
  )
}

/** A verdict with its words. What is to be clarified stays on the list until more is known. */
function VerdictForm({ review, onLeave }: { review: Review; onLeave: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const [verdict, setVerdict] = useState<NewVerdict['verdict'] | ''>('')
  const [note, setNote] = useState('')
  const id = `verdict-${review.id}`
  const firstPress = useFirstPress()
  const judge = useMutation({
    mutationFn: () =>
      judgeReview({
        path: { id: review.id },
        body: { verdict: verdict as NewVerdict['verdict'], note: note.trim() },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['reviews'] })
      void toast(text('review.verdict.saved'))
    },
  })
  const refused = useFormProblems(judge.error, { note: id, verdict: `${id}-choice` })
  const [missing, setMissing] = useState<FormError[]>([])
  const problems = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(verdict, note, id, text)
    setMissing(found)
    if (found.length === 0) firstPress(judge.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={problems} title={text('review.verdict.not-saved')} />
      <Radio.Group
        id={`${id}-choice`}
        label={text('review.verdict.label')}
        error={errorOf(`${id}-choice`)}
        value={verdict}
        onChange={(value) => setVerdict(value as NewVerdict['verdict'])}
      >
        {verdicts.map((one) => (
          <Radio key={one} mt={8} value={one} label={text(`review.verdict.${one}`)} />
        ))}
      </Radio.Group>
      <Textarea
        id={id}
        label={text('review.verdict.note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        error={errorOf(id)}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onLeave}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={judge.isPending}>
          {text('review.verdict.save')}
        </Button>
      </div>
    </form>
  )
}

function missingIn(verdict: string, note: string, id: string, text: Text): FormError[] {
  const found: FormError[] = []
  if (verdict === '') found.push({ field: `${id}-choice`, message: text('review.verdict.missing') })
  if (note.trim() === '') found.push({ field: id, message: text('review.verdict.note-missing') })
  return found
}
