import { Button, Radio, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { judgeOverride } from '../../../../web/client.gen.ts'
import { useFirstPress } from '../../../../web/idempotency.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Entry, EntryHead, EntryNote, EntryWords } from '../../../../web/parts/entries.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { Privacy } from '../../protect-contract.ts'
import styles from '../sharing.module.css'

type Look = Privacy['overrides'][number]

/** One look in an emergency: who, which reference, why, how much was read; and the judgement. */
export function LookEntry({ look }: { look: Look }) {
  const text = useText()
  const format = useFormat()
  return (
    <Entry>
      <EntryHead>
        <AgencyBadge agency={look.agency} withName />
        <span>
          {text('sharing.look.line', {
            name: look.name,
            ref: look.asked,
            when: format.moment(look.begunAt),
          })}
        </span>
        {!look.opened && !look.second && (
          <Chip state="neutral">{text('sharing.look.nothing')}</Chip>
        )}
        {look.second && <Chip state="neutral">{text(`sharing.look.second.${look.second}`)}</Chip>}
        {look.verdict && (
          <Chip state={look.verdict === 'justified' ? 'settled' : 'due'}>
            {text(`sharing.look.verdict.${look.verdict}`)}
          </Chip>
        )}
      </EntryHead>
      <EntryWords>{look.reason}</EntryWords>
      {look.opened && (
        <EntryNote>
          {text('sharing.look.read', { count: look.read, until: format.moment(look.endsAt) })}
        </EntryNote>
      )}
      {look.judgement && (
        <EntryWords>
          {text('sharing.look.judged', { name: look.judgedBy ?? '', words: look.judgement })}
        </EntryWords>
      )}
      {look.verdict === null && !look.mine && <Judge look={look} />}
      {look.verdict === null && look.mine && (
        <EntryNote>{text('problems.override_not_yours_to_judge')}</EntryNote>
      )}
    </Entry>
  )
}

function Judge({ look }: { look: Look }) {
  const text = useText()
  const client = useQueryClient()
  const [verdict, setVerdict] = useState<'justified' | 'not_justified' | ''>('')
  const [words, setWords] = useState('')
  const id = `judge-${look.id}`
  const firstPress = useFirstPress()
  const judge = useMutation({
    mutationFn: () =>
      judgeOverride({
        path: { id: look.id },
        body: { verdict: verdict as 'justified', words: words.trim() },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['privacy'] })
      void toast(text('sharing.look.judged-now'))
    },
  })
  const refused = useFormProblems(judge.error, { words: id, verdict: `${id}-verdict` })
  const [missing, setMissing] = useState<FormError[]>([])
  const problems = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(verdict, words, id, text)
    setMissing(found)
    if (found.length === 0) firstPress(judge.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={problems} title={text('sharing.look.not-judged')} />
      <Radio.Group
        id={`${id}-verdict`}
        error={errorOf(`${id}-verdict`)}
        label={text('sharing.look.verdict')}
        value={verdict}
        onChange={(value) => setVerdict(value as 'justified')}
      >
        {(['justified', 'not_justified'] as const).map((one) => (
          <Radio key={one} mt={8} value={one} label={text(`sharing.look.verdict.${one}`)} />
        ))}
      </Radio.Group>
      <Textarea
        id={id}
        label={text('sharing.look.words')}
        autosize
        minRows={2}
        maxLength={2000}
        value={words}
        error={errorOf(id)}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={judge.isPending}>
          {text('sharing.look.judge')}
        </Button>
      </div>
    </form>
  )
}

function missingIn(verdict: string, words: string, id: string, text: Text): FormError[] {
  const found: FormError[] = []
  if (verdict === '')
    found.push({ field: `${id}-verdict`, message: text('sharing.look.verdict-missing') })
  if (words.trim() === '') found.push({ field: id, message: text('sharing.look.words-missing') })
  return found
}
