import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { signInWithCode } from '../client.gen.ts'
import { type FormError, FormErrors, useFormProblems } from '../parts/form-errors.tsx'
import type { Session } from '../session.ts'
import { useText } from '../words.ts'
import styles from './outside.module.css'

interface CodeFormProps {
  /** What the server gave after the right passphrase. */
  step: string
  onEntered: (session: Session) => void
  onBack: () => void
}

/** The second half of the way in: the code that the phone shows, or a recovery code. */
export function CodeForm({ step, onEntered, onBack }: CodeFormProps) {
  const text = useText()
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const [missing, setMissing] = useState<FormError[]>([])
  const enter = useMutation({
    mutationFn: (code: string) => signInWithCode({ body: { step, code } }, { quiet401: true }),
    onSuccess: (session) => onEntered(session as Session),
  })
  const refused = useFormProblems(enter.error)
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const short = code.trim().length < 6
    setMissing(short ? [{ field: 'code', message: text('signin.code.missing') }] : [])
    if (!short && !enter.isPending) enter.mutate(code)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors
        errors={errors}
        title={missing.length > 0 ? undefined : text('web.sign-in.refused')}
      />
      <TextInput
        id="code"
        name="code"
        autoComplete="one-time-code"
        dir="ltr"
        spellCheck={false}
        maxLength={40}
        label={text('signin.code.label')}
        description={text('signin.code.note')}
        value={code}
        error={errors.find(({ field }) => field === 'code')?.message}
        onChange={(event) => setCode(event.currentTarget.value)}
        ref={field}
      />
      <Button type="submit" loading={enter.isPending}>
        {text('web.sign-in.submit')}
      </Button>
      <Button variant="default" onClick={onBack}>
        {text('signin.code.back')}
      </Button>
    </form>
  )
}
