import { Button, Radio } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useFirstPress } from '../../../../web/idempotency.ts'
import { Empty } from '../../../../web/parts/empty.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Sentence } from '../../../../web/parts/section.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import { type Erasure, ErasureGround } from '../../erasure-contract.ts'
import styles from '../rights.module.css'
import { useRefreshErasures } from './erasure-queries.ts'

interface AskingProps {
  waiting: Erasure | null
  deciders: readonly string[]
  ask: (ground: ErasureGround) => Promise<unknown>
  /** What else there is than to erase. */
  children?: ReactNode
}

/** The ground of the law, and who decides; or that it was asked already. */
export function Asking({ waiting, deciders, ask, children }: AskingProps) {
  const text = useText()
  const format = useFormat()
  if (waiting)
    return (
      <>
        <Sentence>
          {text('erasures.ask.waiting', {
            name: waiting.askedBy ?? '',
            date: format.moment(waiting.askedAt),
          })}
        </Sentence>
        <p>{text('erasures.ask.deciders', { names: format.list(deciders) })}</p>
      </>
    )
  if (deciders.length === 0) return <Empty>{text('problems.erasure_nobody_decides')}</Empty>
  return (
    <AskForm deciders={deciders} ask={ask}>
      {children}
    </AskForm>
  )
}

function AskForm({ deciders, ask: save, children }: Omit<AskingProps, 'waiting'>) {
  const text = useText()
  const format = useFormat()
  const refresh = useRefreshErasures()
  const firstPress = useFirstPress()
  const [ground, setGround] = useState<ErasureGround | null>(null)
  const [missing, setMissing] = useState<FormError[]>([])
  const ask = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await refresh()
      void toast(text('erasures.ask.done'))
    },
  })
  const refused = useFormProblems(ask.error, { ground: 'erasure-ground' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(
      ground ? [] : [{ field: 'erasure-ground', message: text('erasures.ask.ground-missing') }],
    )
    if (ground) firstPress(() => ask.mutate(ground))
  }
  const problems = missing.length > 0 ? missing : refused
  return (
    <form className={`${styles.form} ${styles.readable}`} onSubmit={submit} noValidate>
      <FormErrors errors={problems} title={text('erasures.ask.not-asked')} />
      <Radio.Group
        id="erasure-ground"
        label={text('erasures.ask.ground')}
        error={missing[0]?.message}
        value={ground ?? ''}
        onChange={(one) => setGround(ErasureGround.parse(one))}
      >
        {ErasureGround.options.map((one) => (
          <Radio key={one} mt={8} value={one} label={text(`erasures.ground.${one}`)} />
        ))}
      </Radio.Group>
      {children}
      <p>{text('erasures.ask.deciders', { names: format.list(deciders) })}</p>
      <div className={styles.buttons}>
        <Button type="submit" loading={ask.isPending}>
          {text('erasures.ask.save')}
        </Button>
      </div>
    </form>
  )
}
